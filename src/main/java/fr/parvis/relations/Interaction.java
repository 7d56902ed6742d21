package fr.parvis.relations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One contact about a request, whatever the channel.
 *
 * @param by who wrote it on our side, as the person reads it; "" when the person did
 * @param words null once the personal data is erased
 * @param closes whether the request was ended with these words
 */
public record Interaction(
        UUID id,
        UUID request,
        Direction direction,
        Channel channel,
        Instant at,
        String by,
        @Nullable String words,
        boolean closes) {
    public static final int LONGEST = 20_000;

    public enum Direction {
        IN,
        OUT,
        /** Between colleagues: never shown to the person. */
        NOTE
    }
}
