package fr.parvis.procedures.visit;

/**
 * A share with what it is worth: 95 % interval of Wilson (1927), which holds for small numbers and near 0 and 1.
 *
 * @param value from 0 to 1; 0 when nothing was counted
 * @param n how many were counted
 */
public record Share(double value, double low, double high, int n) {
    private static final double Z = 1.959964;

    public static Share of(int hits, int n) {
        if (hits < 0 || hits > n) {
            throw new IllegalArgumentException(hits + " of " + n);
        }
        if (n == 0) {
            return new Share(0, 0, 1, 0);
        }
        double p = (double) hits / n;
        double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
        double scale = 1 + Z * Z / n;
        double middle = p + Z * Z / (2.0 * n);
        return new Share(p, Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale), n);
    }

    public int percent() {
        return (int) Math.round(value * 100);
    }

    public int lowPercent() {
        return (int) Math.round(low * 100);
    }

    public int highPercent() {
        return (int) Math.round(high * 100);
    }
}
