package se.regstat.statistics.dividing;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
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

    private static Shares fixed(IntToDoubleFunction ofArea) {
        return (trial, totals) -> {
            double[] shares = new double[trial.sourceOf().length];
            Arrays.setAll(shares, ofArea);
            return shares;
        };
    }
}
