package se.regstat.statistics.estimate;

import java.util.Arrays;
import java.util.Optional;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.weights.Crossing;

/**
 * One indicator in one year, as its kind of measure lets it be re-aggregated: a count as Σ w x, a ratio or a mean as Σ w n / Σ w d,
 * never as an average. Sources are numbered as in {@link Sources}. Immutable and thread-safe.
 */
public final class Variable {

    enum Kind {
        COUNT,
        PROPORTION,
        MEAN,
        DENSITY,
        APPROXIMATION,
        WHOLE_ONLY,
        ABSENT
    }

    private final Kind kind;
    private final double[] values;
    private final double[] bases;
    private final double[] told;
    private final double[] wholes;
    private final byte[] statuses;
    private final double per;
    private final Optional<YearValues> source;
    private final Optional<Message> refusal;
    private final Counted counted;

    private Variable(
            Kind kind, double[] values, double[] bases, double[] told, double[] wholes, byte[] statuses, double per) {
        this(kind, values, bases, told, wholes, statuses, per, Optional.empty(), Optional.empty(), Counted.NOTHING);
    }

    private Variable(
            Kind kind,
            double[] values,
            double[] bases,
            double[] told,
            double[] wholes,
            byte[] statuses,
            double per,
            Optional<YearValues> source,
            Optional<Message> refusal,
            Counted counted) {
        this.kind = kind;
        this.values = values;
        this.bases = bases;
        this.told = told;
        this.wholes = wholes;
        this.statuses = statuses;
        this.per = per;
        this.source = source;
        this.refusal = refusal;
        this.counted = counted;
    }

    /** A count that is known of every source. */
    public static Variable count(double[] values) {
        return count(values, new byte[values.length]);
    }

    /**
     * @param values not looked at where the status has none
     * @param statuses {@linkplain Status#code() codes}
     */
    public static Variable count(double[] values, byte[] statuses) {
        double[] numbers = values.clone();
        return new Variable(Kind.COUNT, numbers, null, numbers, null, settled(statuses.clone(), numbers), 1);
    }

    /**
     * A ratio of a part to its whole: {@code per × Σ numerators / Σ denominators}.
     *
     * @param statuses {@linkplain Status#code() codes}, of numerator and denominator together
     * @param per 100 for percent
     */
    public static Variable quotient(double[] numerators, double[] denominators, byte[] statuses, double per) {
        double[] told = new double[numerators.length];
        Arrays.setAll(told, i -> per * numerators[i] / denominators[i]);
        return quotient(Kind.PROPORTION, numerators, denominators, told, statuses, per);
    }

    static Variable quotient(
            Kind kind, double[] numerators, double[] denominators, double[] told, byte[] statuses, double per) {
        byte[] settled = settled(statuses.clone(), numerators, denominators);
        return new Variable(kind, numerators.clone(), denominators.clone(), told, null, settled, per);
    }

    /** A mean of each source, weighted with its own base, such as persons. */
    public static Variable mean(double[] means, double[] bases, byte[] statuses) {
        return quotient(Kind.MEAN, sums(means, bases), bases, means.clone(), statuses, 1);
    }

    private static double[] sums(double[] means, double[] bases) {
        double[] sums = new double[means.length];
        Arrays.setAll(sums, i -> bases[i] == 0 ? 0 : means[i] * bases[i]);
        return sums;
    }

    /**
     * A count for each unit of land. Land is divided by where it is known to be, else by area, whatever counts are divided by.
     *
     * @param land of the sources, in the unit of area; NaN where it is not known
     * @param areas of the sources with water, in the same unit
     */
    public static Variable density(double[] counts, double[] land, double[] areas, byte[] statuses) {
        double[] told = new double[counts.length];
        Arrays.setAll(told, i -> counts[i] / land[i]);
        return new Variable(
                Kind.DENSITY,
                counts.clone(),
                land.clone(),
                told,
                areas.clone(),
                settled(statuses.clone(), counts, land, areas),
                1);
    }

    /** An average of what cannot be derived from parts, always marked as estimated. */
    static Variable approximation(double[] values, double[] bases, byte[] statuses) {
        return quotient(Kind.APPROXIMATION, sums(values, bases), bases, values.clone(), statuses, 1);
    }

    /** What cannot be had from parts, for a reason: only a target that is one whole source has a value. */
    static Variable wholeOnly(double[] values, byte[] statuses, Message refusal) {
        double[] alike = new double[values.length];
        Arrays.fill(alike, 1);
        byte[] settled = settled(statuses.clone(), values);
        return new Variable(
                Kind.WHOLE_ONLY,
                values,
                alike,
                values,
                null,
                settled,
                1,
                Optional.empty(),
                Optional.of(refusal),
                Counted.NOTHING);
    }

    /** An indicator's values in a year for which it has none. */
    public static Variable missing(int size) {
        byte[] statuses = new byte[size];
        Arrays.fill(statuses, Status.MISSING.code());
        double[] nothing = new double[size];
        return new Variable(Kind.ABSENT, nothing, null, nothing, null, statuses, 1);
    }

    /**
     * An indicator's values, as its measure has it.
     *
     * @param bases what an approximation is weighted with, such as the population; of means and rounded ratios, where there is nobody
     * @param approximate whether to average what cannot be derived, medians but not indices
     * @return if the measure cannot be re-aggregated, one with a {@link #refusal}
     */
    public static Variable of(String indicator, Measure measure, YearValues year, double[] bases, boolean approximate) {
        byte[] statuses = new byte[year.size()];
        double[] values = new double[year.size()];
        Arrays.setAll(values, year::value);
        for (int i = 0; i < statuses.length; i++) statuses[i] = year.status(i).code();
        Variable made = measure.accept(new OfMeasure(indicator, year, values, statuses, bases, approximate));
        return new Variable(
                made.kind,
                made.values,
                made.bases,
                values,
                made.wholes,
                made.statuses,
                made.per,
                Optional.of(year),
                made.refusal,
                Counted.NOTHING);
    }

    /** This with what is counted in each target; sources then tell where it is known. */
    public Variable counted(Counted known) {
        if (!known.isAnything()) return this;
        double[] numbers = values.clone();
        byte[] settled = statuses.clone();
        known.settle(numbers, bases, settled);
        return new Variable(kind, numbers, bases, told, wholes, settled, per, source, refusal, known);
    }

    /** What is counted in each target. */
    public Counted counted() {
        return counted;
    }

    /** Whether nothing of a target's value follows from sources. */
    public boolean isOnlyCounted() {
        return counted.values().isPresent()
                && (kind == Kind.COUNT || counted.bases().isPresent());
    }

    /** Whether any source has a value. */
    public boolean hasAnyValue() {
        for (byte status : statuses) {
            if (Status.of(status).hasValue()) return true;
        }
        return false;
    }

    /**
     * These values on the areas of the next vintage. Land is that of the later areas.
     *
     * @param later the same indicator there, in a later year
     */
    public Variable on(Variable later, Crossing crossing) {
        if (kind == Kind.WHOLE_ONLY) return missing(crossing.size());
        double[] values = crossing.put(known(this.values), later.known(later.values));
        byte[] statuses = new byte[values.length];
        if (kind == Kind.COUNT) return count(values, statuses);
        if (kind == Kind.DENSITY)
            return density(values, later.bases, later.wholes, statuses).counted(counted);
        double[] bases = crossing.put(known(this.bases), later.known(later.bases));
        double[] told = new double[values.length];
        Arrays.setAll(told, i -> per * values[i] / bases[i]);
        return quotient(kind, values, bases, told, statuses, per).counted(counted);
    }

    /** By source; NaN where there is none. */
    double[] knownValues() {
        return known(values);
    }

    /** The same of what a quotient is divided by. */
    double[] knownBases() {
        return known(bases);
    }

    private double[] known(double[] numbers) {
        double[] known = new double[numbers.length];
        Arrays.setAll(known, i -> status(i).hasValue() ? numbers[i] : Double.NaN);
        return known;
    }

    /** Marks as missing what has no number in spite of its status. */
    private static byte[] settled(byte[] statuses, double[]... numbers) {
        for (int i = 0; i < statuses.length; i++) {
            for (double[] each : numbers) {
                if (!Double.isFinite(each[i]) && Status.of(statuses[i]).hasValue()) {
                    statuses[i] = Status.MISSING.code();
                }
            }
        }
        return statuses;
    }

    int size() {
        return values.length;
    }

    double value(int source) {
        return values[source];
    }

    /** A source's value as it is published or computed, before any sum. */
    double told(int source) {
        return told[source];
    }

    /** What a source by itself has, which may be more than can be summed: a mean without a base is no part of any sum. */
    Status toldStatus(int number) {
        return source.map(year -> year.status(number)).orElseGet(() -> status(number));
    }

    /** Why a source by itself has no value. */
    Reason toldReason(int number) {
        return source.map(year -> year.reason(number)).orElse(Reason.NONE);
    }

    /** Why it cannot be re-aggregated, and what would help; empty if it can. */
    public Optional<Message> refusal() {
        return refusal;
    }

    boolean isQuotient() {
        return kind != Kind.COUNT && kind != Kind.ABSENT;
    }

    /** Whether the numerator is a part of the base, so that neither can be more without the other. */
    boolean isProportion() {
        return kind == Kind.PROPORTION && !counted.isAnything();
    }

    double base(int source) {
        return bases[source];
    }

    Status status(int source) {
        return Status.of(statuses[source]);
    }

    double per() {
        return per;
    }

    boolean perArea() {
        return kind == Kind.DENSITY;
    }

    /** A source's area with water, where the base is its land. */
    double whole(int source) {
        return wholes[source];
    }

    /** Whether it is a count, or divided from counts alone, or by land. */
    boolean isOfCounts() {
        return kind == Kind.COUNT || kind == Kind.PROPORTION || kind == Kind.DENSITY;
    }

    boolean isApproximate() {
        return kind == Kind.APPROXIMATION;
    }

    /** Whether there are no values at all of that year. */
    boolean isAbsent() {
        return kind == Kind.ABSENT;
    }

    /** Whether nothing follows from parts. */
    boolean isWholeOnly() {
        return kind == Kind.WHOLE_ONLY;
    }
}
