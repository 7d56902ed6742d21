package fr.parvis.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.queue.Hall;
import fr.parvis.queue.WaitInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaitForecastProperties {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final UUID SITE = new UUID(1, 1);
    private static final UUID A = new UUID(2, 1);
    private static final UUID B = new UUID(2, 2);
    private static final WaitForecast FORECAST =
            new WaitForecast(service -> ServiceTime.learned(service.equals(A) ? 600 : 240, 0, 0, 0));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    private static Hall hall(List<Hall.Waiting> waiting, List<Hall.Desk> desks) {
        return new Hall(SITE, NOW, waiting, desks, Map.of(A, 2, B, 2));
    }

    private static Hall.Waiting person(int rank, UUID service) {
        return new Hall.Waiting(new UUID(3, rank), service, NOW.minusSeconds(3600 - rank), null);
    }

    private static Hall.Desk desk(int n, boolean busy) {
        return new Hall.Desk(
                new UUID(4, n),
                Set.of(A, B),
                false,
                busy ? new Hall.Busy(A, NOW.minusSeconds(200), NOW.minusSeconds(170)) : null);
    }

    private static List<Hall.Waiting> line(int n, SplittableRandom random) {
        var line = new ArrayList<Hall.Waiting>();
        for (int i = 0; i < n; i++) {
            line.add(person(i, random.nextBoolean() ? A : B));
        }
        return line;
    }

    private static WaitInterval of(Hall hall, Hall.Waiting person) {
        return java.util.Objects.requireNonNull(
                FORECAST.simulate(hall).tickets().get(person.ticketId()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_three_quantiles_are_in_order_and_never_negative(long seed) {
        var random = new SplittableRandom(seed);
        var hall = hall(line(12, random), List.of(desk(1, true), desk(2, random.nextBoolean())));
        assertThat(FORECAST.simulate(hall).tickets().values()).hasSize(12).allSatisfy(wait -> {
            assertThat(wait.p10()).isGreaterThanOrEqualTo(Duration.ZERO).isLessThanOrEqualTo(wait.p50());
            assertThat(wait.p50()).isLessThanOrEqualTo(wait.p90());
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_wait_grows_along_the_line_and_shrinks_with_counters(long seed) {
        var line = line(14, new SplittableRandom(seed));
        var two = hall(line, List.of(desk(1, true), desk(2, true)));
        var four = hall(line, List.of(desk(1, true), desk(2, true), desk(3, true), desk(4, true)));
        assertThat(of(two, line.get(10)).p50())
                .isGreaterThan(of(two, line.get(2)).p50());
        assertThat(of(four, line.getLast()).p50())
                .isLessThan(of(two, line.getLast()).p50());
    }

    @Test
    void nobody_waits_when_a_counter_is_free() {
        var alone = person(0, A);
        var wait = of(hall(List.of(alone), List.of(desk(1, false))), alone);
        assertThat(wait.p90()).isLessThan(Duration.ofMinutes(1));
        assertThat(wait.assumesOpening()).isFalse();
    }

    @Test
    void without_an_open_counter_the_wait_says_that_it_supposes_one() {
        var alone = person(0, A);
        var wait = of(hall(List.of(alone), List.of()), alone);
        assertThat(wait.assumesOpening()).isTrue();
        assertThat(wait.p90()).isPositive();
    }

    /** The intervals are held to their word: 80 % of the waits of a simulated hall fall inside. */
    @Test
    void four_waits_in_five_fall_inside_the_interval() {
        int inside = 0;
        int all = 0;
        for (long seed = 1; seed <= 300; seed++) {
            var random = new SplittableRandom(seed);
            var line = line(8, random);
            var interval = of(hall(line, List.of(desk(1, false))), line.getLast());
            double seconds = 0;
            for (var person : line.subList(0, 7)) {
                seconds += ServiceTime.learned(person.serviceId().equals(A) ? 600 : 240, 0, 0, 0)
                                .draw(random.nextGaussian())
                        + 25;
            }
            all++;
            if (seconds >= interval.p10().toSeconds()
                    && seconds <= interval.p90().toSeconds()) {
                inside++;
            }
        }
        assertThat(inside / (double) all).isBetween(0.72, 0.88);
    }
}
