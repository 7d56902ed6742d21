package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.directory.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first free times of places that were looked for one by one, by day, as an agent chooses among them. */
final class DaysOfPlaces {
    private static final int ENOUGH = 24;
    private static final int FARTHEST_DAYS = 60;

    private DaysOfPlaces() {}

    static List<FreeTimes.Day> of(
            Site site,
            LocalDate first,
            Function<LocalDate, List<Place>> places,
            @Nullable Instant chosen,
            Locale locale) {
        var days = new ArrayList<FreeTimes.Day>();
        int found = 0;
        for (var day = first; found < ENOUGH && day.isBefore(first.plusDays(FARTHEST_DAYS)); day = day.plusDays(1)) {
            var times = places.apply(day).stream()
                    .map(place -> place.during().from())
                    .distinct()
                    .map(start -> new FreeTimes.Time(
                            start.toString(), AppointmentWords.time(start, site), start.equals(chosen)))
                    .toList();
            if (!times.isEmpty()) {
                found += times.size();
                days.add(new FreeTimes.Day(
                        AppointmentWords.day(day.atStartOfDay(site.zone()).toInstant(), site, locale), times));
            }
        }
        return days;
    }
}
