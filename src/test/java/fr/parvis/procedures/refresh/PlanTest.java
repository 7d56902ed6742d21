package fr.parvis.procedures.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.refresh.Plan.Every;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The next time that the sheets are fetched")
class PlanTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-03T02:59, DAY, SUNDAY, 3, 2026-03-03T03:00",
        "2026-03-03T03:00, DAY, SUNDAY, 3, 2026-03-04T03:00",
        "2026-03-03T12:00, WEEK, TUESDAY, 13, 2026-03-03T13:00",
        "2026-03-03T13:00, WEEK, TUESDAY, 13, 2026-03-10T13:00",
        "2026-03-03T13:00, WEEK, MONDAY, 0, 2026-03-09T00:00",
        // the hour that does not exist in the night of the change
        "2026-03-28T12:00, DAY, SUNDAY, 2, 2026-03-29T03:00",
        "2026-10-24T12:00, DAY, SUNDAY, 2, 2026-10-25T02:00"
    })
    void follows_the_plan(String now, Every every, DayOfWeek day, int hour, String next) {
        assertThat(new Plan(every, day, hour).next(zoned(now)).toLocalDateTime())
                .isEqualTo(LocalDateTime.parse(next));
    }

    private static ZonedDateTime zoned(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Paris"));
    }

    @Test
    void comes_sooner_after_a_failure_but_not_for_ever() {
        var plan = new Plan(Every.WEEK, DayOfWeek.SUNDAY, 3);
        var now = zoned("2026-03-03T12:00");
        assertThat(plan.afterFailure(now, 1)).isEqualTo(zoned("2026-03-03T12:15"));
        assertThat(plan.afterFailure(now, 2)).isEqualTo(zoned("2026-03-03T13:00"));
        assertThat(plan.afterFailure(now, 3)).isEqualTo(zoned("2026-03-03T16:00"));
        assertThat(plan.afterFailure(now, 4)).isEqualTo(zoned("2026-03-08T03:00"));
    }

    @Test
    void a_retry_never_comes_after_the_planned_time() {
        var plan = new Plan(Every.DAY, DayOfWeek.SUNDAY, 3);
        assertThat(plan.afterFailure(zoned("2026-03-03T02:50"), 3)).isEqualTo(zoned("2026-03-03T03:00"));
    }
}
