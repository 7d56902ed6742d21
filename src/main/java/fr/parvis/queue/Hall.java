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

    /** @param onlyCounterId the only counter that may call it, or null */
    public record Waiting(
            UUID ticketId,
            UUID serviceId,
            Instant queueAt,
            @Nullable UUID onlyCounterId) {}

    public record Desk(
            UUID counterId,
            Set<UUID> services,
            boolean paused,
            @Nullable Busy busy) {}

    /** @param startedAt null while the person called has not come to the counter yet */
    public record Busy(
            UUID serviceId, Instant calledAt, @Nullable Instant startedAt) {}
}
