package fr.parvis.appointments.moves;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some appointments of a site that are given other places in one act.
 *
 * @param confirmedAt null as long as it is proposed only and nothing has changed
 */
public record Move(
        UUID id,
        UUID organisationId,
        UUID siteId,
        Cause cause,
        Instant madeAt,
        @Nullable Instant confirmedAt) {
    public boolean isOpen() {
        return confirmedAt == null;
    }
}
