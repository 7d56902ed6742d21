package fr.parvis.queue;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the append-only record of the hall.
 *
 * @param cursor where a reader stands after this event; give it back to go on without missing one
 * @param type issued, called, recalled, started, finished, no-show, requeued, parked, away, transferred, abandoned, or
 *     counter-opened, counter-closed, counter-paused, counter-resumed
 */
public record HallEvent(
        String cursor,
        UUID siteId,
        @Nullable UUID ticketId,
        @Nullable UUID counterId,
        String type,
        Instant at,
        Map<String, Object> data) {}
