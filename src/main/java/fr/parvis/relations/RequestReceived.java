package fr.parvis.relations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Somebody has asked; what they said is not in the event. */
public record RequestReceived(
        UUID requestId, UUID organisationId, Request.Kind kind, Instant receivedAt, LocalDate dueOn) {}
