package fr.parvis.appointments.demand;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pure: how long people have waited for their first offer. Those who still wait count too, by Kaplan and Meier's estimate: a line
 * that stands still must not look quick because the few who were served were lucky.
 *
 * @param offered how many have been offered something
 * @param soon one of ten waited less; null when so many have not been offered anything yet, as for the others
 * @param half as many waited longer as less
 * @param late one of ten waited longer
 * @param longest that anybody has waited
 */
public record LineDelay(
        int offered,
        @Nullable Duration soon,
        @Nullable Duration half,
        @Nullable Duration late,
        Duration longest) {
    /** Fewer say nothing. */
    static final int ENOUGH = 10;

    private static final double ROUNDING = 1e-9;

    /** @param offered otherwise they wait still, or have gone without */
    record Waited(Duration time, boolean offered) {}

    static LineDelay of(Collection<Waited> all) {
        // at the same time those who were offered something come first: the others waited that long at least
        var inOrder = all.stream()
                .sorted(Comparator.comparing(Waited::time).thenComparing(one -> !one.offered()))
                .toList();
        return new LineDelay(
                (int) inOrder.stream().filter(Waited::offered).count(),
                waitedLess(inOrder, 0.1),
                waitedLess(inOrder, 0.5),
                waitedLess(inOrder, 0.9),
                inOrder.isEmpty() ? Duration.ZERO : inOrder.getLast().time());
    }

    private static @Nullable Duration waitedLess(List<Waited> inOrder, double share) {
        double still = 1;
        int waiting = inOrder.size();
        for (var one : inOrder) {
            if (one.offered()) {
                still *= 1 - 1.0 / waiting;
                if (still <= 1 - share + ROUNDING) {
                    return one.time();
                }
            }
            waiting--;
        }
        return null;
    }

    public boolean isKnown() {
        return offered >= ENOUGH;
    }
}
