package fr.parvis.queue;

import static java.util.stream.Collectors.toMap;

import fr.parvis.directory.Agent;
import fr.parvis.directory.Counter;
import fr.parvis.directory.Directory;
import fr.parvis.directory.ServiceOffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws a site's board from the database, the directory and the estimator. */
@Component
class BoardMaker {
    private static final WaitInterval UNKNOWN =
            new WaitInterval(Duration.ZERO, Duration.ofMinutes(15), Duration.ofMinutes(45), true);

    private final Tickets tickets;
    private final Counters counters;
    private final Directory directory;
    private final WaitEstimator estimator;
    private final DueArrivals due;

    BoardMaker(Tickets tickets, Counters counters, Directory directory, WaitEstimator estimator, DueArrivals due) {
        this.due = due;
        this.tickets = tickets;
        this.counters = counters;
        this.directory = directory;
        this.estimator = estimator;
    }

    HallBoard draw(UUID siteId, Instant now) {
        var site = site(siteId);
        var here = tickets.inTheHall(siteId);
        var states = counters.at(siteId).stream().collect(toMap(CounterState::counterId, Function.identity()));
        var waiting = here.stream()
                .filter(t -> t.state() == Ticket.State.WAITING)
                .sorted(QueueOrder.LINE)
                .toList();
        var atCounter = new HashMap<UUID, Ticket>();
        here.forEach(ticket -> {
            var counterId = ticket.counterId();
            if (counterId != null) {
                atCounter.put(counterId, ticket);
            }
        });
        var desks = directory.countersAt(siteId).stream()
                .map(counter -> desk(counter, states.get(counter.id()), atCounter.get(counter.id()), now))
                .toList();
        var services = directory.servicesAt(siteId);
        var expected = due.at(siteId, now.minus(QueueOrder.STANDARD.lateTolerance()), now);
        var waits = estimator.estimate(hall(siteId, now, line(waiting, expected, desks), desks, services));
        return new HallBoard(
                site,
                directory.opening(siteId, now),
                now,
                places(waiting, desks, waits),
                here.stream()
                        .filter(t -> t.calledAt() != null)
                        .sorted(Comparator.comparing((Ticket t) -> java.util.Objects.requireNonNull(t.calledAt()))
                                .reversed())
                        .toList(),
                here.stream().filter(t -> t.state() == Ticket.State.PARKED).toList(),
                desks,
                services.stream()
                        .map(s -> line(siteId, s, waiting, desks, waits, now))
                        .toList());
    }

    private fr.parvis.directory.Site site(UUID siteId) {
        try {
            return directory.site(siteId);
        } catch (NoSuchElementException _) {
            throw QueueProblem.UNKNOWN_SITE.about(siteId);
        }
    }

    private HallBoard.Desk desk(Counter counter, @Nullable CounterState state, @Nullable Ticket current, Instant now) {
        var known = state != null
                ? state
                : new CounterState(counter.id(), counter.siteId(), CounterState.Mode.CLOSED, Set.of(), null, now);
        return new HallBoard.Desk(counter, known, agent(known.agentId()), current);
    }

    private @Nullable Agent agent(@Nullable UUID agentId) {
        return agentId == null ? null : directory.agent(agentId);
    }

    /** In calling order, with those whose time has come and who would have that place. */
    private static List<Hall.Waiting> line(
            List<Ticket> waiting, List<DueArrivals.Due> expected, List<HallBoard.Desk> desks) {
        return Stream.concat(
                        waiting.stream()
                                .map(t -> new Hall.Waiting(
                                        t.id(), t.serviceId(), t.queueAt(), HallBoard.callers(t, desks))),
                        expected.stream()
                                .map(one -> new Hall.Waiting(
                                        one.appointmentId(), one.serviceId(), one.start(), Set.of(), one.coming())))
                .sorted(Comparator.comparing(Hall.Waiting::queueAt))
                .toList();
    }

    private static Hall hall(
            UUID siteId,
            Instant now,
            List<Hall.Waiting> waiting,
            List<HallBoard.Desk> desks,
            List<ServiceOffer> services) {
        return new Hall(
                siteId,
                now,
                waiting,
                desks.stream()
                        .filter(desk -> desk.state().mode() != CounterState.Mode.CLOSED)
                        .map(desk -> new Hall.Desk(
                                desk.counter().id(),
                                desk.state().services(),
                                desk.state().mode() == CounterState.Mode.PAUSED,
                                busy(desk.current())))
                        .toList(),
                services.stream().collect(toMap(ServiceOffer::id, service -> (int) desks.stream()
                        .filter(desk -> desk.counter().services().contains(service.id()))
                        .count())));
    }

    private static Hall.@Nullable Busy busy(@Nullable Ticket current) {
        return current == null
                ? null
                : new Hall.Busy(
                        current.serviceId(), java.util.Objects.requireNonNull(current.calledAt()), current.startedAt());
    }

    private List<HallBoard.Place> places(List<Ticket> waiting, List<HallBoard.Desk> desks, WaitEstimator.Waits waits) {
        return java.util.stream.IntStream.range(0, waiting.size())
                .mapToObj(i -> {
                    var ticket = waiting.get(i);
                    var rivals = sameCounters(ticket.serviceId(), desks);
                    var ahead = waiting.subList(0, i).stream()
                            .filter(before -> rivals.contains(before.serviceId()))
                            .count();
                    return new HallBoard.Place(
                            ticket,
                            directory.service(ticket.serviceId()),
                            i + 1,
                            (int) ahead,
                            waits.byTicket().getOrDefault(ticket.id(), UNKNOWN));
                })
                .toList();
    }

    /** Services that an open counter serves together with this one. */
    private static Set<UUID> sameCounters(UUID serviceId, List<HallBoard.Desk> desks) {
        var together = new HashSet<UUID>();
        together.add(serviceId);
        desks.stream()
                .map(desk -> desk.state().services())
                .filter(services -> services.contains(serviceId))
                .forEach(together::addAll);
        return together;
    }

    private HallBoard.ServiceLine line(
            UUID siteId,
            ServiceOffer service,
            List<Ticket> waiting,
            List<HallBoard.Desk> desks,
            WaitEstimator.Waits waits,
            Instant now) {
        var mine =
                waiting.stream().filter(t -> t.serviceId().equals(service.id())).toList();
        return new HallBoard.ServiceLine(
                service,
                directory.opening(siteId, service.id(), now),
                mine.size(),
                (int) desks.stream()
                        .filter(desk -> desk.state().mode() == CounterState.Mode.OPEN)
                        .filter(desk -> desk.state().services().contains(service.id()))
                        .count(),
                waits.byService().getOrDefault(service.id(), UNKNOWN),
                mine.stream()
                        .map(Ticket::arrivedAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }
}
