package fr.parvis.appointments.figures;

import fr.parvis.platform.Share;
import java.util.Collection;
import java.util.List;

/**
 * How many of some people will come, when each comes with a probability of their own, independently (Poisson's binomial
 * distribution). Pure.
 */
public final class Absences {
    /** Habits of few are drawn towards those of all as if this many more had behaved like all. */
    private static final double DRAWN = 20;

    private final double[] coming;

    /** @param missing probability of each person to be absent, from 0 to 1 */
    public Absences(Collection<Double> missing) {
        this.coming =
                distribution(missing.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** At index k the probability that exactly k come. */
    private static double[] distribution(double[] missing) {
        var chances = new double[missing.length + 1];
        chances[0] = 1;
        for (int i = 0; i < missing.length; i++) {
            for (int k = i + 1; k >= 0; k--) {
                chances[k] = chances[k] * missing[i] + (k == 0 ? 0 : chances[k - 1] * (1 - missing[i]));
            }
        }
        return chances;
    }

    /** How probable it is that more people come than there are places. */
    public double moreThan(int places) {
        double more = 0;
        for (int k = places + 1; k < coming.length; k++) {
            more += coming[k];
        }
        return Math.clamp(more, 0, 1);
    }

    /** @param own what was seen of people like this one, @param all of everybody there */
    public static double probability(Share own, Share all) {
        return (own.hits() + DRAWN * all.value()) / (own.n() + DRAWN);
    }

    /** How many more may be booked before the risk is larger than bearable; never more than {@code most}. */
    public static int extra(List<Double> missing, int places, double another, double bearable, int most) {
        var people = new java.util.ArrayList<>(missing);
        int extra = 0;
        while (extra < most) {
            people.add(another);
            if (new Absences(people).moreThan(places) > bearable) {
                break;
            }
            extra++;
        }
        return extra;
    }
}
