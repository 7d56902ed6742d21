package fr.parvis.hooks;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message to one endpoint.
 *
 * @param nextTry null once it is over
 * @param tried when it was tried last; null when it has not been
 * @param millis how long the last try took
 * @param status what the endpoint answered the last time; null when it did not
 * @param problem why the last try failed, a word of {@code hooks.problem.}; "" when it did not
 * @param answer the beginning of what it answered, whoever wrote that
 */
public record Delivery(
        UUID id,
        UUID messageId,
        String type,
        State state,
        int tries,
        Instant createdAt,
        @Nullable Instant nextTry,
        @Nullable Instant tried,
        @Nullable Integer millis,
        @Nullable Integer status,
        String problem,
        String answer) {
    public enum State {
        WAITING,
        DELIVERED,
        FAILED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** As receivers read it, and may ask about it. */
    public String webhookId() {
        return "msg_" + messageId;
    }
}
