package fr.parvis.appointments.demand;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pure: the times that suit somebody.
 *
 * @param days none for all of them, as for the parts of the day
 * @param earliest the first day; null for as soon as possible
 */
public record Suits(
        Set<DayOfWeek> days, Set<PartOfDay> parts, @Nullable LocalDate earliest) {
    public static final Suits ANY = new Suits(Set.of(), Set.of(), null);

    /** @param start on the site's clock */
    public boolean holds(ZonedDateTime start) {
        return (days.isEmpty() || days.contains(start.getDayOfWeek()))
                && (parts.isEmpty() || parts.contains(PartOfDay.of(start.toLocalTime())))
                && (earliest == null || !start.toLocalDate().isBefore(earliest));
    }
}
