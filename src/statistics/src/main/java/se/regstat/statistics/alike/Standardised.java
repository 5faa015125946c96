package se.regstat.statistics.alike;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Areas as points, each indicator less its mean over them, by its standard deviation (divisor <em>n</em>), each area counting once. An indicator that is the same everywhere tells
 * none apart and is 0.
 *
 * @param points by area and indicator
 * @param means of the indicators, in their units
 * @param deviations of the indicators, in their units; 0 where all areas have the same
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Standardised(double[][] points, double[] means, double[] deviations) {

    /** @param values by area and indicator, all known; of one area at least */
    static Standardised of(double[][] values) {
        int indicators = values[0].length;
        double[] means = new double[indicators];
        double[] deviations = new double[indicators];
        double[][] points = new double[values.length][indicators];
        for (int indicator = 0; indicator < indicators; indicator++) {
            int column = indicator;
            double[] all =
                    Arrays.stream(values).mapToDouble(area -> area[column]).toArray();
            // The mean of equal numbers need not be that number to the last bit.
            boolean constant = Arrays.stream(all).allMatch(value -> value == all[0]);
            double mean = constant ? all[0] : Arrays.stream(all).average().orElseThrow();
            means[indicator] = mean;
            if (constant) continue;
            deviations[indicator] = Math.sqrt(Arrays.stream(all)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow());
            for (int area = 0; area < values.length; area++) {
                points[area][indicator] = (values[area][indicator] - mean) / deviations[indicator];
            }
        }
        return new Standardised(points, means, deviations);
    }

    /** Euclid's, between two points. */
    static double distance(double[] one, double[] other) {
        return Math.sqrt(squared(one, other));
    }

    static double squared(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) sum += (one[i] - other[i]) * (one[i] - other[i]);
        return sum;
    }

    /** How many of the points differ from one another. */
    static int different(double[][] points) {
        return Arrays.stream(points)
                .collect(Collectors.toCollection(() -> new TreeSet<double[]>(Arrays::compare)))
                .size();
    }
}
