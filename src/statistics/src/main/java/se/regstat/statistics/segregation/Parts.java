package se.regstat.statistics.segregation;

import java.util.Arrays;

/**
 * Inequality between larger areas and within them, which add up to all of it.
 *
 * @param between what there is of it where each larger area is one unit
 * @param within the mean of what there is in each larger area, weighted by its share of all
 */
public record Parts(double between, double within) {

    public double all() {
        return between + within;
    }

    /**
     * Of mutual information M: larger areas count by their people (Mora and Ruiz-Castillo 2011).
     *
     * @param into in which larger area each unit lies, numbered from 0
     */
    public static Parts ofM(GroupCounts counts, int[] into, int number) {
        double[] own = new double[number];
        double[] shares = new double[number];
        int[][] units = units(into, number);
        for (int area = 0; area < number; area++) {
            GroupCounts part = counts.of(units[area]);
            own[area] = SegregationMeasure.M.of(part);
            shares[area] = part.all() / counts.all();
        }
        return new Parts(SegregationMeasure.M.of(counts.joined(into, number)), sum(own, shares));
    }

    /** By larger area the units that lie in it. */
    private static int[][] units(int[] into, int number) {
        int[] sizes = new int[number];
        for (int area : into) sizes[area]++;
        int[][] units = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int unit = into.length - 1; unit >= 0; unit--) units[into[unit]][--sizes[into[unit]]] = unit;
        return units;
    }

    /**
     * Of Theil's T = Σ (w_i/W) (x_i/µ) ln(x_i/µ), with µ the mean of all (Theil 1967): how unequal a mean is, such as income per person. Larger areas count by what
     * they have of the sum.
     *
     * @param means by unit, not negative
     * @param weights by unit, such as people, not negative
     * @param into in which larger area each unit lies, numbered from 0
     * @return NaN where nobody lives, or the mean of all is 0
     */
    public static Parts ofT(double[] means, double[] weights, int[] into, int number) {
        double[] people = new double[number];
        double[] sums = new double[number];
        for (int i = 0; i < means.length; i++) {
            people[into[i]] += weights[i];
            sums[into[i]] += weights[i] * means[i];
        }
        double mean = Arrays.stream(sums).sum() / Arrays.stream(people).sum();
        if (!(mean > 0)) return new Parts(Double.NaN, Double.NaN);
        double[] own = new double[number];
        double[] shares = new double[number];
        double[] meansOfAreas = new double[number];
        for (int area = 0; area < number; area++) {
            meansOfAreas[area] = people[area] > 0 ? sums[area] / people[area] : 0;
            shares[area] = sums[area] / Arrays.stream(sums).sum();
            own[area] = people[area] > 0 && sums[area] > 0 ? 0 : Double.NaN;
        }
        for (int i = 0; i < means.length; i++) {
            int area = into[i];
            own[area] += term(weights[i] / people[area], means[i] / meansOfAreas[area]);
        }
        double between = 0;
        double all = Arrays.stream(people).sum();
        for (int area = 0; area < number; area++) between += term(people[area] / all, meansOfAreas[area] / mean);
        return new Parts(between, sum(own, shares));
    }

    private static double term(double weight, double ratio) {
        return ratio > 0 && weight > 0 ? weight * ratio * Math.log(ratio) : 0;
    }

    private static double sum(double[] own, double[] shares) {
        double sum = 0;
        for (int i = 0; i < own.length; i++) if (shares[i] > 0) sum += shares[i] * own[i];
        return sum;
    }
}
