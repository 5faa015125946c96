package se.regstat.statistics.indicator;

/**
 * The noise that an indicator's producer adds to its counts, as SCB does to statistics of the population from 2025 on.
 *
 * @param variance of the noise in each published count, more than 0
 * @param maximum that a count is moved by, up or down
 * @param from the first year of it
 */
public record Perturbation(double variance, int maximum, int from) {

    /** @throws IllegalArgumentException with what would be right */
    public Perturbation {
        if (!(maximum >= 1)) throw new IllegalArgumentException("the maximum should be at least 1, not " + maximum);
        if (!(variance > 0 && variance <= (double) maximum * maximum)) {
            throw new IllegalArgumentException("the variance should be more than 0 and at most the maximum squared, "
                    + (long) maximum * maximum + ", not " + variance);
        }
    }
}
