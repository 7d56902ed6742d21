package fr.parvis.appointments.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.parvis.platform.Share;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AbsencesTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /** By going through who comes and who does not. */
    private static double slowly(List<Double> missing, int places) {
        double more = 0;
        for (int who = 0; who < 1 << missing.size(); who++) {
            double chance = 1;
            for (int i = 0; i < missing.size(); i++) {
                chance *= (who >> i & 1) == 1 ? 1 - missing.get(i) : missing.get(i);
            }
            more += Integer.bitCount(who) > places ? chance : 0;
        }
        return more;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void says_the_same_as_going_through_all_cases(int seed) {
        var random = new SplittableRandom(seed);
        var missing = random.doubles(random.nextInt(0, 12)).boxed().toList();
        int places = random.nextInt(0, 13);
        assertThat(new Absences(missing).moreThan(places)).isCloseTo(slowly(missing, places), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void never_books_beyond_the_bearable_risk_and_one_more_would(int seed) {
        var random = new SplittableRandom(seed);
        var missing = random.doubles(random.nextInt(1, 30))
                .map(one -> one * 0.4)
                .boxed()
                .toList();
        double bearable = random.nextDouble(0.01, 0.3);
        int extra = Absences.extra(missing, missing.size(), 0.1, bearable, 5);
        assertThat(risk(missing, extra)).isLessThanOrEqualTo(bearable);
        if (extra < 5) {
            assertThat(risk(missing, extra + 1)).isGreaterThan(bearable);
        }
    }

    private static double risk(List<Double> missing, int extra) {
        var all = new java.util.ArrayList<>(missing);
        all.addAll(Collections.nCopies(extra, 0.1));
        return new Absences(all).moreThan(missing.size());
    }

    @Test
    void nobody_is_squeezed_in_where_everybody_comes() {
        assertThat(Absences.extra(Collections.nCopies(10, 0.0), 10, 0.0, 0.1, 5))
                .isZero();
    }

    @Test
    void learns_from_few_carefully() {
        var all = new Share(10, 100);
        assertThat(Absences.probability(new Share(0, 0), all)).isEqualTo(0.1);
        assertThat(Absences.probability(new Share(2, 2), all)).isBetween(0.15, 0.25);
        assertThat(Absences.probability(new Share(300, 1000), all)).isBetween(0.29, 0.30);
    }
}
