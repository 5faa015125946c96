package se.regstat.statistics.reaggregation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.config.Derived;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.Weighting;

/**
 * What is to be re-aggregated to which boundaries, and how: the parameters of {@link ReaggregationDeclaration} that values follow
 * from.
 *
 * @param arguments without those that say which boundaries, or how the answer is written
 */
public record ReaggregationRequest(Boundaries boundaries, Arguments arguments) {

    public ReaggregationRequest {
        arguments = arguments.only(ReaggregationRequest::isOfValues);
    }

    private static boolean isOfValues(Parameter<?> parameter) {
        return parameter.equals(ReaggregationDeclaration.PERIODS) || parameter.isAt(Door.CONFIGURATION);
    }

    /** With everything else as it is unless said otherwise. */
    public static ReaggregationRequest of(Boundaries boundaries, List<String> indicators, Periods periods) {
        return new ReaggregationRequest(boundaries, Arguments.none(ReaggregationDeclaration.OPERATION))
                .with(ReaggregationDeclaration.INDICATORS, List.copyOf(new LinkedHashSet<>(indicators)))
                .with(ReaggregationDeclaration.PERIODS, periods);
    }

    /** The same indicators and periods for the same boundaries, in the way that {@code derived.yml} has it. */
    ReaggregationRequest as(Derived derived) {
        return new ReaggregationRequest(
                        boundaries,
                        Arguments.read(ReaggregationDeclaration.OPERATION, Door.CONFIGURATION, derived.settings()))
                .with(ReaggregationDeclaration.INDICATORS, indicators())
                .with(ReaggregationDeclaration.PERIODS, periods());
    }

    /** All but indicators and periods, as they may be given. */
    Message settings() {
        return arguments
                .only(parameter -> !parameter.equals(ReaggregationDeclaration.INDICATORS)
                        && !parameter.equals(ReaggregationDeclaration.PERIODS))
                .told();
    }

    /** The same with another value. @throws se.regstat.statistics.request.ReaggregationException if it is out of range */
    public <T> ReaggregationRequest with(Parameter<T> parameter, T value) {
        return new ReaggregationRequest(boundaries, arguments.with(parameter, value));
    }

    /** The same for others. */
    ReaggregationRequest boundaries(Boundaries other) {
        return new ReaggregationRequest(other, arguments);
    }

    /** Ids, in the order they are wanted in. */
    public List<String> indicators() {
        return arguments.get(ReaggregationDeclaration.INDICATORS);
    }

    public Periods periods() {
        return arguments.get(ReaggregationDeclaration.PERIODS);
    }

    /** Id of the division whose areas the values are taken of. */
    public String sourceDivision() {
        return arguments.get(ReaggregationDeclaration.SOURCE_DIVISION);
    }

    /** Id of the division whose values those of earlier years are scaled to. */
    public Optional<String> scaleTo() {
        return arguments.get(ReaggregationDeclaration.SCALE_TO);
    }

    public Weighting weighting() {
        return arguments.get(ReaggregationDeclaration.WEIGHTING);
    }

    /** Name of the registered mask to divide cut sources by; empty for built-up areas, else land. */
    public Optional<String> mask() {
        return arguments.get(ReaggregationDeclaration.MASK);
    }

    /** Name of the registered population to divide cut sources by; empty for the latest. */
    public Optional<String> population() {
        return arguments.get(ReaggregationDeclaration.POPULATION);
    }

    public MissingParts missing() {
        return arguments.get(ReaggregationDeclaration.MISSING);
    }

    /** Whether to average what cannot be derived, such as medians; always marked as estimated. */
    public boolean approximate() {
        return arguments.get(ReaggregationDeclaration.APPROXIMATE);
    }

    /** Share of a source below which a part is a sliver, and of a target below which it lies outside. */
    public double tolerance() {
        return arguments.get(ReaggregationDeclaration.TOLERANCE);
    }

    /** Share of a target, from 0 to 1, that sources must cover for it to have a value; the sea does not count. */
    public double minimumCoverage() {
        return arguments.get(ReaggregationDeclaration.MINIMUM_COVERAGE);
    }

    /** How often intervals are to hold, from 0.5 to 0.99. */
    double confidence() {
        return arguments.get(ReaggregationDeclaration.CONFIDENCE);
    }
}
