package fr.parvis.queue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit has ended at a counter. Delivered at least once.
 *
 * @param visit the ticket's token, by which the usager gives an opinion
 */
public record TicketFinished(
        UUID ticketId,
        String visit,
        UUID organisationId,
        UUID siteId,
        UUID serviceId,
        UUID counterId,
        @Nullable UUID agentId,
        Instant arrivedAt,
        Instant calledAt,
        Instant startedAt,
        Instant finishedAt,
        boolean solved) {}
