package fr.parvis.directory.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is offered at a site, and what is suspended there for a while. */
@Controller
@RequestMapping("/admin/sites/{slug}/prestations")
@PreAuthorize("hasRole('ADMIN')")
class SiteServicesController {
    /** @param suspended why, empty when it is served */
    record OfferLine(ServiceOffer service, String suspended) {}

    private final Directory directory;
    private final DirectoryEditor editor;
    private final DirectoryChoices choices;
    private final Forms forms;

    SiteServicesController(Directory directory, DirectoryEditor editor, DirectoryChoices choices, Forms forms) {
        this.directory = directory;
        this.editor = editor;
        this.choices = choices;
        this.forms = forms;
    }

    @GetMapping
    String offered(@PathVariable String slug, Model model) {
        return page(choices.site(slug), null, model);
    }

    @PostMapping
    String offer(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable List<@Nullable UUID> services,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var site = choices.site(slug);
        var chosen = Forms.ticked(services);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.offer(site.id(), choices.known(chosen));
                    after.addFlashAttribute("saved", true);
                    return "redirect:/admin/sites/" + slug + "/prestations";
                },
                () -> page(site, chosen, model));
    }

    /** @param reason shown to usagers */
    @PostMapping("/{service}/suspendre")
    String suspend(
            @PathVariable String slug,
            @PathVariable UUID service,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        var site = choices.site(slug);
        var typed = Forms.line(reason);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (typed.isEmpty() || typed.length() > 200) {
                        throw ProblemException.field("reason-" + service, "directory", "reason-missing");
                    }
                    editor.suspend(site.id(), service, typed);
                    return "redirect:/admin/sites/" + slug + "/prestations";
                },
                () -> page(site, null, model));
    }

    @PostMapping("/{service}/reprendre")
    String resume(@PathVariable String slug, @PathVariable UUID service) {
        editor.suspend(choices.site(slug).id(), service, null);
        return "redirect:/admin/sites/" + slug + "/prestations";
    }

    private String page(Site site, @Nullable Set<UUID> typed, Model model) {
        var offered = directory.servicesAt(site.id());
        model.addAttribute("site", site);
        model.addAttribute("services", choices.services(typed != null ? typed : directory.offeredAt(site.id())));
        model.addAttribute(
                "offers",
                offered.stream()
                        .map(service -> new OfferLine(
                                service,
                                directory.suspension(site.id(), service.id()).orElse("")))
                        .toList());
        return "directory/site-services";
    }
}
