package fr.parvis.relations.law;

import java.time.LocalDate;
import java.util.function.Predicate;

/** Counts the days on which somebody works. Pure. */
public final class WorkingDays {
    /** Where nobody works for longer than this, what is left is counted on the calendar's days: a promise has an end. */
    private static final int LONGEST_CLOSURE = 366;

    private WorkingDays() {}

    /** The day itself does not count: what comes in on a Friday evening and is due in one day is due on Monday. */
    public static LocalDate after(LocalDate day, int days, Predicate<LocalDate> works) {
        var worked = day;
        var left = days;
        for (var ahead = day.plusDays(1); left > 0; ahead = ahead.plusDays(1)) {
            if (works.test(ahead)) {
                worked = ahead;
                left--;
            } else if (ahead.isAfter(worked.plusDays(LONGEST_CLOSURE))) {
                return worked.plusDays(left);
            }
        }
        return worked;
    }
}
