package fr.parvis.procedures.refresh;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * When the sheets are fetched.
 *
 * @param day counts only for every week
 * @param hour of the organisation's own day, 0 to 23
 */
record Plan(Every every, DayOfWeek day, int hour) {
    enum Every {
        DAY,
        WEEK
    }

    /** After a failure, sooner than the plan says; then the plan again. */
    private static final List<Duration> RETRIES =
            List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4));

    /** The first moment of the plan after that one. */
    ZonedDateTime next(ZonedDateTime now) {
        var today = now.truncatedTo(ChronoUnit.DAYS);
        var start = every == Every.WEEK ? today.with(TemporalAdjusters.nextOrSame(day)) : today;
        var next = start.withHour(hour);
        return next.isAfter(now)
                ? next
                : start.plusDays(every == Every.WEEK ? 7 : 1).withHour(hour);
    }

    /** @param failures one after the other, this one included */
    ZonedDateTime afterFailure(ZonedDateTime now, int failures) {
        var planned = next(now);
        if (failures > RETRIES.size()) {
            return planned;
        }
        var retry = now.plus(RETRIES.get(failures - 1));
        return retry.isBefore(planned) ? retry : planned;
    }
}
