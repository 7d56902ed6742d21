package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.CounterState;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.queue.NewTicket;
import fr.parvis.queue.Outcome;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves the hall in real time, by the same acts as people: somebody comes in, an agent calls, receives, finishes. It never
 * touches a counter that a person or a script holds, nor the one left for trying.
 */
@Component
class LiveTown {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTown.class);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration LEFT_CLOSED = Duration.ofMinutes(3);
    private static final double STEP_SECONDS = 2;

    private final DemoTown town;
    private final Directory directory;
    private final Reception reception;
    private final Halls halls;
    private final Leftovers leftovers;
    private final JdbcClient jdbc;
    private final String me = Ids.token();
    private final SplittableRandom random = new SplittableRandom();
    private final Set<UUID> mine = ConcurrentHashMap.newKeySet();

    LiveTown(
            DemoTown town,
            Directory directory,
            Reception reception,
            Halls halls,
            Leftovers leftovers,
            JdbcClient jdbc) {
        this.town = town;
        this.directory = directory;
        this.reception = reception;
        this.halls = halls;
        this.leftovers = leftovers;
        this.jdbc = jdbc;
    }

    /** Seats the agents where the day has brought them; a counter that a person holds is left to them. */
    void takeOver() {
        for (var plan : TownPlan.SITES) {
            var site = town.site(plan);
            var counters = town.counters(site);
            plan.counters().stream()
                    .filter(counter -> !counter.agent().equals(TownPlan.FREE_AGENT))
                    .forEach(counter -> {
                        var known = counters.get(counter.name());
                        if (known != null && halls.state(known.id()).isEmpty()) {
                            attempt(() -> reception.open(known.id(), Set.of(), agent(site, counter.agent())));
                        }
                    });
        }
    }

    /** One step of two seconds; only one instance of several makes it. */
    void move(Instant now) {
        if (!isDriver(now)) {
            return;
        }
        TownPlan.SITES.forEach(plan -> move(plan, now));
    }

    private boolean isDriver(Instant now) {
        return jdbc.sql("""
                        insert into platform.setting as s (key, value) values ('demo.driver', :mine)
                        on conflict (key) do update set value = excluded.value
                        where split_part(s.value, ' ', 1) = :me or split_part(s.value, ' ', 2)::bigint < :now""")
                        .param("mine", me + " " + now.plus(LEASE).getEpochSecond())
                        .param("me", me)
                        .param("now", now.getEpochSecond())
                        .update()
                == 1;
    }

    private void move(TownPlan.Site plan, Instant now) {
        var site = town.site(plan);
        var board = halls.currentBoard(site.id());
        leftovers.clear(plan, board, now);
        if (happens(plan.visitorsPerHour() * 1.2 * pull(plan, board))) {
            attempt(() -> comeIn(plan, site));
        }
        board.waiting().stream()
                .map(HallBoard.Place::ticket)
                .filter(ticket -> mine.contains(ticket.id()))
                .filter(ticket -> luck(ticket, 1) < DaySimulator.ABANDON
                        && now.isAfter(ticket.arrivedAt().plusSeconds(240 + (long) (luck(ticket, 2) * 1500))))
                .forEach(ticket -> attempt(() -> reception.abandon(ticket.id())));
        for (var counter : plan.counters()) {
            board.counters().stream()
                    .filter(desk -> desk.counter().name().equals(counter.name()))
                    .filter(desk -> !counter.agent().equals(TownPlan.FREE_AGENT))
                    .findFirst()
                    .ifPresent(desk -> attempt(() -> work(site, counter, desk, now)));
        }
    }

    /** More people come when few wait, fewer when many do, so that the hall stays as full as planned; an empty one fills. */
    private static double pull(TownPlan.Site plan, HallBoard board) {
        if (board.waiting().size() < plan.waiting() * 0.4) {
            return 15;
        }
        return Math.clamp(1 + (plan.waiting() - board.waiting().size()) * 0.3, 0.1, 6);
    }

    private boolean happens(double perHour) {
        return random.nextDouble() < perHour * STEP_SECONDS / 3600;
    }

    private void comeIn(TownPlan.Site plan, Site site) {
        var left = random.nextDouble();
        for (var share : plan.shares().entrySet()) {
            left -= share.getValue();
            if (left < 0) {
                var service = directory.findServiceAt(site.id(), share.getKey()).orElseThrow();
                var ticket = reception.take(new NewTicket(
                        site.id(),
                        service.id(),
                        Ticket.Kind.WALKIN,
                        random.nextDouble() < DaySimulator.PRIORITY,
                        null,
                        null,
                        Set.of(),
                        NewTicket.Origin.KIOSK));
                mine.add(ticket.id());
                return;
            }
        }
    }

    private void work(Site site, TownPlan.Counter plan, HallBoard.Desk desk, Instant now) {
        var counter = desk.counter().id();
        if (desk.state().mode() == CounterState.Mode.CLOSED) {
            var neverOpened = halls.state(counter).isEmpty();
            if (neverOpened || desk.state().since().plus(LEFT_CLOSED).isBefore(now)) {
                reception.open(counter, Set.of(), agent(site, plan.agent()));
            }
            return;
        }
        var agent = desk.agent();
        if (agent == null || !agent.name().equals(plan.agent())) {
            return;
        }
        var ticket = desk.current();
        if (ticket == null) {
            if (desk.state().mode() == CounterState.Mode.OPEN && random.nextDouble() < 0.25) {
                reception.callNext(counter).ifPresent(called -> LOG.debug("{} called", called.number()));
            }
        } else if (ticket.state() == Ticket.State.CALLED) {
            arrive(ticket, Duration.between(java.util.Objects.requireNonNull(ticket.calledAt()), now));
        } else if (ticket.state() == Ticket.State.SERVING) {
            var mean = directory.service(ticket.serviceId()).usualDuration().toSeconds();
            var needed = DaySimulator.logNormal(mean, normal(ticket));
            if (now.isAfter(java.util.Objects.requireNonNull(ticket.startedAt()).plus(needed))) {
                reception.finish(ticket.id(), new Outcome.Solved());
            }
        }
    }

    private void arrive(Ticket ticket, Duration since) {
        if (mine.contains(ticket.id()) && luck(ticket, 3) < DaySimulator.NO_SHOW) {
            if (since.compareTo(DaySimulator.ABSENT_AFTER) > 0) {
                reception.noShow(ticket.id());
            }
        } else if (since.toSeconds() > 8 + luck(ticket, 4) * 30) {
            reception.start(ticket.id());
        }
    }

    /** From 0 to 1, always the same for a ticket. */
    private static double luck(Ticket ticket, int of) {
        return new SplittableRandom(ticket.id().getLeastSignificantBits() + of * 7919L).nextDouble();
    }

    private static double normal(Ticket ticket) {
        return new SplittableRandom(ticket.id().getLeastSignificantBits()).nextGaussian();
    }

    private UUID agent(Site site, String name) {
        return directory.agentsAt(site.id()).stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Somebody else was faster: that is life in a hall. */
    private static void attempt(Runnable act) {
        try {
            act.run();
        } catch (ProblemException | NoSuchElementException refusal) {
            LOG.debug("not done: {}", refusal.getMessage());
        }
    }
}
