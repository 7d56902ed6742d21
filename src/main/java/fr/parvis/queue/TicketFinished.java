package fr.parvis.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * A visit has ended at a counter. Published within the transaction of the act.
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
        Instant arrivedAt,
        Instant calledAt,
        Instant startedAt,
        Instant finishedAt,
        boolean solved) {}
