package se.regstat.statistics.reaggregation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.config.Derived;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.weights.WeightRules;

/**
 * What is to be re-aggregated to which boundaries, and how.
 *
 * @param indicators ids, in the order they are wanted in
 * @param sourceDivision id of the division whose areas the values are taken of
 * @param mask name of the registered mask to divide cut sources by; empty for built-up areas, else land
 * @param population name of the registered population to divide cut sources by; empty for the latest
 * @param approximate whether to average what cannot be derived, such as medians; always marked as estimated
 * @param tolerance share of a source below which a part is a sliver, and of a target below which it lies outside
 * @param minimumCoverage share of a target, from 0 to 1, that sources must cover for it to have a value; the sea does not count
 */
public record ReaggregationRequest(
        Boundaries boundaries,
        List<String> indicators,
        Periods periods,
        String sourceDivision,
        Weighting weighting,
        Optional<String> mask,
        Optional<String> population,
        MissingParts missing,
        boolean approximate,
        double tolerance,
        double minimumCoverage) {

    public static final String DEFAULT_SOURCE = "deso";
    public static final double DEFAULT_TOLERANCE = 1e-3;
    public static final double DEFAULT_MINIMUM_COVERAGE = 0.5;

    /** @throws ReaggregationException if the tolerance or the minimum coverage is out of range */
    public ReaggregationRequest {
        indicators = List.copyOf(new LinkedHashSet<>(indicators));
        WeightRules.checkTolerance(tolerance);
        if (!(minimumCoverage >= 0 && minimumCoverage <= 1)) {
            throw new ReaggregationException(
                    "minimumCoverage: it is a share of a boundary, from 0 to 1, not " + minimumCoverage);
        }
    }

    /** With everything else as it is unless said otherwise. */
    public static ReaggregationRequest of(Boundaries boundaries, List<String> indicators, Periods periods) {
        return new ReaggregationRequest(
                boundaries,
                indicators,
                periods,
                DEFAULT_SOURCE,
                Weighting.AUTO,
                Optional.empty(),
                Optional.empty(),
                MissingParts.STRICT,
                false,
                DEFAULT_TOLERANCE,
                DEFAULT_MINIMUM_COVERAGE);
    }

    /** The same indicators and periods for the same boundaries, in the way that {@code derived.yml} has it. */
    ReaggregationRequest as(Derived derived) {
        return new ReaggregationRequest(
                boundaries,
                indicators,
                periods,
                derived.sourceDivision().orElse(DEFAULT_SOURCE),
                derived.weighting().map(Weighting::of).orElse(Weighting.AUTO),
                derived.mask(),
                derived.population(),
                derived.missing().map(MissingParts::of).orElse(MissingParts.STRICT),
                derived.approximate(),
                derived.tolerance().orElse(DEFAULT_TOLERANCE),
                derived.minimumCoverage().orElse(DEFAULT_MINIMUM_COVERAGE));
    }

    /** The parameters besides boundaries, indicators and periods, as they are written in requests. */
    String settings() {
        return "sourceDivision=" + sourceDivision + ", weighting=" + weighting.id()
                + mask.map(name -> ", mask=" + name).orElse(", no mask")
                + population.map(name -> ", population=" + name).orElse(", no population") + ", missing="
                + missing.id() + (approximate ? ", approximate=true" : ", no approximation") + ", tolerance="
                + tolerance + ", minimumCoverage=" + minimumCoverage;
    }

    /** The same for others. */
    ReaggregationRequest boundaries(Boundaries other) {
        return new ReaggregationRequest(
                other,
                indicators,
                periods,
                sourceDivision,
                weighting,
                mask,
                population,
                missing,
                approximate,
                tolerance,
                minimumCoverage);
    }

    public ReaggregationRequest weighting(Weighting other) {
        return new ReaggregationRequest(
                boundaries,
                indicators,
                periods,
                sourceDivision,
                other,
                mask,
                population,
                missing,
                approximate,
                tolerance,
                minimumCoverage);
    }

    public ReaggregationRequest sourceDivision(String other) {
        return new ReaggregationRequest(
                boundaries,
                indicators,
                periods,
                other,
                weighting,
                mask,
                population,
                missing,
                approximate,
                tolerance,
                minimumCoverage);
    }

    public ReaggregationRequest missing(MissingParts other) {
        return new ReaggregationRequest(
                boundaries,
                indicators,
                periods,
                sourceDivision,
                weighting,
                mask,
                population,
                other,
                approximate,
                tolerance,
                minimumCoverage);
    }

    public ReaggregationRequest approximated() {
        return new ReaggregationRequest(
                boundaries,
                indicators,
                periods,
                sourceDivision,
                weighting,
                mask,
                population,
                missing,
                true,
                tolerance,
                minimumCoverage);
    }

    public ReaggregationRequest minimumCoverage(double other) {
        return new ReaggregationRequest(
                boundaries,
                indicators,
                periods,
                sourceDivision,
                weighting,
                mask,
                population,
                missing,
                approximate,
                tolerance,
                other);
    }
}
