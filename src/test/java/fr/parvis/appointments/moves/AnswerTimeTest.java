package fr.parvis.appointments.moves;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time for an answer")
class AnswerTimeTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private static Instant in(int hours) {
        return NOW.plus(Duration.ofHours(hours));
    }

    @Test
    void is_two_days_and_ends_before_the_first_of_the_two_times() {
        assertThat(AnswerTime.until(NOW, in(200), in(300))).isEqualTo(in(48));
        assertThat(AnswerTime.until(NOW, in(24), in(300))).isEqualTo(in(21));
        assertThat(AnswerTime.until(NOW, in(300), in(24))).isEqualTo(in(21));
    }

    @Test
    void is_none_when_nobody_could_read_and_answer() {
        assertThat(AnswerTime.until(NOW, in(5), in(5))).isEqualTo(in(2));
        assertThat(AnswerTime.until(NOW, in(4), in(30))).isNull();
        assertThat(AnswerTime.until(NOW, in(-1), in(30))).isNull();
    }

    @Test
    void keeps_a_place_as_long_as_it_lasts_or_a_call_takes() {
        assertThat(AnswerTime.kept(NOW, in(48), in(60))).isEqualTo(in(48));
        assertThat(AnswerTime.kept(NOW, null, in(60))).isEqualTo(in(4));
        assertThat(AnswerTime.kept(NOW, null, in(3))).isEqualTo(in(3));
    }
}
