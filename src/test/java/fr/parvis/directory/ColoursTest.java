package fr.parvis.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColoursTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_is_proposed_is_always_accepted(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var proposed = Colours.nearestReadable("#%06x".formatted(random.nextInt(0x1000000)));
            assertThat(Colours.nearestReadable(proposed)).isEqualTo(proposed);
        }
    }

    @Test
    void a_readable_colour_is_kept_as_it_is() {
        assertThat(Colours.nearestReadable("#1d4f73")).isEqualTo("#1d4f73");
    }
}
