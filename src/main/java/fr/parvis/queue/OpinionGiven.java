package fr.parvis.queue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The usager answered the one question on the ticket's page. May come twice for one ticket: the score at the first tap,
 * then with words; the later {@code at} counts.
 *
 * @param score 1 (very bad) to 5 (very good)
 * @param words free words, at most 2,000 characters, null when none; personal data may slip in
 */
public record OpinionGiven(
        UUID ticketId,
        UUID organisationId,
        UUID siteId,
        UUID serviceId,
        int score,
        @Nullable String words,
        Instant at) {
    public OpinionGiven withoutWords() {
        return new OpinionGiven(ticketId, organisationId, siteId, serviceId, score, null, at);
    }
}
