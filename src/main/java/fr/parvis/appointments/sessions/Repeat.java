package fr.parvis.appointments.sessions;

import fr.parvis.appointments.slots.OpeningRule;
import fr.parvis.appointments.slots.SchoolHolidays;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.platform.web.ProblemException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The times of a session that is held again and again, the first included. */
public enum Repeat {
    ONCE,
    WEEKLY,
    /** On the same weekday of the month: the second Tuesday, or the last one for a fifth. */
    MONTHLY;

    public static final int MOST_TIMES = 52;
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int DAYS_A_WEEK = 7;
    private static final int LAST_WEEK = 5;
    private static final int YEARS = 5;

    /** @throws ProblemException 400 with the field at fault */
    public List<Stretch> times(Stretch first, int times, ZoneId zone) {
        if (this == ONCE) {
            return List.of(first);
        }
        if (times < 2 || times > MOST_TIMES) {
            throw ProblemException.field("times", "appointments", "figure-out-of-range", 2, MOST_TIMES);
        }
        var begin = first.from().atZone(zone);
        var end = first.to().atZone(zone).toLocalTime();
        return new OpeningRule(
                        NOBODY,
                        Set.of(),
                        begin.toLocalDate(),
                        begin.toLocalTime(),
                        end,
                        rule(begin.toLocalDate(), times),
                        Set.of())
                .stretches(begin.toLocalDate(), begin.toLocalDate().plusYears(YEARS), zone, SchoolHolidays.NONE);
    }

    private String rule(LocalDate day, int times) {
        if (this == WEEKLY) {
            return "FREQ=WEEKLY;COUNT=" + times;
        }
        var nth = (day.getDayOfMonth() - 1) / DAYS_A_WEEK + 1;
        return "FREQ=MONTHLY;BYDAY=" + (nth == LAST_WEEK ? -1 : nth)
                + day.getDayOfWeek().name().substring(0, 2) + ";COUNT=" + times;
    }
}
