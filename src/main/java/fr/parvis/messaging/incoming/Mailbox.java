package fr.parvis.messaging.incoming;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that is read.
 *
 * @param address that people write to, and that answers are sent from
 * @param url without user and secret
 * @param siteId whose mail it holds; null for the whole organisation
 * @param given by the setting PARVIS_IMAP_URL, which alone changes how it is reached
 * @param heardAt when it was last read without a problem
 * @param problem what the last connection met, a word of {@code messaging.box.problem.}; "" when it met nothing
 * @param nextTry not before; null for at once
 */
public record Mailbox(
        UUID id,
        UUID organisationId,
        String name,
        String address,
        String url,
        String login,
        @Nullable UUID siteId,
        State state,
        boolean given,
        @Nullable Instant heardAt,
        String problem,
        @Nullable Instant problemSince,
        int failures,
        @Nullable Instant nextTry) {
    public enum State {
        ACTIVE,
        PAUSED,
        REMOVED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    /** Whether nobody can listen in on the way. */
    public boolean isEncrypted() {
        return !url.contains("starttls=false");
    }

    /** What a connection is made of: another one is needed when it changes. */
    String reached() {
        return url + " " + login + " " + state;
    }
}
