package fr.parvis.directory.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.Site;
import fr.parvis.directory.SpecialDays;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Forms;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** When a site receives: its week, its closures, its exceptional openings. */
@Controller
@RequestMapping("/admin/sites/{slug}")
@PreAuthorize("hasRole('ADMIN')")
class SiteDaysController {
    record OpeningLine(UUID id, ZonedDateTime from, ZonedDateTime to) {
        private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

        public boolean wholeDay() {
            var day = from.toLocalDate();
            return from.equals(day.atStartOfDay(from.getZone()))
                    && to.equals(day.plusDays(1).atStartOfDay(to.getZone()));
        }

        public String start() {
            return CLOCK.format(from);
        }

        /** The end of the day is its 24:00, not the next one's 00:00. */
        public String end() {
            return to.toLocalTime().equals(LocalTime.MIDNIGHT) ? "24:00" : CLOCK.format(to);
        }

        boolean touches(LocalDate first, LocalDate last) {
            return !from.toLocalDate().isAfter(last)
                    && !to.minusNanos(1).toLocalDate().isBefore(first);
        }
    }

    /** @param despite the exceptional openings decided after it, which win over it */
    record ClosureLine(UUID id, LocalDate from, LocalDate to, String reason, List<OpeningLine> despite) {}

    private final Directory directory;
    private final DirectoryEditor editor;
    private final SpecialDays days;
    private final DirectoryChoices choices;
    private final Forms forms;

    SiteDaysController(
            Directory directory, DirectoryEditor editor, SpecialDays days, DirectoryChoices choices, Forms forms) {
        this.directory = directory;
        this.editor = editor;
        this.days = days;
        this.choices = choices;
        this.forms = forms;
    }

    @GetMapping("/horaires")
    String week(@PathVariable String slug, Model model) {
        var site = choices.site(slug);
        return weekForm(site, directory.weeklyHours(site.id()), model);
    }

    @PostMapping("/horaires")
    String saveWeek(
            @PathVariable String slug,
            HttpServletRequest request,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var site = choices.site(slug);
        var typed = WeekForm.of(request);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    editor.weeklyHours(site.id(), typed);
                    after.addFlashAttribute("saved", true);
                    return "redirect:/admin/sites/" + slug + "/horaires";
                },
                () -> weekForm(site, typed, model));
    }

    @GetMapping("/fermetures")
    String days(@PathVariable String slug, Model model) {
        model.addAttribute("closing", ClosureForm.EMPTY);
        model.addAttribute("opening", OpeningForm.EMPTY);
        return daysPage(choices.site(slug), model);
    }

    @PostMapping("/fermetures")
    String close(
            @PathVariable String slug,
            @ModelAttribute("closing") ClosureForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var site = choices.site(slug);
        model.addAttribute("opening", OpeningForm.EMPTY);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    days.close(site.id(), form.firstDay(), form.lastDay(), form.reason());
                    after.addFlashAttribute("saved", true);
                    return "redirect:/admin/sites/" + slug + "/fermetures";
                },
                () -> daysPage(site, model));
    }

    @PostMapping("/fermetures/{id}/retirer")
    String removeClosure(@PathVariable String slug, @PathVariable UUID id, RedirectAttributes after) {
        after.addFlashAttribute(
                "removedClosure",
                ClosureForm.of(days.removeClosure(choices.site(slug).id(), id)));
        return "redirect:/admin/sites/" + slug + "/fermetures";
    }

    @PostMapping("/ouvertures")
    String open(
            @PathVariable String slug,
            @ModelAttribute("opening") OpeningForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        var site = choices.site(slug);
        model.addAttribute("closing", ClosureForm.EMPTY);
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    days.open(site.id(), form.onDay(), form.start(), form.end());
                    after.addFlashAttribute("saved", true);
                    after.addFlashAttribute(
                            "overridden",
                            days.closures(site.id()).stream()
                                    .anyMatch(closure -> !form.onDay().isBefore(closure.from())
                                            && !form.onDay().isAfter(closure.to())));
                    return "redirect:/admin/sites/" + slug + "/fermetures";
                },
                () -> daysPage(site, model));
    }

    @PostMapping("/ouvertures/{id}/retirer")
    String removeOpening(@PathVariable String slug, @PathVariable UUID id, RedirectAttributes after) {
        var site = choices.site(slug);
        after.addFlashAttribute("removedOpening", OpeningForm.of(days.removeOpening(site.id(), id), site.zone()));
        return "redirect:/admin/sites/" + slug + "/fermetures";
    }

    private static String weekForm(Site site, List<String> hours, Model model) {
        model.addAttribute("site", site);
        model.addAttribute("hours", hours);
        return "directory/hours";
    }

    private String daysPage(Site site, Model model) {
        model.addAttribute("site", site);
        var openings = openings(site);
        model.addAttribute("openings", openings);
        model.addAttribute(
                "closures",
                days.closures(site.id()).stream()
                        .map(planned -> new ClosureLine(
                                planned.id(),
                                planned.from(),
                                planned.to(),
                                planned.reason(),
                                openings.stream()
                                        .filter(one -> one.touches(planned.from(), planned.to())
                                                && Ids.madeAt(one.id()).isAfter(Ids.madeAt(planned.id())))
                                        .toList()))
                        .toList());
        return "directory/special-days";
    }

    private List<OpeningLine> openings(Site site) {
        return days.openings(site.id()).stream()
                .map(planned -> new OpeningLine(
                        planned.id(),
                        planned.from().atZone(site.zone()),
                        planned.to().atZone(site.zone())))
                .toList();
    }
}
