package fr.parvis.appointments.web;

import fr.parvis.appointments.sessions.Repeat;
import fr.parvis.appointments.sessions.Session;
import fr.parvis.appointments.sessions.SessionPlan;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is typed.
 *
 * @param service identifier of its theme; empty without one
 * @param opensDays how many days before it registration opens; empty for at once
 * @param closesHours how many hours before it registration online closes; empty for its start
 * @param stepFree given when it is, as for {@code byStaff}
 * @param repeat once, weekly or monthly
 */
record SessionForm(
        String title,
        String description,
        String service,
        String place,
        Set<UUID> agendas,
        String day,
        String from,
        String to,
        String seats,
        String mostSeats,
        String opensDays,
        String closesHours,
        String language,
        String stepFree,
        String byStaff,
        String repeat,
        String times) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int MOST_DAYS = 365;
    private static final int MOST_HOURS = 720;
    private static final String YES = "yes";

    SessionForm {
        title = Forms.line(title);
        description = Forms.lines(description);
        service = Forms.line(service);
        place = Forms.line(place);
        agendas = new TreeSet<>(Forms.ticked(agendas));
        day = Forms.line(day);
        from = Forms.line(from);
        to = Forms.line(to);
        seats = Forms.line(seats);
        mostSeats = Forms.line(mostSeats);
        opensDays = Forms.line(opensDays);
        closesHours = Forms.line(closesHours);
        language = Forms.line(language);
        stepFree = Forms.line(stepFree);
        byStaff = Forms.line(byStaff);
        repeat = Forms.line(repeat);
        times = Forms.line(times);
    }

    static SessionForm blank(LocalDate day) {
        return new SessionForm(
                "",
                "",
                "",
                "",
                Set.of(),
                day.toString(),
                "14:00",
                "16:00",
                "10",
                "3",
                "",
                "2",
                "fr",
                YES,
                "",
                "once",
                "");
    }

    static SessionForm of(Session session, Site site) {
        var plan = session.plan();
        var start = plan.start().atZone(site.zone());
        var opens = plan.opensAt();
        return new SessionForm(
                plan.title(),
                plan.description(),
                plan.serviceId() == null ? "" : plan.serviceId().toString(),
                plan.place(),
                Set.copyOf(plan.agendas()),
                start.toLocalDate().toString(),
                CLOCK.format(start),
                CLOCK.format(plan.end().atZone(site.zone())),
                Integer.toString(plan.seats()),
                Integer.toString(plan.mostSeats()),
                opens == null
                        ? ""
                        : Long.toString(ChronoUnit.DAYS.between(
                                opens.atZone(site.zone()).toLocalDate(), start.toLocalDate())),
                Long.toString(Duration.between(plan.closesAt(), plan.start()).toHours()),
                plan.language(),
                plan.stepFree() ? YES : "",
                plan.byStaff() ? YES : "",
                "once",
                "");
    }

    /** The same a week later, or as soon as that is to come. */
    SessionForm later(LocalDate today) {
        var next = Typed.day("day", day).plusWeeks(1);
        while (!next.isAfter(today)) {
            next = next.plusWeeks(1);
        }
        return new SessionForm(
                title,
                description,
                service,
                place,
                agendas,
                next.toString(),
                from,
                to,
                seats,
                mostSeats,
                opensDays,
                closesHours,
                language,
                stepFree,
                byStaff,
                "once",
                "");
    }

    /** @throws ProblemException 400 with the field at fault */
    SessionPlan plan(Site site, List<UUID> services) {
        var date = Typed.day("day", day);
        var start = date.atTime(Typed.time("from", from)).atZone(site.zone()).toInstant();
        var ends = Typed.time("to", to);
        var last = ends.equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date;
        if (!language.matches("[a-z]{2,3}")) {
            throw ProblemException.field("language", "appointments", "language-malformed", language);
        }
        return new SessionPlan(
                site.id(),
                theme(services),
                title,
                description,
                place,
                List.copyOf(agendas),
                start,
                last.atTime(ends).atZone(site.zone()).toInstant(),
                Typed.number("seats", seats),
                Typed.number("mostSeats", mostSeats),
                opens(date, site),
                start.minus(Duration.ofHours(figure("closesHours", closesHours, MOST_HOURS))),
                language,
                !stepFree.isEmpty(),
                !byStaff.isEmpty());
    }

    private @Nullable Instant opens(LocalDate date, Site site) {
        return opensDays.isEmpty()
                ? null
                : date.minusDays(figure("opensDays", opensDays, MOST_DAYS))
                        .atTime(Typed.time("from", from))
                        .atZone(site.zone())
                        .toInstant();
    }

    private static int figure(String field, String typed, int most) {
        if (typed.isEmpty()) {
            return 0;
        }
        var figure = Typed.number(field, typed);
        if (figure < 0 || figure > most) {
            throw ProblemException.field(field, "appointments", "figure-out-of-range", 0, most);
        }
        return figure;
    }

    private @Nullable UUID theme(List<UUID> services) {
        return service.isEmpty()
                ? null
                : services.stream()
                        .filter(one -> one.toString().equals(service))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.field("service", "appointments", "service-not-here"));
    }

    Repeat repeats() {
        return switch (repeat) {
            case "", "once" -> Repeat.ONCE;
            case "weekly" -> Repeat.WEEKLY;
            case "monthly" -> Repeat.MONTHLY;
            default -> throw ProblemException.field("repeat", "appointments", "repeat-missing");
        };
    }

    int howOften() {
        return repeats() == Repeat.ONCE ? 1 : Typed.number("times", times);
    }
}
