package se.regstat.statistics.dividing;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.weights.Distribution;
import se.regstat.statistics.weights.LandClasses;
import se.regstat.statistics.weights.SettledCells;
import se.regstat.statistics.weights.SmoothedClasses;

/**
 * A way to divide areas that is tried.
 *
 * @param by the masks or population, empty if there are none
 * @param reaches areas that it divides otherwise than by their size
 */
record Candidate(Weighting weighting, String by, IntPredicate reaches, Shares shares) {

    /** What divides: {@code mask:built-up}, or {@code area}. */
    String way() {
        return weighting.by(by);
    }

    /** How much of what a source is divided by its areas have. */
    @FunctionalInterface
    interface Shares {

        /**
         * @param trial sources that areas are put together to
         * @param totals of these sources, all that is known of people
         * @return by area; nothing but proportions within sources matters
         */
        double[] of(TrialAreas trial, double[] totals);
    }

    /** What does not depend on what the sources are. */
    static Candidate of(Distribution distribution) {
        return new Candidate(
                distribution.weighting(), distribution.name(), distribution::reaches, fixed(distribution::total));
    }

    static Candidate area(double[] areas) {
        return new Candidate(Weighting.AREA, "", i -> false, fixed(i -> areas[i]));
    }

    static Candidate of(LandClasses classes) {
        return new Candidate(
                Weighting.DASYMETRIC,
                classes.name(),
                classes::reaches,
                (trial, totals) -> classes.settled(trial.sourceOf(), totals, trial.regionOf()));
    }

    static Candidate of(SmoothedClasses smoothed) {
        return new Candidate(
                Weighting.SMOOTH,
                smoothed.classes().name(),
                smoothed.classes()::reaches,
                (trial, totals) -> smoothed.settled(trial.sourceOf(), totals, trial.regionOf()));
    }

    static Candidate of(SettledCells cells) {
        return new Candidate(
                Weighting.COMBINED,
                cells.name(),
                cells::reaches,
                (trial, totals) -> cells.settled(trial.sourceOf(), totals, trial.regionOf()));
    }

    /**
     * Another vintage is imitated: of each source of three areas, of all of which it tells how many live there, it has one by itself and the other two together.
     * These are divided as without it, and so are sources of two, since boundaries cut parts too.
     *
     * @param name of the vintage, and the masks
     * @param told how many live in each area in a year of that vintage; NaN where the area is not the same in it
     */
    static Candidate vintages(String name, LandClasses classes, double[] told) {
        Candidate without = of(classes);
        return new Candidate(Weighting.VINTAGES, name, area -> !Double.isNaN(told[area]), (trial, totals) -> {
            double[] shares = without.shares.of(trial, totals);
            IntStream.range(0, shares.length)
                    .filter(area -> trial.sourceOf()[area] >= 0)
                    .boxed()
                    .collect(Collectors.groupingBy(area -> trial.sourceOf()[area]))
                    .values()
                    .stream()
                    .filter(areas -> areas.size() == 3 && areas.stream().noneMatch(area -> Double.isNaN(told[area])))
                    .forEach(areas -> {
                        fit(shares, areas.subList(0, 1), told);
                        fit(shares, areas.subList(1, 3), told);
                    });
            return shares;
        });
    }

    /** So that areas have as many together as is told. */
    private static void fit(double[] shares, List<Integer> areas, double[] told) {
        double all = areas.stream().mapToDouble(area -> shares[area]).sum();
        double wanted = areas.stream().mapToDouble(area -> told[area]).sum();
        for (int area : areas) shares[area] = all > 0 ? wanted * shares[area] / all : wanted / areas.size();
    }

    private static Shares fixed(IntToDoubleFunction ofArea) {
        return (trial, totals) -> {
            double[] shares = new double[trial.sourceOf().length];
            Arrays.setAll(shares, ofArea);
            return shares;
        };
    }
}
