package fr.parvis.relations.complaint.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.relations.ComplaintRules;
import fr.parvis.relations.Remedies;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The categories and root causes of the organisation, and from when a cause comes back. */
@Controller
@RequestMapping("/admin/reclamations")
@PreAuthorize("hasRole('ADMIN')")
class ComplaintAdminPages {
    private static final String HERE = "redirect:/admin/reclamations";

    /** @param own whether it is in the words of the organisation alone */
    record Line(Term term, String label, boolean own) {}

    private final Terms terms;
    private final ComplaintRules rules;
    private final Remedies remedies;
    private final Forms forms;

    ComplaintAdminPages(Terms terms, ComplaintRules rules, Remedies remedies, Forms forms) {
        this.terms = terms;
        this.rules = rules;
        this.remedies = remedies;
        this.forms = forms;
    }

    @GetMapping
    public String page(Model model, Locale locale) {
        return page(Map.of(), model, locale);
    }

    private String page(Map<String, String> typed, Model model, Locale locale) {
        var set = rules.rules();
        model.addAttribute("categories", lines(Term.Kind.CATEGORY, locale));
        model.addAttribute("causes", lines(Term.Kind.CAUSE, locale));
        model.addAttribute("typed", typed);
        model.addAttribute("times", typed.getOrDefault("times", Integer.toString(set.times())));
        model.addAttribute("days", typed.getOrDefault("days", Integer.toString(set.days())));
        model.addAttribute("opinionDays", typed.getOrDefault("opinionDays", Integer.toString(set.opinionDays())));
        model.addAttribute("noMediator", remedies.offices().mediator().isEmpty());
        return "relations-staff/complaint-settings";
    }

    private List<Line> lines(Term.Kind kind, Locale locale) {
        return terms.all(kind).stream()
                .map(term ->
                        new Line(term, terms.label(term, locale), !term.name().isEmpty()))
                .toList();
    }

    @PostMapping("/regles")
    public String change(
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return act(
                typed,
                model,
                next,
                response,
                locale,
                () -> rules.change(
                        Forms.line(typed.get("times")),
                        Forms.line(typed.get("days")),
                        Forms.line(typed.get("opinionDays"))));
    }

    /** A new one, or the name of one that there is. */
    @PostMapping("/termes")
    public String save(
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return act(typed, model, next, response, locale, () -> {
            var name = Forms.line(typed.get("name"));
            var cause = typed.getOrDefault("list", "").equals(Term.Kind.CAUSE.name());
            terms.add(cause ? Term.Kind.CAUSE : Term.Kind.CATEGORY, name, "true".equals(typed.get("personal")));
        });
    }

    @PostMapping("/termes/{id}/nom")
    public String rename(
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale) {
        return act(typed, model, next, response, locale, () -> terms.rename(id, Forms.line(typed.get("name"))));
    }

    /** Whether complaints of that category are held back until it is said whom they are about. */
    @PostMapping("/termes/{id}/comportement")
    public String behaviour(
            @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean personal, RedirectAttributes next) {
        next.addFlashAttribute("heldNow", terms.behaviour(id, personal));
        next.addFlashAttribute("behaviour", personal);
        return HERE;
    }

    @PostMapping("/termes/{id}/offre")
    public String offer(
            @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean active, RedirectAttributes next) {
        terms.offer(id, active);
        next.addFlashAttribute("saved", true);
        return HERE;
    }

    private String act(
            Map<String, String> typed,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response,
            Locale locale,
            Runnable act) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    act.run();
                    next.addFlashAttribute("saved", true);
                    return HERE;
                },
                () -> page(typed, model, locale));
    }
}
