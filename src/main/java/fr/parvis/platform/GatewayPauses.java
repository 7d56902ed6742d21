package fr.parvis.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Pure: how long a gateway that did not take something is left in peace before it is tried again; a day and a half in all. */
public final class GatewayPauses {
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(8),
            LONGEST);

    private GatewayPauses() {}

    /** @param before tries that had failed already when this one did, from 0; empty when there were enough */
    public static Optional<Duration> after(int before) {
        return before < LENGTHS.size() ? Optional.of(LENGTHS.get(before)) : Optional.empty();
    }
}
