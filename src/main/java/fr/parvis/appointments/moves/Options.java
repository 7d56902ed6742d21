package fr.parvis.appointments.moves;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.FreePlaces;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.directory.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where each appointment could go: the same day first, then the days after, at other sites last. */
final class Options {
    /** Of two services and a day of sixty, the others cannot take all of these from anybody. */
    private static final int MOST_HERE = 300;

    private static final int MOST_ELSEWHERE = 40;

    /** Nobody is asked to come earlier in the day with less notice: the message might be read too late. */
    private static final Duration NOTICE_TO_COME_EARLIER = Duration.ofHours(24);

    private final FreePlaces free;
    private final Shut shut;

    Options(FreePlaces free, Shut shut) {
        this.free = free;
        this.shut = shut;
    }

    List<Option> here(Appointment one, Site site) {
        var options = new ArrayList<Option>();
        var day = one.start().atZone(site.zone()).toLocalDate();
        var last = free.lastDay(one.serviceId(), site).orElse(day.minusDays(1));
        for (int days = 0; !day.plusDays(days).isAfter(last) && options.size() < MOST_HERE; days++) {
            options.addAll(on(one, site, day.plusDays(days), days, Burden::here));
        }
        return first(options, MOST_HERE);
    }

    List<Option> elsewhere(Appointment one, Site own, List<Site> sites) {
        var options = new ArrayList<Option>();
        var day = one.start().atZone(own.zone()).toLocalDate();
        var last = sites.stream()
                .flatMap(site -> free.lastDay(one.serviceId(), site).stream())
                .max(Comparator.naturalOrder())
                .orElse(day.minusDays(1));
        for (int days = 0; !day.plusDays(days).isAfter(last) && options.size() < MOST_ELSEWHERE; days++) {
            var ofDay = new ArrayList<Option>();
            for (var site : sites) {
                ofDay.addAll(on(one, site, day.plusDays(days), days, Burden::elsewhere));
            }
            ofDay.sort(Comparator.comparing(Option::burden));
            options.addAll(ofDay);
        }
        return first(options, MOST_ELSEWHERE);
    }

    private static List<Option> first(List<Option> options, int most) {
        return List.copyOf(options.subList(0, Math.min(most, options.size())));
    }

    private interface Asked {
        Burden of(int people, int days, int minutes);
    }

    /** In order of what they ask of the person; for the same, the best agenda first. */
    private List<Option> on(Appointment one, Site site, LocalDate day, int days, Asked asked) {
        return places(one, site, day).stream()
                .map(place -> new Option(
                        site.id(),
                        place,
                        Burden.here(
                                one.people(),
                                days,
                                minutes(one, site, place.during().from()))))
                .sorted(Comparator.comparing(Option::burden))
                .toList();
    }

    /** The places of a day that may be proposed, in order of their starts. */
    List<Place> places(Appointment one, Site site, LocalDate day) {
        return free.on(one.serviceId(), site, one.people(), one.meeting(), day).stream()
                .filter(place ->
                        !shut.holds(place) && isInTime(one, place.during().from()))
                .toList();
    }

    private boolean isInTime(Appointment one, Instant start) {
        var soonest = start.isBefore(one.start()) ? free.now().plus(NOTICE_TO_COME_EARLIER) : free.now();
        return start.isAfter(soonest);
    }

    /** Between the two times of day, on the clock of the site. */
    private static int minutes(Appointment one, Site site, Instant start) {
        var before = one.start().atZone(site.zone()).toLocalTime();
        return (int) Math.abs(
                ChronoUnit.MINUTES.between(before, start.atZone(site.zone()).toLocalTime()));
    }
}
