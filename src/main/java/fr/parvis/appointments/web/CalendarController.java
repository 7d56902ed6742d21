package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.calendar.AgendaDay;
import fr.parvis.appointments.calendar.Timetable;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Topics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The day and the week of an agenda, or of a whole site, on a grid of hours; the list of the day says the same in words. */
@Controller
class CalendarController {
    private static final String PAGE = "/agent/calendrier";
    private static final String DAY = "jour";
    private static final String WEEK = "semaine";

    private final OwnSites sites;
    private final OwnAgendas own;
    private final Agendas agendas;
    private final Timetable timetable;
    private final CalendarGrid grid;
    private final FreeTimes times;
    private final Halls halls;
    private final LiveUpdates live;

    CalendarController(
            OwnSites sites,
            OwnAgendas own,
            Agendas agendas,
            Timetable timetable,
            CalendarGrid grid,
            FreeTimes times,
            Halls halls,
            LiveUpdates live) {
        this.sites = sites;
        this.own = own;
        this.agendas = agendas;
        this.timetable = timetable;
        this.grid = grid;
        this.times = times;
        this.halls = halls;
        this.live = live;
    }

    /** @param agenda slug; empty for the whole site, missing for the agent's own one */
    @GetMapping(PAGE)
    String show(
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(required = false) @Nullable String agenda,
            @RequestParam(name = "jour", required = false) @Nullable String day,
            @RequestParam(name = "vue", required = false) @Nullable String view,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("sites", sites.all());
        var here = sites.asked(site);
        if (here.isEmpty()) {
            return "appointments-staff/none";
        }
        fill(here.get(), agenda, day, view, model, locale);
        return "appointments-staff/calendar";
    }

    @GetMapping(PAGE + "/grille")
    String part(
            @RequestParam String site,
            @RequestParam String agenda,
            @RequestParam(name = "jour") String day,
            @RequestParam(name = "vue") String view,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        fill(sites.asked(site).orElseThrow(), agenda, day, view, model, locale);
        return "appointments-staff/calendar-grid :: grid";
    }

    /** Says that something has changed; the page then asks for its own part. */
    @GetMapping(PAGE + "/live")
    void live(@RequestParam String site, HttpServletRequest request, HttpServletResponse response) {
        var place = sites.asked(site).orElseThrow();
        live.stream(
                request,
                response,
                Topics.site(place.id()),
                "calendar",
                () -> List.of(new LiveUpdates.Message(
                        "calendar", halls.board(place.id()).at().toString())));
    }

    private void fill(
            Site site,
            @Nullable String slug,
            @Nullable String typed,
            @Nullable String view,
            Model model,
            Locale locale) {
        var known = agendas.at(site);
        var chosen = slug == null ? own(known) : chosen(slug, known);
        var weekly = view == null || view.isBlank() ? chosen.isPresent() : isWeekly(view);
        var today = times.today(site);
        var day = typed == null || typed.isBlank() ? today : Typed.day("jour", typed.strip());
        var first = weekly ? day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : day;
        var days = timetable.of(site, chosen.map(List::of).orElse(known), first, weekly ? first.plusDays(6) : day);
        model.addAttribute("site", site);
        model.addAttribute("agenda", chosen.map(Agenda::slug).orElse(""));
        model.addAttribute("agendaName", chosen.map(Agenda::name).orElse(""));
        model.addAttribute("joined", chosen.filter(own::isOwn).map(Agenda::id).orElse(null));
        model.addAttribute("day", day);
        model.addAttribute("first", first);
        model.addAttribute("today", today);
        model.addAttribute("weekly", weekly);
        model.addAttribute("view", weekly ? WEEK : DAY);
        model.addAttribute("before", first.minusDays(weekly ? 7 : 1));
        model.addAttribute("after", first.plusDays(weekly ? 7 : 1));
        model.addAttribute(
                "agendas",
                known.stream().map(one -> Choice.of(one.slug(), one.name())).toList());
        model.addAttribute("grid", grid.of(site, weekly ? withoutIdleWeekend(days) : days, locale));
        model.addAttribute("abreast", weekly && chosen.isEmpty());
    }

    private static Optional<Agenda> chosen(String slug, List<Agenda> known) {
        return slug.isEmpty()
                ? Optional.empty()
                : Optional.of(known.stream()
                        .filter(one -> one.slug().equals(slug))
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(HttpStatus.NOT_FOUND, "appointments", "unknown-agenda", slug)));
    }

    private static Optional<Agenda> own(List<Agenda> known) {
        var agent = Caller.current().orElseThrow().agentId();
        return known.stream()
                .filter(one -> agent != null && agent.equals(one.agentId()))
                .findFirst();
    }

    private static boolean isWeekly(String view) {
        return switch (view) {
            case WEEK -> true;
            case DAY -> false;
            default -> throw new ProblemException(HttpStatus.BAD_REQUEST, "platform", "page-malformed");
        };
    }

    /** Saturday and Sunday only when something is on them. */
    private static List<AgendaDay> withoutIdleWeekend(List<AgendaDay> days) {
        Set<LocalDate> busy =
                days.stream().filter(one -> !one.isEmpty()).map(AgendaDay::day).collect(Collectors.toSet());
        return days.stream()
                .filter(one ->
                        one.day().getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue() || busy.contains(one.day()))
                .toList();
    }
}
