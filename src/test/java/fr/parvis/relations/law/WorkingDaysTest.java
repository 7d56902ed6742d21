package fr.parvis.relations.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A deadline in working days")
class WorkingDaysTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 5, 22);
    private static final LocalDate WHIT_MONDAY = LocalDate.of(2026, 5, 25);
    private static final Predicate<LocalDate> WEEKDAYS =
            day -> !Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek());

    @Test
    void does_not_count_the_day_itself() {
        assertThat(WorkingDays.after(LocalDate.of(2026, 5, 18), 2, WEEKDAYS)).isEqualTo(LocalDate.of(2026, 5, 20));
    }

    @Test
    void goes_over_a_weekend() {
        assertThat(WorkingDays.after(FRIDAY, 2, WEEKDAYS)).isEqualTo(LocalDate.of(2026, 5, 26));
        assertThat(WorkingDays.after(FRIDAY.plusDays(1), 1, WEEKDAYS)).isEqualTo(LocalDate.of(2026, 5, 25));
    }

    @Test
    void goes_over_a_public_holiday() {
        var works = WEEKDAYS.and(day -> !day.equals(WHIT_MONDAY));
        assertThat(WorkingDays.after(FRIDAY, 2, works)).isEqualTo(LocalDate.of(2026, 5, 27));
    }

    @Test
    void goes_over_a_closure() {
        var works = WEEKDAYS.and(day -> day.isBefore(WHIT_MONDAY) || day.isAfter(LocalDate.of(2026, 6, 5)));
        assertThat(WorkingDays.after(FRIDAY, 1, works)).isEqualTo(LocalDate.of(2026, 6, 8));
    }

    @Test
    void has_as_many_worked_days_as_were_promised_however_many() {
        var random = new Random(20261128);
        for (int i = 0; i < 500; i++) {
            var closed = random.ints(40, 0, 800).mapToObj(FRIDAY::plusDays).collect(Collectors.toSet());
            var works = WEEKDAYS.and(day -> !closed.contains(day));
            var from = FRIDAY.plusDays(random.nextInt(400));
            var days = 1 + random.nextInt(250);
            var due = WorkingDays.after(from, days, works);
            assertThat(works.test(due)).as("%s + %s", from, days).isTrue();
            assertThat(from.plusDays(1).datesUntil(due.plusDays(1)).filter(works))
                    .as("%s + %s", from, days)
                    .hasSize(days);
        }
        assertThat(WorkingDays.after(FRIDAY, 250, day -> day.getDayOfWeek() == DayOfWeek.TUESDAY))
                .as("open one day a week")
                .isEqualTo(FRIDAY.plusDays(4).plusWeeks(249));
    }

    @Test
    void has_an_end_even_where_nobody_ever_works() {
        assertThat(WorkingDays.after(FRIDAY, 5, _ -> false)).isEqualTo(FRIDAY.plusDays(5));
    }
}
