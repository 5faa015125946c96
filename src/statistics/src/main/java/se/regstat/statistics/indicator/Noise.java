package se.regstat.statistics.indicator;

/**
 * The noise that is added to counts so that none is told exactly: small whole numbers with mean 0, as in the perturbation table method
 * of the Australian Bureau of Statistics (Thompson, Broadfoot and Elazar 2013).
 *
 * @param variance of the noise, at least 1
 * @param maximum that a count is moved by, up or down; from 1 to 100, and so large that noise of this variance need not lie at its ends
 * @param least the smallest count beside 0 that is told, at least 1: 3 tells no ones and twos
 */
public record Noise(double variance, int maximum, int least) {

    /** Where a rule says nothing else. */
    public static final Noise DEFAULT = new Noise(2, 5, 1);

    private static final int MOST = 100;

    /** @throws IllegalArgumentException with what would be right */
    public Noise {
        if (!(maximum >= 1 && maximum <= MOST)) {
            throw new IllegalArgumentException("the maximum should be from 1 to " + MOST + ", not " + maximum);
        }
        // Of all whole numbers from -maximum to maximum alike.
        double even = maximum * (maximum + 1) / 3.0;
        if (!(variance >= 1 && variance <= even)) {
            throw new IllegalArgumentException("the variance should be from 1 to " + Math.floor(even * 100) / 100
                    + " where the maximum is " + maximum + ", not " + variance
                    + (even < 1 ? "; give a larger maximum" : ""));
        }
        if (!(least >= 1 && least <= maximum)) {
            throw new IllegalArgumentException(
                    "the least should be from 1 to the maximum, " + maximum + ", not " + least);
        }
    }

    /** The one that hides more. */
    static Noise stronger(Noise a, Noise b) {
        return new Noise(Math.max(a.variance, b.variance), Math.max(a.maximum, b.maximum), Math.max(a.least, b.least));
    }
}
