package se.regstat.statistics.segregation;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random numbers of persons, exactly as their distributions have them: by inversion from the most likely number outwards (as in Kachitvichyanukul and
 * Schmeiser 1985 for small spreads), which takes as many steps as the distribution is wide.
 */
final class Draws {

    /** Persons that can be told apart: more than any country of ours has. */
    static final int MOST = 50_000_000;

    /** Of ln n!, by n; beyond it Stirling's series is as exact. */
    private static final double[] LOG_FACTORIALS = logFactorials(1 << 16);

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private static final RandomGeneratorFactory<RandomGenerator> STREAMS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final RandomGenerator random;

    private Draws(RandomGenerator random) {
        this.random = random;
    }

    /** A stream of its own for each draw, so that threads do not matter. */
    static Draws stream(long seed, int draw) {
        return new Draws(STREAMS.create(seed * 0x9E3779B97F4A7C15L + draw));
    }

    private static double[] logFactorials(int number) {
        double[] logs = new double[number];
        for (int n = 2; n < number; n++) logs[n] = logs[n - 1] + Math.log(n);
        return logs;
    }

    private static double logFactorial(int n) {
        if (n < LOG_FACTORIALS.length) return LOG_FACTORIALS[n];
        return (n + 0.5) * Math.log(n) - n + HALF_LOG_TWO_PI + 1 / (12.0 * n);
    }

    /**
     * How many of a group come among persons that are drawn, nobody twice.
     *
     * @param all persons there are
     * @param group how many of these are of the group
     * @param drawn how many are drawn
     */
    int hypergeometric(int all, int group, int drawn) {
        int least = Math.max(0, drawn - (all - group));
        int most = Math.min(group, drawn);
        if (least == most) return least;
        int mode = (int) ((drawn + 1L) * (group + 1L) / (all + 2L));
        double ofMode = Math.exp(logChoose(group, mode) + logChoose(all - group, drawn - mode) - logChoose(all, drawn));
        double left = random.nextDouble() - ofMode;
        if (left < 0) return mode;
        double above = ofMode;
        double below = ofMode;
        int up = mode;
        int down = mode;
        while (up < most || down > least) {
            if (up < most) {
                above *= (double) (group - up) * (drawn - up) / ((up + 1.0) * (all - group - drawn + up + 1.0));
                up++;
                left -= above;
                if (left < 0) return up;
            }
            if (down > least) {
                below *= (double) down * (all - group - drawn + down) / ((group - down + 1.0) * (drawn - down + 1.0));
                down--;
                left -= below;
                if (left < 0) return down;
            }
        }
        return mode; // what rounding left over
    }

    /**
     * How often something comes about in so many tries.
     *
     * @param chance of each, 0 to 1
     */
    int binomial(int tries, double chance) {
        if (chance <= 0 || tries == 0) return 0;
        if (chance >= 1) return tries;
        int mode = (int) Math.min(tries, Math.floor((tries + 1.0) * chance));
        double ofMode =
                Math.exp(logChoose(tries, mode) + mode * Math.log(chance) + (tries - mode) * Math.log1p(-chance));
        double left = random.nextDouble() - ofMode;
        if (left < 0) return mode;
        double odds = chance / (1 - chance);
        double above = ofMode;
        double below = ofMode;
        int up = mode;
        int down = mode;
        while (up < tries || down > 0) {
            if (up < tries) {
                above *= odds * (tries - up) / (up + 1.0);
                up++;
                left -= above;
                if (left < 0) return up;
            }
            if (down > 0) {
                below *= down / (odds * (tries - down + 1.0));
                down--;
                left -= below;
                if (left < 0) return down;
            }
        }
        return mode; // what rounding left over
    }

    private static double logChoose(int of, int chosen) {
        return logFactorial(of) - logFactorial(chosen) - logFactorial(of - chosen);
    }
}
