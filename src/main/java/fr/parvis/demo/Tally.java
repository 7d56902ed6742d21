package fr.parvis.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts of a day being played; many threads write, one reads. Waits are in simulated time. */
final class Tally {
    enum Count {
        TICKETS("tickets"),
        APPOINTMENTS("appointments"),
        PRIORITIES("with priority"),
        SOLVED("solved"),
        NEXT_STEPS("next steps"),
        ABSENT("absent"),
        GAVE_UP("gave up");

        private final String words;

        Count(String words) {
            this.words = words;
        }
    }

    private final Map<Count, Integer> counts = new EnumMap<>(Count.class);
    private final List<Duration> waits = new ArrayList<>();

    synchronized void add(Count count) {
        counts.merge(count, 1, Integer::sum);
    }

    synchronized void waited(Duration wait) {
        waits.add(wait);
    }

    synchronized String progress() {
        return of(" · ", Count.TICKETS, Count.SOLVED, Count.NEXT_STEPS, Count.ABSENT, Count.GAVE_UP);
    }

    synchronized String summary() {
        var sorted = waits.stream().sorted().toList();
        var wait = sorted.isEmpty()
                ? "Nobody was called"
                : "Median wait %d min, longest wait %d min, in simulated minutes"
                        .formatted(
                                sorted.get(sorted.size() / 2).toMinutes(),
                                Collections.max(sorted).toMinutes());
        return "%d visits (%s): %s.\n%s."
                .formatted(
                        counts.getOrDefault(Count.TICKETS, 0),
                        of(", ", Count.APPOINTMENTS, Count.PRIORITIES),
                        of(", ", Count.SOLVED, Count.NEXT_STEPS, Count.ABSENT, Count.GAVE_UP),
                        wait);
    }

    private String of(String between, Count... which) {
        return List.of(which).stream()
                .map(count -> counts.getOrDefault(count, 0) + " " + count.words)
                .collect(Collectors.joining(between));
    }
}
