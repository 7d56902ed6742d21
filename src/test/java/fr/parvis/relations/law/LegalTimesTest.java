package fr.parvis.relations.law;

import static fr.parvis.relations.law.LegalRule.ACCEPTED_AFTER_TWO_MONTHS;
import static fr.parvis.relations.law.LegalRule.REFUSED_AFTER_TWO_MONTHS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The legal times of a request")
class LegalTimesTest {
    private static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 4, 6),
            LocalDate.of(2026, 5, 1),
            LocalDate.of(2026, 5, 8),
            LocalDate.of(2026, 5, 14),
            LocalDate.of(2026, 5, 25));
    private static final Predicate<LocalDate> WORKED = day -> day.getDayOfWeek() != DayOfWeek.SATURDAY
            && day.getDayOfWeek() != DayOfWeek.SUNDAY
            && !HOLIDAYS.contains(day);

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }

    private static LegalTimes times(LegalRule rule, Course course) {
        return LegalTimes.of(rule, course, WORKED);
    }

    @Test
    void silence_accepts_two_months_after_the_request_from_date_to_date() {
        assertThat(times(ACCEPTED_AFTER_TWO_MONTHS, Course.of(day(1, 15))).silence())
                .isEqualTo(day(3, 15));
        assertThat(times(ACCEPTED_AFTER_TWO_MONTHS, Course.of(LocalDate.of(2025, 12, 31)))
                        .silence())
                .as("February is short")
                .isEqualTo(day(2, 28));
    }

    @Test
    void another_text_may_give_another_time() {
        var fourMonths = new LegalRule(LegalRule.Silence.ACCEPTANCE, Period.ofMonths(4), true, "décret");
        assertThat(times(fourMonths, Course.of(day(1, 15))).silence()).isEqualTo(day(5, 15));
    }

    @Test
    void the_clock_of_acceptance_starts_again_when_what_was_missing_has_come() {
        var asked = Course.of(day(1, 15)).asked(day(1, 20), day(2, 20));
        assertThat(times(ACCEPTED_AFTER_TWO_MONTHS, asked).silence())
                .as("nothing is accepted while the request is incomplete")
                .isNull();
        assertThat(times(ACCEPTED_AFTER_TWO_MONTHS, asked.completed(day(2, 3))).silence())
                .isEqualTo(day(4, 3));
        assertThat(times(ACCEPTED_AFTER_TWO_MONTHS, asked.completed(day(3, 3))).silence())
                .as("late, but here")
                .isEqualTo(day(5, 3));
    }

    @Test
    void the_clock_of_refusal_stands_still_while_something_is_missing_and_no_longer_than_the_time_given() {
        var asked = Course.of(day(1, 15)).asked(day(1, 20), day(2, 20));
        assertThat(times(REFUSED_AFTER_TWO_MONTHS, asked.completed(day(1, 30))).silence())
                .isEqualTo(day(3, 25));
        assertThat(times(REFUSED_AFTER_TWO_MONTHS, asked).silence()).isEqualTo(day(4, 15));
        assertThat(times(REFUSED_AFTER_TWO_MONTHS, asked.completed(day(4, 1))).silence())
                .isEqualTo(day(4, 15));
    }

    @Test
    void acceptance_runs_from_the_administration_that_decides_and_refusal_from_the_first_one() {
        var elsewhere = new Course(day(1, 15), null, List.of());
        assertThat(times(ACCEPTED_AFTER_TWO_MONTHS, elsewhere).silence()).isNull();
        assertThat(times(ACCEPTED_AFTER_TWO_MONTHS, elsewhere.passedOn(day(1, 22)))
                        .silence())
                .isEqualTo(day(3, 22));
        assertThat(times(REFUSED_AFTER_TWO_MONTHS, elsewhere).silence()).isEqualTo(day(3, 15));
        assertThat(times(REFUSED_AFTER_TWO_MONTHS, elsewhere.passedOn(day(1, 22)))
                        .silence())
                .isEqualTo(day(3, 15));
    }

    @Test
    void registration_is_confirmed_in_a_working_day_and_receipt_acknowledged_in_ten() {
        var friday = times(ACCEPTED_AFTER_TWO_MONTHS, Course.of(day(4, 3)));
        assertThat(friday.registered()).as("Easter Monday is no working day").isEqualTo(day(4, 7));
        assertThat(friday.acknowledged()).isEqualTo(day(4, 20));
    }

    @Test
    void nothing_is_due_by_law_where_no_rule_applies() {
        assertThat(times(LegalRule.NONE, Course.of(day(1, 15)))).isEqualTo(new LegalTimes(null, null, null));
    }

    @Test
    void an_appeal_has_two_clear_months_and_ends_on_a_working_day() {
        assertThat(LegalTimes.appeal(day(1, 12), HOLIDAYS::contains)).isEqualTo(day(3, 13));
        assertThat(LegalTimes.appeal(day(1, 13), HOLIDAYS::contains))
                .as("14 March is a Saturday")
                .isEqualTo(day(3, 16));
        assertThat(LegalTimes.appeal(day(3, 7), HOLIDAYS::contains))
                .as("8 May is a holiday, and then comes a weekend")
                .isEqualTo(day(5, 11));
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    private static Course course(SplittableRandom random) {
        var received = day(1, 1).plusDays(random.nextInt(200));
        var course = random.nextInt(4) == 0
                ? new Course(received, random.nextBoolean() ? null : received.plusDays(random.nextInt(20)), List.of())
                : Course.of(received);
        var at = received;
        for (int i = random.nextInt(4); i > 0; i--) {
            at = at.plusDays(random.nextInt(15));
            course = course.asked(at, at.plusDays(random.nextInt(40)));
            if (i > 1 || random.nextBoolean()) {
                at = at.plusDays(random.nextInt(60));
                course = course.completed(at);
            }
        }
        return course;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void asking_for_something_missing_never_brings_a_silence_forward(long seed) {
        var random = new SplittableRandom(seed);
        var course = course(random);
        var less = new ArrayList<>(course.missing());
        if (!less.isEmpty()) {
            less.removeLast();
        }
        var before = new Course(course.received(), course.competent(), less);
        for (var rule : List.of(ACCEPTED_AFTER_TWO_MONTHS, REFUSED_AFTER_TWO_MONTHS)) {
            var later = times(rule, course).silence();
            var sooner = times(rule, before).silence();
            if (later != null && sooner != null) {
                assertThat(later).isAfterOrEqualTo(sooner);
            }
        }
        assertThat(times(REFUSED_AFTER_TWO_MONTHS, course).silence())
                .isAfterOrEqualTo(course.received().plusMonths(2));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoever_answers_at_once_loses_no_day(long seed) {
        var received = day(1, 1).plusDays(new SplittableRandom(seed).nextInt(300));
        var atOnce = Course.of(received).asked(received, received.plusDays(30)).completed(received);
        for (var rule : List.of(ACCEPTED_AFTER_TWO_MONTHS, REFUSED_AFTER_TWO_MONTHS)) {
            assertThat(times(rule, atOnce).silence())
                    .isEqualTo(times(rule, Course.of(received)).silence());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_last_day_of_an_appeal_is_a_working_day_after_two_months(long seed) {
        var decided = day(1, 1).plusDays(new SplittableRandom(seed).nextInt(120));
        var last = LegalTimes.appeal(decided, HOLIDAYS::contains);
        assertThat(WORKED.test(last)).isTrue();
        assertThat(last)
                .isAfter(decided.plusMonths(2))
                .isBefore(decided.plusMonths(2).plusDays(6));
    }
}
