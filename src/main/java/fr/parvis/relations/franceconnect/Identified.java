package fr.parvis.relations.franceconnect;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody whom FranceConnect knows, in their session alone. Nothing of the identity is in it.
 *
 * @param person keyed hash of what FranceConnect calls them here
 * @param mail keyed hash of the e-mail address that was verified; "" for none
 * @param token to end the session there with; it says nothing but that same name
 */
public record Identified(String person, String mail, String token, Instant at) implements Serializable {
    private static final Duration LASTS = Duration.ofMinutes(30);

    public boolean isOver(Instant now) {
        return at.plus(LASTS).isBefore(now);
    }

    @Override
    public String toString() {
        return "Identified";
    }
}
