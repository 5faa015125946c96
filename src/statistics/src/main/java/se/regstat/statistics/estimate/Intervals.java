package se.regstat.statistics.estimate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import se.regstat.statistics.ancillary.Quantiles;
import se.regstat.statistics.ancillary.Spread;
import se.regstat.statistics.indicator.Perturbation;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.weights.Distribution;
import se.regstat.statistics.weights.Weights;

/**
 * Prediction intervals of an estimate: what a target has lies within them as often as wanted, if its sources are divided as wrongly as areas put together
 * were in trials. Half the width of a count's is the root of
 *
 * <pre>q² Σ x²cρ + h² Σ p²c + g² Σ x²(w − W)² + z² V Σ w²</pre>
 *
 * over the cut sources of values x and people p; c is {@linkplain Spread#cut of the cut}. The first term is how people are divided wrongly, q being quantiles
 * of trials and ρ how unevenly people live in the source's region; the second how unevenly the indicator lies among people, h being quantiles found on the areas themselves; the third, of sources that were
 * scaled to newer totals, what these tell wrongly ({@link Growth}); the fourth the noise of variance V that a producer adds to each count, z being quantiles of
 * the normal distribution. Of a quotient n/d, x is n − (n/d)·d of the source, what it has too much or too little of
 * for the target's value, p is d, and the noise of d counts (n/d)² times; all is divided by the target's base. What is counted, and land that is registered, is known. Intervals
 *
 * <ul>
 *   <li>lie within the bounds, but for the producer's noise, and contain the value;
 *   <li>are the value where that is bound to be right, and without noise;
 *   <li>speak of the year of the sources' values;
 *   <li>are none where trials tell nothing: of sources that are estimated themselves, of what reaches beyond them or lacks some, of what is averaged only, of
 *       counts that are many where few people live, of numbers some of which are negative, and where neither a quantile nor a bound says what is the most.
 * </ul>
 *
 * Thread-safe.
 */
public final class Intervals {

    /** How many times what its people make of it on average a source may have, for what is tried on people to tell of it. */
    private static final double MOST_AMONG = 10;

    private final Weights weights;
    private final List<Variable> variables;
    private final List<SourceErrors> sourceErrors;
    private final Supplier<DividingErrors> errors;
    private final Optional<String> kind;
    private final double confidence;
    private final Reliability.Limits limits;
    private final Map<Integer, Unevenness> unevenness = new ConcurrentHashMap<>();
    private volatile Tried tried;

    /** @param perPerson how much there is on average, or for each of what a quotient is divided by */
    private record Unevenness(Optional<Spread> spread, double perPerson) {}

    /** What is known of the sources, found where the first one is cut. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tried(DividingErrors errors, List<Optional<Spread>> spreads, double[] dispersion, double[] people) {}

    /**
     * @param sourceErrors of each variable of the estimate
     * @param errors of the sources' vintage, asked for where a source is cut
     * @param kind which people sources are divided by, where that is not all
     * @param confidence how often intervals are to hold, from 0.5 to 0.99
     * @param limits of reliability
     */
    public Intervals(
            Estimate estimate,
            List<SourceErrors> sourceErrors,
            Supplier<DividingErrors> errors,
            Optional<String> kind,
            double confidence,
            Reliability.Limits limits) {
        this.weights = estimate.weights();
        this.variables = estimate.all();
        this.sourceErrors = List.copyOf(sourceErrors);
        this.errors = errors;
        this.kind = kind;
        this.confidence = confidence;
        this.limits = limits;
    }

    private Tried tried() {
        Tried known = tried;
        if (known != null) return known;
        DividingErrors found = errors.get();
        // What is divided by its own people is taken to be divided as well as all are by all: nothing was tried.
        List<Optional<Spread>> spreads = weights.ways().stream()
                .map(way -> kind.map(own -> Distribution.ofAll(way, own)).orElse(way))
                .map(found::spread)
                .toList();
        known = new Tried(found, spreads, found.dispersion(), found.people());
        tried = known;
        return known;
    }

    /** @param row computed, of the same estimate */
    public Interval of(EstimateRow row, int variable) {
        Status status = row.status(variable);
        if (!status.hasValue()) return Interval.NONE;
        boolean moved = sourceErrors.get(variable).noise().isPresent();
        if (status == Status.NORMAL && !moved) return Interval.exact(row.value(variable));
        if (moved && isMovedUnknown(row, variable)) return Interval.none(Reason.UNTRIED);
        Reason none = status == Status.NORMAL ? Reason.NONE : whyNone(row, variable);
        if (none != Reason.NONE) return Interval.none(none);
        Terms terms = terms(row, variable);
        if (status == Status.NORMAL && terms.half(confidence) == 0) return Interval.exact(row.value(variable));
        double[] asked = within(row, variable, terms.half(confidence), terms.beyond());
        if (!Double.isFinite(asked[0]) || !Double.isFinite(asked[1])) return Interval.none(Reason.UNTRIED);
        double[] usual = confidence == Reliability.CONFIDENCE
                ? asked
                : within(row, variable, terms.half(Reliability.CONFIDENCE), terms.beyond());
        return new Interval(
                asked[0], asked[1], Optional.of(limits.of(row.value(variable), usual[0], usual[1])), Reason.NONE);
    }

    /**
     * Of a figure of the target's own division.
     *
     * @param value without any doubt but the producer's noise
     * @param parts how many counts it is the sum of, or each of what it is divided from
     */
    public Interval ofOwn(EstimateRow row, int v, double value, int parts) {
        Optional<Perturbation> noise = sourceErrors.get(v).noise();
        Variable variable = variables.get(v);
        if (noise.isEmpty() || variable.isOnlyCounted()) return Interval.exact(value);
        boolean quotient = variable.isQuotient();
        double scale = quotient ? variable.per() / row.base(v) : 1;
        if (isMovedUnknown(row, v) || !Double.isFinite(scale)) return Interval.none(Reason.UNTRIED);
        double ofBase = quotient && !variable.perArea() ? value / variable.per() : 0;
        Moved moved = Moved.of(noise.get(), parts, parts * ofBase * ofBase, parts, parts * ofBase);
        double half = scale * moved.half(confidence);
        double usual = scale * moved.half(Reliability.CONFIDENCE);
        return new Interval(
                Math.max(0, value - half),
                Math.min(row.most(v), value + half),
                Optional.of(limits.of(value, Math.max(0, value - usual), Math.min(row.most(v), value + usual))),
                Reason.NONE);
    }

    /** What noise in counts does to a mean or median is not known, nor to numbers some of which are negative. */
    private boolean isMovedUnknown(EstimateRow row, int v) {
        return !variables.get(v).isOfCounts() || row.isSigned(v);
    }

    /**
     * What noise adds, in units of the other terms.
     *
     * @param square the variance
     * @param most by how much all counts together are moved at most
     */
    private record Moved(double square, double most) {
        static final Moved NOT = new Moved(0, 0);

        static Moved of(Perturbation noise, double squares, double ofBases, double parts, double bases) {
            return new Moved(noise.variance() * (squares + ofBases), noise.maximum() * (parts + bases));
        }

        double half(double confidence) {
            return Math.min(most, Quantiles.NORMAL.at(confidence) * Math.sqrt(square));
        }
    }

    /** Each count of a source has noise of its own; one that is 0 may have been more. */
    private Moved moved(int target, int v, double ratio) {
        Optional<Perturbation> noise = sourceErrors.get(v).noise();
        if (noise.isEmpty()) return Moved.NOT;
        double squares = 0;
        int sources = 0;
        for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
            squares += weights.weight(entry) * weights.weight(entry);
            sources++;
        }
        Variable variable = variables.get(v);
        if (isBase(variable)) return Moved.of(noise.get(), 0, squares, 0, sources);
        double ofBase = variable.isQuotient()
                        && !variable.perArea()
                        && variable.counted().bases().isEmpty()
                ? ratio
                : 0;
        boolean known = variable.counted().values().isPresent();
        return Moved.of(
                noise.get(), known ? 0 : squares, ofBase * ofBase * squares, known ? 0 : sources, ofBase * sources);
    }

    private Reason whyNone(EstimateRow row, int v) {
        int target = row.target();
        if (variables.get(v).isApproximate()) return Reason.NOT_DERIVABLE;
        if (row.has(v, Status.MISSING, Status.SUPPRESSED, Status.NOT_APPLICABLE, Status.OUTSIDE))
            return Reason.INCOMPLETE;
        if (weights.reachesBeyond(target)) return Reason.NOT_COVERED;
        // What is 0 altogether may be much in one part and as much less in another.
        if (weights.isRough(target) || row.isSigned(v)) return Reason.UNTRIED;
        boolean scaledOnly = sourceErrors
                .get(v)
                .growth()
                .filter(by -> !by.isOfEstimates(weights, target))
                .isPresent();
        if (row.has(v, Status.ESTIMATED) && !scaledOnly) return Reason.UNTRIED;
        for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
            if (weights.isWhole(entry)) continue;
            // That nothing of it is given to the target does not make it nothing.
            if (!variables.get(v).status(weights.source(entry)).hasValue()) return Reason.INCOMPLETE;
            if (tried().spreads().get(weights.way(entry)).isEmpty()
                    || unevenness(v).spread().isEmpty()) return Reason.UNTRIED;
        }
        return isAmongPeople(target, v) ? Reason.NONE : Reason.UNTRIED;
    }

    /** How a variable lies among people, or what a quotient is divided by, is only known of where these are. */
    private boolean isAmongPeople(int target, int v) {
        Variable variable = variables.get(v);
        if (!isCount(variable) || isCounted(variable)) return true;
        boolean base = isBase(variable);
        double has = 0;
        double among = 0;
        for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
            if (weights.isWhole(entry)) continue;
            int source = weights.source(entry);
            double number = base ? variable.base(source) : variable.value(source);
            if (number == 0) continue;
            double cut = Spread.cut(weights.weight(entry), weights.landShare(entry));
            double expected = unevenness(v).perPerson() * tried().people()[source];
            has += number * number * cut;
            among += expected * expected * cut;
        }
        return has == 0 || has <= MOST_AMONG * MOST_AMONG * among;
    }

    private Unevenness unevenness(int v) {
        return unevenness.computeIfAbsent(v, first -> {
            Variable variable = variables.get(v);
            boolean base = isBase(variable);
            double[] numbers = base ? variable.knownBases() : variable.knownValues();
            double[] among = base || isCount(variable) ? tried().people() : variable.knownBases();
            double number = 0;
            double all = 0;
            for (int i = 0; i < among.length; i++) {
                if (!(among[i] > 0) || Double.isNaN(numbers[i])) continue;
                number += numbers[i];
                all += among[i];
            }
            return new Unevenness(tried().errors().unevenness(numbers, among), number / all);
        });
    }

    /** Whether the numerator is counted, and the base is land. */
    private static boolean isCounted(Variable variable) {
        return variable.perArea() && variable.counted().values().isPresent();
    }

    /** Whether the numerator is counted, and the base estimated. */
    private static boolean isBase(Variable variable) {
        return variable.isQuotient() && variable.counted().values().isPresent() && !variable.perArea();
    }

    /** Whether the part of the value that is estimated is a count. */
    private static boolean isCount(Variable variable) {
        return !variable.isQuotient()
                || variable.perArea()
                || variable.counted().isAnything();
    }

    /** The terms of an error, and what it is to be multiplied by. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Terms(
            double[] divided,
            List<Optional<Spread>> by,
            double uneven,
            Optional<Spread> unevenness,
            double cuts,
            double grown,
            Optional<Growth> growth,
            Moved moved,
            double scale) {

        double half(double confidence) {
            double square = 0;
            for (int way = 0; way < divided.length; way++) {
                if (divided[way] == 0) continue;
                double miss = by.get(way).orElseThrow().of(cuts).at(confidence);
                square += miss * miss * divided[way];
            }
            if (uneven > 0) {
                double miss = unevenness.orElseThrow().of(cuts).at(confidence);
                square += miss * miss * uneven;
            }
            if (grown > 0) {
                double miss = growth.orElseThrow().miss(confidence);
                square += miss * miss * grown;
            }
            double noise = moved.half(confidence);
            return scale == 0 ? 0 : scale * Math.sqrt(square + noise * noise);
        }

        /** By how much noise may move a bound. */
        double beyond() {
            return scale * moved.most();
        }
    }

    private Terms terms(EstimateRow row, int v) {
        Variable variable = variables.get(v);
        int target = row.target();
        boolean base = isBase(variable);
        boolean count = isCount(variable);
        double value = row.value(v);
        double ratio = value / variable.per();
        List<Optional<Spread>> spreads = weights.cutSources(target) > 0 ? tried().spreads() : List.of();
        double[] divided = new double[spreads.size()];
        double uneven = 0;
        double sum = 0;
        double sumOfSquares = 0;
        for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
            int source = weights.source(entry);
            double number = base || !count ? variable.base(source) : variable.value(source);
            // What has nothing has nothing in its parts; of a quotient, neither what is divided nor what it is divided
            // by.
            boolean nothing = number == 0 && (count || variable.value(source) == 0);
            if (weights.isWhole(entry) || nothing || isCounted(variable)) continue;
            double cut = Spread.cut(weights.weight(entry), weights.landShare(entry));
            double missed = count ? number : variable.value(source) - ratio * number;
            double among = count ? tried().people()[source] : number;
            double dispersed = cut * tried().dispersion()[source];
            divided[weights.way(entry)] += missed * missed * dispersed;
            if (!(among > 0)) continue;
            uneven += among * among * cut;
            double size = among * among * dispersed;
            sum += size;
            sumOfSquares += size * size;
        }
        Optional<Growth> growth = sourceErrors.get(v).growth();
        double scale = !variable.isQuotient() ? 1 : base ? ratio / row.base(v) : 1 / row.base(v);
        return new Terms(
                divided,
                spreads,
                uneven,
                uneven > 0 ? unevenness(v).spread() : Optional.empty(),
                Spread.cuts(sum, sumOfSquares),
                growth.map(by -> by.variance(weights, target)).orElse(0.0),
                growth,
                moved(target, v, ratio),
                scale * variable.per());
    }

    /** @param beyond by how much it may lie outside the bounds */
    private double[] within(EstimateRow row, int v, double half, double beyond) {
        Variable variable = variables.get(v);
        double value = row.value(v);
        // Nothing is nothing on whatever land.
        if (value == 0 && half == 0) return new double[] {0, 0};
        double low = value - half;
        double high = value + half;
        if (variable.perArea() && !weights.knowsLand()) {
            double land = row.base(v);
            low *= land / LandBounds.most(weights, row.target(), variable);
            high *= land / LandBounds.least(weights, row.target(), variable);
        }
        low = Math.max(low, 0);
        high = Math.min(high, row.most(v));
        if (!Double.isNaN(row.lower(v))) low = Math.max(low, row.lower(v) - beyond);
        if (!Double.isNaN(row.upper(v))) high = Math.min(high, row.upper(v) + beyond);
        return new double[] {Math.min(low, value), Math.max(high, value)};
    }
}
