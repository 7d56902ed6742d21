package fr.parvis.appointments.demand;

import fr.parvis.directory.DayHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/**
 * Pure: how long an offer is held. Thirty minutes, of which only those count in which somebody can be expected to answer: what comes
 * free at ten in the evening is held until half past eight, not lost in somebody's sleep.
 */
public final class OfferTime {
    public static final Duration HELD = Duration.ofMinutes(30);

    private static final int DAYS_LOOKED_AT = 21;
    private static final List<DayHours.Stretch> AWAKE =
            List.of(new DayHours.Stretch(LocalTime.of(8, 0), LocalTime.of(20, 0)));

    private OfferTime() {}

    /** The hours of every day in which people read their messages, and may be sent an SMS. */
    public static List<DayHours.Stretch> awake(LocalDate day) {
        return AWAKE;
    }

    /** @param hours in order, on the clock of the zone; where there are none for weeks, all hours count */
    public static Instant until(Instant from, ZoneId zone, Function<LocalDate, List<DayHours.Stretch>> hours) {
        return after(from, HELD, zone, hours);
    }

    /** The first moment of those hours. */
    public static Instant next(Instant from, ZoneId zone, Function<LocalDate, List<DayHours.Stretch>> hours) {
        return after(from, Duration.ZERO, zone, hours);
    }

    private static Instant after(
            Instant from, Duration length, ZoneId zone, Function<LocalDate, List<DayHours.Stretch>> hours) {
        var left = length;
        var today = from.atZone(zone).toLocalDate();
        for (var day = today; day.isBefore(today.plusDays(DAYS_LOOKED_AT)); day = day.plusDays(1)) {
            for (var stretch : hours.apply(day)) {
                var begin = later(from, day.atTime(stretch.from()).atZone(zone).toInstant());
                var end = (stretch.to().equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day)
                        .atTime(stretch.to())
                        .atZone(zone)
                        .toInstant();
                if (begin.isBefore(end)) {
                    var there = Duration.between(begin, end);
                    if (there.compareTo(left) >= 0) {
                        return begin.plus(left);
                    }
                    left = left.minus(there);
                }
            }
        }
        return from.plus(length);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
