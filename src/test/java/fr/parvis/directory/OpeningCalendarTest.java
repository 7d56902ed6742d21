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
import org.junit.jupiter.api.Test;

class OpeningCalendarTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId REUNION = ZoneId.of("Indian/Reunion");

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
                List.of(new OpeningCalendar.Closure(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3), "inventaire")),
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
                List.of(new OpeningCalendar.Exceptional(paris("2026-03-02T12:00:00"), paris("2026-03-02T15:00:00"))),
                _ -> Optional.empty());
        assertThat(calendar.at(paris("2026-03-02T11:00:00"))).isEqualTo(new Opening.Open(paris("2026-03-02T15:00:00")));
    }
}
