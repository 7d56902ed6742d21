package fr.parvis.appointments.sessions;

import fr.parvis.appointments.Appointment;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's seats in a session, or their place in its line.
 *
 * @param token opens the page that confirms and gives back; unguessable
 * @param since when it came into its present state
 * @param offeredUntil given exactly when seats are offered
 * @param askedAt when the person was asked whether a changed session still suits
 * @param came how many came; null when nobody has said
 * @param usager null once personal data are erased
 */
public record Registration(
        UUID id,
        UUID organisationId,
        UUID sessionId,
        long position,
        String token,
        State state,
        int seats,
        Appointment.Channel channel,
        Instant joinedAt,
        Instant since,
        @Nullable Instant offeredUntil,
        @Nullable Instant askedAt,
        @Nullable Instant confirmedAt,
        @Nullable Integer came,
        Appointment.@Nullable Usager usager) {
    public enum State {
        REGISTERED,
        WAITING,
        /** Seats are held for it for a while. */
        OFFERED,
        /** It has not answered; what is left may still be its own. */
        LAPSED,
        LEFT,
        /** With the session. */
        CANCELLED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public boolean isRegistered() {
        return state == State.REGISTERED;
    }

    public boolean isOpen() {
        return state != State.LEFT && state != State.CANCELLED;
    }

    /** The session has changed since the person said yes. */
    public boolean isAsked() {
        return isRegistered() && askedAt != null && confirmedAt == null;
    }
}
