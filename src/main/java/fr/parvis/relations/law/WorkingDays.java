package fr.parvis.relations.law;

import java.time.LocalDate;
import java.util.function.Predicate;

/** Counts the days on which somebody works. Pure. */
public final class WorkingDays {
    /** A place that is closed for longer than this answers on the calendar's days: a promise has an end. */
    private static final int HORIZON = 120;

    private WorkingDays() {}

    /** The day itself does not count: what comes in on a Friday evening and is due in one day is due on Monday. */
    public static LocalDate after(LocalDate day, int days, Predicate<LocalDate> works) {
        var due = day;
        var left = days;
        for (int ahead = 0; left > 0 && ahead < HORIZON; ahead++) {
            due = due.plusDays(1);
            if (works.test(due)) {
                left--;
            }
        }
        return left == 0 ? due : day.plusDays(days);
    }
}
