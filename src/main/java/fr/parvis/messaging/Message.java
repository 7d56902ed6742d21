package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Attachment;
import fr.parvis.messaging.NewMessage.Channel;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands in the outbox.
 *
 * @param to null once personal data are erased, as its subject and text
 * @param problem what the last try met; "" when it met nothing
 * @param nextTry when it will be tried (again); null once it is over
 * @param reason why it waits, or why it is dropped
 * @param deliveredAt when the gateway said that the telephone has it; null as long as it says nothing
 * @param undeliveredAt when the gateway said that the telephone did not get it
 */
public record Message(
        UUID id,
        String key,
        String about,
        Channel channel,
        State state,
        @Nullable String to,
        @Nullable String subject,
        @Nullable String text,
        @Nullable Attachment attachment,
        int tries,
        String problem,
        Instant createdAt,
        @Nullable Instant nextTry,
        @Nullable Instant usefulUntil,
        @Nullable Instant sentAt,
        boolean urgent,
        Reason reason,
        @Nullable Instant deliveredAt,
        @Nullable Instant undeliveredAt) {
    public enum Reason {
        NONE,
        QUIET_HOURS,
        TOO_MANY_TODAY,
        RATE,
        GATEWAY_AWAY,
        TOO_LATE,
        WITHDRAWN,
        OPPOSED,
        NO_MOBILE;

        /** "" for none. */
        public String code() {
            return this == NONE ? "" : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Reason of(String code) {
            return code.isEmpty() ? NONE : valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    Message to(String address) {
        return new Message(
                id,
                key,
                about,
                channel,
                state,
                address,
                subject,
                text,
                attachment,
                tries,
                problem,
                createdAt,
                nextTry,
                usefulUntil,
                sentAt,
                urgent,
                reason,
                deliveredAt,
                undeliveredAt);
    }

    /** As it is told: its state, or what became of it after it left. */
    public String shown() {
        return deliveredAt != null ? "delivered" : undeliveredAt != null ? "undelivered" : state.code();
    }

    /** Whether whoever is meant is not told by it: it did not leave, did not arrive, or is held back. */
    public boolean isKeptBack() {
        return switch (state) {
            case SENT -> false;
            case WAITING -> reason != Reason.NONE;
            case FAILED, DROPPED -> true;
        };
    }

    public enum State {
        WAITING,
        SENT,
        FAILED,
        DROPPED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
