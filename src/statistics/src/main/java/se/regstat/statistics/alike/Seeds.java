package se.regstat.statistics.alike;

/** Seeds of random numbers that are drawn apart from one another. */
final class Seeds {

    private Seeds() {}

    /** One of its own for each series of draws, and for each draw in it. */
    static long of(long seed, int series, int draw) {
        return (seed * 0x9E3779B97F4A7C15L + series) * 0xBF58476D1CE4E5B9L + draw;
    }
}
