package fr.parvis.hooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Pure: how long an endpoint that did not hear is left in peace. Three days in all, and never all of them at the same instant. */
final class Pauses {
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    private static final double SPREAD = 0.2;

    private Pauses() {}

    /** @param failed how many tries have failed; empty when there were enough */
    static Optional<Duration> after(int failed, RandomGenerator random) {
        return failed > LENGTHS.size()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        (long) (LENGTHS.get(failed - 1).toMillis() * (1 - SPREAD / 2 + SPREAD * random.nextDouble()))));
    }
}
