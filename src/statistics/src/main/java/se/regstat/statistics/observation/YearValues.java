package se.regstat.statistics.observation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * The values of one indicator in one year for every area of the vintage that is valid then. Areas are numbered as in
 * {@link VintageAreas}. Immutable and thread-safe.
 */
public final class YearValues {

    /** What the source of values begins with that nobody published. */
    static final String DERIVED_FROM = "derived from ";

    private final VintageAreas areas;
    private final int year;
    private final boolean seriesBreak;
    private final double[] values;
    private final byte[] statuses;
    private final byte[] origins;
    private final byte[] reasons;
    private final byte[] sourceNumbers;
    private final List<String> sources;
    private final Optional<Fraction> fraction;
    private final Optional<Quality> quality;

    private YearValues(Builder builder, boolean seriesBreak) {
        this.areas = builder.areas;
        this.year = builder.year;
        this.seriesBreak = seriesBreak;
        this.values = builder.values;
        this.statuses = builder.statuses;
        this.origins = builder.origins;
        this.reasons = builder.reasons;
        this.sourceNumbers = builder.sourceNumbers;
        this.sources = List.copyOf(builder.sources);
        this.fraction = Optional.ofNullable(builder.fraction);
        this.quality = Optional.ofNullable(builder.quality);
    }

    /**
     * How good re-aggregated values are, by area; NaN where that is not known. Not to be changed.
     *
     * @param origin of a figure that the areas' own division has without re-aggregation; re-aggregated otherwise
     * @param seriesBreak whether it cannot be compared with the year before, since borders of what it is derived from changed
     * @param breakSize what the borders alone make of that, in the indicator's unit
     * @param derivedFrom division vintage, year and file
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Quality(
            Origin[] origin,
            double[] lower,
            double[] upper,
            double[] coverage,
            int[] wholeSources,
            int[] cutSources,
            int[] snappedSources,
            double[] cutShare,
            double[] largestShare,
            double[] missingShare,
            boolean[] seriesBreak,
            double[] breakSize,
            String[] weighting,
            String derivedFrom) {}

    /**
     * Values for boundaries that are not the producer's.
     *
     * @param values in the order of the areas; not looked at where the status has none
     * @param reasons why there is none
     */
    public static YearValues reaggregated(
            VintageAreas areas,
            int year,
            boolean seriesBreak,
            double[] values,
            Status[] statuses,
            Reason[] reasons,
            Quality quality) {
        Builder builder = new Builder(areas, year);
        int source = builder.source(DERIVED_FROM + quality.derivedFrom());
        for (int area = 0; area < values.length; area++) {
            builder.set(area, values[area], statuses[area], Origin.REAGGREGATED, source);
            builder.reasons[area] = reasons[area].code();
        }
        builder.quality = quality;
        return builder.build(seriesBreak);
    }

    /**
     * Estimates of a later year for all that have a value.
     *
     * @param own what is known of that year, which stays as it is
     * @param estimates by area; NaN where none can be made
     * @param parts what they are computed from
     */
    public YearValues estimated(int laterYear, Optional<YearValues> own, double[] estimates, Optional<Fraction> parts) {
        Builder builder = new Builder(areas, laterYear);
        for (int area = 0; area < estimates.length; area++) {
            int at = area;
            YearValues known =
                    own.filter(year -> year.status(at) != Status.MISSING).orElse(this);
            Status status = known.status(area);
            int source = builder.source(known.source(area));
            if (known != this || !status.hasValue()) {
                builder.set(area, known.values[area], status, known.origin(area), source);
                builder.reasons[area] = known.reasons[area];
            } else if (Double.isFinite(estimates[area])) {
                builder.set(area, estimates[area], Status.ESTIMATED, known.origin(area), source);
            } else {
                builder.none(area, Status.MISSING, Reason.NOT_SCALED, known.origin(area));
            }
        }
        builder.fraction = parts.orElse(null);
        return builder.build(false);
    }

    /** Present for re-aggregated values. */
    public Optional<Quality> quality() {
        return quality;
    }

    /** What a ratio, a mean or a density is computed from; NaN where that is not known. Not to be changed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Fraction(double[] numerators, double[] denominators) {}

    public int year() {
        return year;
    }

    public VintageAreas areas() {
        return areas;
    }

    /** Whether these values cannot be compared with those of the year before. */
    boolean isSeriesBreak() {
        return seriesBreak;
    }

    /** Whether borders of what an area's value is derived from changed, so that it cannot be compared with the year before. */
    boolean isDerivedAcrossBreak(int area) {
        return quality.filter(figures -> figures.seriesBreak()[area]).isPresent();
    }

    /** How many areas there are. */
    public int size() {
        return values.length;
    }

    public boolean hasValue(int area) {
        return status(area).hasValue();
    }

    /** In the indicator's unit; NaN where the status has no value. */
    public double value(int area) {
        return values[area];
    }

    /** The value as it is told of the indicator whose it is. */
    public double told(Indicator indicator, int area) {
        if (quality.isPresent()) return bounded(indicator, area).value();
        return Figures.own(indicator, origin(area), values[area]);
    }

    /** A re-aggregated value and its bounds as they are told. */
    public Figures.Bounded bounded(Indicator indicator, int area) {
        Quality known = quality.orElseThrow();
        return Figures.reaggregated(
                indicator,
                known.origin()[area],
                status(area),
                known.wholeSources()[area] + known.cutSources()[area],
                values[area],
                known.lower()[area],
                known.upper()[area]);
    }

    public Status status(int area) {
        return Status.of(statuses[area]);
    }

    public Origin origin(int area) {
        return Origin.of(origins[area]);
    }

    public Reason reason(int area) {
        return Reason.of(reasons[area]);
    }

    /** Where the value comes from, in words: the producer's name for published ones, else "derived from …". */
    public String source(int area) {
        return sources.get(sourceNumbers[area]);
    }

    /** The vintage whose areas a value was summed from; empty for others. */
    public Optional<VintageId> summedFrom(int area) {
        return origin(area) == Origin.SUMMED && source(area).startsWith(DERIVED_FROM)
                ? Optional.of(VintageId.parse(source(area).substring(DERIVED_FROM.length())))
                : Optional.empty();
    }

    /** Present for ratios and means whose numerator and base are known, and for densities. */
    public Optional<Fraction> fraction() {
        return fraction;
    }

    public boolean hasAnyValue() {
        for (int area = 0; area < values.length; area++) {
            if (hasValue(area)) return true;
        }
        return false;
    }

    /** Fills in the values of one year; whatever is not set is missing. Not thread-safe. */
    static final class Builder {
        private final VintageAreas areas;
        private final int year;
        private final double[] values;
        private final byte[] statuses;
        private final byte[] origins;
        private final byte[] reasons;
        private final byte[] sourceNumbers;
        private final List<String> sources = new ArrayList<>(List.of(""));
        private Fraction fraction;
        private Quality quality;

        Builder(VintageAreas areas, int year) {
            this.areas = areas;
            this.year = year;
            int size = areas.areas().size();
            values = new double[size];
            statuses = new byte[size];
            origins = new byte[size];
            reasons = new byte[size];
            sourceNumbers = new byte[size];
            Arrays.fill(values, Double.NaN);
            Arrays.fill(statuses, Status.MISSING.code());
        }

        /** The number under which a source is given to {@link #set}. */
        int source(String text) {
            int number = sources.indexOf(text);
            if (number >= 0) return number;
            if (sources.size() > Byte.MAX_VALUE) return 0;
            sources.add(text);
            return sources.size() - 1;
        }

        void set(int area, double value, Status status, Origin origin, int source) {
            values[area] = status.hasValue() ? value : Double.NaN;
            statuses[area] = status.code();
            origins[area] = origin.code();
            reasons[area] = Reason.NONE.code();
            sourceNumbers[area] = (byte) source;
        }

        double value(int area) {
            return values[area];
        }

        void none(int area, Status status, Reason reason, Origin origin) {
            set(area, Double.NaN, status, origin, 0);
            reasons[area] = reason.code();
        }

        Status status(int area) {
            return Status.of(statuses[area]);
        }

        void fraction(double[] numerators, double[] denominators) {
            fraction = new Fraction(numerators, denominators);
        }

        YearValues build(boolean seriesBreak) {
            return new YearValues(this, seriesBreak);
        }
    }
}
