package fr.parvis.appointments.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An opening rule")
class OpeningRuleTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static OpeningRule rule(
            String first, String from, String to, @Nullable String recurrence, String... except) {
        return new OpeningRule(
                new UUID(0, 1),
                Set.of(),
                LocalDate.parse(first),
                LocalTime.parse(from),
                LocalTime.parse(to),
                recurrence,
                Set.copyOf(List.of(except).stream().map(LocalDate::parse).toList()));
    }

    private static List<LocalDate> days(OpeningRule rule, String since, String last) {
        return rule.days(LocalDate.parse(since), LocalDate.parse(last), SchoolHolidays.NONE);
    }

    private static List<LocalDate> dates(String... days) {
        return List.of(days).stream().map(LocalDate::parse).toList();
    }

    @Test
    void without_a_recurrence_is_its_day_alone() {
        var rule = rule("2026-11-24", "09:00", "12:00", null);
        assertThat(days(rule, "2026-11-01", "2026-12-31")).containsExactlyElementsOf(dates("2026-11-24"));
        assertThat(days(rule, "2026-11-25", "2026-12-31")).isEmpty();
    }

    @Test
    void comes_back_on_days_of_the_week_but_not_on_those_taken_out() {
        var rule = rule("2026-11-24", "09:00", "12:00", "FREQ=WEEKLY;BYDAY=TU,TH", "2026-12-03");
        assertThat(days(rule, "2026-11-26", "2026-12-08"))
                .containsExactlyElementsOf(dates("2026-11-26", "2026-12-01", "2026-12-08"));
    }

    @Test
    void counts_its_weeks_from_the_first_day_however_far_one_looks() {
        var rule = rule("2026-01-06", "09:00", "12:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
        assertThat(days(rule, "2026-11-20", "2026-12-15")).containsExactlyElementsOf(dates("2026-11-24", "2026-12-08"));
    }

    @Test
    void may_be_the_first_saturday_of_each_month_or_end() {
        assertThat(days(rule("2026-01-03", "09:00", "12:00", "FREQ=MONTHLY;BYDAY=1SA"), "2026-11-01", "2027-01-31"))
                .containsExactlyElementsOf(dates("2026-11-07", "2026-12-05", "2027-01-02"));
        assertThat(days(rule("2026-11-02", "09:00", "12:00", "FREQ=WEEKLY;UNTIL=20261115"), "2026-10-01", "2027-01-31"))
                .containsExactlyElementsOf(dates("2026-11-02", "2026-11-09"));
        assertThat(days(rule("2026-11-02", "09:00", "12:00", "FREQ=DAILY;COUNT=3"), "2026-11-03", "2027-01-31"))
                .containsExactlyElementsOf(dates("2026-11-03", "2026-11-04"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FREQ",
                "FREQ=HOURLY",
                "FREQ=WEEKLY;BYHOUR=9",
                "FREQ=WEEKLY;BYDAY=XX",
                "tous les mardis",
                "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=400"
            })
    void is_refused_when_it_is_none_or_finer_than_a_day(String recurrence) {
        assertThatThrownBy(() -> OpeningRule.check(recurrence)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ends_on_the_day_of_the_moment_that_calendars_write() {
        OpeningRule.check("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261115T225959Z");
        assertThat(days(
                        rule("2026-11-02", "09:00", "12:00", "FREQ=WEEKLY;UNTIL=20261115T225959Z"),
                        "2026-10-01",
                        "2027-01-31"))
                .containsExactlyElementsOf(dates("2026-11-02", "2026-11-09"));
    }

    @Test
    void keeps_its_time_of_day_when_the_clocks_change() {
        var rule = rule("2026-03-28", "01:00", "04:00", "FREQ=DAILY");
        var hours = rule
                .stretches(LocalDate.parse("2026-03-28"), LocalDate.parse("2026-03-30"), PARIS, SchoolHolidays.NONE)
                .stream()
                .map(one -> Duration.between(one.from(), one.to()).toHours())
                .toList();
        assertThat(hours).containsExactly(3L, 2L, 3L);
        var autumn = rule.stretches(
                LocalDate.parse("2026-10-25"), LocalDate.parse("2026-10-25"), PARIS, SchoolHolidays.NONE);
        assertThat(Duration.between(autumn.getFirst().from(), autumn.getFirst().to())
                        .toHours())
                .isEqualTo(4);
    }

    @Test
    void leaves_out_an_hour_that_the_clock_skips_and_ends_at_midnight() {
        assertThat(rule("2026-03-29", "02:00", "03:00", null)
                        .stretches(
                                LocalDate.parse("2026-03-29"),
                                LocalDate.parse("2026-03-29"),
                                PARIS,
                                SchoolHolidays.NONE))
                .isEmpty();
        var evening = rule("2026-03-30", "18:00", "00:00", null)
                .stretches(LocalDate.parse("2026-03-30"), LocalDate.parse("2026-03-30"), PARIS, SchoolHolidays.NONE)
                .getFirst();
        assertThat(evening.to())
                .isEqualTo(LocalDate.parse("2026-03-31").atStartOfDay(PARIS).toInstant());
    }
}
