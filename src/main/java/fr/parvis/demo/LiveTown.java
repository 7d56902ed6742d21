package fr.parvis.demo;

import static java.util.Objects.requireNonNull;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.CounterState;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Reception;
import fr.parvis.queue.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
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
    private final LiveVisitors visitors;
    private final JdbcClient jdbc;
    private final String me = Ids.token();
    private final SplittableRandom random = new SplittableRandom();

    LiveTown(
            DemoTown town,
            Directory directory,
            Reception reception,
            Halls halls,
            Leftovers leftovers,
            LiveVisitors visitors,
            JdbcClient jdbc) {
        this.town = town;
        this.directory = directory;
        this.reception = reception;
        this.halls = halls;
        this.leftovers = leftovers;
        this.visitors = visitors;
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
        visitors.comeIn(now);
        visitors.answer(now);
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
            visitors.setOut(plan, now);
        }
        visitors.losePatience(board, now);
        visitors.comeBack(board, now);
        for (var counter : plan.counters()) {
            board.counters().stream()
                    .filter(desk -> desk.counter().name().equals(counter.name()))
                    .filter(desk -> !counter.agent().equals(TownPlan.FREE_AGENT))
                    .findFirst()
                    .ifPresent(desk -> attempt(() -> work(plan, site, counter, desk, board, now)));
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

    private void work(
            TownPlan.Site plan, Site site, TownPlan.Counter seat, HallBoard.Desk desk, HallBoard board, Instant now) {
        var counter = desk.counter().id();
        if (desk.state().mode() == CounterState.Mode.CLOSED) {
            var neverOpened = halls.state(counter).isEmpty();
            if (neverOpened || desk.state().since().plus(LEFT_CLOSED).isBefore(now)) {
                reception.open(counter, Set.of(), agent(site, seat.agent()));
            }
            return;
        }
        var agent = desk.agent();
        if (agent == null || !agent.name().equals(seat.agent())) {
            return;
        }
        var ticket = desk.current();
        if (ticket == null) {
            if (desk.state().mode() == CounterState.Mode.OPEN && random.nextDouble() < 0.25) {
                reception.callNext(counter).ifPresent(called -> LOG.debug("{} called", called.number()));
            }
        } else if (ticket.state() == Ticket.State.CALLED) {
            arrive(ticket, Duration.between(requireNonNull(ticket.calledAt()), now));
        } else if (ticket.state() == Ticket.State.SERVING) {
            serve(plan, site, ticket, board, now);
        }
    }

    private void arrive(Ticket ticket, Duration since) {
        if (!visitors.isAbsent(ticket)) {
            if (since.toSeconds() > 8 + Math.floorMod(ticket.id().hashCode(), 30)) {
                reception.start(ticket.id());
            }
        } else if (since.compareTo(ticket.timeToCome()) > 0) {
            reception.noShow(ticket.id());
            visitors.gone(ticket.id());
        } else if (ticket.recalls() == 0 && since.compareTo(ticket.timeToCome().dividedBy(2)) > 0) {
            reception.recall(ticket.id());
        }
    }

    private void serve(TownPlan.Site plan, Site site, Ticket ticket, HallBoard board, Instant now) {
        var lasts = visitors.lasts(ticket, directory.service(ticket.serviceId()).usualDuration());
        var lasted = Duration.between(requireNonNull(ticket.startedAt()), now);
        if (lasted.compareTo(lasts) > 0) {
            visitors.finished(reception.finish(ticket.id(), visitors.outcome(plan, site, ticket, now)), now);
        } else if (lasted.compareTo(lasts.dividedBy(3)) > 0) {
            switch (visitors.detour(ticket)) {
                case NONE -> {}
                case SEND_ON -> sendOn(plan, ticket, board);
                case SET_ASIDE -> {
                    reception.park(ticket.id());
                    visitors.setAside(ticket, now);
                }
            }
        }
    }

    /** To a service that another of the town's agents receives. */
    private void sendOn(TownPlan.Site plan, Ticket ticket, HallBoard board) {
        visitors.detoured(ticket);
        board.counters().stream()
                .filter(desk -> plan.isDriven(desk) && desk.state().mode() == CounterState.Mode.OPEN)
                .filter(desk -> !desk.counter().id().equals(ticket.counterId()))
                .flatMap(desk -> desk.state().services().stream())
                .filter(service -> !service.equals(ticket.serviceId()))
                .min(Comparator.naturalOrder())
                .ifPresent(service -> reception.transferToService(ticket.id(), service));
    }

    private UUID agent(Site site, String name) {
        return directory.agentsAt(site.id()).stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Somebody else was faster: that is life in a hall. */
    static void attempt(Runnable act) {
        try {
            act.run();
        } catch (ProblemException | NoSuchElementException refusal) {
            LOG.debug("not done: {}", refusal.getMessage());
        }
    }
}
