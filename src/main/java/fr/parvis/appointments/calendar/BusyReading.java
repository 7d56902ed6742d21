package fr.parvis.appointments.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.component.VFreeBusy;
import biweekly.io.text.ICalReader;
import biweekly.parameter.FreeBusyType;
import fr.parvis.appointments.slots.Stretches;
import fr.parvis.appointments.slots.Stretches.Stretch;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * When somebody is busy, as the file of their calendar (RFC 5545) tells. Of what an event is about, nothing is kept. Pure.
 */
final class BusyReading {
    /**
     * @param during joined, in order
     * @param events how many times something happens in it
     * @param unread events that could not be read whole; what could be of them is in it
     */
    record Busy(List<Stretch> during, int events, int unread) {}

    private final Stretch wanted;
    private final ZoneId site;
    private final Recurring recurring = new Recurring();
    private final List<Stretch> found = new ArrayList<>();
    private int unread;

    private BusyReading(Stretch wanted, ZoneId site) {
        this.wanted = wanted;
        this.site = site;
    }

    /**
     * @param ours which of these are appointments of ours: somebody's calendar may show them too, and nobody is busy twice
     * @throws CalendarUnreadable when it is no calendar, or is cut off
     */
    static Busy of(String file, Stretch wanted, ZoneId site, UnaryOperator<Set<UUID>> ours) throws CalendarUnreadable {
        var reading = new BusyReading(wanted, site);
        for (var calendar : calendars(file)) {
            reading.read(calendar, ours);
        }
        return new Busy(Stretches.of(reading.found).list(), reading.found.size(), reading.unread);
    }

    private static List<ICalendar> calendars(String file) throws CalendarUnreadable {
        if (!file.contains("BEGIN:VCALENDAR")) {
            throw new CalendarUnreadable("no calendar");
        }
        if (!file.stripTrailing().toUpperCase(Locale.ROOT).endsWith("END:VCALENDAR")) {
            throw new CalendarUnreadable("cut off");
        }
        try (var reader = new ICalReader(file)) {
            var calendars = reader.readAll();
            if (calendars.isEmpty()) {
                throw new CalendarUnreadable("no calendar");
            }
            return calendars;
        } catch (IOException | RuntimeException malformed) {
            throw new CalendarUnreadable(malformed.getClass().getSimpleName());
        }
    }

    private void read(ICalendar calendar, UnaryOperator<Set<UUID>> ours) throws CalendarUnreadable {
        var zones = new CalendarZones(calendar.getTimezoneInfo(), site);
        var skipped = ours.apply(ids(calendar.getEvents()));
        Map<String, List<VEvent>> changed = new HashMap<>();
        for (var event : calendar.getEvents()) {
            if (event.getRecurrenceId() != null) {
                changed.computeIfAbsent(uid(event), _ -> new ArrayList<>()).add(event);
            }
        }
        for (var event : calendar.getEvents()) {
            if (id(event).filter(skipped::contains).isEmpty()) {
                var alone = event.getRecurrenceId() != null;
                read(event, alone ? List.of() : changed.getOrDefault(uid(event), List.of()), zones);
            }
        }
        for (var times : calendar.getComponents(VFreeBusy.class)) {
            freeBusy(times, zones);
        }
    }

    private void read(VEvent event, List<VEvent> changed, CalendarZones zones) throws CalendarUnreadable {
        try {
            var times = new EventTimes(event, zones, wanted, this::add);
            if (times.areBusy() && !times.read(changed, recurring)) {
                unread++;
            }
        } catch (DateTimeException | IllegalArgumentException malformed) {
            unread++;
        }
    }

    private static String uid(VEvent event) {
        var uid = event.getUid() == null ? null : event.getUid().getValue();
        return uid == null ? "" : uid;
    }

    private static Set<UUID> ids(List<VEvent> events) {
        var ids = new HashSet<UUID>();
        events.forEach(event -> id(event).ifPresent(ids::add));
        return ids;
    }

    private static Optional<UUID> id(VEvent event) {
        try {
            return Optional.of(UUID.fromString(uid(event)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void add(Instant from, Instant to) {
        if (from.isBefore(to)) {
            var during = new Stretch(from, to);
            if (during.overlaps(wanted)) {
                found.add(new Stretch(
                        from.isBefore(wanted.from()) ? wanted.from() : from,
                        to.isAfter(wanted.to()) ? wanted.to() : to));
            }
        }
    }

    private void freeBusy(VFreeBusy times, CalendarZones zones) {
        for (var some : times.getFreeBusy()) {
            if (!FreeBusyType.FREE.equals(some.getType())) {
                for (var period : some.getValues()) {
                    try {
                        var from = zones.moment(period.getStartDate(), some);
                        add(from, zones.end(period, from, some));
                    } catch (DateTimeException _) {
                        unread++;
                    }
                }
            }
        }
    }
}
