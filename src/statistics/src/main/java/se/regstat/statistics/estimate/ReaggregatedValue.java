package se.regstat.statistics.estimate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import se.regstat.statistics.indicator.Combination;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Figures;

/**
 * One indicator's value for one target in one year, and how good it is. Figures that are not known, or must not be told, are NaN.
 *
 * @param target number of the target
 * @param origin of a figure of the targets' own division, published or summed; re-aggregated otherwise
 * @param reason why there is no value, as far as the status does not say it, or no interval
 * @param lower the least that the value can be
 * @param upper the most that the value can be
 * @param intervalLow of the interval that the value lies in as often as was asked for
 * @param intervalHigh the same
 * @param reliability by an interval that holds nine of ten; empty where there is none
 * @param coverage share of the target's area that the sources cover
 * @param wholeSources sources wholly inside the target
 * @param cutSources sources partly inside
 * @param snappedSources sources that would be cut but for a sliver
 * @param cutShare share of the value (of the base, for ratios and means) that comes from cut sources
 * @param largestShare share of it that comes from the source with the most
 * @param missingShare share of the sources, by weight, that have no value
 * @param seriesBreak whether it cannot be compared with the period before, which is of another vintage: the target cuts areas whose
 *     borders changed
 * @param breakSize what the borders alone make of that, in the indicator's unit: the period before through the areas of this
 *     period's vintage, less the same period directly
 * @param weighting empty for what lies outside; else what cut sources were divided by: {@code code}, {@code area}, {@code mask:built-up}…; {@code ,area} follows
 *     where some had nothing of it inside, and {@code ,change_log} where the change log told more than borders
 * @param derivedFrom division vintage, year and file
 */
public record ReaggregatedValue(
        int target,
        int year,
        Indicator indicator,
        Origin origin,
        double value,
        Status status,
        Reason reason,
        double lower,
        double upper,
        double intervalLow,
        double intervalHigh,
        Optional<Reliability> reliability,
        double coverage,
        int wholeSources,
        int cutSources,
        int snappedSources,
        double cutShare,
        double largestShare,
        double missingShare,
        boolean seriesBreak,
        double breakSize,
        String weighting,
        String derivedFrom) {

    /**
     * Of an indicator that is made of others. Bounds and intervals are those of all inputs at their ends at once: they rest on the same weights, and so go wrong together.
     *
     * @param indicator whose measure is {@link Measure.Combined}
     * @param inputs of the same target and year, in the order of the combination
     */
    public static ReaggregatedValue combined(
            Indicator indicator,
            List<ReaggregatedValue> inputs,
            Combination.Norms norms,
            boolean seriesBreak,
            String derivedFrom) {
        Combination how = ((Measure.Combined) indicator.measure()).combination();
        ReaggregatedValue first = inputs.get(0);
        Optional<ReaggregatedValue> lacking =
                inputs.stream().filter(input -> !input.status().hasValue()).findFirst();
        double value =
                lacking.isPresent() ? Double.NaN : how.of(of(inputs, ReaggregatedValue::value), first.year(), norms);
        boolean told = !Double.isNaN(value);
        double[] lower = of(inputs, ReaggregatedValue::lower);
        double[] upper = of(inputs, ReaggregatedValue::upper);
        double[] low = of(inputs, ReaggregatedValue::intervalLow);
        double[] high = of(inputs, ReaggregatedValue::intervalHigh);
        boolean bounded = told && areKnown(lower) && areKnown(upper);
        boolean around = told && areKnown(low) && areKnown(high);
        Status status = lacking.map(ReaggregatedValue::status)
                .orElse(
                        !told
                                ? Status.MISSING
                                : inputs.stream().allMatch(input -> input.status() == Status.NORMAL)
                                        ? Status.NORMAL
                                        : Status.ESTIMATED);
        Reason reason = lacking.map(ReaggregatedValue::reason)
                .orElse(
                        !told
                                ? Reason.NO_REFERENCE
                                : around
                                        ? Reason.NONE
                                        : inputs.stream()
                                                .map(ReaggregatedValue::reason)
                                                .filter(why -> why != Reason.NONE)
                                                .findFirst()
                                                .orElse(Reason.UNTRIED));
        return new ReaggregatedValue(
                first.target,
                first.year,
                indicator,
                inputs.stream()
                        .map(ReaggregatedValue::origin)
                        .filter(origin -> !origin.isItsProducers())
                        .findFirst()
                        .orElse(first.origin),
                value,
                status,
                reason,
                bounded ? how.least(lower, upper, first.year, norms) : Double.NaN,
                bounded ? how.most(lower, upper, first.year, norms) : Double.NaN,
                around ? how.least(low, high, first.year, norms) : Double.NaN,
                around ? how.most(low, high, first.year, norms) : Double.NaN,
                around
                        ? inputs.stream()
                                .flatMap(input -> input.reliability().stream())
                                .max(Comparator.naturalOrder())
                        : Optional.empty(),
                worst(inputs, ReaggregatedValue::coverage, DoubleStream::min),
                first.wholeSources,
                first.cutSources,
                first.snappedSources,
                worst(inputs, ReaggregatedValue::cutShare, DoubleStream::max),
                worst(inputs, ReaggregatedValue::largestShare, DoubleStream::max),
                worst(inputs, ReaggregatedValue::missingShare, DoubleStream::max),
                seriesBreak || inputs.stream().anyMatch(ReaggregatedValue::seriesBreak),
                Double.NaN,
                first.weighting,
                derivedFrom);
    }

    private static double[] of(List<ReaggregatedValue> inputs, ToDoubleFunction<ReaggregatedValue> figure) {
        return inputs.stream().mapToDouble(figure).toArray();
    }

    private static boolean areKnown(double[] numbers) {
        return Arrays.stream(numbers).noneMatch(Double::isNaN);
    }

    private static double worst(
            List<ReaggregatedValue> inputs,
            ToDoubleFunction<ReaggregatedValue> figure,
            Function<DoubleStream, OptionalDouble> worst) {
        return worst.apply(Arrays.stream(of(inputs, figure)).filter(Double::isFinite))
                .orElse(Double.NaN);
    }

    /** With its figures as they are told. */
    public ReaggregatedValue told() {
        Figures.Told told = Figures.reaggregated(
                indicator,
                origin,
                status,
                wholeSources + cutSources,
                new Figures.Told(value, lower, upper, intervalLow, intervalHigh));
        return new ReaggregatedValue(
                target,
                year,
                indicator,
                origin,
                told.value(),
                status,
                reason,
                told.lower(),
                told.upper(),
                told.intervalLow(),
                told.intervalHigh(),
                reliability,
                Figures.share(coverage),
                wholeSources,
                cutSources,
                snappedSources,
                Figures.share(cutShare),
                Figures.share(largestShare),
                Figures.share(missingShare),
                seriesBreak,
                Figures.difference(indicator, breakSize),
                weighting,
                derivedFrom);
    }

    /** Whether there is noise in it, added here or by who published what it comes from. */
    public boolean isPerturbed() {
        return indicator.isPerturbed(year);
    }

    /** By how much noise moves its count at most, up or down; 0 where there is none. */
    public int noise() {
        return indicator.noise(year, origin.figures(wholeSources + cutSources));
    }

    /** Of one target: year by year, and in a year as indicators come. */
    public static Comparator<ReaggregatedValue> inOrderOf(List<Indicator> indicators) {
        return Comparator.comparingInt(ReaggregatedValue::year)
                .thenComparingInt(value -> indicators.indexOf(value.indicator()));
    }
}
