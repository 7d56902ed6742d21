package fr.parvis.appointments.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.slots.Stretches;
import fr.parvis.appointments.slots.Stretches.Stretch;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The busy times of an invented calendar")
class BusyReadingProperties {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant FROM = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-09-01T00:00:00Z");
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void are_what_another_reader_finds(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var file = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Essai//FR\r\n");
        for (int i = random.nextInt(4); i >= 0; i--) {
            file.append(event(i, random));
        }
        file.append("END:VCALENDAR\r\n");
        var busy = BusyReading.of(file.toString(), new Stretch(FROM, TO), PARIS, _ -> Set.of());
        assertThat(busy.unread()).isZero();
        assertThat(busy.during()).as(file.toString()).isEqualTo(other(file.toString()));
    }

    private static String event(int number, SplittableRandom random) {
        var start = LocalDateTime.of(2026, 1, 5, random.nextInt(5, 20), 5 * random.nextInt(12))
                .plusDays(random.nextInt(400));
        var zone = List.of("Europe/Paris", "Europe/Lisbon", "Indian/Reunion").get(random.nextInt(3));
        var text = new StringBuilder("BEGIN:VEVENT\r\nUID:e" + number + "\r\nDTSTAMP:20260101T000000Z\r\n");
        text.append("DTSTART;TZID=")
                .append(zone)
                .append(':')
                .append(BASIC.format(start))
                .append("\r\n");
        text.append("DURATION:PT").append(5 * (1 + random.nextInt(30))).append("M\r\n");
        var rule = rule(start, zone, random);
        if (!rule.isEmpty()) {
            text.append("RRULE:").append(rule).append("\r\n");
            for (int i = random.nextInt(3); i > 0; i--) {
                text.append("EXDATE;TZID=")
                        .append(zone)
                        .append(':')
                        .append(BASIC.format(start.plusWeeks(random.nextInt(30))))
                        .append("\r\n");
            }
        }
        return text.append("END:VEVENT\r\n").toString();
    }

    /** Rules that their own first day keeps, so that both readers begin with it. */
    private static String rule(LocalDateTime start, String zone, SplittableRandom random) {
        var own = DAYS.get(start.getDayOfWeek().getValue() - 1);
        var rule = switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "FREQ=DAILY;INTERVAL=" + (1 + random.nextInt(9));
            case 2 ->
                "FREQ=WEEKLY;INTERVAL=" + (1 + random.nextInt(3)) + ";BYDAY=" + own + "," + DAYS.get(random.nextInt(7))
                        + ";WKST=MO";
            case 3 -> "FREQ=MONTHLY;BYMONTHDAY=" + start.getDayOfMonth();
            default -> "FREQ=MONTHLY;BYDAY=" + ((start.getDayOfMonth() - 1) / 7 + 1) + own;
        };
        if (rule.isEmpty()) {
            return rule;
        }
        return rule
                + switch (random.nextInt(3)) {
                    case 0 -> "";
                    case 1 -> ";COUNT=" + (1 + random.nextInt(40));
                    default ->
                        ";UNTIL="
                                + BASIC.format(ZonedDateTime.of(start.plusDays(random.nextInt(500)), ZoneId.of(zone))
                                        .withZoneSameInstant(java.time.ZoneOffset.UTC))
                                + "Z";
                };
    }

    private static List<Stretch> other(String file) throws Exception {
        var calendar = new CalendarBuilder().build(new StringReader(file));
        var found = new ArrayList<Stretch>();
        for (VEvent event : calendar.<VEvent>getComponents(Component.VEVENT)) {
            var wide = new Period<ZonedDateTime>(
                    FROM.minus(Duration.ofDays(2)).atZone(PARIS),
                    TO.plus(Duration.ofDays(2)).atZone(PARIS));
            for (var period : event.calculateRecurrenceSet(wide)) {
                var from = ZonedDateTime.from(period.getStart()).toInstant();
                var to = ZonedDateTime.from(period.getEnd()).toInstant();
                if (to.isAfter(FROM) && from.isBefore(TO)) {
                    found.add(new Stretch(from.isBefore(FROM) ? FROM : from, to.isAfter(TO) ? TO : to));
                }
            }
        }
        return Stretches.of(found).list();
    }
}
