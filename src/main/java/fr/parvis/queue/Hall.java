package fr.parvis.queue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a wait depends on, at one instant: the line in calling order and the desks.
 *
 * @param desks open and paused counters
 * @param capable for each service offered at the site, how many counters could serve it if they were opened
 */
public record Hall(UUID siteId, Instant now, List<Waiting> waiting, List<Desk> desks, Map<UUID, Integer> capable) {

    /**
     * @param ticketId of who is there; of the appointment when the person is due and may still come
     * @param onlyCounters the only counters that may call it; empty when all that serve it may
     * @param coming how probable it is that the person comes: 1 when they are there
     */
    public record Waiting(UUID ticketId, UUID serviceId, Instant queueAt, Set<UUID> onlyCounters, double coming) {
        public Waiting(UUID ticketId, UUID serviceId, Instant queueAt, Set<UUID> onlyCounters) {
            this(ticketId, serviceId, queueAt, onlyCounters, 1);
        }

        public boolean isThere() {
            return coming >= 1;
        }
    }

    public record Desk(
            UUID counterId,
            Set<UUID> services,
            boolean paused,
            @Nullable Busy busy) {}

    /** @param startedAt null while the person called has not come to the counter yet */
    public record Busy(
            UUID serviceId, Instant calledAt, @Nullable Instant startedAt) {}
}
