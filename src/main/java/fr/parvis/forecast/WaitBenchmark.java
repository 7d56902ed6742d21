package fr.parvis.forecast;

import fr.parvis.platform.Benchmark;
import fr.parvis.queue.Hall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** Time of one estimate for a full hall: 60 people, 10 counters, 8 services. */
public final class WaitBenchmark implements Benchmark {
    private static final int WARM_UP = 400;
    private static final int ROUNDS = 600;

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public List<Figure> run() {
        var forecast = new WaitForecast(_ -> ServiceTime.learned(480, 0, 0, 0));
        var random = new SplittableRandom(7);
        var times = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            var hall = hall(random);
            var from = System.nanoTime();
            forecast.simulate(hall);
            if (round >= 0) {
                times[round] = (System.nanoTime() - from) / 1e6;
            }
        }
        java.util.Arrays.sort(times);
        return List.of(
                Figure.noted("wait estimate, 60 waiting, 10 counters, median", times[ROUNDS / 2], "ms"),
                Figure.atMost("wait estimate, 60 waiting, 10 counters, p95", times[ROUNDS * 95 / 100], "ms", 5));
    }

    private static Hall hall(SplittableRandom random) {
        var now = Instant.parse("2026-03-02T10:00:00Z");
        var services = new ArrayList<UUID>();
        var capable = new HashMap<UUID, Integer>();
        for (int i = 0; i < 8; i++) {
            services.add(new UUID(1, i));
            capable.put(new UUID(1, i), 5);
        }
        var desks = new ArrayList<Hall.Desk>();
        for (int i = 0; i < 10; i++) {
            desks.add(new Hall.Desk(
                    new UUID(2, i),
                    Set.copyOf(services.subList(0, 4 + i % 5)),
                    false,
                    new Hall.Busy(services.getFirst(), now.minusSeconds(random.nextInt(600)), null)));
        }
        var waiting = new ArrayList<Hall.Waiting>();
        for (int i = 0; i < 60; i++) {
            waiting.add(new Hall.Waiting(
                    new UUID(3, i), services.get(random.nextInt(8)), now.minusSeconds(3600 - 50L * i), Set.of()));
        }
        return new Hall(new UUID(4, 4), now, waiting, desks, capable);
    }
}
