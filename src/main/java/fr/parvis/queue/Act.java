package fr.parvis.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a ticket. A ticket is the sum of its acts: the same {@link TicketLife#after} writes today's
 * state, the demonstration's past and the rebuilt state.
 */
public sealed interface Act {
    Instant at();

    record Issued(Instant at, Ticket ticket) implements Act {}

    record Called(Instant at, UUID counterId) implements Act {}

    record Recalled(Instant at) implements Act {}

    record Started(Instant at) implements Act {}

    record Finished(Instant at, Outcome outcome) implements Act {}

    record MarkedAbsent(Instant at) implements Act {}

    record Requeued(Instant at) implements Act {}

    record Parked(Instant at) implements Act {}

    /** The person goes to fetch something and keeps the place. */
    record WentAway(Instant at, Instant until) implements Act {}

    /** The place was kept long enough. */
    record NotBack(Instant at) implements Act {}

    record TransferredToService(Instant at, UUID serviceId) implements Act {}

    record TransferredToCounter(Instant at, UUID counterId) implements Act {}

    record Abandoned(Instant at) implements Act {}
}
