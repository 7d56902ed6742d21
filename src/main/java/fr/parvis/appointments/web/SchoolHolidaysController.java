package fr.parvis.appointments.web;

import fr.parvis.appointments.SchoolCalendars;
import fr.parvis.appointments.SchoolZone;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.MessageSource;
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

/** School holidays by zone, and the zone of each site. */
@Controller
@RequestMapping("/admin/vacances")
@PreAuthorize("hasRole('ADMIN')")
class SchoolHolidaysController {
    private static final String PAGE = "/admin/vacances";
    private static final String FIELD = "zone-";

    record PeriodForm(String zone, String name, String first, String last) {
        PeriodForm {
            zone = Forms.line(zone);
            name = Forms.line(name);
            first = Forms.line(first);
            last = Forms.line(last);
        }
    }

    record SiteLine(Site site, String field, String zone) {}

    record PeriodLine(UUID id, String name, String days, String source) {}

    /** @param used a site is in it */
    record ZoneLines(String name, boolean used, List<PeriodLine> periods) {}

    private final SchoolCalendars schools;
    private final Directory directory;
    private final MessageSource messages;
    private final Forms forms;
    private final Clock clock;

    SchoolHolidaysController(
            SchoolCalendars schools, Directory directory, MessageSource messages, Forms forms, Clock clock) {
        this.schools = schools;
        this.directory = directory;
        this.messages = messages;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping
    String show(Model model, Locale locale) {
        return page(new PeriodForm("", "", "", ""), model, locale);
    }

    @PostMapping("/zones")
    String zones(@RequestParam Map<String, String> typed, RedirectAttributes after) {
        for (var site : directory.sites()) {
            var code = typed.get(FIELD + site.slug());
            if (code != null && !code.equals(code(site))) {
                schools.choose(site, code.isEmpty() ? null : zone(FIELD + site.slug(), code));
            }
        }
        after.addFlashAttribute("saved", true);
        return "redirect:" + PAGE;
    }

    @PostMapping
    String add(
            @ModelAttribute("form") PeriodForm form,
            Model model,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes after) {
        return forms.submit(
                model,
                response,
                locale,
                () -> {
                    schools.add(
                            zone("zone", form.zone()),
                            form.name(),
                            Typed.day("first", form.first()),
                            Typed.day("last", form.last()),
                            Objects.requireNonNull(messages.getMessage("calendar.school.own", null, Locale.FRENCH)));
                    after.addFlashAttribute("saved", true);
                    return "redirect:" + PAGE;
                },
                () -> page(form, model, locale));
    }

    @PostMapping("/{id}/retirer")
    String remove(@PathVariable UUID id, RedirectAttributes after) {
        schools.remove(id);
        after.addFlashAttribute("saved", true);
        return "redirect:" + PAGE;
    }

    private static SchoolZone zone(String field, String code) {
        try {
            return SchoolZone.of(code);
        } catch (IllegalArgumentException _) {
            throw ProblemException.field(field, "appointments", "school-zone-unknown");
        }
    }

    private String code(Site site) {
        return schools.zone(site.id()).map(SchoolZone::code).orElse("");
    }

    private String page(PeriodForm form, Model model, Locale locale) {
        var zones = Arrays.stream(SchoolZone.values())
                .map(zone -> Choice.of(zone.code(), name(zone, locale)))
                .toList();
        var orNone = new ArrayList<Choice>();
        orNone.add(Choice.of("", Objects.requireNonNull(messages.getMessage("calendar.zone.none", null, locale))));
        orNone.addAll(zones);
        var sites = directory.sites().stream()
                .map(site -> new SiteLine(site, FIELD + site.slug(), code(site)))
                .toList();
        model.addAttribute("form", form);
        model.addAttribute("zones", zones);
        model.addAttribute("zonesOrNone", orNone);
        model.addAttribute("sites", sites);
        model.addAttribute("known", known(sites.stream().map(SiteLine::zone).toList(), locale));
        return "appointments-staff/school-holidays";
    }

    private String name(SchoolZone zone, Locale locale) {
        return Objects.requireNonNull(messages.getMessage("calendar.zone." + zone.code(), null, locale));
    }

    private List<ZoneLines> known(List<String> used, Locale locale) {
        var today = clock.instant().atZone(directory.zone()).toLocalDate();
        var byZone = new EnumMap<SchoolZone, List<PeriodLine>>(SchoolZone.class);
        for (var zone : SchoolZone.values()) {
            if (used.contains(zone.code())) {
                byZone.put(zone, new ArrayList<>());
            }
        }
        for (var one : schools.periods(today)) {
            byZone.computeIfAbsent(one.zone(), _ -> new ArrayList<>())
                    .add(new PeriodLine(
                            one.id(),
                            one.name(),
                            OpeningWords.date(one.first(), locale) + " – " + OpeningWords.date(one.last(), locale),
                            one.source()));
        }
        return byZone.entrySet().stream()
                .map(one -> new ZoneLines(
                        name(one.getKey(), locale), used.contains(one.getKey().code()), one.getValue()))
                .toList();
    }
}
