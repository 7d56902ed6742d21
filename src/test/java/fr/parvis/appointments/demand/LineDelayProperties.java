package fr.parvis.appointments.demand;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.appointments.demand.LineDelay.Waited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The delay that is announced")
class LineDelayProperties {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    private static List<Waited> some(SplittableRandom random, boolean allServed) {
        var some = new ArrayList<Waited>();
        for (int i = 10 + random.nextInt(60); i > 0; i--) {
            some.add(new Waited(Duration.ofHours(random.nextInt(800)), allServed || random.nextInt(3) > 0));
        }
        return some;
    }

    @Test
    void says_nothing_of_a_few() {
        assertThat(LineDelay.of(List.of()).isKnown()).isFalse();
        var nine = IntStream.range(0, 9)
                .mapToObj(i -> new Waited(Duration.ofDays(i), true))
                .toList();
        assertThat(LineDelay.of(nine).isKnown()).isFalse();
        var ten = new ArrayList<>(nine);
        ten.add(new Waited(Duration.ofDays(9), true));
        var delay = LineDelay.of(ten);
        assertThat(delay.isKnown()).isTrue();
        assertThat(delay.offered()).isEqualTo(10);
        assertThat(delay.soon()).isEqualTo(Duration.ofDays(0));
        assertThat(delay.half()).isEqualTo(Duration.ofDays(4));
        assertThat(delay.late()).isEqualTo(Duration.ofDays(8));
    }

    @Test
    void of_a_line_that_stands_still_is_not_that_of_the_lucky_few() {
        var all = new ArrayList<Waited>();
        IntStream.range(0, 10).forEach(i -> all.add(new Waited(Duration.ofHours(1 + i), true)));
        IntStream.range(0, 90).forEach(i -> all.add(new Waited(Duration.ofDays(30), false)));
        var delay = LineDelay.of(all);
        assertThat(delay.soon()).isEqualTo(Duration.ofHours(10));
        assertThat(delay.half()).isNull();
        assertThat(delay.late()).isNull();
        assertThat(delay.longest()).isEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_that_of_the_ranks_when_everybody_was_served(long seed) {
        var all = some(new SplittableRandom(seed), true);
        var times = all.stream().map(Waited::time).sorted().toList();
        var delay = LineDelay.of(all);
        assertThat(delay.soon()).isEqualTo(times.get((int) Math.ceil(times.size() * 0.1 - 1e-6) - 1));
        assertThat(delay.half()).isEqualTo(times.get((int) Math.ceil(times.size() * 0.5 - 1e-6) - 1));
        assertThat(delay.late()).isEqualTo(times.get((int) Math.ceil(times.size() * 0.9 - 1e-6) - 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_in_order_and_never_shorter_for_those_who_wait_still(long seed) {
        var random = new SplittableRandom(seed);
        var all = some(random, false);
        var delay = LineDelay.of(all);
        assertInOrder(delay.soon(), delay.half());
        assertInOrder(delay.half(), delay.late());
        var more = new ArrayList<>(all);
        more.add(new Waited(Duration.ofHours(1_000 + random.nextInt(100)), false));
        var longer = LineDelay.of(more);
        assertThat(longer.offered()).isEqualTo(delay.offered());
        assertInOrder(delay.soon(), longer.soon());
        assertInOrder(delay.half(), longer.half());
        assertInOrder(delay.late(), longer.late());
    }

    /** What nobody has reached yet is later than anything. */
    private static void assertInOrder(@Nullable Duration sooner, @Nullable Duration later) {
        if (later != null) {
            assertThat(Objects.requireNonNull(sooner)).isLessThanOrEqualTo(later);
        }
    }
}
