package se.regstat.statistics.segregation;

import java.util.random.RandomGenerator;

/**
 * Random numbers of persons, exactly as their distributions have them: by inversion from the most likely number outwards (as in Kachitvichyanukul and
 * Schmeiser 1985 for small spreads), which takes as many steps as the distribution is wide.
 */
final class Draws {

    /** Of ln n!, by n. */
    private final double[] logFactorials;

    private final RandomGenerator random;

    /** @param most persons there are in any draw */
    static double[] logFactorials(int most) {
        double[] logs = new double[most + 1];
        for (int n = 2; n <= most; n++) logs[n] = logs[n - 1] + Math.log(n);
        return logs;
    }

    Draws(double[] logFactorials, RandomGenerator random) {
        this.logFactorials = logFactorials;
        this.random = random;
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

    private double logChoose(int of, int chosen) {
        return logFactorials[of] - logFactorials[chosen] - logFactorials[of - chosen];
    }
}
