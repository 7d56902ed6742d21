package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointments;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Choice;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The appointments of a day or a week at one of the agent's sites, and the search for one of them. */
@Controller
class AppointmentsController {
    static final String PAGE = "/agent/rendez-vous";
    private static final int MOST_FOUND = 50;

    record DayLines(LocalDate day, boolean isToday, List<AppointmentLines.Line> lines) {}

    record Found(Site site, List<AppointmentLines.Line> lines) {}

    private final OwnSites sites;
    private final Appointments appointments;
    private final Agendas agendas;
    private final AppointmentLines lines;
    private final FreeTimes times;

    AppointmentsController(
            OwnSites sites, Appointments appointments, Agendas agendas, AppointmentLines lines, FreeTimes times) {
        this.sites = sites;
        this.appointments = appointments;
        this.agendas = agendas;
        this.lines = lines;
        this.times = times;
    }

    /** @param week anything for the whole week of the day */
    @GetMapping(PAGE)
    String show(
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(name = "jour", required = false) @Nullable String day,
            @RequestParam(name = "semaine", required = false) @Nullable String week,
            @RequestParam(required = false) @Nullable String agenda,
            Model model,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("sites", sites.all());
        var here = sites.asked(site);
        if (here.isEmpty()) {
            return "appointments-staff/none";
        }
        var place = here.get();
        var today = times.today(place);
        var shown = day == null || day.isBlank() ? today : Typed.day("jour", day.strip());
        var weekly = week != null && !week.isBlank();
        var first = weekly ? shown.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : shown;
        var last = weekly ? first.plusDays(6) : shown;
        var known = agendas.at(place);
        var chosen = Objects.requireNonNullElse(agenda, "");
        var found = appointments.ofDays(place, first, last).stream()
                .filter(one -> isOf(one, known, chosen))
                .toList();
        model.addAttribute("site", place);
        model.addAttribute("day", shown);
        model.addAttribute("today", today);
        model.addAttribute("weekly", weekly);
        model.addAttribute("before", first.minusDays(weekly ? 7 : 1));
        model.addAttribute("after", first.plusDays(weekly ? 7 : 1));
        model.addAttribute("agenda", chosen);
        model.addAttribute(
                "agendas",
                known.stream().map(one -> Choice.of(one.slug(), one.name())).toList());
        model.addAttribute("days", byDay(first, last, today, lines.of(place, found)));
        return "appointments-staff/day";
    }

    private static boolean isOf(Appointment one, List<Agenda> known, String slug) {
        return slug.isEmpty()
                || known.stream()
                        .filter(agenda -> agenda.slug().equals(slug))
                        .map(Agenda::id)
                        .anyMatch(one.agendas()::contains);
    }

    private static List<DayLines> byDay(
            LocalDate first, LocalDate last, LocalDate today, List<AppointmentLines.Line> found) {
        Map<LocalDate, List<AppointmentLines.Line>> byDay =
                found.stream().collect(Collectors.groupingBy(AppointmentLines.Line::day));
        return first.datesUntil(last.plusDays(1))
                .filter(day -> first.equals(last)
                        || day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue()
                        || byDay.containsKey(day))
                .map(day -> new DayLines(day, day.equals(today), byDay.getOrDefault(day, List.of())))
                .toList();
    }

    /** By reference or last name; sent, so that no name stays in an address. */
    @PostMapping(PAGE + "/chercher")
    String search(@RequestParam(defaultValue = "") String looked, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var own = sites.all();
        var ids = own.stream().map(Site::id).toList();
        var exact = appointments
                .findByReference(looked)
                .filter(one -> ids.contains(one.siteId()))
                .filter(one -> one.state() != Appointment.State.HELD && one.state() != Appointment.State.EXPIRED);
        var found = exact.map(List::of).orElseGet(() -> appointments.named(ids, looked, MOST_FOUND));
        if (exact.isPresent()) {
            return "redirect:" + PAGE + "/" + exact.get().id();
        }
        var bySite = new ArrayList<Found>();
        for (var site : own) {
            var there = lines.of(
                    site,
                    found.stream().filter(one -> one.siteId().equals(site.id())).toList());
            if (!there.isEmpty()) {
                bySite.add(new Found(site, there));
            }
        }
        model.addAttribute("looked", looked);
        model.addAttribute("found", bySite);
        return "appointments-staff/found";
    }

    static String page(UUID id) {
        return PAGE + "/" + id;
    }
}
