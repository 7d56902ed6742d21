package fr.parvis.relations.law;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The days that a request's rule and course give.
 *
 * @param registered until when its registration is confirmed (CRPA R112-11-1 ff., electronic requests); null when no acknowledgement is due
 * @param acknowledged until when receipt is acknowledged; null when none is due
 * @param silence the day on which nobody's decision becomes one; null when it never does, or not before somebody has acted
 */
public record LegalTimes(
        @Nullable LocalDate registered,
        @Nullable LocalDate acknowledged,
        @Nullable LocalDate silence) {
    private static final int REGISTERED_WITHIN = 1;
    private static final int ACKNOWLEDGED_WITHIN = 10;
    private static final Period APPEAL = Period.ofMonths(2);

    /** @param worked working days (jours ouvrés) of the organisation */
    public static LegalTimes of(LegalRule rule, Course course, Predicate<LocalDate> worked) {
        return new LegalTimes(
                rule.acknowledged() ? WorkingDays.after(course.received(), REGISTERED_WITHIN, worked) : null,
                rule.acknowledged() ? WorkingDays.after(course.received(), ACKNOWLEDGED_WITHIN, worked) : null,
                switch (rule.silence()) {
                    case NOTHING -> null;
                    case ACCEPTANCE -> acceptance(rule, course);
                    case REFUSAL -> refusal(rule, course);
                });
    }

    /** Runs from when the administration that decides has all that it needs (CRPA L114-3, L114-5). */
    private static @Nullable LocalDate acceptance(LegalRule rule, Course course) {
        var from = course.competent();
        if (from == null || course.isIncomplete()) {
            return null;
        }
        for (var one : course.missing()) {
            var completed = one.completed();
            from = completed != null && completed.isAfter(from) ? completed : from;
        }
        return from.plus(rule.time());
    }

    /**
     * Runs from when the first administration received it (CRPA L114-3), and stands still between the day on which something missing was
     * asked for and the day on which it came, or the last day given for it (L114-5).
     */
    private static LocalDate refusal(LegalRule rule, Course course) {
        var end = course.received().plus(rule.time());
        for (var one : course.missing()) {
            if (one.asked().isBefore(end)) {
                end = end.plusDays(ChronoUnit.DAYS.between(one.asked(), one.over()));
            }
        }
        return end;
    }

    /**
     * The last day to go to court about a decision: two clear months after it was notified or born of silence, and the next working day
     * when that is none (CJA R421-1, R421-2).
     *
     * @param holiday public holidays
     */
    public static LocalDate appeal(LocalDate decided, Predicate<LocalDate> holiday) {
        var last = decided.plus(APPEAL).plusDays(1);
        while (last.getDayOfWeek() == DayOfWeek.SATURDAY
                || last.getDayOfWeek() == DayOfWeek.SUNDAY
                || holiday.test(last)) {
            last = last.plusDays(1);
        }
        return last;
    }
}
