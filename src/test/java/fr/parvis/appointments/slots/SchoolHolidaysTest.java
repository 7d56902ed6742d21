package fr.parvis.appointments.slots;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.slots.SchoolHolidays.Period;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("School holidays")
class SchoolHolidaysTest {
    private static final LocalDate START = LocalDate.of(2026, 9, 1);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    private static List<Period> invented(SplittableRandom random) {
        var periods = new ArrayList<Period>();
        for (int i = random.nextInt(6); i > 0; i--) {
            var first = START.plusDays(random.nextInt(300));
            periods.add(new Period(first, first.plusDays(random.nextInt(40))));
        }
        return periods;
    }

    @Test
    void hold_on_their_first_day_and_on_their_last_one() {
        var winter = SchoolHolidays.of(List.of(new Period(START.plusDays(10), START.plusDays(20))));
        assertThat(winter.holds(START.plusDays(9))).isFalse();
        assertThat(winter.holds(START.plusDays(10))).isTrue();
        assertThat(winter.holds(START.plusDays(20))).isTrue();
        assertThat(winter.holds(START.plusDays(21))).isFalse();
        assertThat(SchoolHolidays.NONE.holds(START)).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hold_on_each_day_of_one_of_them(long seed) {
        var periods = invented(new SplittableRandom(seed));
        var holidays = SchoolHolidays.of(periods);
        for (int i = -5; i < 360; i++) {
            var day = START.plusDays(i);
            assertThat(holidays.holds(day))
                    .as(day.toString())
                    .isEqualTo(
                            periods.stream().anyMatch(one -> !day.isBefore(one.first()) && !day.isAfter(one.last())));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void part_the_days_of_an_opening_in_those_with_and_those_without_school(long seed) {
        var random = new SplittableRandom(seed);
        var holidays = SchoolHolidays.of(invented(random));
        var first = START.plusDays(random.nextInt(60));
        var recurrence = List.of("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYDAY=1SA")
                .get(random.nextInt(3));
        var except = Set.of(START.plusDays(random.nextInt(200)));
        var all = days(first, recurrence, except, SchoolTime.ALWAYS, holidays);
        var free = days(first, recurrence, except, SchoolTime.HOLIDAYS, holidays);
        var term = days(first, recurrence, except, SchoolTime.TERM, holidays);
        assertThat(free).allMatch(holidays::holds).doesNotContainAnyElementsOf(term);
        assertThat(term).noneMatch(holidays::holds);
        var both = new ArrayList<>(free);
        both.addAll(term);
        assertThat(both).containsExactlyInAnyOrderElementsOf(all);
    }

    private static List<LocalDate> days(
            LocalDate first, String recurrence, Set<LocalDate> except, SchoolTime school, SchoolHolidays holidays) {
        return new OpeningRule(
                        new UUID(0, 1),
                        Set.of(),
                        first,
                        LocalTime.of(9, 0),
                        LocalTime.of(12, 0),
                        recurrence,
                        except,
                        school)
                .days(START, START.plusDays(330), holidays);
    }
}
