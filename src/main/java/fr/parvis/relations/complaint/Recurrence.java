package fr.parvis.relations.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A root cause that came back at a place, until somebody has taken it up.
 *
 * @param complaints those that the reader may see
 * @param owner "" while nobody has taken it up
 * @param words what was done; "" until it is closed
 */
public record Recurrence(
        UUID id,
        UUID cause,
        @Nullable UUID site,
        @Nullable UUID service,
        LocalDate firstOn,
        LocalDate lastOn,
        Instant raisedAt,
        State state,
        String owner,
        String nextStep,
        LocalDate dueOn,
        String words,
        List<Of> complaints) {
    public enum State {
        OPEN,
        TAKEN_UP,
        CLOSED
    }

    public record Of(UUID request, String reference) {}
}
