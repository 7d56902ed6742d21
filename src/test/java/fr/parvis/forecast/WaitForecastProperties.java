package fr.parvis.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.queue.Hall;
import fr.parvis.queue.WaitInterval;
import fr.parvis.testing.OwnTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
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
        return new Hall.Waiting(new UUID(3, rank), service, NOW.minusSeconds(3600 - rank), Set.of());
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

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobody_waits_less_when_a_person_is_added_before(long seed) {
        var random = new SplittableRandom(seed);
        var desks = new ArrayList<Hall.Desk>();
        for (int d = 0; d <= random.nextInt(5); d++) {
            desks.add(desk(d, random.nextBoolean()));
        }
        var line = line(1 + random.nextInt(30), random);
        var longer = new ArrayList<>(line);
        longer.addFirst(new Hall.Waiting(new UUID(3, 99), A, NOW.minusSeconds(7200), Set.of()));
        var before = FORECAST.simulate(hall(line, desks));
        var after = FORECAST.simulate(hall(longer, desks));
        line.forEach(person -> assertNotShorter(
                before.tickets().get(person.ticketId()), after.tickets().get(person.ticketId())));
        assertNotShorter(before.services().get(A), after.services().get(A));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobody_waits_less_than_the_one_before_when_every_counter_serves_all(long seed) {
        var random = new SplittableRandom(seed);
        var line = line(20, random);
        var waits = FORECAST.simulate(hall(line, List.of(desk(1, true), desk(2, random.nextBoolean()))))
                .tickets();
        for (int i = 1; i < line.size(); i++) {
            assertNotShorter(
                    waits.get(line.get(i - 1).ticketId()), waits.get(line.get(i).ticketId()));
        }
    }

    @Test
    void who_arrives_now_passes_before_an_appointment_of_later() {
        var early = new ArrayList<Hall.Waiting>();
        for (int i = 1; i <= 10; i++) {
            early.add(new Hall.Waiting(new UUID(3, i), A, NOW.plusSeconds(1800 + i), Set.of()));
        }
        assertThat(FORECAST.simulate(hall(early, List.of(desk(1, true)))).services())
                .isEqualTo(FORECAST.simulate(hall(List.of(), List.of(desk(1, true))))
                        .services());
    }

    @Test
    void who_arrives_now_waits_for_those_who_are_due_and_may_still_come() {
        var due = new Hall.Waiting(new UUID(3, 1), A, NOW.minusSeconds(60), Set.of(), 0.5);
        var desks = List.of(desk(1, false));
        var with = FORECAST.simulate(hall(List.of(due), desks));
        var alone = FORECAST.simulate(hall(List.of(), desks));
        assertThat(with.tickets()).as("nobody tells them a wait").isEmpty();
        var wait = java.util.Objects.requireNonNull(with.services().get(A));
        var before = java.util.Objects.requireNonNull(alone.services().get(A));
        assertThat(wait.p90()).as("if they come").isGreaterThan(before.p90());
        assertThat(wait.p10()).as("if they do not").isEqualTo(before.p10());
        var sure = FORECAST.simulate(
                hall(List.of(new Hall.Waiting(new UUID(3, 1), A, NOW.minusSeconds(60), Set.of(), 1)), desks));
        assertThat(java.util.Objects.requireNonNull(sure.services().get(A)).p10())
                .isGreaterThan(before.p10());
    }

    @Test
    void a_paused_counter_is_waited_for_and_one_that_serves_something_else_is_not_counted() {
        var alone = person(0, A);
        var paused = of(hall(List.of(alone), List.of(new Hall.Desk(new UUID(4, 1), Set.of(A), true, null))), alone);
        assertThat(paused.assumesOpening()).isFalse();
        assertThat(paused.p10()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
        var other = of(hall(List.of(alone), List.of(new Hall.Desk(new UUID(4, 1), Set.of(B), false, null))), alone);
        assertThat(other.assumesOpening()).isTrue();
    }

    @Test
    void somebody_sent_to_one_counter_waits_for_that_one() {
        var sent = new Hall.Waiting(new UUID(3, 1), A, NOW, Set.of(new UUID(4, 1)));
        var wait = of(hall(List.of(sent), List.of(desk(1, true), desk(2, false))), sent);
        assertThat(wait.p50()).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void sixty_people_and_ten_counters_take_under_five_milliseconds() {
        var line = line(60, new SplittableRandom(7));
        var desks = new ArrayList<Hall.Desk>();
        for (int d = 0; d < 10; d++) {
            desks.add(desk(d, d % 3 > 0));
        }
        var hall = hall(line, desks);
        for (int i = 0; i < 300; i++) {
            FORECAST.simulate(hall);
        }
        var nanos = LongStream.range(0, 200)
                .map(_ -> OwnTime.of(() -> FORECAST.simulate(hall)).toNanos())
                .sorted()
                .toArray();
        assertThat(nanos[100]).isLessThan(5_000_000);
    }

    private static void assertNotShorter(@Nullable WaitInterval one, @Nullable WaitInterval other) {
        var before = java.util.Objects.requireNonNull(one);
        var after = java.util.Objects.requireNonNull(other);
        assertThat(after.p10()).isGreaterThanOrEqualTo(before.p10());
        assertThat(after.p50()).isGreaterThanOrEqualTo(before.p50());
        assertThat(after.p90()).isGreaterThanOrEqualTo(before.p90());
    }
}
