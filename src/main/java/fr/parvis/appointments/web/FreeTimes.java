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
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The free times as an agent or a partner chooses among them, by whole days; those nearest to one that was refused come first. */
@Component
class FreeTimes {
    /** No further day once as many times are shown. */
    private static final int ENOUGH = 24;

    /** @param start an instant, as the form sends it back */
    record Time(String start, String words, boolean chosen) {}

    /** @param day empty for those that are nearest to the refused one */
    record Day(String day, List<Time> times) {}

    /** A day to go on with. @param day as forms and addresses have it */
    record Step(String day, String words) {}

    /** @param earlier the last day before that has a time; null when none has, as for {@code later} */
    record Shown(
            List<Day> days,
            @Nullable Step earlier,
            @Nullable Step later) {
        static final Shown NONE = new Shown(List.of(), null, null);

        /**
         * Days from the first one on.
         *
         * @param today none before is shown
         * @param last none after is
         */
        static Shown from(
                LocalDate first,
                LocalDate today,
                LocalDate last,
                Function<LocalDate, List<Time>> times,
                Locale locale) {
            var days = new ArrayList<Day>();
            int found = 0;
            Step later = null;
            for (var day = first.isBefore(today) ? today : first;
                    later == null && !day.isAfter(last);
                    day = day.plusDays(1)) {
                var there = times.apply(day);
                if (!there.isEmpty() && found >= ENOUGH) {
                    later = step(day, locale);
                } else if (!there.isEmpty()) {
                    found += there.size();
                    days.add(new Day(AppointmentWords.day(day, locale), there));
                }
            }
            Step earlier = null;
            for (var day = (first.isAfter(last) ? last.plusDays(1) : first).minusDays(1);
                    earlier == null && !day.isBefore(today);
                    day = day.minusDays(1)) {
                earlier = times.apply(day).isEmpty() ? null : step(day, locale);
            }
            return new Shown(days, earlier, later);
        }

        private static Step step(LocalDate day, Locale locale) {
            return new Step(day.toString(), AppointmentWords.day(day, locale));
        }

        void fill(Model model) {
            model.addAttribute("days", days);
            model.addAttribute("earlier", earlier);
            model.addAttribute("later", later);
        }
    }

    private final Availability availability;
    private final Clock clock;

    FreeTimes(Availability availability, Clock clock) {
        this.availability = availability;
        this.clock = clock;
    }

    LocalDate today(Site site) {
        return clock.instant().atZone(site.zone()).toLocalDate();
    }

    /** @throws ProblemException 400 when it is no day */
    LocalDate from(Site site, String typed) {
        return typed.isEmpty() ? today(site) : Typed.day("from", typed);
    }

    Shown of(
            Site site,
            ServiceTerms terms,
            Meeting meeting,
            int people,
            LocalDate from,
            String wished,
            boolean refused,
            Locale locale) {
        var today = today(site);
        var last = terms.lastDay(clock.instant(), site.zone());
        var near = refused && !wished.isEmpty()
                ? availability.nearest(site, terms, meeting, people, later(start(wished)), true)
                : List.<Slot>of();
        var free = availability.slots(site, terms, meeting, people, today, last, true).stream()
                .filter(slot -> !near.contains(slot))
                .collect(Collectors.groupingBy(
                        slot -> slot.start().atZone(site.zone()).toLocalDate(),
                        Collectors.mapping(
                                slot -> new Time(
                                        slot.start().toString(),
                                        AppointmentWords.time(slot.start(), site),
                                        slot.start().toString().equals(wished)),
                                Collectors.toList())));
        var shown = Shown.from(from, today, last, day -> free.getOrDefault(day, List.of()), locale);
        if (near.isEmpty()) {
            return shown;
        }
        var days = new ArrayList<Day>();
        days.add(new Day(
                "",
                near.stream()
                        .map(one -> new Time(
                                one.start().toString(), AppointmentWords.moment(one.start(), site, locale), false))
                        .toList()));
        days.addAll(shown.days());
        return new Shown(days, shown.earlier(), shown.later());
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
