package fr.parvis.directory.web;

import fr.parvis.directory.Counter;
import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** The desks of a site. */
@Controller
@RequestMapping("/admin/sites/{slug}/guichets")
@PreAuthorize("hasRole('ADMIN')")
class CountersController {
    record CounterForm(
            String name, Set<UUID> services, @Nullable Boolean stepFree) {
        CounterForm {
            name = Forms.line(name);
            services = Forms.ticked(services);
        }

        /** A box that is not ticked is not sent. */
        public boolean isStepFree() {
            return Boolean.TRUE.equals(stepFree);
        }
    }

    private final Directory directory;
    private final DirectoryEditor editor;
    private final DirectoryChoices choices;
    private final Forms forms;

    CountersController(Directory directory, DirectoryEditor editor, DirectoryChoices choices, Forms forms) {
        this.directory = directory;
        this.editor = editor;
        this.choices = choices;
        this.forms = forms;
    }

    @GetMapping
    String list(@PathVariable String slug, Model model) {
        var site = choices.site(slug);
        model.addAttribute("site", site);
        model.addAttribute("counters", directory.allCounters(site.id()));
        model.addAttribute("letters", directory.allServices());
        return "directory/counters";
    }

    @GetMapping("/nouveau")
    String create(@PathVariable String slug, Model model) {
        var site = choices.site(slug);
        var all = directory.servicesAt(site.id()).stream().map(ServiceOffer::id).collect(Collectors.toSet());
        return form(site, null, new CounterForm("", all, true), model);
    }

    @PostMapping
    String created(
            @PathVariable String slug,
            @ModelAttribute("form") CounterForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var site = choices.site(slug);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.createCounter(site.id(), form.name(), served(form), form.isStepFree());
                    after.addFlashAttribute("saved", true);
                    return "redirect:/admin/sites/" + slug + "/guichets";
                },
                () -> form(site, null, form, model));
    }

    @GetMapping("/{counter}")
    String edit(@PathVariable String slug, @PathVariable String counter, Model model) {
        var site = choices.site(slug);
        var found = counter(site, counter);
        return form(site, found, new CounterForm(found.name(), found.services(), found.stepFree()), model);
    }

    @PostMapping("/{counter}")
    String edited(
            @PathVariable String slug,
            @PathVariable String counter,
            @ModelAttribute("form") CounterForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var site = choices.site(slug);
        var found = counter(site, counter);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.updateCounter(found.id(), form.name(), served(form), form.isStepFree(), found.active());
                    after.addFlashAttribute("saved", true);
                    return "redirect:/admin/sites/" + slug + "/guichets";
                },
                () -> form(site, found, form, model));
    }

    @PostMapping("/{counter}/etat")
    String state(
            @PathVariable String slug,
            @PathVariable String counter,
            @RequestParam boolean active,
            RedirectAttributes after) {
        var found = counter(choices.site(slug), counter);
        editor.updateCounter(found.id(), found.name(), found.services(), found.stepFree(), active);
        after.addFlashAttribute("saved", true);
        return "redirect:/admin/sites/" + slug + "/guichets";
    }

    private Set<UUID> served(CounterForm form) {
        if (form.services().isEmpty()) {
            throw ProblemException.field("services", "directory", "service-missing");
        }
        return choices.known(form.services());
    }

    private Counter counter(Site site, String slug) {
        return directory.allCounters(site.id()).stream()
                .filter(counter -> counter.slug().equals(slug))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(HttpStatus.NOT_FOUND, "directory", "unknown-counter", slug, site.name()));
    }

    private String form(Site site, @Nullable Counter counter, CounterForm form, Model model) {
        model.addAttribute("site", site);
        model.addAttribute("counter", counter);
        model.addAttribute("form", form);
        model.addAttribute("services", choices.services(form.services()));
        return "directory/counter";
    }
}
