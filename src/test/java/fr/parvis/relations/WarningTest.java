package fr.parvis.relations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.Ids;
import fr.parvis.relations.law.Course;
import fr.parvis.relations.law.LegalRule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A warning before a time is missed")
class WarningTest {
    /** A Monday. */
    private static final LocalDate RECEIVED = LocalDate.of(2026, 6, 1);

    private static final LocalDate DUE = LocalDate.of(2026, 6, 15);
    private static final LocalDate SILENCE = LocalDate.of(2026, 8, 1);

    private static Request request(Request.State state, @Nullable UUID assignee, LocalDate next) {
        var now = Instant.parse("2026-06-01T08:00:00Z");
        return new Request(
                Ids.next(),
                Reference.next(),
                RequestKey.next(),
                Request.Kind.APPLICATION,
                null,
                state,
                0,
                Channel.WEB,
                now,
                DUE,
                "fr",
                null,
                null,
                null,
                assignee,
                new Request.Said("", "", "", "", "", "", null),
                state.isOpen() ? NextStep.of(NextStep.Usual.DECIDE, "", next) : null,
                new Request.Legal(
                        LegalRule.ACCEPTED_AFTER_TWO_MONTHS,
                        Course.of(RECEIVED),
                        LocalDate.of(2026, 6, 12),
                        assignee == null ? null : now,
                        state.isOpen() ? SILENCE : null,
                        null),
                0,
                null,
                state.isOpen() ? null : now,
                0);
    }

    private static Map<Warning, LocalDate> on(LocalDate today, Request request) {
        return Warning.of(
                request,
                today,
                day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);
    }

    @Test
    void comes_two_working_days_before_a_promise_that_nobody_has_taken() {
        var waiting = request(Request.State.RECEIVED, null, DUE);
        assertThat(on(LocalDate.of(2026, 6, 9), waiting)).isEmpty();
        assertThat(on(LocalDate.of(2026, 6, 10), waiting))
                .containsExactly(Map.entry(Warning.ACKNOWLEDGEMENT, LocalDate.of(2026, 6, 12)));
        assertThat(on(LocalDate.of(2026, 6, 11), waiting))
                .as("Thursday: Friday and Monday are left")
                .containsEntry(Warning.PROMISE, DUE);
        assertThat(on(LocalDate.of(2026, 6, 11), request(Request.State.IN_PROGRESS, Ids.next(), DUE)))
                .as("somebody has it")
                .isEmpty();
    }

    @Test
    void comes_fifteen_and_five_days_before_silence_decides_and_when_it_has() {
        var taken = request(Request.State.IN_PROGRESS, Ids.next(), SILENCE.plusDays(9));
        assertThat(on(SILENCE.minusDays(16), taken)).isEmpty();
        assertThat(on(SILENCE.minusDays(15), taken)).containsOnlyKeys(Warning.SILENCE_SOON);
        assertThat(on(SILENCE.minusDays(6), taken)).containsOnlyKeys(Warning.SILENCE_SOON);
        assertThat(on(SILENCE.minusDays(5), taken)).containsOnlyKeys(Warning.SILENCE_NEAR);
        assertThat(on(SILENCE, taken))
                .as("decided on the day itself is in time")
                .containsOnlyKeys(Warning.SILENCE_NEAR);
        assertThat(on(SILENCE.plusDays(1), taken)).containsExactly(Map.entry(Warning.SILENCE, SILENCE));
    }

    @Test
    void comes_when_the_day_of_the_next_step_has_passed() {
        var taken = request(Request.State.IN_PROGRESS, Ids.next(), DUE);
        assertThat(on(DUE, taken)).isEmpty();
        assertThat(on(DUE.plusDays(1), taken)).containsExactly(Map.entry(Warning.STEP, DUE));
    }

    @Test
    void never_comes_for_what_has_an_end() {
        var closed = request(Request.State.ANSWERED, null, DUE);
        for (var day = RECEIVED; day.isBefore(SILENCE.plusDays(30)); day = day.plusDays(1)) {
            assertThat(on(day, closed)).isEmpty();
        }
    }
}
