package fr.parvis.demo;

import static java.util.Objects.requireNonNull;

import fr.parvis.directory.Counter;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.Site;
import fr.parvis.feedback.Opinions;
import fr.parvis.forecast.LearnedTimes;
import fr.parvis.platform.StoredSettings;
import fr.parvis.queue.Halls;
import fr.parvis.queue.OpinionGiven;
import fr.parvis.queue.QueueHistory;
import fr.parvis.queue.QueueHistory.PastVisit;
import fr.parvis.queue.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes the days that Saint-Parvis has lived, each once, through the queue's own record. */
@Component
class DemoPast {
    static final int DAYS = 60;
    private static final long SEED = 20260302;
    private static final String WRITTEN_UNTIL = "demo.written-until";
    private static final Duration LAST_TICKET_BEFORE_CLOSING = Duration.ofMinutes(20);

    private final DemoTown town;
    private final Directory directory;
    private final QueueHistory history;
    private final Halls halls;
    private final Opinions opinions;
    private final LearnedTimes times;
    private final StoredSettings settings;

    DemoPast(
            DemoTown town,
            Directory directory,
            QueueHistory history,
            Halls halls,
            Opinions opinions,
            LearnedTimes times,
            StoredSettings settings) {
        this.town = town;
        this.directory = directory;
        this.history = history;
        this.halls = halls;
        this.opinions = opinions;
        this.times = times;
        this.settings = settings;
    }

    /** The first day that has not been written yet; a town left alone for long forgets what is too old. */
    LocalDate firstMissing(LocalDate today) {
        var oldest = today.minusDays(DAYS);
        return settings.find(WRITTEN_UNTIL)
                .map(until -> LocalDate.parse(until).plusDays(1))
                .filter(oldest::isBefore)
                .orElse(oldest);
    }

    /** A whole past day of every site; a site that lived the day for real keeps it as it was. */
    @Transactional
    public void write(LocalDate day) {
        for (var plan : TownPlan.SITES) {
            var site = town.site(plan);
            if (halls.figures(site.id(), day).issued() == 0) {
                append(plan, site, visits(plan, site, day), Instant.MAX);
            }
        }
        times.relearn(day.atStartOfDay(ZoneId.of(TownPlan.ZONE)).toInstant());
        settings.put(WRITTEN_UNTIL, day.toString());
    }

    /** Today up to now, as a day that began at that moment; nothing when the site already lives its day. */
    @Transactional
    public void begin(TownPlan.Site plan, Instant from, Instant now) {
        var site = town.site(plan);
        var today = now.atZone(site.zone()).toLocalDate();
        if (halls.figures(site.id(), today).issued() > 0) {
            return;
        }
        var doors = new DaySimulator.Doors(today, site.zone(), from, now);
        var desks = desks(plan, site, plan.counters().size());
        var visits = DaySimulator.untilWaiting(plan.waiting(), now, town.demand(plan), doors, desks, seed(plan, today));
        append(plan, site, visits, now);
        times.relearn(from);
    }

    private List<PastVisit> visits(TownPlan.Site plan, Site site, LocalDate day) {
        var visits = new ArrayList<PastVisit>();
        var from = day.atStartOfDay(site.zone()).toInstant();
        var end = day.plusDays(1).atStartOfDay(site.zone()).toInstant();
        var staff = plan.staff(DaySimulator.weekday(day.getDayOfWeek()) > 1);
        while (from.isBefore(end)) {
            switch (directory.opening(site.id(), from)) {
                case Opening.Open(var until) -> {
                    var close = until == null || until.isAfter(end) ? end : until;
                    var last = close.minus(LAST_TICKET_BEFORE_CLOSING);
                    visits.addAll(DaySimulator.play(
                            town.demand(plan),
                            new DaySimulator.Doors(day, site.zone(), from, last),
                            desks(plan, site, staff),
                            seed(plan, day) + from.getEpochSecond()));
                    from = close;
                }
                case Opening.Closed closed -> from = closed.opensAgain() == null ? end : closed.opensAgain();
            }
        }
        return visits;
    }

    /** Never the counter that is left to whoever tries the product. */
    private List<DaySimulator.Desk> desks(TownPlan.Site plan, Site site, int staff) {
        var counters = town.counters(site);
        return plan.counters().stream()
                .filter(counter -> !counter.agent().equals(TownPlan.FREE_AGENT))
                .limit(staff)
                .map(counter -> counters.get(counter.name()))
                .filter(counter -> counter != null)
                .map(DemoPast::desk)
                .toList();
    }

    private static DaySimulator.Desk desk(Counter counter) {
        return new DaySimulator.Desk(counter.id(), counter.services());
    }

    private static long seed(TownPlan.Site plan, LocalDate day) {
        return SEED * 31 + plan.slug().hashCode() * 1_000_003L + day.toEpochDay();
    }

    private void append(TownPlan.Site plan, Site site, List<PastVisit> visits, Instant now) {
        if (visits.isEmpty()) {
            return;
        }
        var day = visits.getFirst().arrivedAt().atZone(site.zone()).toLocalDate();
        var random = new SplittableRandom(seed(plan, day) + 1);
        opinions.record(history.append(visits).stream()
                .filter(ticket -> ticket.state() == Ticket.State.FINISHED)
                .flatMap(ticket -> opinion(ticket, random).stream())
                .filter(opinion -> opinion.at().isBefore(now))
                .toList());
    }

    private static Optional<OpinionGiven> opinion(Ticket ticket, SplittableRandom random) {
        var waited = Duration.between(ticket.arrivedAt(), requireNonNull(ticket.calledAt()));
        return Answer.draw(waited, random)
                .map(answer -> new OpinionGiven(
                        ticket.id(),
                        ticket.organisationId(),
                        ticket.siteId(),
                        ticket.serviceId(),
                        answer.score(),
                        answer.words(),
                        requireNonNull(ticket.endedAt()).plus(answer.after())));
    }
}
