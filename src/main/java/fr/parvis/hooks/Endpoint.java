package fr.parvis.hooks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another program that is told what happens.
 *
 * @param types what it is told of
 * @param sites of which sites; empty for all
 * @param failingSince the first failure since it last heard anything; null when it hears
 */
public record Endpoint(
        UUID id,
        String name,
        URI address,
        Set<String> types,
        Set<UUID> sites,
        State state,
        @Nullable Instant failingSince) {
    /** After so many days of nothing but failures nobody is there. */
    static final Duration GIVEN_UP_AFTER = Duration.ofDays(5);

    public enum State {
        ACTIVE,
        /** By an administrator: what happens meanwhile waits. */
        PAUSED,
        /** By Parvis, after days of failures: what happens meanwhile waits. */
        FAILING,
        /** It answered 410: it wants nothing any more, and nothing is kept for it. */
        GONE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Enough to know which one it is: the rest of an address may be a secret of its own. */
    public String host() {
        return address.getHost();
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }
}
