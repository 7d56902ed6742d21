package fr.parvis.relations.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.relations.Remedies;
import fr.parvis.relations.Remedies.Offices;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whom the organisation names to those to whom it says no, and where it is reached itself. */
@Controller
@PreAuthorize("hasRole('ADMIN')")
class RemedyPages {
    private final Remedies remedies;
    private final Forms forms;

    RemedyPages(Remedies remedies, Forms forms) {
        this.remedies = remedies;
        this.forms = forms;
    }

    @GetMapping("/admin/demandes/recours")
    public String page(Model model) {
        return page(remedies.offices(), model);
    }

    private static String page(Offices offices, Model model) {
        model.addAttribute("offices", offices);
        return "relations/staff-remedies";
    }

    @PostMapping("/admin/demandes/recours")
    public String save(
            @RequestParam(defaultValue = "") String mediator,
            @RequestParam(defaultValue = "") String mediatorAddress,
            @RequestParam(defaultValue = "") String court,
            @RequestParam(defaultValue = "") String rights,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String email,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        var typed = new Offices(
                Forms.line(mediator),
                Forms.line(mediatorAddress),
                Forms.line(court),
                Forms.line(rights),
                Forms.line(phone),
                Forms.line(email));
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    remedies.change(typed);
                    next.addFlashAttribute("saved", true);
                    return "redirect:/admin/demandes/recours";
                },
                () -> page(typed, model));
    }
}
