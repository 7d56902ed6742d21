package fr.parvis.relations.usager.web;

import fr.parvis.identity.Caller;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.Languages;
import fr.parvis.relations.usager.Merges;
import fr.parvis.relations.usager.Need;
import fr.parvis.relations.usager.Timeline;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Two sheets side by side, what they would be together, and the way back. */
@Controller
@RequestMapping("/agent/usagers/{id}")
@PreAuthorize("hasAnyRole('AGENT', 'SUPERVISOR', 'ADMIN')")
class MergeController {
    /** @param needs as they are called */
    record Side(Usager usager, String language, List<String> needs, String since, int entries) {}

    private final Usagers usagers;
    private final Merges merges;
    private final Timeline timeline;
    private final ObjectProvider<Languages> languages;
    private final SheetView view;
    private final Forms forms;

    MergeController(
            Usagers usagers,
            Merges merges,
            Timeline timeline,
            ObjectProvider<Languages> languages,
            SheetView view,
            Forms forms) {
        this.usagers = usagers;
        this.merges = merges;
        this.timeline = timeline;
        this.languages = languages;
        this.view = view;
        this.forms = forms;
    }

    @GetMapping("/reunir")
    String compare(
            @PathVariable UUID id,
            @RequestParam("avec") UUID with,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        response.setHeader("Cache-Control", "no-store");
        var kept = usagers.usager(id);
        var other = usagers.usager(with);
        usagers.opened(kept.id());
        usagers.opened(other.id());
        model.addAttribute("kept", side(kept, locale));
        model.addAttribute("other", side(other, locale));
        model.addAttribute("same", kept.id().equals(other.id()));
        model.addAttribute("effects", effects(kept, other, locale));
        return "relations-staff/usager-merge";
    }

    private Side side(Usager usager, Locale locale) {
        return new Side(
                usager,
                languages.getObject().name(usager.preferences().language()),
                usager.preferences().needs().stream()
                        .map(need -> view.text("usager.need." + need.code(), locale))
                        .toList(),
                view.day(usager.createdAt(), locale),
                timeline.of(usager, locale).size());
    }

    private List<String> effects(Usager kept, Usager other, Locale locale) {
        var effects = new ArrayList<String>();
        effects.add(view.text("usager.merge.name", locale, kept.name()));
        var contacts = new HashSet<>(kept.contacts());
        contacts.addAll(other.contacts());
        effects.add(view.text("usager.merge.contacts", locale, contacts.size()));
        if (!kept.preferences().language().equals(other.preferences().language())) {
            effects.add(view.text(
                    "usager.merge.language",
                    locale,
                    languages.getObject().name(kept.preferences().language())));
        }
        var needs = new HashSet<Need>(kept.preferences().needs());
        needs.addAll(other.preferences().needs());
        if (!needs.isEmpty()) {
            effects.add(view.text("usager.merge.needs", locale, needs.size()));
        }
        effects.add(view.text("usager.merge.timeline", locale));
        effects.add(view.text("usager.merge.back", locale));
        return effects;
    }

    @PostMapping("/reunir")
    String merge(
            @PathVariable UUID id,
            @RequestParam UUID other,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes next) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    merges.merge(id, other, Caller.current().orElseThrow().id());
                    next.addFlashAttribute("done", "merged");
                    return "redirect:"
                            + UsagerController.page(usagers.usager(id).id());
                },
                () -> compare(id, other, model, response, locale));
    }

    /** Somebody else may have been faster: then there is nothing left to take apart. */
    @PostMapping("/separer")
    String unmerge(@PathVariable UUID id, @RequestParam UUID merge, RedirectAttributes next) {
        var apart = merges.unmerge(merge, Caller.current().orElseThrow().id());
        next.addFlashAttribute("done", "unmerged");
        next.addFlashAttribute("apart", apart);
        next.addFlashAttribute("apartName", usagers.usager(apart).name());
        return "redirect:" + UsagerController.page(id);
    }
}
