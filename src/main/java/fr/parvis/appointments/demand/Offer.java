package fr.parvis.appointments.demand;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A time that is held for somebody in the line.
 *
 * @param heldId the held time: an appointment of nobody until it is taken
 * @param token opens its page; unguessable
 * @param until the last moment to answer
 */
public record Offer(
        UUID id,
        UUID wishId,
        UUID siteId,
        UUID heldId,
        String token,
        State state,
        Instant start,
        Instant offeredAt,
        Instant until) {

    /** WITHDRAWN: the wish ended, or another time was taken. */
    public enum State {
        OPEN,
        TAKEN,
        DECLINED,
        LAPSED,
        WITHDRAWN;

        /** As in the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }
}
