package fr.parvis.queue;

import static fr.parvis.queue.Ticket.State.ABANDONED;
import static fr.parvis.queue.Ticket.State.CALLED;
import static fr.parvis.queue.Ticket.State.FINISHED;
import static fr.parvis.queue.Ticket.State.NO_SHOW;
import static fr.parvis.queue.Ticket.State.PARKED;
import static fr.parvis.queue.Ticket.State.SERVING;
import static fr.parvis.queue.Ticket.State.WAITING;

import fr.parvis.queue.Ticket.State;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each act does to a ticket, and from which states it is allowed. Pure. */
final class TicketLife {
    private TicketLife() {}

    static Set<State> allowedFrom(Act act) {
        return switch (act) {
            case Act.Issued _ -> EnumSet.noneOf(State.class);
            case Act.Called _ -> EnumSet.of(WAITING, PARKED);
            case Act.Recalled _, Act.Started _, Act.MarkedAbsent _ -> EnumSet.of(CALLED);
            case Act.Finished _ -> EnumSet.of(SERVING);
            case Act.Requeued _ -> EnumSet.of(CALLED, SERVING, PARKED);
            case Act.Parked _ -> EnumSet.of(CALLED, SERVING);
            case Act.TransferredToService _, Act.TransferredToCounter _ -> EnumSet.of(WAITING, CALLED, SERVING, PARKED);
            case Act.WentAway _ -> EnumSet.of(WAITING);
            case Act.NotBack _ -> EnumSet.of(PARKED);
            case Act.Abandoned _ -> EnumSet.of(WAITING, CALLED, PARKED);
        };
    }

    /** @throws IllegalStateException when the ticket's state does not allow the act */
    static Ticket after(@Nullable Ticket ticket, Act act) {
        if (ticket == null && act instanceof Act.Issued(var _, var issued)) {
            return issued;
        }
        if (ticket == null || !allowedFrom(act).contains(ticket.state())) {
            throw new IllegalStateException(act.getClass().getSimpleName() + " is not allowed on "
                    + (ticket == null ? "no ticket" : ticket.number() + " " + ticket.state()));
        }
        return switch (act) {
            case Act.Issued _ -> throw new AssertionError("handled above");
            case Act.Called(var at, var counter) ->
                at(ticket, CALLED, ticket.serviceId(), ticket.onlyCounterId(), counter, at, null, null, 0, null);
            case Act.Recalled _ ->
                at(
                        ticket,
                        CALLED,
                        ticket.serviceId(),
                        ticket.onlyCounterId(),
                        ticket.counterId(),
                        ticket.calledAt(),
                        null,
                        null,
                        ticket.recalls() + 1,
                        null);
            case Act.Started(var at) -> here(ticket, SERVING, at, null, null);
            case Act.Finished(var at, var outcome) -> here(ticket, FINISHED, ticket.startedAt(), at, outcome);
            case Act.MarkedAbsent(var at) -> here(ticket, NO_SHOW, null, at, null);
            case Act.Abandoned(var at) -> here(ticket, ABANDONED, ticket.startedAt(), at, null);
            case Act.NotBack(var at) -> {
                var until = java.util.Objects.requireNonNull(ticket.awayUntil(), "away");
                yield here(ticket, ABANDONED, null, at, null).awayUntil(until);
            }
            case Act.Requeued _ -> backInLine(ticket, ticket.serviceId(), ticket.onlyCounterId());
            case Act.TransferredToService(var _, var service) -> backInLine(ticket, service, null);
            case Act.TransferredToCounter(var _, var counter) -> backInLine(ticket, ticket.serviceId(), counter);
            case Act.Parked _ -> aside(ticket);
            case Act.WentAway(var _, var until) -> aside(ticket).awayUntil(until);
        };
    }

    private static Ticket backInLine(Ticket ticket, UUID service, @Nullable UUID onlyCounter) {
        return at(ticket, WAITING, service, onlyCounter, null, null, null, null, 0, null);
    }

    private static Ticket aside(Ticket ticket) {
        return at(ticket, PARKED, ticket.serviceId(), ticket.onlyCounterId(), null, null, null, null, 0, null);
    }

    private static Ticket here(
            Ticket ticket, State state, @Nullable Instant started, @Nullable Instant ended, @Nullable Outcome outcome) {
        return at(
                ticket,
                state,
                ticket.serviceId(),
                ticket.onlyCounterId(),
                ticket.counterId(),
                ticket.calledAt(),
                started,
                ended,
                ticket.recalls(),
                outcome);
    }

    private static Ticket at(
            Ticket t,
            State state,
            UUID service,
            @Nullable UUID onlyCounter,
            @Nullable UUID counter,
            @Nullable Instant called,
            @Nullable Instant started,
            @Nullable Instant ended,
            int recalls,
            @Nullable Outcome outcome) {
        return new Ticket(
                t.id(),
                t.organisationId(),
                t.siteId(),
                service,
                t.day(),
                t.number(),
                t.token(),
                state,
                t.kind(),
                t.priority(),
                t.language(),
                t.help(),
                t.arrivedAt(),
                t.scheduledAt(),
                t.queueAt(),
                onlyCounter,
                counter,
                called,
                started,
                ended,
                recalls,
                outcome,
                t.note(),
                null);
    }
}
