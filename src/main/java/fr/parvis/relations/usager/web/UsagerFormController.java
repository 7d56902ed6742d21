package fr.parvis.relations.usager.web;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.FormProblem;
import fr.parvis.platform.web.Forms;
import fr.parvis.relations.usager.Consent;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who somebody is, and how they like to be received, typed by the staff. */
@Controller
@RequestMapping("/agent/usagers")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class UsagerFormController {
    private final Usagers usagers;
    private final Consents consents;
    private final SheetView view;
    private final Forms forms;

    UsagerFormController(Usagers usagers, Consents consents, SheetView view, Forms forms) {
        this.usagers = usagers;
        this.consents = consents;
        this.view = view;
        this.forms = forms;
    }

    @GetMapping("/nouveau")
    String begin(
            @RequestParam(name = "nom", defaultValue = "") String name,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        return form(null, UsagerForm.empty(Forms.line(name)), model, response, locale);
    }

    @PostMapping("/nouveau")
    String create(
            @ModelAttribute("form") UsagerForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        var typed = form.cleaned();
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var made =
                            usagers.create(typed.particulars(), typed.email(), typed.phone(), typed.taking(), caller());
                    next.addFlashAttribute("done", "created");
                    return "redirect:" + UsagerController.page(made);
                },
                () -> form(null, typed, model, response, locale));
    }

    @GetMapping("/{id}/modifier")
    String edit(@PathVariable UUID id, Model model, HttpServletResponse response, Locale locale) {
        var usager = usagers.usager(id);
        usagers.opened(usager.id());
        return form(usager, UsagerForm.of(usager), model, response, locale);
    }

    @PostMapping("/{id}/modifier")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") UsagerForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        var typed = form.cleaned();
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var changed =
                            usagers.change(id, typed.particulars(), typed.revisionNumber(), typed.taking(), caller());
                    next.addFlashAttribute("done", "changed");
                    return "redirect:" + UsagerController.page(changed.id());
                },
                () -> form(usagers.usager(id), typed, model, response, locale));
    }

    private static UUID caller() {
        return Caller.current().orElseThrow().id();
    }

    /** What somebody else has changed meanwhile is said; sent once more, what is typed here wins. */
    private String form(
            @Nullable Usager usager, UsagerForm typed, Model model, HttpServletResponse response, Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var stale = model.getAttribute("problem") instanceof FormProblem problem
                && problem.field().equals("changed");
        model.addAttribute("usager", usager);
        model.addAttribute("form", usager != null && stale ? typed.at(usager.revision()) : typed);
        model.addAttribute("needs", view.needs(typed.ticked(), locale));
        model.addAttribute("languages", view.languageChoices(Forms.line(typed.language())));
        model.addAttribute("channels", view.channelChoices(locale));
        model.addAttribute("moments", view.momentChoices(locale));
        model.addAttribute("hows", view.hows(locale));
        model.addAttribute("asked", usager == null || !consents.isGiven(usager, Consent.Purpose.NEEDS));
        return "relations-staff/usager-form";
    }
}
