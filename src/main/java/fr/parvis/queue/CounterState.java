package fr.parvis.queue;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A counter today: who sits there and what it serves. {@code since}: the moment of its last change. */
public record CounterState(
        UUID counterId,
        UUID siteId,
        Mode mode,
        Set<UUID> services,
        @Nullable UUID agentId,
        Instant since) {
    public enum Mode {
        CLOSED,
        OPEN,
        PAUSED;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
