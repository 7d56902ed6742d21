package fr.parvis.appointments.calendar;

import biweekly.io.TimezoneInfo;
import biweekly.property.ICalProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of one calendar file. A zone that the world knows by name is taken by its name; one that the file describes, as it
 * describes it; what has none, or an unknown one, is on the clock of the site.
 */
final class CalendarZones {
    private final TimezoneInfo described;
    private final ZoneId site;

    CalendarZones(TimezoneInfo described, ZoneId site) {
        this.described = described;
        this.site = site;
    }

    ZoneId site() {
        return site;
    }

    /** A day begins on the clock of the site. */
    Instant moment(@Nullable ICalDate date, ICalProperty property) {
        var at = written(date);
        return (at.hasTime() ? of(property, at.isUtc()) : in(site)).apply(local(at));
    }

    Instant end(Period period, Instant from, ICalProperty property) {
        return period.getEndDate() == null
                ? from.plusMillis(period.getDuration().toMillis())
                : moment(period.getEndDate(), property);
    }

    /** @throws DateTimeException when nothing is */
    static DateTimeComponents written(@Nullable ICalDate date) {
        var written = date == null ? null : date.getRawComponents();
        if (written == null) {
            throw new DateTimeException("no date");
        }
        return written;
    }

    /** Turns times of day of the property into moments. */
    Function<LocalDateTime, Instant> of(ICalProperty property, boolean utc) {
        if (utc) {
            return at -> at.toInstant(ZoneOffset.UTC);
        }
        var assigned = described.getTimezone(property);
        if (assigned == null) {
            var named = property.getParameter("TZID");
            return in(known(named == null ? "" : named).orElse(site));
        }
        var component = assigned.getComponent();
        var id = component == null || component.getTimezoneId() == null
                ? assigned.getTimeZone().getID()
                : component.getTimezoneId().getValue();
        return known(id).map(CalendarZones::in).orElseGet(() -> in(assigned.getTimeZone()));
    }

    /** Some programs write "/mozilla.org/20050126_1/Europe/Paris". */
    private static Optional<ZoneId> known(String id) {
        var name = id.startsWith("/") ? id.replaceFirst(".*/([^/]+/[^/]+)$", "$1") : id;
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(name));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static Function<LocalDateTime, Instant> in(ZoneId zone) {
        return at -> at.atZone(zone).toInstant();
    }

    private static Function<LocalDateTime, Instant> in(TimeZone zone) {
        return at -> {
            var calendar = new GregorianCalendar(zone);
            calendar.clear();
            calendar.set(
                    at.getYear(),
                    at.getMonthValue() - 1,
                    at.getDayOfMonth(),
                    at.getHour(),
                    at.getMinute(),
                    at.getSecond());
            return Instant.ofEpochMilli(calendar.getTimeInMillis());
        };
    }

    /** As it is written; at the beginning of the day when no time is. */
    static LocalDateTime local(DateTimeComponents written) {
        return LocalDateTime.of(
                written.getYear(),
                written.getMonth(),
                written.getDate(),
                written.getHour(),
                written.getMinute(),
                Math.min(written.getSecond(), 59));
    }
}
