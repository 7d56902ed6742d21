package fr.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningCalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId REUNION = ZoneId.of("Indian/Reunion");

    private static final Instant EARLIER = Instant.parse("2026-01-05T09:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-06T09:00:00Z");

    private static List<OpeningCalendar.Hours> everyDay(String from, String to) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> new OpeningCalendar.Hours(day, LocalTime.parse(from), LocalTime.parse(to)))
                .toList();
    }

    private static OpeningCalendar open(ZoneId zone, String from, String to) {
        return new OpeningCalendar(zone, everyDay(from, to), List.of(), List.of(), _ -> Optional.empty());
    }

    private static Instant paris(String local) {
        return java.time.LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    @Test
    void hours_are_those_of_the_sites_own_clock() {
        var noonInParis = Instant.parse("2026-03-02T11:00:00Z");
        assertThat(open(PARIS, "09:00", "12:30").at(noonInParis).isOpen()).isTrue();
        assertThat(open(REUNION, "09:00", "12:30").at(noonInParis).isOpen()).isFalse();
    }

    @Test
    void the_last_instant_is_closed_and_the_first_is_open() {
        var calendar = open(PARIS, "09:00", "12:00");
        assertThat(calendar.at(paris("2026-03-02T09:00:00")).isOpen()).isTrue();
        assertThat(calendar.at(paris("2026-03-02T12:00:00")))
                .isEqualTo(new Opening.Closed(Opening.Reason.OUTSIDE_HOURS, "", paris("2026-03-03T09:00:00")));
    }

    @Test
    void in_spring_the_hour_that_does_not_exist_is_no_opening() {
        var calendar = open(PARIS, "02:00", "03:00");
        assertThat(calendar.at(Instant.parse("2026-03-29T00:59:59Z")).isOpen()).isFalse();
        assertThat(calendar.at(Instant.parse("2026-03-29T01:00:00Z")).isOpen()).isFalse();
        assertThat(calendar.at(Instant.parse("2026-03-30T00:30:00Z")).isOpen()).isTrue();
    }

    @Test
    void in_autumn_the_hour_that_comes_twice_is_open_both_times() {
        var calendar = open(PARIS, "01:00", "04:00");
        for (var instant : List.of("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:59:00Z")) {
            assertThat(calendar.at(Instant.parse(instant)).isOpen()).as(instant).isTrue();
        }
        assertThat(calendar.at(Instant.parse("2026-10-25T03:00:00Z")).isOpen()).isFalse();
    }

    @Test
    void a_night_of_reception_goes_through_both_clock_changes() {
        var calendar = open(PARIS, "00:00", "00:00");
        assertThat(calendar.at(Instant.parse("2026-03-29T01:00:00Z")).isOpen()).isTrue();
        assertThat(calendar.at(Instant.parse("2026-10-25T01:00:00Z")).isOpen()).isTrue();
    }

    @Test
    void closures_and_holidays_say_their_name_and_the_day_after() {
        var calendar = new OpeningCalendar(
                PARIS,
                everyDay("09:00", "17:00"),
                List.of(new OpeningCalendar.Closure(
                        LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3), "inventaire", EARLIER)),
                List.of(),
                day -> day.equals(LocalDate.of(2026, 5, 1)) ? Optional.of("Fête du Travail") : Optional.empty());
        assertThat(calendar.at(paris("2026-03-02T10:00:00")))
                .isEqualTo(new Opening.Closed(Opening.Reason.CLOSURE, "inventaire", paris("2026-03-04T09:00:00")));
        assertThat(calendar.at(paris("2026-05-01T10:00:00")))
                .isEqualTo(new Opening.Closed(
                        Opening.Reason.PUBLIC_HOLIDAY, "Fête du Travail", paris("2026-05-02T09:00:00")));
    }

    @Test
    void an_exceptional_opening_wins_and_joins_the_hours_it_touches() {
        var calendar = new OpeningCalendar(
                PARIS,
                everyDay("09:00", "12:00"),
                List.of(),
                List.of(new OpeningCalendar.Exceptional(
                        paris("2026-03-02T12:00:00"), paris("2026-03-02T15:00:00"), LATER)),
                _ -> Optional.empty());
        assertThat(calendar.at(paris("2026-03-02T11:00:00"))).isEqualTo(new Opening.Open(paris("2026-03-02T15:00:00")));
    }

    /** Times at which the doors open and close in the night of 29 March 2026, when 02:00 becomes 03:00. */
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "02:15, 02:45,                     ,                     ",
        "02:00, 03:00,                     ,                     ",
        "02:30, 03:30, 2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z",
        "01:00, 02:30, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
        "01:00, 04:00, 2026-03-29T00:00:00Z, 2026-03-29T02:00:00Z",
    })
    void a_time_that_spring_skips_is_the_moment_when_it_is_skipped(
            String from, String to, @Nullable Instant opens, @Nullable Instant closes) {
        var calendar = open(PARIS, from, to);
        for (var at = Instant.parse("2026-03-28T23:30:00Z");
                at.isBefore(Instant.parse("2026-03-29T10:00:00Z"));
                at = at.plusSeconds(300)) {
            assertThat(calendar.at(at).isOpen())
                    .as("open at %s", at)
                    .isEqualTo(opens != null && closes != null && !at.isBefore(opens) && at.isBefore(closes));
        }
    }

    @Test
    void no_closing_is_in_sight_when_none_comes_within_two_weeks() {
        var always = open(PARIS, "00:00", "00:00");
        assertThat(always.at(paris("2026-03-02T10:00:00"))).isEqualTo(new Opening.Open(null));
        var day = LocalDate.of(2026, 3, 13);
        var once = new OpeningCalendar(
                PARIS,
                everyDay("00:00", "00:00"),
                List.of(new OpeningCalendar.Closure(day, day, "ménage", EARLIER)),
                List.of(),
                _ -> Optional.empty());
        assertThat(once.at(paris("2026-03-02T10:00:00"))).isEqualTo(new Opening.Open(paris("2026-03-13T00:00:00")));
    }

    @Test
    void the_night_goes_on_over_midnight() {
        var night = new OpeningCalendar(
                PARIS,
                java.util.stream.Stream.concat(everyDay("00:00", "02:00").stream(), everyDay("20:00", "00:00").stream())
                        .toList(),
                List.of(),
                List.of(),
                _ -> Optional.empty());
        for (var at : List.of("2026-03-02T23:59:59", "2026-03-03T00:00:00")) {
            assertThat(night.at(paris(at))).isEqualTo(new Opening.Open(paris("2026-03-03T02:00:00")));
        }
    }

    @Test
    void the_next_opening_is_after_lunch_the_weekend_or_a_long_closure_and_unknown_beyond_sixty_days() {
        var office = new OpeningCalendar(
                PARIS,
                WeekText.parse(List.of(
                        "8h30-12h, 13h30-17h",
                        "8h30-12h, 13h30-17h",
                        "8h30-12h, 13h30-17h",
                        "8h30-12h, 13h30-17h",
                        "8h30-12h, 13h30-17h")),
                List.of(new OpeningCalendar.Closure(
                        LocalDate.of(2026, 6, 1), LocalDate.of(2026, 7, 20), "travaux", EARLIER)),
                List.of(),
                _ -> Optional.empty());
        assertThat(again(office, "2026-03-03T12:30:00")).isEqualTo(paris("2026-03-03T13:30:00"));
        assertThat(again(office, "2026-03-27T17:00:00"))
                .as("over the clock change of spring")
                .isEqualTo(paris("2026-03-30T08:30:00"));
        assertThat(again(office, "2026-06-01T10:00:00")).isEqualTo(paris("2026-07-21T08:30:00"));
        var shut = new OpeningCalendar(PARIS, List.of(), List.of(), List.of(), _ -> Optional.empty());
        assertThat(again(shut, "2026-03-03T12:30:00")).isNull();
    }

    @Test
    void an_island_changes_its_clock_on_its_own_day() {
        var miquelon = open(ZoneId.of("America/Miquelon"), "08:30", "12:00");
        // 8 March 2026 there, 29 March in Paris
        assertThat(miquelon.at(Instant.parse("2026-03-07T11:00:00Z")).isOpen()).isFalse();
        assertThat(miquelon.at(Instant.parse("2026-03-08T10:30:00Z")).isOpen()).isTrue();
        var reunion = open(REUNION, "08:30", "12:00");
        assertThat(reunion.at(Instant.parse("2026-03-02T04:30:00Z")).isOpen()).isTrue();
        assertThat(reunion.at(Instant.parse("2026-06-02T04:30:00Z")).isOpen()).isTrue();
    }

    private static @Nullable Instant again(OpeningCalendar calendar, String local) {
        return ((Opening.Closed) calendar.at(paris(local))).opensAgain();
    }

    @Test
    void a_closure_decided_after_an_exceptional_opening_takes_its_days_away() {
        var monday = LocalDate.of(2026, 3, 2);
        var opening =
                new OpeningCalendar.Exceptional(paris("2026-03-01T20:00:00"), paris("2026-03-03T06:00:00"), EARLIER);
        var calendar = new OpeningCalendar(
                PARIS,
                List.of(),
                List.of(new OpeningCalendar.Closure(monday, monday, "panne", LATER)),
                List.of(opening),
                _ -> Optional.empty());
        assertThat(calendar.at(paris("2026-03-01T23:00:00"))).isEqualTo(new Opening.Open(paris("2026-03-02T00:00:00")));
        assertThat(calendar.at(paris("2026-03-02T10:00:00")))
                .isEqualTo(new Opening.Closed(Opening.Reason.CLOSURE, "panne", paris("2026-03-03T00:00:00")));
        assertThat(calendar.at(paris("2026-03-03T05:00:00")).isOpen()).isTrue();
    }
}
