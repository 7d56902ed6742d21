package fr.parvis.relations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A request has its end from the organisation: answered, sent on to somebody who will, or called in vain. */
public record RequestAnswered(
        UUID requestId,
        UUID organisationId,
        Request.Kind kind,
        Request.State outcome,
        Instant receivedAt,
        LocalDate dueOn,
        Instant answeredAt) {}
