package fr.parvis.messaging;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.Predicate;

/**
 * Pure: when messages that are not urgent may leave.
 *
 * @param quietFrom no SMS from this time on; equal to {@code quietUntil} when no hour is quiet
 * @param quietSundays nor on a Sunday
 * @param quietHolidays nor on a public holiday
 * @param mostADay messages to one person
 */
public record SendingRules(
        LocalTime quietFrom, LocalTime quietUntil, boolean quietSundays, boolean quietHolidays, int mostADay) {
    private static final int DAYS_LOOKED_AT = 14;

    /** The first moment that is not quiet: the moment itself when it is not. */
    Instant awake(Instant now, ZoneId zone, Predicate<LocalDate> holiday) {
        var at = now.atZone(zone);
        for (int i = 0; i < DAYS_LOOKED_AT; i++) {
            if (isQuietDay(at.toLocalDate(), holiday)) {
                at = at.toLocalDate().plusDays(1).atStartOfDay(zone);
            } else if (isQuietHour(at.toLocalTime())) {
                at = nextMorning(at);
            } else {
                return at.toInstant();
            }
        }
        return at.toInstant();
    }

    /** When the quiet hours of the following day are over: to whom too much was sent today is sent the next message then. */
    Instant tomorrow(Instant now, ZoneId zone) {
        return now.atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atTime(quietUntil)
                .atZone(zone)
                .toInstant();
    }

    private boolean isQuietDay(LocalDate day, Predicate<LocalDate> holiday) {
        return quietSundays && day.getDayOfWeek() == DayOfWeek.SUNDAY || quietHolidays && holiday.test(day);
    }

    private boolean isQuietHour(LocalTime time) {
        if (quietFrom.isAfter(quietUntil)) {
            return !time.isBefore(quietFrom) || time.isBefore(quietUntil);
        }
        return !time.isBefore(quietFrom) && time.isBefore(quietUntil);
    }

    private ZonedDateTime nextMorning(ZonedDateTime at) {
        var today = at.toLocalDate().atTime(quietUntil).atZone(at.getZone());
        return today.isAfter(at)
                ? today
                : at.toLocalDate().plusDays(1).atTime(quietUntil).atZone(at.getZone());
    }
}
