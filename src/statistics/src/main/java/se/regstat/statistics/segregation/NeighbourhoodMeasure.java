package se.regstat.statistics.segregation;

import java.util.Arrays;

/**
 * How unevenly groups live by whom people have around them, whatever unit these live in (Reardon and O'Sullivan 2004): as {@link SegregationMeasure} of units, with the
 * neighbourhood of each unit's people in place of the unit. With neighbourhoods of the units' own people it is the same.
 */
final class NeighbourhoodMeasure {

    private NeighbourhoodMeasure() {}

    /**
     * Spatial dissimilarity of two groups: Σ t_i |p̃_i − P| / (2 T P (1 − P)), with t_i the people of unit i, p̃_i the first group's share around them, T and P those of all
     * units. 0 to 1; NaN where either group is nobody.
     *
     * @param own people of each group in a unit, by unit
     * @param around people of each group around it, by unit
     */
    static double d(double[][] own, double[][] around) {
        double[] all = sums(own, 2);
        double share = all[0] / (all[0] + all[1]);
        double sum = 0;
        for (int unit = 0; unit < own.length; unit++) {
            double people = own[unit][0] + own[unit][1];
            if (people == 0) continue;
            double near = around[unit][0] / (around[unit][0] + around[unit][1]);
            sum += people * Math.abs(near - share);
        }
        return all[0] > 0 && all[1] > 0 ? sum / (2 * (all[0] + all[1]) * share * (1 - share)) : Double.NaN;
    }

    /**
     * The spatial information theory index of all groups: 1 − Σ t_i Ẽ_i / T E, with Ẽ_i the entropy of groups around unit i and E that of all units together. 1 at most; below 0
     * where neighbourhoods are more even than the whole. NaN of a single group.
     *
     * @param own people of each group in a unit, by unit
     * @param around people of each group around it, by unit
     */
    static double h(double[][] own, double[][] around, int groups) {
        double[] all = sums(own, groups);
        double entropy = entropy(all, groups);
        double sum = 0;
        for (int unit = 0; unit < own.length; unit++) {
            double people = Arrays.stream(own[unit]).limit(groups).sum();
            if (people > 0) sum += people * entropy(around[unit], groups);
        }
        return entropy > 0 ? 1 - sum / (Arrays.stream(all).sum() * entropy) : Double.NaN;
    }

    private static double[] sums(double[][] own, int groups) {
        double[] sums = new double[groups];
        for (double[] unit : own) {
            for (int group = 0; group < groups; group++) sums[group] += unit[group];
        }
        return sums;
    }

    private static double entropy(double[] counts, int groups) {
        double all = Arrays.stream(counts).limit(groups).sum();
        return Arrays.stream(counts)
                .limit(groups)
                .map(count -> count / all)
                .filter(share -> share > 0)
                .map(share -> -share * Math.log(share))
                .sum();
    }
}
