package fr.parvis.relations.franceconnect;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is on the way to FranceConnect and back; kept in their session alone, good for one answer.
 *
 * @param reference of the request that is to be opened; null for all that are tied
 * @param tie the request that is to be tied, whose page was open; null for none
 */
public record Asking(
        String state,
        String nonce,
        String verifier,
        String backTo,
        @Nullable String reference,
        @Nullable UUID tie,
        Instant at)
        implements Serializable {
    private static final Duration LASTS = Duration.ofMinutes(15);

    boolean isOver(Instant now) {
        return at.plus(LASTS).isBefore(now);
    }
}
