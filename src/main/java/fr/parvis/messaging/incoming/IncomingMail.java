package fr.parvis.messaging.incoming;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that came in.
 *
 * @param mailboxAddress the address of ours that it was taken from
 * @param siteId whose mail that mailbox holds; null for the whole organisation
 * @param answers key of the message of the outbox that it answers; null when that is none, or cannot be told
 * @param verdicts on its attachments, in their order
 */
public record IncomingMail(
        UUID id,
        UUID mailboxId,
        String mailboxAddress,
        @Nullable UUID siteId,
        Instant receivedAt,
        @Nullable String answers,
        ParsedMail content,
        List<Verdict> verdicts) {}
