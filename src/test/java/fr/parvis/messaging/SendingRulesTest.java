package fr.parvis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SendingRulesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDate BASTILLE_DAY = LocalDate.of(2026, 7, 14);
    private static final SendingRules USUAL = new SendingRules(LocalTime.of(20, 0), LocalTime.of(8, 0), true, true, 2);

    private static String awake(SendingRules rules, String at) {
        return rules.awake(LocalDateTime.parse(at).atZone(PARIS).toInstant(), PARIS, BASTILLE_DAY::equals)
                .atZone(PARIS)
                .toLocalDateTime()
                .toString();
    }

    @Test
    void nobody_is_woken_at_night_on_a_sunday_or_on_a_holiday() {
        assertThat(awake(USUAL, "2026-11-26T19:59")).isEqualTo("2026-11-26T19:59");
        assertThat(awake(USUAL, "2026-11-26T20:00")).isEqualTo("2026-11-27T08:00");
        assertThat(awake(USUAL, "2026-11-27T03:00")).isEqualTo("2026-11-27T08:00");
        assertThat(awake(USUAL, "2026-11-27T08:00")).isEqualTo("2026-11-27T08:00");
        // Saturday evening, then a Sunday
        assertThat(awake(USUAL, "2026-11-28T21:00")).isEqualTo("2026-11-30T08:00");
        assertThat(awake(USUAL, "2026-11-29T11:00")).isEqualTo("2026-11-30T08:00");
        assertThat(awake(USUAL, "2026-07-14T11:00")).isEqualTo("2026-07-15T08:00");
    }

    @Test
    void an_administrator_may_want_other_hours() {
        var noon = new SendingRules(LocalTime.of(12, 0), LocalTime.of(14, 0), false, false, 2);
        assertThat(awake(noon, "2026-11-29T12:30")).isEqualTo("2026-11-29T14:00");
        assertThat(awake(noon, "2026-11-29T23:30")).isEqualTo("2026-11-29T23:30");
        var never = new SendingRules(LocalTime.of(8, 0), LocalTime.of(8, 0), false, false, 2);
        assertThat(awake(never, "2026-11-29T08:00")).isEqualTo("2026-11-29T08:00");
    }

    @Test
    void the_hour_that_the_clock_skips_or_repeats_ends_the_night_on_the_clock() {
        assertThat(awake(USUAL, "2026-03-28T23:00")).isEqualTo("2026-03-30T08:00");
        var sundays = new SendingRules(LocalTime.of(20, 0), LocalTime.of(8, 0), false, false, 2);
        var night = LocalDateTime.parse("2026-10-24T23:00").atZone(PARIS).toInstant();
        assertThat(sundays.awake(night, PARIS, _ -> false))
                .isEqualTo(LocalDateTime.parse("2026-10-25T07:00").toInstant(ZoneOffset.UTC));
    }
}
