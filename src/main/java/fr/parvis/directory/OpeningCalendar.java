package fr.parvis.directory;

import static fr.parvis.directory.Opening.Reason.CLOSURE;
import static fr.parvis.directory.Opening.Reason.OUTSIDE_HOURS;
import static fr.parvis.directory.Opening.Reason.PUBLIC_HOLIDAY;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a place receives: weekly hours in its own zone, minus closures and public holidays, plus exceptional openings, which
 * win over all of them but the closures decided after them. Pure.
 *
 * @param holiday name of the public holiday on a day, if any
 */
record OpeningCalendar(
        ZoneId zone,
        List<Hours> hours,
        List<Closure> closures,
        List<Exceptional> exceptional,
        Function<LocalDate, Optional<String>> holiday) {

    private static final int HORIZON_DAYS = 60;
    private static final int CLOSING_IN_SIGHT_DAYS = 14;

    /** {@code to} 00:00 means the end of the day. */
    record Hours(DayOfWeek day, LocalTime from, LocalTime to) {}

    /** Both days included. */
    record Closure(LocalDate from, LocalDate to, String reason, Instant decided) {
        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    record Exceptional(Instant from, Instant to, Instant decided) {}

    private record Span(Instant from, Instant to) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    OpeningCalendar with(List<Hours> week) {
        return new OpeningCalendar(zone, week, closures, exceptional, holiday);
    }

    Opening at(Instant now) {
        var day = now.atZone(zone).toLocalDate();
        var outOfSight = day.plusDays(CLOSING_IN_SIGHT_DAYS);
        for (var span : spans(day.minusDays(1), outOfSight)) {
            if (span.covers(now)) {
                var until = span.to();
                return new Opening.Open(
                        until.isBefore(outOfSight.atStartOfDay(zone).toInstant()) ? until : null);
            }
        }
        var again = nextOpening(now, day);
        var closure = closures.stream().filter(c -> c.covers(day)).findFirst();
        if (closure.isPresent()) {
            return new Opening.Closed(CLOSURE, closure.get().reason(), again);
        }
        return holiday.apply(day)
                .map(name -> new Opening.Closed(PUBLIC_HOLIDAY, name, again))
                .orElseGet(() -> new Opening.Closed(OUTSIDE_HOURS, "", again));
    }

    /** What the doors do on one day of the site's own calendar. */
    DayHours day(LocalDate day) {
        var real = within(day, spans(day.minusDays(1), day.plusDays(1)));
        var usual = within(
                day,
                joined(List.of(day.minusDays(1), day).stream()
                        .flatMap(this::weekly)
                        .toList()));
        var closure = closures.stream().filter(c -> c.covers(day)).findFirst();
        var special = closure.isPresent() || !real.equals(usual);
        if (!real.isEmpty()) {
            return new DayHours(day, real, special, null, "");
        }
        if (closure.isPresent()) {
            return new DayHours(day, real, special, CLOSURE, closure.get().reason());
        }
        return holiday.apply(day)
                .map(name -> new DayHours(day, real, special, PUBLIC_HOLIDAY, name))
                .orElseGet(() -> new DayHours(day, real, special, OUTSIDE_HOURS, ""));
    }

    private List<DayHours.Stretch> within(LocalDate day, List<Span> spans) {
        var start = day.atStartOfDay(zone).toInstant();
        var end = day.plusDays(1).atStartOfDay(zone).toInstant();
        return spans.stream()
                .map(span -> new Span(later(span.from(), start), earlier(span.to(), end)))
                .filter(span -> span.from().isBefore(span.to()))
                .map(span -> new DayHours.Stretch(
                        span.from().atZone(zone).toLocalTime(),
                        span.to().equals(end)
                                ? LocalTime.MIDNIGHT
                                : span.to().atZone(zone).toLocalTime()))
                .toList();
    }

    private @Nullable Instant nextOpening(Instant now, LocalDate today) {
        for (int ahead = 0; ahead <= HORIZON_DAYS; ahead += 7) {
            var from = today.plusDays(ahead);
            for (var span : spans(from, from.plusDays(7))) {
                if (span.from().isAfter(now)) {
                    return span.from();
                }
            }
        }
        return null;
    }

    /** Sorted, those that touch joined. */
    private List<Span> spans(LocalDate from, LocalDate to) {
        var spans = new ArrayList<Span>();
        for (var day = from; day.isBefore(to); day = day.plusDays(1)) {
            spans.addAll(regular(day));
        }
        exceptional.forEach(e -> spans.addAll(left(e)));
        return joined(spans);
    }

    private static List<Span> joined(List<Span> unsorted) {
        var spans = unsorted.stream().sorted(Comparator.comparing(Span::from)).toList();
        var joined = new ArrayList<Span>();
        for (var span : spans) {
            if (!joined.isEmpty() && !span.from().isAfter(joined.getLast().to())) {
                var last = joined.removeLast();
                joined.add(new Span(last.from(), last.to().isAfter(span.to()) ? last.to() : span.to()));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    /** What later closures leave of an exceptional opening. */
    private List<Span> left(Exceptional opening) {
        var left = List.of(new Span(opening.from(), opening.to()));
        for (var closure : closures) {
            if (!closure.decided().isBefore(opening.decided())) {
                var from = closure.from().atStartOfDay(zone).toInstant();
                var to = closure.to().plusDays(1).atStartOfDay(zone).toInstant();
                left = left.stream()
                        .flatMap(span -> Stream.of(
                                new Span(span.from(), earlier(span.to(), from)),
                                new Span(later(span.from(), to), span.to())))
                        .filter(span -> span.from().isBefore(span.to()))
                        .toList();
            }
        }
        return left;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private List<Span> regular(LocalDate day) {
        if (closures.stream().anyMatch(c -> c.covers(day)) || holiday.apply(day).isPresent()) {
            return List.of();
        }
        return weekly(day).toList();
    }

    private Stream<Span> weekly(LocalDate day) {
        return hours.stream()
                .filter(h -> h.day() == day.getDayOfWeek())
                .map(h -> new Span(
                        instant(day.atTime(h.from())),
                        h.to().equals(LocalTime.MIDNIGHT)
                                ? day.plusDays(1).atStartOfDay(zone).toInstant()
                                : instant(day.atTime(h.to()))))
                // an hour that the clock skips in spring is not an opening
                .filter(span -> Duration.between(span.from(), span.to()).isPositive());
    }

    /** A time that the clock skips is the moment when it is skipped; one that comes twice is the first. */
    private Instant instant(LocalDateTime local) {
        var change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).toInstant();
    }
}
