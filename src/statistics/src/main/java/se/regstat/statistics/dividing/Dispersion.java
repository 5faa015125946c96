package se.regstat.statistics.dividing;

import java.util.Arrays;
import se.regstat.statistics.weights.LandClasses;

/**
 * How unevenly people live in a region beside what its classes of land make of them: where sources that are alike have like many, their parts have too. If
 * densities vary with the square φ of their coefficient of variation (as of a gamma distribution), the share w of a source that a part has varies by
 * w(1 − w)·φ/(1 + φ) (that of a Dirichlet distribution): that factor is what this tells. With totals T of a region's n sources, T̂ by the densities of its
 * c classes, and T̄ the average of all,
 *
 * <pre>φ = (Σ (T − T̂)²/T̂ + k T̄ φ₀) / (Σ T·(n − c)/n + k T̄)</pre>
 *
 * is Pearson's statistic over its degrees of freedom. So that few sources do not pass for alike by chance, φ₀ of all regions counts in each like k sources
 * more, as many as a region must have.
 */
final class Dispersion {

    private Dispersion() {}

    /**
     * @param groupOf with which other areas an area is counted, numbered from 0; -1 for none
     * @param totals of people by group; NaN where that is not known
     * @param regions by group, numbered from 0
     * @param count how many regions there are
     * @return by region, more than 0 and at most 1; 1 everywhere where there are too few groups to tell
     */
    static double[] of(LandClasses land, int[] groupOf, double[] totals, int[] regions, int count) {
        int classes = land.masks() + 1;
        double[] expected = land.expected(groupOf, totals, regions);
        int[] sources = new int[count];
        double[] people = new double[count];
        double[] missed = new double[count];
        for (int group = 0; group < totals.length; group++) {
            if (!(totals[group] >= 0) || !(expected[group] > 0)) continue;
            double miss = totals[group] - expected[group];
            sources[regions[group]]++;
            people[regions[group]] += totals[group];
            missed[regions[group]] += miss * miss / expected[group];
        }
        int all = Arrays.stream(sources).sum();
        int free = Arrays.stream(sources).map(few -> Math.max(0, few - classes)).sum();
        double average = Arrays.stream(people).sum() / all;
        double ofAll = Arrays.stream(missed).sum() / (free * average);
        double[] dispersion = new double[count];
        Arrays.fill(dispersion, 1);
        if (!(ofAll > 0) || Double.isInfinite(ofAll)) return dispersion;
        double more = Regions.enough(classes) * average;
        for (int region = 0; region < count; region++) {
            double share = Math.max(0, 1 - classes / (double) sources[region]);
            double squared = (missed[region] + more * ofAll) / (people[region] * share + more);
            dispersion[region] = squared / (1 + squared);
        }
        return dispersion;
    }
}
