package fr.parvis.forecast;

/**
 * How long a visit lasts: log-normal, the usual shape of service times at counters (Brown et al. 2005, "Statistical
 * analysis of a telephone call center"). Pure.
 *
 * @param mu mean of the logarithm of seconds
 * @param sigma standard deviation of that logarithm
 * @param noShow share of called people who do not come
 * @param approach seconds from the call to the start of the visit
 */
record ServiceTime(double mu, double sigma, double noShow, double approach) {
    private static final double PRIOR_SIGMA = 0.6;
    private static final double PRIOR_WEIGHT = 10;
    private static final double USUAL_NO_SHOW = 0.04;
    private static final double USUAL_APPROACH = 25;

    /**
     * What is expected of a service, corrected by what was seen: the expectation weighs as much as ten visits.
     *
     * @param usualSeconds the mean that the organisation expects
     * @param n visits seen; {@code mean} and {@code variance} are those of the logarithm of their seconds
     */
    static ServiceTime learned(double usualSeconds, double n, double mean, double variance) {
        double priorMu = Math.log(usualSeconds) - PRIOR_SIGMA * PRIOR_SIGMA / 2;
        double mu = (PRIOR_WEIGHT * priorMu + n * mean) / (PRIOR_WEIGHT + n);
        double between = PRIOR_WEIGHT * n / (PRIOR_WEIGHT + n) * (mean - priorMu) * (mean - priorMu);
        double spread = (PRIOR_WEIGHT * PRIOR_SIGMA * PRIOR_SIGMA + n * variance + between) / (PRIOR_WEIGHT + n);
        return new ServiceTime(mu, Math.sqrt(spread), USUAL_NO_SHOW, USUAL_APPROACH);
    }

    double draw(double gaussian) {
        return Math.exp(mu + sigma * gaussian);
    }

    /** Time left of a visit that has lasted {@code elapsed} seconds, at the quantile {@code u} of what remains possible. */
    double residual(double elapsed, double u) {
        double done = elapsed <= 0 ? 0 : Normal.cumulative((Math.log(elapsed) - mu) / sigma);
        double p = Math.min(done + u * (1 - done), 0.9999);
        return Math.max(draw(Normal.quantile(p)) - elapsed, 2);
    }
}
