package fr.parvis.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A site's day so far.
 *
 * @param medianWait arrival to last call, over the {@code called} tickets; null when nobody has been called
 */
public record DayFigures(
        int issued,
        int called,
        int finished,
        int noShows,
        int abandoned,
        @Nullable Duration medianWait) {}
