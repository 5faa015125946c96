package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.estimate.CountMass;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.EstimateRow;
import se.regstat.statistics.estimate.Interval;
import se.regstat.statistics.estimate.Intervals;
import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.event.PointCounts;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.weights.Weights;

/**
 * What came of a request: target by target in the order given, year by year, indicator by indicator. Values are computed as they
 * are read, so that the largest result needs no more memory than its weights. Immutable and thread-safe.
 */
public final class ReaggregationResult implements Iterable<ReaggregatedValue> {

    /** What stands for a weighting where values, or a part of a quotient, are counted. */
    private static final String POINTS = "points";

    private static final Set<Reason> LACKING = EnumSet.of(Reason.INCOMPLETE, Reason.NOT_COVERED);

    private final ReaggregationRequest request;
    private final List<Indicator> indicators;
    private final List<OfVintage> vintages;
    private final List<String> notes;

    ReaggregationResult(
            ReaggregationRequest request, List<Indicator> indicators, List<OfVintage> vintages, List<String> notes) {
        this.request = request;
        this.indicators = List.copyOf(indicators);
        this.vintages = compared(vintages);
        this.notes = List.copyOf(notes);
    }

    /** The years that one vintage is valid in, ascending. */
    record OfVintage(VintageId source, Estimate estimate, Intervals intervals, List<Column> columns) {

        OfVintage with(List<Column> others) {
            return new OfVintage(source, estimate, intervals, others);
        }
    }

    private static List<OfVintage> compared(List<OfVintage> vintages) {
        Map<String, NavigableSet<Integer>> years = new HashMap<>();
        for (OfVintage vintage : vintages) {
            for (int i = 0; i < vintage.columns().size(); i++) {
                Column column = vintage.columns().get(i);
                if (!vintage.estimate().variable(i).hasAnyValue()) continue;
                years.computeIfAbsent(column.indicator().id(), id -> new TreeSet<>())
                        .add(column.year());
            }
        }
        return vintages.stream()
                .map(vintage -> vintage.with(vintage.columns().stream()
                        .map(column -> {
                            NavigableSet<Integer> known =
                                    years.getOrDefault(column.indicator().id(), new TreeSet<>());
                            Integer before = known.lower(column.year());
                            return column.comparedWith(before == null ? column.year() - 1 : before);
                        })
                        .toList()))
                .toList();
    }

    /** With what else the reader should know, first. */
    ReaggregationResult noting(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(notes);
        return new ReaggregationResult(request, indicators, vintages, all);
    }

    ReaggregationRequest request() {
        return request;
    }

    public Boundaries boundaries() {
        return request.boundaries();
    }

    /** In the order of the request. */
    public List<Indicator> indicators() {
        return indicators;
    }

    /** With a value of any of the indicators, ascending. */
    SortedSet<Integer> years() {
        SortedSet<Integer> years = new TreeSet<>();
        for (OfVintage vintage : vintages) vintage.columns().forEach(column -> years.add(column.year()));
        return years;
    }

    /** What the reader of the whole result should know. */
    public List<String> notes() {
        return notes;
    }

    /** Of each count that is not restricted and year with values, by indicator, then year. */
    public List<CountMass> masses() {
        return masses(indicator -> true);
    }

    /** Of those counts alone that are asked for. */
    List<CountMass> masses(Predicate<Indicator> asked) {
        List<CountMass> masses = new ArrayList<>();
        for (OfVintage vintage : vintages) {
            BitSet outside = outside(vintage.estimate().weights());
            for (int i = 0; i < vintage.columns().size(); i++) {
                Column column = vintage.columns().get(i);
                if (!column.isOpen() || !(column.indicator().measure() instanceof Measure.Count)) continue;
                if (!asked.test(column.indicator())) continue;
                Optional<PointCounts> counts =
                        vintage.estimate().variable(i).counted().values();
                Mass mass = counts.isPresent()
                        ? CountedTargets.mass(counts.get(), column, outside)
                        : vintage.estimate().mass(i, outside);
                masses.add(new CountMass(column.indicator(), column.year(), mass));
            }
        }
        masses.sort(Comparator.<CountMass>comparingInt(mass -> indicators.indexOf(mass.indicator()))
                .thenComparingInt(CountMass::year));
        return masses;
    }

    /** All values. Each iterator is for one thread. */
    @Override
    public Iterator<ReaggregatedValue> iterator() {
        return new Values();
    }

    /** A target's values, year by year. */
    public List<ReaggregatedValue> of(int target) {
        List<ReaggregatedValue> values = new ArrayList<>();
        Map<Estimate, EstimateRow> known = new HashMap<>();
        Function<Estimate, EstimateRow> rows = estimate -> known.computeIfAbsent(estimate, e -> e.row(target));
        for (OfVintage vintage : vintages) {
            EstimateRow row = rows.apply(vintage.estimate());
            for (int i = 0; i < vintage.columns().size(); i++) {
                Column column = vintage.columns().get(i);
                double breakSize = column.isOpen() && column.parts().isEmpty()
                        ? column.step().map(step -> step.size(target, rows)).orElse(Double.NaN)
                        : Double.NaN;
                values.add(value(vintage, row, i, column, breakSize));
            }
        }
        if (vintages.size() > 1) values.sort(ReaggregatedValue.inOrderOf(indicators));
        return values;
    }

    private final class Values implements Iterator<ReaggregatedValue> {
        private int target;
        private Iterator<ReaggregatedValue> ofTarget =
                List.<ReaggregatedValue>of().iterator();

        @Override
        public boolean hasNext() {
            while (!ofTarget.hasNext() && target < boundaries().targets().size()) {
                ofTarget = of(target++).iterator();
            }
            return ofTarget.hasNext();
        }

        @Override
        public ReaggregatedValue next() {
            if (!hasNext()) throw new NoSuchElementException("no more values");
            return ofTarget.next();
        }
    }

    private ReaggregatedValue value(OfVintage vintage, EstimateRow row, int variable, Column column, double breakSize) {
        Weights weights = vintage.estimate().weights();
        int target = row.target();
        Optional<OwnSeries> own = column.own(target);
        if (own.isPresent() && !isMadeOfParts(own.get(), row, variable)) {
            return value(vintage, own.get(), row, variable, column, breakSize);
        }
        if (!column.parts().isEmpty()) return combined(vintage, row, column);
        boolean open = column.isOpen();
        boolean incomplete = own.isPresent();
        Status found = incomplete ? Status.ESTIMATED : status(weights, row, variable, column);
        boolean unfinished = found.hasValue() && column.unfinished().get(target);
        if (unfinished) found = request.missing() == MissingParts.PARTIAL ? Status.ESTIMATED : Status.MISSING;
        Status status = incomplete ? found : covered(weights, target, found);
        boolean told = status.hasValue();
        boolean exact = row.isOnlyCounted(variable);
        boolean pretended = row.lower(variable) == row.upper(variable) && status == Status.ESTIMATED;
        boolean bounded = open && told && !incomplete && !pretended;
        Interval interval =
                open && told ? interval(vintage, row, variable, incomplete || unfinished, pretended) : Interval.NONE;
        return new ReaggregatedValue(
                target,
                column.year(),
                column.indicator(),
                exact ? Origin.COUNTED : Origin.REAGGREGATED,
                told ? column.value(row, variable) : Double.NaN,
                status,
                status != found && status == Status.MISSING
                        ? Reason.LOW_COVERAGE
                        : unfinished && status == Status.MISSING
                                ? Reason.INCOMPLETE
                                : told || !open
                                        ? interval.reason()
                                        : status == found ? row.reason(variable) : Reason.NONE,
                bounded ? row.lower(variable) : Double.NaN,
                bounded ? row.upper(variable) : Double.NaN,
                interval.low(),
                interval.high(),
                interval.reliability(),
                incomplete ? Double.NaN : weights.coverage(target),
                exact ? 0 : weights.wholeSources(target),
                exact ? 0 : weights.cutSources(target),
                exact ? 0 : weights.snappedSources(target),
                open && told ? row.cutShare(variable) : Double.NaN,
                open && told ? row.largestShare(variable) : Double.NaN,
                open ? row.missingShare(variable) : Double.NaN,
                column.isBroken(target),
                breakSize,
                status == Status.OUTSIDE ? "" : exact ? POINTS : weighting(weights, row, variable),
                column.derivedFrom());
    }

    /** Made of what the target has of other indicators. */
    private ReaggregatedValue combined(OfVintage vintage, EstimateRow row, Column column) {
        return ReaggregatedValue.combined(
                column.indicator(),
                column.parts().stream()
                        .map(part -> value(vintage, row, part.variable(), part.column(), Double.NaN))
                        .toList(),
                column.norms(),
                column.isBroken(row.target()),
                column.derivedFrom());
    }

    /**
     * @param partial whether not all parts are there
     * @param pretended whether it would be exact, were it not for what its sources are
     */
    private static Interval interval(
            OfVintage vintage, EstimateRow row, int variable, boolean partial, boolean pretended) {
        if (partial) return Interval.none(Reason.INCOMPLETE);
        return pretended ? Interval.none(Reason.UNTRIED) : vintage.intervals().of(row, variable);
    }

    /** Targets that are told outside, whatever little of sources they have. */
    private BitSet outside(Weights weights) {
        BitSet outside = new BitSet();
        for (int target = 0; target < boundaries().targets().size(); target++) {
            outside.set(target, isOutside(weights, target));
        }
        return outside;
    }

    private boolean isOutside(Weights weights, int target) {
        return weights.knownShare(target) < request.tolerance();
    }

    /** What is left of a status where there are next to no sources, or too few of them to speak for the target. */
    private Status covered(Weights weights, int target, Status found) {
        if (found == Status.OUTSIDE || isOutside(weights, target)) return Status.OUTSIDE;
        boolean enough = weights.knownShare(target) >= request.minimumCoverage();
        return enough || found == Status.SUPPRESSED ? found : Status.MISSING;
    }

    /** Whether there is no figure of the targets' own division, but the request takes what its parts give. */
    private boolean isMadeOfParts(OwnSeries own, EstimateRow row, int variable) {
        if (own.status(row.target()) != Status.MISSING || !row.status(variable).hasValue()) return false;
        return row.isApproximate(variable)
                || (request.missing() == MissingParts.PARTIAL && LACKING.contains(own.reason(row.target())));
    }

    /** As the targets' own division has it. */
    private static ReaggregatedValue value(
            OfVintage vintage, OwnSeries own, EstimateRow row, int variable, Column column, double breakSize) {
        Weights weights = vintage.estimate().weights();
        int target = row.target();
        Status status = own.status(target);
        boolean told = status.hasValue();
        double bound = status == Status.NORMAL ? own.value(target) : Double.NaN;
        boolean counted = row.isOnlyCounted(variable);
        int sources = counted ? 0 : own.sources(target, weights.wholeSources(target));
        Interval interval = status == Status.NORMAL
                ? vintage.intervals()
                        .ofOwn(row, variable, bound, own.origin(target).figures(sources))
                : Interval.NONE;
        return new ReaggregatedValue(
                target,
                column.year(),
                column.indicator(),
                own.origin(target),
                own.value(target),
                status,
                told
                                && own.reason(target) == Reason.NONE
                                && interval.reliability().isEmpty()
                        ? Reason.UNTRIED
                        : own.reason(target),
                bound,
                bound,
                interval.low(),
                interval.high(),
                interval.reliability(),
                told ? 1 : weights.wholeSources(target) > 0 ? Double.NaN : 0,
                sources,
                0,
                0,
                told ? 0 : Double.NaN,
                told && sources > 0 ? row.largestShare(variable) : Double.NaN,
                row.missingShare(variable),
                column.isBroken(target),
                breakSize,
                counted ? POINTS : weighting(weights, row, variable),
                own.derivedFrom(target).orElse(column.derivedFrom()));
    }

    private static Status status(Weights weights, EstimateRow row, int variable, Column column) {
        if (column.isSuppressed(row, variable)) return Status.SUPPRESSED;
        Status status = status(weights, row, variable, column.indicator());
        if (column.isOpen()) return status;
        // That a value is bound to be right although a source is cut tells that the source has nothing.
        boolean cut = weights.cutSources(row.target()) > 0 && !row.isOnlyCounted(variable);
        return status == Status.NORMAL && cut ? Status.ESTIMATED : status;
    }

    /** A weighted mean of percentages as rounded as they are published is no longer exact. */
    private static Status status(Weights weights, EstimateRow row, int variable, Indicator indicator) {
        Status status = row.status(variable);
        return status == Status.NORMAL && isRounded(weights, row, indicator) ? Status.ESTIMATED : status;
    }

    private static boolean isRounded(Weights weights, EstimateRow row, Indicator indicator) {
        Measure measure = indicator.measure();
        boolean several = weights.wholeSources(row.target()) + weights.cutSources(row.target()) > 1;
        return several && measure instanceof Measure.Ratio && !measure.isComputed();
    }

    private static String weighting(Weights weights, EstimateRow row, int variable) {
        int target = row.target();
        StringBuilder text = new StringBuilder(weights.told(target));
        if (weights.byChangeLog(target)) text.append(",change_log");
        if (row.isCounted(variable)) text.append(',').append(POINTS);
        return text.toString();
    }
}
