package fr.parvis.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A wait said in minutes")
class WaitIntervalTest {
    @ParameterizedTest(name = "{0} to {1} s is said {2} to {3} min")
    @CsvSource({
        "0,     1,    0,  1",
        "0,    60,    0,  1",
        "59,   61,    0,  2",
        "60,   60,    1,  2",
        "599, 600,    9, 10",
        "600, 601,   10, 15",
        "899, 900,   10, 15",
        "900, 901,   15, 20",
        "1500, 3601, 25, 65",
    })
    void rounds_outwards_so_that_it_never_promises_more_than_it_knows(long p10, long p90, int low, int high) {
        var interval = interval(p10, p90);

        assertThat(interval.lowMinutes()).isEqualTo(low);
        assertThat(interval.highMinutes()).isEqualTo(high);
    }

    @Test
    void always_contains_what_it_was_made_from() {
        for (long p10 = 0; p10 < 7200; p10 += 37) {
            for (long p90 = p10; p90 < p10 + 4000; p90 += 61) {
                var interval = interval(p10, p90);

                assertThat(interval.lowMinutes() * 60L).isLessThanOrEqualTo(p10);
                assertThat(interval.highMinutes() * 60L).isGreaterThanOrEqualTo(p90);
                assertThat(interval.highMinutes()).isGreaterThan(interval.lowMinutes());
            }
        }
    }

    @Test
    void is_none_when_somebody_is_free() {
        assertThat(interval(0, 0).isNow()).isTrue();
        assertThat(interval(0, 1).isNow()).isFalse();
    }

    private static WaitInterval interval(long p10, long p90) {
        return new WaitInterval(
                Duration.ofSeconds(p10), Duration.ofSeconds((p10 + p90) / 2), Duration.ofSeconds(p90), false);
    }
}
