package fr.parvis.appointments.slots;

import fr.parvis.appointments.slots.Stretches.Stretch;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.jspecify.annotations.Nullable;

/**
 * When an agenda receives: a time of day on one date, or again and again as an RFC 5545 recurrence rule says.
 *
 * @param services what it receives for; empty for all that its agenda serves
 * @param first the first day, from which the rule counts
 * @param to 00:00 is the end of the day
 * @param recurrence value of an RRULE by days or more ("FREQ=WEEKLY;BYDAY=TU,TH"); null for the first day alone
 * @param except days on which it does not hold
 * @param school whether it holds in school holidays or otherwise
 * @param modalities the ways in which it receives; empty for all that its services offer, but visits
 */
public record OpeningRule(
        UUID id,
        Set<UUID> services,
        LocalDate first,
        LocalTime from,
        LocalTime to,
        @Nullable String recurrence,
        Set<LocalDate> except,
        SchoolTime school,
        Set<Modality> modalities) {
    private static final int MOST_OCCURRENCES = 2_000;
    /** Calendars write the last day as a moment of it. */
    private static final Pattern UNTIL_A_MOMENT = Pattern.compile("(UNTIL=\\d{8})T\\d{6}Z?");

    /** One that minds no school. */
    public OpeningRule(
            UUID id,
            Set<UUID> services,
            LocalDate first,
            LocalTime from,
            LocalTime to,
            @Nullable String recurrence,
            Set<LocalDate> except) {
        this(id, services, first, from, to, recurrence, except, SchoolTime.ALWAYS, Set.of());
    }

    /** In the same way as its services are given. */
    public OpeningRule(
            UUID id,
            Set<UUID> services,
            LocalDate first,
            LocalTime from,
            LocalTime to,
            @Nullable String recurrence,
            Set<LocalDate> except,
            SchoolTime school) {
        this(id, services, first, from, to, recurrence, except, school, Set.of());
    }

    /** @throws IllegalArgumentException when it is no recurrence rule by days, weeks, months or years */
    public static void check(String recurrence) {
        parsed(recurrence);
    }

    private static RecurrenceRule parsed(String recurrence) {
        try {
            var rule = new RecurrenceRule(
                    UNTIL_A_MOMENT.matcher(recurrence).replaceFirst("$1"), RecurrenceRule.RfcMode.RFC5545_STRICT);
            switch (rule.getFreq()) {
                case DAILY, WEEKLY, MONTHLY, YEARLY -> {}
                default -> throw new IllegalArgumentException(recurrence);
            }
            for (var part :
                    List.of(RecurrenceRule.Part.BYHOUR, RecurrenceRule.Part.BYMINUTE, RecurrenceRule.Part.BYSECOND)) {
                if (rule.hasPart(part)) {
                    throw new IllegalArgumentException(recurrence);
                }
            }
            // some parts exclude each other, which shows only when the first day is looked for
            var _ = rule.iterator(date(LocalDate.EPOCH)).hasNext();
            return rule;
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException | IllegalStateException malformed) {
            throw new IllegalArgumentException(recurrence, malformed);
        }
    }

    /** The days on which it holds, from {@code since} up to and with {@code last}, in order. */
    List<LocalDate> days(LocalDate since, LocalDate last, SchoolHolidays holidays) {
        var days = new ArrayList<LocalDate>();
        if (recurrence == null) {
            days.add(first);
        } else {
            var occurrences = parsed(recurrence).iterator(date(first));
            if (since.isAfter(first)) {
                occurrences.fastForward(date(since));
            }
            for (int i = 0; i < MOST_OCCURRENCES && occurrences.hasNext(); i++) {
                var next = occurrences.nextDateTime();
                var day = LocalDate.of(next.getYear(), next.getMonth() + 1, next.getDayOfMonth());
                if (day.isAfter(last)) {
                    break;
                }
                days.add(day);
            }
        }
        return days.stream()
                .filter(day -> !day.isBefore(since) && !day.isAfter(last) && !except.contains(day))
                .filter(day -> school.holds(day, holidays))
                .toList();
    }

    private static DateTime date(LocalDate day) {
        return new DateTime(day.getYear(), day.getMonthValue() - 1, day.getDayOfMonth());
    }

    /** As stretches on the clock of a place; what the clock skips in spring is not there. */
    public List<Stretch> stretches(LocalDate since, LocalDate last, ZoneId zone, SchoolHolidays holidays) {
        return days(since, last, holidays).stream()
                .filter(day -> start(day, zone).isBefore(end(day, zone)))
                .map(day -> new Stretch(start(day, zone), end(day, zone)))
                .toList();
    }

    private java.time.Instant start(LocalDate day, ZoneId zone) {
        return day.atTime(from).atZone(zone).toInstant();
    }

    private java.time.Instant end(LocalDate day, ZoneId zone) {
        return to.equals(LocalTime.MIDNIGHT)
                ? day.plusDays(1).atStartOfDay(zone).toInstant()
                : day.atTime(to).atZone(zone).toInstant();
    }
}
