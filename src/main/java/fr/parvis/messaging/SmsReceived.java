package fr.parvis.messaging;

import java.time.Instant;
import java.util.UUID;

/** Somebody wrote an SMS to the organisation: {@link IncomingSms#find} has its text. Published once, in the transaction that keeps it. */
public record SmsReceived(UUID id, UUID organisationId, String from, Instant at) {}
