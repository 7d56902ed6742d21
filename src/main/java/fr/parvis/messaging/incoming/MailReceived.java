package fr.parvis.messaging.incoming;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message has come in and is kept; what it says is asked of {@link IncomingMails}.
 *
 * @param siteId whose mail the mailbox holds; null for the whole organisation
 * @param answers key of the message of the outbox that it answers; null when that is none, or cannot be told
 */
public record MailReceived(
        UUID mailId,
        UUID organisationId,
        UUID mailboxId,
        @Nullable UUID siteId,
        ParsedMail.Nature nature,
        @Nullable String answers,
        Instant receivedAt) {}
