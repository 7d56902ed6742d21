package fr.parvis.appointments.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.component.VFreeBusy;
import biweekly.io.text.ICalReader;
import biweekly.parameter.FreeBusyType;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.ICalProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import fr.parvis.appointments.slots.Stretches;
import fr.parvis.appointments.slots.Stretches.Stretch;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is busy, as the file of their calendar (RFC 5545) tells: what repeats, its exceptions, whole days, and nothing that is
 * cancelled or leaves them free. Of what an event is about, nothing is kept. Pure.
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
                new Reader(event, zones)
                        .read(
                                event.getRecurrenceId() == null
                                        ? changed.getOrDefault(uid(event), List.of())
                                        : List.of());
            }
        }
        for (var times : calendar.getComponents(VFreeBusy.class)) {
            freeBusy(times, zones);
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

    private static java.util.Optional<UUID> id(VEvent event) {
        try {
            return java.util.Optional.of(UUID.fromString(uid(event)));
        } catch (IllegalArgumentException _) {
            return java.util.Optional.empty();
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
            if (FreeBusyType.FREE.equals(some.getType())) {
                continue;
            }
            for (var period : some.getValues()) {
                try {
                    var from = moment(raw(period.getStartDate()), some, zones);
                    add(
                            from,
                            period.getEndDate() == null
                                    ? from.plusMillis(period.getDuration().toMillis())
                                    : moment(raw(period.getEndDate()), some, zones));
                } catch (DateTimeException | NullPointerException _) {
                    unread++;
                }
            }
        }
    }

    private static DateTimeComponents raw(@Nullable ICalDate date) {
        var raw = date == null ? null : date.getRawComponents();
        if (raw == null) {
            throw new DateTimeException("no date");
        }
        return raw;
    }

    private static Instant moment(DateTimeComponents at, ICalProperty property, CalendarZones zones) {
        return (at.hasTime() ? zones.of(property, at.isUtc()) : CalendarZones.in(zones.site()))
                .apply(CalendarZones.local(at));
    }

    /** One event of the file. */
    private final class Reader {
        private final VEvent event;
        private final CalendarZones zones;

        Reader(VEvent event, CalendarZones zones) {
            this.event = event;
            this.zones = zones;
        }

        /** @param changed single times of it that have an event of their own */
        void read(List<VEvent> changed) throws CalendarUnreadable {
            if (!isBusy()) {
                return;
            }
            try {
                var first = raw(value(event.getDateStart()));
                var clock = first.hasTime()
                        ? zones.of(event.getDateStart(), first.isUtc())
                        : CalendarZones.in(zones.site());
                var start = CalendarZones.local(first);
                var length = length(first, start, clock);
                var without = new Without(changed);
                for (var at : starts(start, clock)) {
                    var from = clock.apply(at);
                    if (!without.has(at, from)) {
                        add(from, length.end(at, from, clock));
                    }
                }
                more(clock, length, without);
            } catch (DateTimeException | IllegalArgumentException malformed) {
                unread++;
            }
        }

        private boolean isBusy() {
            var outlook = event.getExperimentalProperty("X-MICROSOFT-CDO-BUSYSTATUS");
            return !(event.getStatus() != null && event.getStatus().isCancelled())
                    && !(event.getTransparency() != null
                            && event.getTransparency().isTransparent())
                    && !(outlook != null && "FREE".equalsIgnoreCase(outlook.getValue()));
        }

        private List<LocalDateTime> starts(LocalDateTime start, Function<LocalDateTime, Instant> clock)
                throws CalendarUnreadable {
            var rule = event.getRecurrenceRule();
            if (rule == null || rule.getValue() == null) {
                return List.of(start);
            }
            var last = LocalDateTime.ofInstant(wanted.to(), site).plusDays(1);
            try {
                return recurring.starts(rule.getValue(), start, clock, last);
            } catch (IllegalArgumentException malformed) {
                unread++;
                return List.of(start);
            }
        }

        /** Further times that are written one by one. */
        private void more(Function<LocalDateTime, Instant> clock, Length length, Without without) {
            for (var dates : event.getRecurrenceDates()) {
                for (var date : dates.getDates()) {
                    var at = raw(date);
                    var from = moment(at, dates, zones);
                    if (!without.has(CalendarZones.local(at), from)) {
                        add(from, length.end(CalendarZones.local(at), from, clock));
                    }
                }
                for (var period : dates.getPeriods()) {
                    var from = moment(raw(period.getStartDate()), dates, zones);
                    add(
                            from,
                            period.getEndDate() == null
                                    ? from.plusMillis(period.getDuration().toMillis())
                                    : moment(raw(period.getEndDate()), dates, zones));
                }
            }
        }

        private Length length(DateTimeComponents first, LocalDateTime start, Function<LocalDateTime, Instant> clock) {
            if (event.getDateEnd() != null) {
                var end = raw(value(event.getDateEnd()));
                if (!first.hasTime()) {
                    var days = Duration.between(
                                    start.toLocalDate().atStartOfDay(),
                                    CalendarZones.local(end).toLocalDate().atStartOfDay())
                            .toDays();
                    return Length.days(days);
                }
                return Length.of(Duration.between(clock.apply(start), moment(end, event.getDateEnd(), zones)));
            }
            if (event.getDuration() != null && event.getDuration().getValue() != null) {
                var exact = Duration.ofMillis(event.getDuration().getValue().toMillis());
                return first.hasTime() ? Length.of(exact) : Length.days(Math.max(1, exact.toDays()));
            }
            return first.hasTime() ? Length.of(Duration.ZERO) : Length.days(1);
        }

        /** The times at which it does not happen, or otherwise. */
        private final class Without {
            private final Set<Instant> moments = new HashSet<>();
            private final Set<java.time.LocalDate> days = new HashSet<>();

            Without(List<VEvent> changed) {
                for (var dates : event.getExceptionDates()) {
                    for (var date : dates.getValues()) {
                        leaveOut(raw(date), dates);
                    }
                }
                for (var one : changed) {
                    leaveOut(raw(value(one.getRecurrenceId())), one.getRecurrenceId());
                }
            }

            private void leaveOut(DateTimeComponents at, ICalProperty written) {
                if (at.hasTime()) {
                    moments.add(moment(at, written, zones));
                } else {
                    days.add(CalendarZones.local(at).toLocalDate());
                }
            }

            boolean has(LocalDateTime at, Instant from) {
                return moments.contains(from) || days.contains(at.toLocalDate());
            }
        }
    }

    private static @Nullable ICalDate value(@Nullable DateOrDateTimeProperty property) {
        return property == null ? null : property.getValue();
    }

    /** Whole days are as long as they are on the clock; everything else lasts the same each time. */
    private interface Length {
        Instant end(LocalDateTime start, Instant from, Function<LocalDateTime, Instant> clock);

        static Length days(long days) {
            return (start, _, clock) -> clock.apply(start.plusDays(days));
        }

        static Length of(Duration exact) {
            return (_, from, _) -> from.plus(exact);
        }
    }
}
