package fr.parvis.appointments.calendar;

import biweekly.component.VEvent;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.ICalProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import fr.parvis.appointments.slots.Stretches.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** When one event of a calendar takes time: again and again as its rule says, on further dates, and not at its exceptions. */
final class EventTimes {
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

    private final VEvent event;
    private final CalendarZones zones;
    private final Stretch wanted;
    private final BiConsumer<Instant, Instant> found;
    private final Set<Instant> notAt = new HashSet<>();
    private final Set<LocalDate> notOn = new HashSet<>();

    EventTimes(VEvent event, CalendarZones zones, Stretch wanted, BiConsumer<Instant, Instant> found) {
        this.event = event;
        this.zones = zones;
        this.wanted = wanted;
        this.found = found;
    }

    /** Not cancelled, and nothing that leaves somebody free. */
    boolean areBusy() {
        var outlook = event.getExperimentalProperty("X-MICROSOFT-CDO-BUSYSTATUS");
        return !(event.getStatus() != null && event.getStatus().isCancelled())
                && !(event.getTransparency() != null && event.getTransparency().isTransparent())
                && !(outlook != null && "FREE".equalsIgnoreCase(outlook.getValue()));
    }

    /**
     * @param changed single times of it that have an event of their own
     * @return false when its rule is none: then the first time alone is known
     */
    boolean read(List<VEvent> changed, Recurring recurring) throws CalendarUnreadable {
        var first = CalendarZones.written(value(event.getDateStart()));
        var clock = first.hasTime() ? zones.of(event.getDateStart(), first.isUtc()) : CalendarZones.in(zones.site());
        var start = CalendarZones.local(first);
        var length = length(first, start, clock);
        leaveOut(changed);
        List<LocalDateTime> starts = List.of(start);
        var whole = true;
        var rule = event.getRecurrenceRule();
        if (rule != null && rule.getValue() != null) {
            try {
                var last = LocalDateTime.ofInstant(wanted.to(), zones.site()).plusDays(1);
                starts = recurring.starts(rule.getValue(), start, clock, last);
            } catch (IllegalArgumentException malformed) {
                whole = false;
            }
        }
        for (var at : starts) {
            add(at, clock.apply(at), length, clock);
        }
        more(length, clock);
        return whole;
    }

    private void add(LocalDateTime at, Instant from, Length length, Function<LocalDateTime, Instant> clock) {
        if (!notAt.contains(from) && !notOn.contains(at.toLocalDate())) {
            found.accept(from, length.end(at, from, clock));
        }
    }

    /** Further times that are written one by one. */
    private void more(Length length, Function<LocalDateTime, Instant> clock) {
        for (var dates : event.getRecurrenceDates()) {
            for (var date : dates.getDates()) {
                add(CalendarZones.local(CalendarZones.written(date)), zones.moment(date, dates), length, clock);
            }
            for (var period : dates.getPeriods()) {
                var from = zones.moment(period.getStartDate(), dates);
                found.accept(from, zones.end(period, from, dates));
            }
        }
    }

    private Length length(DateTimeComponents first, LocalDateTime start, Function<LocalDateTime, Instant> clock) {
        if (event.getDateEnd() != null) {
            var end = value(event.getDateEnd());
            return first.hasTime()
                    ? Length.of(Duration.between(clock.apply(start), zones.moment(end, event.getDateEnd())))
                    : Length.days(ChronoUnit.DAYS.between(
                            start.toLocalDate(),
                            CalendarZones.local(CalendarZones.written(end)).toLocalDate()));
        }
        if (event.getDuration() != null && event.getDuration().getValue() != null) {
            var exact = Duration.ofMillis(event.getDuration().getValue().toMillis());
            return first.hasTime() ? Length.of(exact) : Length.days(Math.max(1, exact.toDays()));
        }
        return first.hasTime() ? Length.of(Duration.ZERO) : Length.days(1);
    }

    private void leaveOut(List<VEvent> changed) {
        for (var dates : event.getExceptionDates()) {
            dates.getValues().forEach(date -> leaveOut(date, dates));
        }
        for (var one : changed) {
            leaveOut(value(one.getRecurrenceId()), one.getRecurrenceId());
        }
    }

    private void leaveOut(@Nullable ICalDate date, ICalProperty property) {
        var at = CalendarZones.written(date);
        if (at.hasTime()) {
            notAt.add(zones.moment(date, property));
        } else {
            notOn.add(CalendarZones.local(at).toLocalDate());
        }
    }

    private static @Nullable ICalDate value(@Nullable DateOrDateTimeProperty property) {
        return property == null ? null : property.getValue();
    }
}
