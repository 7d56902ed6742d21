package fr.parvis.appointments.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.appointments.slots.Stretches.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The busy times of a calendar file")
class BusyReadingTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Stretch WANTED =
            new Stretch(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2027-11-01T00:00:00Z"));

    private static String calendar(String... components) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Essai//FR\r\n"
                + String.join("\r\n", components).replace("\n", "\r\n") + "\r\nEND:VCALENDAR\r\n";
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\nUID:essai-1\nDTSTAMP:20261001T000000Z\n" + String.join("\n", lines) + "\nEND:VEVENT";
    }

    private static BusyReading.Busy read(String... components) throws CalendarUnreadable {
        return BusyReading.of(calendar(components), WANTED, PARIS, _ -> Set.of());
    }

    /** As "2026-12-01 09:00 60": on the clock of Paris, in minutes. */
    private static List<String> times(String... components) throws CalendarUnreadable {
        return read(components).during().stream()
                .map(one -> DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm ", Locale.ROOT)
                                .format(one.from().atZone(PARIS))
                        + Duration.between(one.from(), one.to()).toMinutes())
                .toList();
    }

    @Test
    void are_in_the_zone_of_the_event_in_utc_or_on_the_clock_of_the_site() throws Exception {
        assertThat(times(
                        event("DTSTART;TZID=Europe/London:20261201T090000", "DTEND;TZID=Europe/London:20261201T100000"),
                        event("DTSTART:20261202T090000Z", "DURATION:PT30M"),
                        event("DTSTART:20261203T090000", "DTEND:20261203T091500"),
                        event("DTSTART;TZID=Nowhere:20261204T090000", "DTEND;TZID=Nowhere:20261204T091500")))
                .containsExactly(
                        "2026-12-01 10:00 60", "2026-12-02 10:00 30", "2026-12-03 09:00 15", "2026-12-04 09:00 15");
    }

    @Test
    void are_in_a_zone_that_the_file_describes_itself() throws Exception {
        var outlook = """
                BEGIN:VTIMEZONE
                TZID:Heure du bureau
                BEGIN:STANDARD
                DTSTART:16010101T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:16010101T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
                END:DAYLIGHT
                END:VTIMEZONE""";
        assertThat(times(
                        outlook,
                        event(
                                "DTSTART;TZID=Heure du bureau:20261020T140000",
                                "DTEND;TZID=Heure du bureau:20261020T150000",
                                "RRULE:FREQ=WEEKLY;COUNT=2")))
                .containsExactly("2026-10-20 14:00 60", "2026-10-27 14:00 60");
    }

    @Test
    void come_back_at_the_same_time_of_day_when_the_clocks_change() throws Exception {
        assertThat(times(event(
                        "DTSTART;TZID=Europe/Paris:20200106T140000",
                        "DTEND;TZID=Europe/Paris:20200106T150000",
                        "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261102T130000Z")))
                .containsExactly(
                        "2026-10-05 14:00 60",
                        "2026-10-12 14:00 60",
                        "2026-10-19 14:00 60",
                        "2026-10-26 14:00 60",
                        "2026-11-02 14:00 60");
    }

    @Test
    void leave_out_exceptions_and_follow_single_times_that_were_moved_or_cancelled() throws Exception {
        assertThat(times(
                        event(
                                "DTSTART;TZID=Europe/Paris:20261201T090000",
                                "DTEND;TZID=Europe/Paris:20261201T100000",
                                "RRULE:FREQ=DAILY;COUNT=6",
                                "EXDATE;TZID=Europe/Paris:20261202T090000",
                                "EXDATE;VALUE=DATE:20261203",
                                "RDATE;TZID=Europe/Paris:20261210T090000"),
                        event(
                                "RECURRENCE-ID;TZID=Europe/Paris:20261204T090000",
                                "DTSTART;TZID=Europe/Paris:20261204T160000",
                                "DTEND;TZID=Europe/Paris:20261204T163000"),
                        event(
                                "RECURRENCE-ID:20261205T080000Z",
                                "DTSTART;TZID=Europe/Paris:20261205T090000",
                                "DTEND;TZID=Europe/Paris:20261205T100000",
                                "STATUS:CANCELLED")))
                .containsExactly(
                        "2026-12-01 09:00 60", "2026-12-04 16:00 30", "2026-12-06 09:00 60", "2026-12-10 09:00 60");
    }

    @Test
    void take_whole_days_as_long_as_they_are_on_the_clock_of_the_site() throws Exception {
        assertThat(times(
                        event("DTSTART;VALUE=DATE:20261025"),
                        event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"),
                        event("DTSTART;VALUE=DATE:20270328", "RRULE:FREQ=YEARLY;COUNT=1")))
                .containsExactly("2026-10-25 00:00 1500", "2026-12-24 00:00 4320", "2027-03-28 00:00 1380");
    }

    @Test
    void are_none_where_somebody_is_free_or_it_was_cancelled_or_lasts_no_time() throws Exception {
        var time = "DTSTART:20261202T090000Z\nDTEND:20261202T100000Z";
        assertThat(read(
                        event(time, "TRANSP:TRANSPARENT"),
                        event(time, "STATUS:CANCELLED"),
                        event(time, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
                        event("DTSTART:20261202T090000Z")))
                .isEqualTo(new BusyReading.Busy(List.of(), 0, 0));
        assertThat(times(event(time, "STATUS:TENTATIVE", "TRANSP:OPAQUE"))).hasSize(1);
    }

    @Test
    void are_read_from_what_tells_busy_times_alone() throws Exception {
        assertThat(times("""
                BEGIN:VFREEBUSY
                UID:f
                DTSTAMP:20261001T000000Z
                FREEBUSY;FBTYPE=BUSY:20261202T090000Z/20261202T100000Z,20261202T100000Z/PT1H
                FREEBUSY;FBTYPE=FREE:20261203T090000Z/PT1H
                END:VFREEBUSY""")).containsExactly("2026-12-02 10:00 120");
    }

    @Test
    void are_not_those_of_our_own_appointments() throws Exception {
        var own = UUID.randomUUID();
        var file = calendar(
                event("DTSTART:20261202T090000Z", "DURATION:PT30M").replace("essai-1", own.toString()),
                event("DTSTART:20261203T090000Z", "DURATION:PT30M")
                        .replace("essai-1", UUID.randomUUID().toString()));
        var busy = BusyReading.of(file, WANTED, PARIS, asked -> {
            assertThat(asked).hasSize(2);
            return Set.of(own);
        });
        assertThat(busy.during())
                .singleElement()
                .satisfies(one -> assertThat(one.from()).isEqualTo(Instant.parse("2026-12-03T09:00:00Z")));
    }

    @Test
    void keep_the_rest_when_one_event_is_not_understood_and_say_so() throws Exception {
        var busy = read(
                event("DTSTART:20261202T090000Z", "DURATION:PT30M", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
                event("SUMMARY:sans début"),
                event("DTSTART:20261203T090000Z", "DURATION:PT30M"));
        assertThat(busy.during()).hasSize(2);
        assertThat(busy.unread()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>Connexion</body></html>", "BEGIN:VCALENDAR", "END:VCALENDAR"})
    void are_unknown_when_it_is_no_calendar(String file) {
        assertThatThrownBy(() -> BusyReading.of(file, WANTED, PARIS, _ -> Set.of()))
                .isInstanceOf(CalendarUnreadable.class);
    }

    @Test
    void are_unknown_when_the_file_is_cut_off_or_repeats_without_measure() {
        var whole = calendar(event("DTSTART:20261202T090000Z", "DURATION:PT30M"));
        assertThatThrownBy(() -> BusyReading.of(whole.substring(0, whole.length() - 10), WANTED, PARIS, _ -> Set.of()))
                .isInstanceOf(CalendarUnreadable.class);
        var endless = calendar(event("DTSTART:20260101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"));
        assertThatThrownBy(() -> BusyReading.of(endless, WANTED, PARIS, _ -> Set.of()))
                .isInstanceOf(CalendarUnreadable.class);
    }

    @Test
    void a_rule_that_means_every_second_is_refused_before_it_is_worked_out() {
        var numbers = (java.util.function.IntFunction<String>) end -> java.util.stream.IntStream.range(0, end)
                .mapToObj(Integer::toString)
                .collect(java.util.stream.Collectors.joining(","));
        var everySecond = "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=" + numbers.apply(24) + ";BYMINUTE="
                + numbers.apply(60) + ";BYSECOND=" + numbers.apply(60) + ";UNTIL=20200101T000000Z";
        assertThatThrownBy(() -> read(event("DTSTART:20190101T090000Z", "DTEND:20190101T090001Z", everySecond)))
                .isInstanceOf(CalendarUnreadable.class);
        var everyHour = event(
                "DTSTART:20190101T090000Z",
                "DTEND:20190101T090001Z",
                "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=" + numbers.apply(24) + ";UNTIL=20190101T090000Z");
        assertThatThrownBy(
                        () -> read(java.util.Collections.nCopies(100, everyHour).toArray(String[]::new)))
                .as("a hundred of them are as much work as one of those")
                .isInstanceOf(CalendarUnreadable.class);
    }
}
