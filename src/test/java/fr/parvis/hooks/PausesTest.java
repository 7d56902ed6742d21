package fr.parvis.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PausesTest {
    private final RandomGenerator random = RandomGenerator.getDefault();

    @Test
    void grow_from_seconds_to_a_day_and_end() {
        var before = Duration.ZERO;
        for (int failed = 1; failed <= 9; failed++) {
            var pause = Pauses.after(failed, random).orElseThrow();
            assertThat(pause).isGreaterThan(before);
            before = pause.multipliedBy(80).dividedBy(100);
        }
        assertThat(Pauses.after(10, random)).isEmpty();
    }

    @Test
    void are_never_the_same_for_all() {
        var pauses = java.util.stream.IntStream.range(0, 100)
                .mapToObj(_ -> Pauses.after(2, random).orElseThrow())
                .toList();
        assertThat(pauses)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330)));
        assertThat(java.util.Set.copyOf(pauses)).hasSizeGreaterThan(50);
    }
}
