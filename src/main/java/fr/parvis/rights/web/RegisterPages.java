package fr.parvis.rights.web;

import fr.parvis.platform.paper.PaperPages;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Language;
import fr.parvis.rights.Nights;
import fr.parvis.rights.Register;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The register of processing activities (RGPD art. 30), as the modules tell of themselves. */
@Controller
@RequestMapping("/admin/registre")
@PreAuthorize("hasRole('ADMIN')")
class RegisterPages {
    private final Nights nights;
    private final Register register;
    private final RightsWords words;
    private final PaperPages pdf;
    private final Forms forms;
    private final Clock clock;

    RegisterPages(Nights nights, Register register, RightsWords words, PaperPages pdf, Forms forms, Clock clock) {
        this.nights = nights;
        this.register = register;
        this.words = words;
        this.pdf = pdf;
        this.forms = forms;
        this.clock = clock;
    }

    private Map<String, Object> all(Register.Contacts contacts, Locale locale) {
        var model = new LinkedHashMap<String, Object>();
        model.put("organisation", words.organisation());
        model.put("contacts", contacts);
        model.put("day", words.day(clock.instant(), locale));
        model.put(
                "lines",
                nights.lines().stream().map(line -> words.line(line, locale)).toList());
        model.put("measures", List.of("sealed", "access", "log", "minimal", "backup", "host"));
        return model;
    }

    @GetMapping
    String show(Model model, Locale locale) {
        model.addAllAttributes(all(register.contacts(), locale));
        return "rights/register";
    }

    @PostMapping
    String change(
            @RequestParam(defaultValue = "") String controller,
            @RequestParam(defaultValue = "") String officer,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        var typed = new Register.Contacts(Forms.lines(controller), Forms.lines(officer));
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    register.change(typed);
                    next.addFlashAttribute("saved", true);
                    return "redirect:/admin/registre";
                },
                () -> {
                    model.addAllAttributes(all(typed, locale));
                    return "rights/register";
                });
    }

    @GetMapping("/pdf")
    ResponseEntity<byte[]> paper(Locale locale) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        "Content-Disposition",
                        ContentDisposition.inline()
                                .filename("registre-des-traitements.pdf")
                                .build()
                                .toString())
                .body(pdf.of(
                        "rights/register-pdf",
                        all(register.contacts(), locale),
                        Language.of(locale.getLanguage()).orElse(Language.FRENCH)));
    }
}
