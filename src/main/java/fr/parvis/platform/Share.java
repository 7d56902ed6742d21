package fr.parvis.platform;

/** A share with what it is worth: 95 % interval of Wilson (1927), which holds for small numbers and near 0 and 1. */
public record Share(int hits, int n) {
    private static final double Z = 1.959964;

    public Share {
        if (hits < 0 || hits > n) {
            throw new IllegalArgumentException(hits + " of " + n);
        }
    }

    /** From 0 to 1; 0 when nothing was counted. */
    public double value() {
        return n == 0 ? 0 : (double) hits / n;
    }

    public double low() {
        return n == 0 ? 0 : Math.max(0, middle() - half());
    }

    public double high() {
        return n == 0 ? 1 : Math.min(1, middle() + half());
    }

    private double middle() {
        return (value() + Z * Z / (2.0 * n)) / scale();
    }

    private double half() {
        return Z * Math.sqrt(value() * (1 - value()) / n + Z * Z / (4.0 * n * n)) / scale();
    }

    private double scale() {
        return 1 + Z * Z / n;
    }

    public int percent() {
        return inHundred(value());
    }

    public int lowPercent() {
        return inHundred(low());
    }

    public int highPercent() {
        return inHundred(high());
    }

    private static int inHundred(double share) {
        return (int) Math.round(share * 100);
    }
}
