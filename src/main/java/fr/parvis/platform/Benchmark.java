package fr.parvis.platform;

import java.util.List;

/** A measurement of {@code ./parvis bench}; found through {@link java.util.ServiceLoader}. */
public interface Benchmark {
    /** @param budget the bound of the architecture's table, as written there; {@code kept} whether the value is within it */
    record Figure(String what, double value, String unit, String budget, boolean kept) {
        public static Figure atMost(String what, double value, String unit, double most) {
            return new Figure(what, value, unit, "≤ " + number(most) + " " + unit, value <= most);
        }

        public static Figure atLeast(String what, double value, String unit, double least) {
            return new Figure(what, value, unit, "≥ " + number(least) + " " + unit, value >= least);
        }

        public static Figure noted(String what, double value, String unit) {
            return new Figure(what, value, unit, "", true);
        }

        static String number(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }

    String name();

    List<Figure> run() throws Exception;

    /** @param options words that begin with two dashes, as given after the name */
    default List<Figure> run(List<String> options) throws Exception {
        return run();
    }
}
