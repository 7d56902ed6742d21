package fr.parvis.directory.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.directory.web.OverviewController.OrganisationForm;
import fr.parvis.directory.web.SitesController.SiteForm;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The guided path to a first kiosk, one question a page. The step is read from the directory, so that it can be left and
 * taken up again.
 */
@Controller
@RequestMapping("/admin/demarrage")
@PreAuthorize("hasRole('ADMIN')")
class StartController {
    enum Step {
        ORGANISATION,
        SITE,
        HOURS,
        SERVICES,
        COUNTERS,
        READY
    }

    private final Directory directory;
    private final DirectoryEditor editor;
    private final DirectoryChoices choices;
    private final Forms forms;
    private final MessageSource messages;
    private final TransactionOperations transaction;

    StartController(
            Directory directory,
            DirectoryEditor editor,
            DirectoryChoices choices,
            Forms forms,
            MessageSource messages,
            TransactionOperations transaction) {
        this.directory = directory;
        this.editor = editor;
        this.choices = choices;
        this.forms = forms;
        this.messages = messages;
        this.transaction = transaction;
    }

    @GetMapping
    String next(Model model, Locale locale) {
        var step = step();
        switch (step) {
            case ORGANISATION ->
                model.addAttribute(
                        "form",
                        new OrganisationForm("", directory.organisation().mainColour(), ""));
            case SITE -> model.addAttribute("form", SiteForm.EMPTY);
            case HOURS -> model.addAttribute("hours", WeekForm.USUAL);
            case SERVICES -> model.addAttribute("form", FirstServicesForm.suggested(messages, locale));
            case COUNTERS -> model.addAttribute("count", "2");
            case READY -> {}
        }
        return page(step, model, locale);
    }

    @PostMapping("/organisation")
    String organisation(
            @ModelAttribute("form") OrganisationForm form, Model model, HttpServletResponse response, Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.organisation(form.name(), form.colour());
                    return "redirect:/admin/demarrage";
                },
                () -> page(Step.ORGANISATION, model, locale));
    }

    @PostMapping("/site")
    String site(@ModelAttribute("form") SiteForm form, Model model, HttpServletResponse response, Locale locale) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (step() == Step.SITE) { // a form sent twice makes one site
                        editor.createSite(form.name(), form.address(), form.zone(), form.holidayRegion());
                    }
                    return "redirect:/admin/demarrage";
                },
                () -> page(Step.SITE, model, locale));
    }

    @PostMapping("/horaires")
    String hours(HttpServletRequest request, Model model, HttpServletResponse response, Locale locale) {
        var typed = WeekForm.of(request);
        model.addAttribute("hours", typed);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (typed.stream().allMatch(String::isEmpty)) {
                        throw ProblemException.field("hours[0]", "directory", "hours-missing");
                    }
                    editor.weeklyHours(firstSite().id(), typed);
                    return "redirect:/admin/demarrage";
                },
                () -> page(Step.HOURS, model, locale));
    }

    @PostMapping("/prestations")
    String services(HttpServletRequest request, Model model, HttpServletResponse response, Locale locale) {
        var form = FirstServicesForm.of(request);
        model.addAttribute("form", form);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    var site = firstSite().id();
                    var wanted = form.wanted();
                    if (step() == Step.SERVICES) {
                        transaction.executeWithoutResult(_ -> editor.offer(site, create(wanted)));
                    }
                    return "redirect:/admin/demarrage";
                },
                () -> page(Step.SERVICES, model, locale));
    }

    /** Gives each the next free letter; one of a known name is taken as it is. */
    private List<UUID> create(List<FirstServicesForm.Wanted> wanted) {
        return wanted.stream()
                .map(one -> directory.allServices().stream()
                        .filter(known -> known.name().equalsIgnoreCase(one.name()))
                        .map(ServiceOffer::id)
                        .findFirst()
                        .orElseGet(() -> editor.createService(one.name(), choices.freeLetter(), one.minutes())))
                .toList();
    }

    @PostMapping("/guichets")
    String counters(
            @RequestParam(defaultValue = "") String count, Model model, HttpServletResponse response, Locale locale) {
        var typed = Forms.line(count);
        model.addAttribute("count", typed);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    if (!typed.matches("[1-9]|1\\d|20")) {
                        throw ProblemException.field("count", "directory", "count-out-of-range");
                    }
                    if (step() == Step.COUNTERS) {
                        createCounters(firstSite(), Integer.parseInt(typed), locale);
                    }
                    return "redirect:/admin/demarrage";
                },
                () -> page(Step.COUNTERS, model, locale));
    }

    private void createCounters(Site site, int count, Locale locale) {
        var services =
                directory.servicesAt(site.id()).stream().map(ServiceOffer::id).collect(Collectors.toSet());
        transaction.executeWithoutResult(_ -> {
            for (int i = 1; i <= count; i++) {
                var name = messages.getMessage("directory.start.counter-name", new Object[] {i}, locale);
                editor.createCounter(site.id(), name, services);
            }
        });
    }

    private Step step() {
        if (!directory.isSetUp()) {
            return Step.ORGANISATION;
        }
        if (directory.sites().isEmpty()) {
            return Step.SITE;
        }
        var site = firstSite().id();
        if (directory.weeklyHours(site).stream().allMatch(String::isEmpty)) {
            return Step.HOURS;
        }
        if (directory.servicesAt(site).isEmpty()) {
            return Step.SERVICES;
        }
        return directory.countersAt(site).isEmpty() ? Step.COUNTERS : Step.READY;
    }

    private Site firstSite() {
        var sites = directory.sites();
        if (sites.isEmpty()) {
            throw ProblemException.field("", "directory", "site-first");
        }
        return sites.getFirst();
    }

    private String page(Step step, Model model, Locale locale) {
        model.addAttribute("step", step);
        model.addAttribute("steps", Step.values());
        model.addAttribute("site", directory.sites().isEmpty() ? null : firstSite());
        if (step == Step.SITE) {
            var zone = model.getAttribute("form") instanceof SiteForm form ? form.zone() : "Europe/Paris";
            model.addAttribute("zones", choices.zones(zone, locale));
            model.addAttribute("regions", choices.regions(locale));
        }
        return "directory/start";
    }
}
