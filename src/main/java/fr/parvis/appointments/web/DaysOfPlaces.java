package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.directory.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The free times of places that are looked for one by one, by whole days, as an agent chooses among them. */
final class DaysOfPlaces {
    private static final int FARTHEST_DAYS = 60;

    private DaysOfPlaces() {}

    static FreeTimes.Shown of(
            Site site,
            LocalDate first,
            LocalDate today,
            Function<LocalDate, List<Place>> places,
            @Nullable Instant chosen,
            Locale locale) {
        var begin = first.isBefore(today) ? today : first;
        var back = begin.minusDays(FARTHEST_DAYS);
        return FreeTimes.Shown.from(
                begin,
                back.isBefore(today) ? today : back,
                begin.plusDays(FARTHEST_DAYS),
                day -> places.apply(day).stream()
                        .map(place -> place.during().from())
                        .distinct()
                        .map(start -> new FreeTimes.Time(
                                start.toString(), AppointmentWords.time(start, site), start.equals(chosen)))
                        .toList(),
                locale);
    }
}
