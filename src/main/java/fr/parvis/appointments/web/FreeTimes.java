package fr.parvis.appointments.web;

import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.Availability;
import fr.parvis.appointments.Meeting;
import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.slots.SlotSearch.Slot;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The first free times as an agent chooses among them, by day; those nearest to one that was refused come first. */
@Component
class FreeTimes {
    private static final int SHOWN = 24;

    /** @param start an instant, as the form sends it back */
    record Time(String start, String words, boolean chosen) {}

    /** @param day empty for those that are nearest to the refused one */
    record Day(String day, List<Time> times) {}

    private final Availability availability;
    private final Clock clock;

    FreeTimes(Availability availability, Clock clock) {
        this.availability = availability;
        this.clock = clock;
    }

    LocalDate today(Site site) {
        return clock.instant().atZone(site.zone()).toLocalDate();
    }

    List<Day> of(
            Site site,
            ServiceTerms terms,
            Meeting meeting,
            int people,
            LocalDate from,
            String wished,
            boolean refused,
            Locale locale) {
        var free =
                availability
                        .slots(site, terms, meeting, people, from, from.plusDays(terms.horizonDays()), true)
                        .stream()
                        .limit(SHOWN)
                        .toList();
        var days = new ArrayList<Day>();
        if (refused && !wished.isEmpty()) {
            var near = availability.nearest(site, terms, meeting, people, later(start(wished)), true);
            if (!near.isEmpty()) {
                days.add(new Day(
                        "",
                        near.stream()
                                .map(one -> new Time(
                                        one.start().toString(),
                                        AppointmentWords.moment(one.start(), site, locale),
                                        false))
                                .toList()));
            }
            free = free.stream().filter(one -> !near.contains(one)).toList();
        }
        var byDay = new LinkedHashMap<String, List<Time>>();
        for (Slot slot : free) {
            byDay.computeIfAbsent(AppointmentWords.day(slot.start(), site, locale), _ -> new ArrayList<>())
                    .add(new Time(
                            slot.start().toString(),
                            AppointmentWords.time(slot.start(), site),
                            slot.start().toString().equals(wished)));
        }
        byDay.forEach((day, times) -> days.add(new Day(day, times)));
        return days;
    }

    private Instant later(Instant wished) {
        var now = clock.instant();
        return wished.isBefore(now) ? now : wished;
    }

    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    static Instant start(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            throw ProblemException.field("start", "appointments", "start-missing");
        }
        try {
            var at = Instant.parse(typed);
            if (at.isAfter(Instant.EPOCH) && at.isBefore(END)) {
                return at;
            }
        } catch (DateTimeException _) {
            // the same as an instant that no calendar here has
        }
        throw ProblemException.field("start", "appointments", "instant-malformed", typed);
    }
}
