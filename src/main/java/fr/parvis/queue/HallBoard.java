package fr.parvis.queue;

import static java.util.stream.Collectors.toUnmodifiableSet;

import fr.parvis.directory.Agent;
import fr.parvis.directory.Counter;
import fr.parvis.directory.Opening;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A site's hall as every screen shows it; one picture per change, shared by all of them.
 *
 * @param waiting in calling order
 * @param called called or being served, latest call first
 * @param parked set aside, oldest first
 * @param counters every active counter of the site, closed ones included
 */
public record HallBoard(
        Site site,
        Opening opening,
        Instant at,
        List<Place> waiting,
        List<Ticket> called,
        List<Ticket> parked,
        List<Desk> counters,
        List<ServiceLine> services) {

    /**
     * @param position rank in the site's line, from 1
     * @param ahead people before this one whom the same counters may call
     */
    public record Place(Ticket ticket, ServiceOffer service, int position, int ahead, WaitInterval interval) {}

    /** @param current the ticket called to or served at this counter */
    public record Desk(
            Counter counter,
            CounterState state,
            @Nullable Agent agent,
            @Nullable Ticket current) {}

    /** @param interval wait of somebody who would arrive now; {@code longest}: arrival of the one who has waited longest */
    public record ServiceLine(
            ServiceOffer service,
            Opening opening,
            int waiting,
            int counters,
            WaitInterval interval,
            @Nullable Instant longest) {}

    /** Those who stepped out and whose place is kept, in the order of their numbers. */
    public List<Ticket> away() {
        return parked.stream()
                .filter(ticket -> ticket.awayUntil() != null)
                .sorted(Comparator.comparing(Ticket::number))
                .toList();
    }

    public Optional<Place> place(UUID ticketId) {
        return waiting.stream()
                .filter(place -> place.ticket().id().equals(ticketId))
                .findFirst();
    }

    /** The ticket as it stands, when its visit is not over. */
    public Optional<Ticket> ticket(UUID ticketId) {
        return Stream.of(waiting.stream().map(Place::ticket), called.stream(), parked.stream())
                .flatMap(Function.identity())
                .filter(ticket -> ticket.id().equals(ticketId))
                .findFirst();
    }

    public Optional<Desk> desk(UUID counterId) {
        return counters.stream()
                .filter(desk -> desk.counter().id().equals(counterId))
                .findFirst();
    }

    /** The only counter that may call the ticket: it was sent there, and that counter is not closed. */
    public Optional<UUID> keptFor(Ticket ticket) {
        return keptFor(ticket, counters);
    }

    static Optional<UUID> keptFor(Ticket ticket, List<Desk> counters) {
        return counters.stream()
                .filter(desk -> desk.counter().id().equals(ticket.onlyCounterId()))
                .filter(desk -> desk.state().mode() != CounterState.Mode.CLOSED)
                .map(desk -> desk.counter().id())
                .findFirst();
    }

    /**
     * As in the statement that calls: who is sent to one counter is for it, whatever it serves; who asked for help is for those that suit
     * them best.
     */
    public boolean mayCall(Desk desk, Ticket ticket) {
        var callers = callers(ticket, counters);
        return callers.isEmpty()
                ? desk.state().services().contains(ticket.serviceId())
                : callers.contains(desk.counter().id());
    }

    /** The only counters that may call the ticket; empty when all that serve it may. */
    static Set<UUID> callers(Ticket ticket, List<Desk> counters) {
        var sent = keptFor(ticket, counters);
        if (sent.isPresent()) {
            return Set.of(sent.get());
        }
        var serving = counters.stream()
                .filter(desk -> desk.state().mode() == CounterState.Mode.OPEN)
                .filter(desk -> desk.state().services().contains(ticket.serviceId()))
                .toList();
        var best = serving.stream()
                .mapToInt(desk -> CounterFit.weight(ticket, desk))
                .max()
                .orElse(0);
        return best == 0
                ? Set.of()
                : serving.stream()
                        .filter(desk -> CounterFit.weight(ticket, desk) == best)
                        .map(desk -> desk.counter().id())
                        .collect(toUnmodifiableSet());
    }

    public Optional<ServiceLine> service(UUID serviceId) {
        return services.stream()
                .filter(line -> line.service().id().equals(serviceId))
                .findFirst();
    }
}
