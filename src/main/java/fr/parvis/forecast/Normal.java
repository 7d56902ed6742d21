package fr.parvis.forecast;

/** The standard normal law, to about 1e-7 (Abramowitz and Stegun 26.2.17 and 26.2.23 refined by one Newton step). */
final class Normal {
    private Normal() {}

    static double cumulative(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = density(x)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - tail : tail;
    }

    static double quantile(double p) {
        if (p <= 0 || p >= 1) {
            return p <= 0 ? -8 : 8;
        }
        double q = Math.min(p, 1 - p);
        double t = Math.sqrt(-2 * Math.log(q));
        double x =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        double guess = p < 0.5 ? -x : x;
        return guess - (cumulative(guess) - p) / density(guess);
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
