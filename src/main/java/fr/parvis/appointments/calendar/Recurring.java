package fr.parvis.appointments.calendar;

import biweekly.ICalVersion;
import biweekly.io.TimezoneInfo;
import biweekly.io.WriteContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import biweekly.util.Recurrence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;

/** When an event comes back, on its own clock (RFC 5545, 3.3.10). Counts its steps, so that no file keeps the machine busy. */
final class Recurring {
    private static final int MOST_STEPS = 400_000;

    /** An event that begins so often in a day is none of anybody's. */
    private static final int MOST_A_DAY = 100;

    private int steps;

    /**
     * @param until nothing later is wanted
     * @throws CalendarUnreadable when the file asks for too much
     * @throws IllegalArgumentException when it is no rule
     */
    List<LocalDateTime> starts(
            Recurrence rule, LocalDateTime first, Function<LocalDateTime, Instant> clock, LocalDateTime until)
            throws CalendarUnreadable {
        var starts = new ArrayList<LocalDateTime>();
        starts.add(first);
        var within = end(rule, clock);
        charge(rule);
        try {
            var occurrences = parsed(rule).iterator(floating(first));
            while (occurrences.hasNext()) {
                if (++steps > MOST_STEPS) {
                    throw new CalendarUnreadable("repeats too much");
                }
                var next = local(occurrences.nextDateTime());
                if (next.isAfter(until) || !within.test(next)) {
                    break;
                }
                if (!next.equals(first)) {
                    starts.add(next);
                }
            }
        } catch (InvalidRecurrenceRuleException | IllegalStateException malformed) {
            throw new IllegalArgumentException(malformed);
        }
        return starts;
    }

    /** What the library works out in one go, before it gives the first of them, counts as steps too. */
    private void charge(Recurrence rule) throws CalendarUnreadable {
        var times = Math.max(1L, rule.getByHour().size())
                * Math.max(1, rule.getByMinute().size())
                * Math.max(1, rule.getBySecond().size());
        var byDay = Stream.of(
                        rule.getByDay(),
                        rule.getByMonthDay(),
                        rule.getByYearDay(),
                        rule.getByWeekNo(),
                        rule.getByMonth())
                .anyMatch(part -> !part.isEmpty());
        var days = switch (rule.getFrequency()) {
            case YEARLY -> byDay ? 366 : 1;
            case MONTHLY -> byDay ? 31 : 1;
            case WEEKLY -> byDay ? 7 : 1;
            default -> 1;
        };
        if (times > MOST_A_DAY || (steps += (int) times * days) > MOST_STEPS) {
            throw new CalendarUnreadable("repeats too much");
        }
    }

    private static RecurrenceRule parsed(Recurrence rule) throws InvalidRecurrenceRuleException {
        var endless = new biweekly.property.RecurrenceRule(new Recurrence.Builder(rule)
                .until((biweekly.util.ICalDate) null)
                .build());
        var text = new RecurrenceRuleScribe()
                .writeText(endless, new WriteContext(ICalVersion.V2_0, new TimezoneInfo(), null));
        return new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_LAX);
    }

    /** A day, a moment, or a time on the event's own clock, as the rule has it. */
    private static Predicate<LocalDateTime> end(Recurrence rule, Function<LocalDateTime, Instant> clock) {
        var until = rule.getUntil() == null ? null : rule.getUntil().getRawComponents();
        if (until == null) {
            return _ -> true;
        }
        var last = CalendarZones.local(until);
        if (!until.hasTime()) {
            return at -> !at.toLocalDate().isAfter(last.toLocalDate());
        }
        return until.isUtc() ? at -> !clock.apply(at).isAfter(last.toInstant(ZoneOffset.UTC)) : at -> !at.isAfter(last);
    }

    private static DateTime floating(LocalDateTime at) {
        return new DateTime(
                at.getYear(), at.getMonthValue() - 1, at.getDayOfMonth(), at.getHour(), at.getMinute(), at.getSecond());
    }

    private static LocalDateTime local(DateTime at) {
        return LocalDateTime.of(
                at.getYear(), at.getMonth() + 1, at.getDayOfMonth(), at.getHours(), at.getMinutes(), at.getSeconds());
    }
}
