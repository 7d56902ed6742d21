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
        @Nullable Instant sentAt) {
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
