package fr.parvis.queue;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A finished ticket told as the event that other modules learn from. */
final class Visits {
    private Visits() {}

    static TicketFinished finished(Ticket ticket, @Nullable UUID agentId) {
        return new TicketFinished(
                ticket.id(),
                ticket.token(),
                ticket.organisationId(),
                ticket.siteId(),
                ticket.serviceId(),
                requireNonNull(ticket.counterId()),
                agentId,
                ticket.arrivedAt(),
                requireNonNull(ticket.calledAt()),
                requireNonNull(ticket.startedAt()),
                requireNonNull(ticket.endedAt()),
                ticket.outcome() instanceof Outcome.Solved);
    }
}
