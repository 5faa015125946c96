package se.regstat.statistics.reaggregation;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.weights.Weights;

/**
 * Values of an earlier year as estimates of a later one, of which only larger areas are known: each multiplied, so that together they make what is known
 * of each larger area. Those that lie in several are scaled between them, and all again until it fits (iterative proportional fitting).
 *
 * @param earlier of the sources
 * @param known of the larger areas, in the later year
 */
record Scaling(YearValues earlier, YearValues known) {

    private static final int ROUNDS = 50;

    /** Share of a source that must lie in larger areas whose values are known. */
    private static final double ENOUGH = 0.9;

    /** Whether values of the indicator can be multiplied: counts, and what is computed of parts that are known. */
    static boolean isPossible(Indicator indicator, YearValues values) {
        return indicator.measure() instanceof Measure.Count || values.fraction().isPresent();
    }

    /** @param weights of the sources in the larger areas */
    YearValues scaled(Indicator indicator, Weights weights) {
        if (indicator.measure() instanceof Measure.Count) {
            return earlier.scaled(known.year(), factors(weights, earlier::value, known::value), new double[0]);
        }
        YearValues.Fraction parts = earlier.fraction().orElseThrow();
        YearValues.Fraction wholes = known.fraction().orElseThrow();
        double[] factors = factors(weights, i -> parts.numerators()[i], j -> wholes.numerators()[j]);
        double[] ofBases = new double[factors.length];
        // Land stays what it is.
        if (indicator.measure() instanceof Measure.Density) Arrays.fill(ofBases, 1);
        else ofBases = factors(weights, i -> parts.denominators()[i], j -> wholes.denominators()[j]);
        return earlier.scaled(known.year(), factors, ofBases);
    }

    private static double[] factors(Weights weights, IntToDoubleFunction earlier, IntToDoubleFunction known) {
        int size = weights.sources().size();
        double[] factors = new double[size];
        Arrays.fill(factors, 1);
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[size];
            double[] given = new double[size];
            double furthest = 0;
            for (int area = 0; area < weights.targets().size(); area++) {
                double sum = 0;
                for (int entry = weights.first(area); entry < weights.first(area + 1); entry++) {
                    int source = weights.source(entry);
                    sum += weights.weight(entry) * factors[source] * earlier.applyAsDouble(source);
                }
                double wanted = known.applyAsDouble(area);
                double factor = sum == 0 && wanted == 0 ? 1 : wanted / sum;
                if (!Double.isFinite(factor)) continue;
                furthest = Math.max(furthest, Math.abs(factor - 1));
                for (int entry = weights.first(area); entry < weights.first(area + 1); entry++) {
                    next[weights.source(entry)] += weights.weight(entry) * factor;
                    given[weights.source(entry)] += weights.weight(entry);
                }
            }
            for (int i = 0; i < size; i++) factors[i] *= given[i] < ENOUGH ? Double.NaN : next[i] / given[i];
            if (furthest < 1e-9) break;
        }
        return factors;
    }
}
