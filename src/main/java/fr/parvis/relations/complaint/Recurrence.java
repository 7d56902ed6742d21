package fr.parvis.relations.complaint;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A root cause that came back at a place.
 *
 * @param complaints those that the reader may see
 */
public record Recurrence(
        UUID id,
        UUID cause,
        @Nullable UUID site,
        @Nullable UUID service,
        LocalDate firstOn,
        LocalDate lastOn,
        List<Of> complaints) {
    public record Of(UUID request, String reference) {}
}
