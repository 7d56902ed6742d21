package fr.parvis.queue;

import static java.util.Objects.requireNonNull;

/** A finished ticket told as the event that other modules learn from. */
final class Visits {
    private Visits() {}

    static TicketFinished finished(Ticket ticket) {
        return new TicketFinished(
                ticket.id(),
                ticket.token(),
                ticket.organisationId(),
                ticket.siteId(),
                ticket.serviceId(),
                requireNonNull(ticket.counterId()),
                ticket.arrivedAt(),
                requireNonNull(ticket.calledAt()),
                requireNonNull(ticket.startedAt()),
                requireNonNull(ticket.endedAt()),
                ticket.outcome() instanceof Outcome.Solved);
    }
}
