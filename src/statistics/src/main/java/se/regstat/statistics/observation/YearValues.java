package se.regstat.statistics.observation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Combination;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.packed.PackedNumbers;
import se.regstat.statistics.packed.Room;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * The values of one indicator in one year for every area of the vintage that is valid then. Areas are numbered as in
 * {@link VintageAreas}. Immutable and thread-safe. They are found when the first is asked for; whether
 * there are any is most often known before. Longer than other classes, with the builder in which they are put together.
 */
public final class YearValues {

    /** What the source of values begins with that nobody published. */
    static final String DERIVED_FROM = "derived from ";

    private final VintageAreas areas;
    private final int year;
    private final boolean seriesBreak;

    private final Foreseen foreseen;
    private final Optional<Quality> quality;

    /** Null until it is known. */
    private volatile Boolean any;

    /** Null until any value is asked for. */
    private volatile Told told;

    private Supplier<Told> finding;

    private YearValues(
            VintageAreas areas,
            int year,
            boolean seriesBreak,
            Foreseen foreseen,
            Supplier<Told> finding,
            Optional<Quality> quality) {
        this.areas = areas;
        this.year = year;
        this.seriesBreak = seriesBreak;
        this.foreseen = foreseen;
        this.finding = finding;
        this.quality = quality;
    }

    /**
     * Values that are found when any of them is asked for.
     *
     * @param values must not, by whatever steps, ask for what they are
     */
    static YearValues of(Foreseen foreseen, boolean seriesBreak, Room room, Supplier<Builder> values) {
        return new YearValues(
                foreseen.areas(),
                foreseen.year(),
                seriesBreak,
                foreseen,
                () -> new Told(values.get(), room),
                Optional.empty());
    }

    private static YearValues of(
            VintageAreas areas, int year, boolean seriesBreak, Builder values, Optional<Quality> quality) {
        Told told = new Told(values, Room.HEAP);
        return new YearValues(areas, year, seriesBreak, null, () -> told, quality);
    }

    private Told told() {
        Told known = told;
        return known == null ? find() : known;
    }

    /** Who asks for what another is finding waits for it, and so for all that it follows from. */
    private synchronized Told find() {
        if (told == null) {
            told = finding.get();
            finding = null;
        }
        return told;
    }

    /** What can be said of them before they are found; only of those that are. */
    Foreseen foreseen() {
        return foreseen;
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
            double[] intervalLow,
            double[] intervalHigh,
            List<Optional<Reliability>> reliability,
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
        Builder builder = Builder.derived(areas, values, statuses, reasons, Origin.REAGGREGATED, quality.derivedFrom());
        return of(areas, year, seriesBreak, builder, Optional.of(quality));
    }

    /**
     * Values that an operation answered for the areas.
     *
     * @param values in the order of the areas; not looked at where the status has none
     * @param reasons why there is none
     * @param derivedFrom division, year and file
     */
    public static YearValues computed(
            VintageAreas areas,
            int year,
            boolean seriesBreak,
            double[] values,
            Status[] statuses,
            Reason[] reasons,
            String derivedFrom) {
        Builder builder = Builder.derived(areas, values, statuses, reasons, Origin.COMPUTED, derivedFrom);
        return of(areas, year, seriesBreak, builder, Optional.empty());
    }

    /**
     * Estimates of a later year for all that have a value.
     *
     * @param own what is known of that year, which stays as it is
     * @param estimates by area; NaN where none can be made
     * @param parts what they are computed from
     */
    public YearValues estimated(int laterYear, Optional<YearValues> own, double[] estimates, Optional<Fraction> parts) {
        Builder builder = new Builder(areas);
        for (int area = 0; area < estimates.length; area++) {
            int at = area;
            YearValues known =
                    own.filter(year -> year.status(at) != Status.MISSING).orElse(this);
            Status status = known.status(area);
            int source = builder.source(known.source(area));
            if (known != this || !status.hasValue()) {
                builder.set(area, known.value(area), status, known.origin(area), source);
                builder.reasons[area] = known.reason(area).code();
            } else if (Double.isFinite(estimates[area])) {
                builder.set(area, estimates[area], Status.ESTIMATED, known.origin(area), source);
            } else {
                builder.none(area, Status.MISSING, Reason.NOT_SCALED, known.origin(area));
            }
        }
        parts.ifPresent(known -> builder.fraction(known.numerators(), known.denominators()));
        return of(areas, laterYear, false, builder, Optional.empty());
    }

    /** Present for re-aggregated values. */
    public Optional<Quality> quality() {
        return quality;
    }

    /** What a ratio, a mean or a density is computed from, by area; NaN where that is not known. */
    public static final class Fraction {
        private final PackedNumbers numerators;
        private final PackedNumbers denominators;

        public Fraction(double[] numerators, double[] denominators) {
            this(numerators, denominators, Room.HEAP);
        }

        private Fraction(double[] numerators, double[] denominators, Room room) {
            this.numerators = PackedNumbers.of(numerators, room);
            this.denominators = PackedNumbers.of(denominators, room);
        }

        public double numerator(int area) {
            return numerators.get(area);
        }

        public double denominator(int area) {
            return denominators.get(area);
        }

        /** Of all areas, a copy. */
        public double[] numerators() {
            return numerators.unpacked();
        }

        /** Of all areas, a copy. */
        public double[] denominators() {
            return denominators.unpacked();
        }
    }

    public int year() {
        return year;
    }

    public VintageAreas areas() {
        return areas;
    }

    /** Whether these values, of all areas or of some, cannot be compared with those of the year before. */
    public boolean isSeriesBreak() {
        return seriesBreak || (quality.isPresent() && IntStream.range(0, size()).anyMatch(this::isDerivedAcrossBreak));
    }

    /** Whether borders of what an area's value is derived from changed, so that it cannot be compared with the year before. */
    boolean isDerivedAcrossBreak(int area) {
        return quality.filter(figures -> figures.seriesBreak()[area]).isPresent();
    }

    /** How many areas there are. */
    public int size() {
        return areas.areas().size();
    }

    public boolean hasValue(int area) {
        return status(area).hasValue();
    }

    /** In the indicator's unit; NaN where the status has no value. */
    public double value(int area) {
        return told().value(area);
    }

    /** The value as it is told of the indicator whose it is. */
    public double told(Indicator indicator, int area) {
        if (quality.isPresent()) return bounded(indicator, area).value();
        return Figures.own(indicator, origin(area), value(area));
    }

    /** A re-aggregated value, its bounds and its interval as they are told. */
    public Figures.Told bounded(Indicator indicator, int area) {
        Quality known = quality.orElseThrow();
        return Figures.reaggregated(
                indicator,
                known.origin()[area],
                status(area),
                known.wholeSources()[area] + known.cutSources()[area],
                new Figures.Told(
                        value(area),
                        known.lower()[area],
                        known.upper()[area],
                        known.intervalLow()[area],
                        known.intervalHigh()[area]));
    }

    public Status status(int area) {
        return told().status(area);
    }

    public Origin origin(int area) {
        return told().origin(area);
    }

    public Reason reason(int area) {
        return told().reason(area);
    }

    /** Where the value comes from, in words: the producer's name for published ones, else "derived from …". */
    public String source(int area) {
        return told().source(area);
    }

    /** The vintage whose areas a value was summed from; empty for others. */
    public Optional<VintageId> summedFrom(int area) {
        return origin(area) == Origin.SUMMED && source(area).startsWith(DERIVED_FROM)
                ? Optional.of(VintageId.parse(source(area).substring(DERIVED_FROM.length())))
                : Optional.empty();
    }

    /** Present for ratios and means whose numerator and base are known, and for densities. */
    public Optional<Fraction> fraction() {
        return told().fraction();
    }

    /** Of all areas with a value, each counting once. */
    Optional<Combination.Norm> norm() {
        return Combination.Norm.of(IntStream.range(0, size())
                .filter(this::hasValue)
                .mapToDouble(this::value)
                .toArray());
    }

    /** Most often known before the values are found, and then they are not. */
    public boolean hasAnyValue() {
        Boolean known = any;
        if (known == null) {
            Optional<Boolean> before = foreseen == null ? Optional.empty() : foreseen.any();
            known = before.orElseGet(() -> told().hasAnyValue());
            any = known;
        }
        return known;
    }

    /** Fills in the values of one year; whatever is not set is missing. Not thread-safe. */
    static final class Builder {
        private final double[] values;
        private final byte[] statuses;
        private final byte[] origins;
        private final byte[] reasons;
        private final byte[] sourceNumbers;
        private final List<String> sources = new ArrayList<>(List.of(""));
        private double[] numerators;
        private double[] denominators;

        Builder(VintageAreas areas) {
            int size = areas.areas().size();
            values = new double[size];
            statuses = new byte[size];
            origins = new byte[size];
            reasons = new byte[size];
            sourceNumbers = new byte[size];
            Arrays.fill(values, Double.NaN);
            Arrays.fill(statuses, Status.MISSING.code());
        }

        static Builder derived(
                VintageAreas areas,
                double[] values,
                Status[] statuses,
                Reason[] reasons,
                Origin origin,
                String derivedFrom) {
            Builder builder = new Builder(areas);
            int source = builder.source(DERIVED_FROM + derivedFrom);
            for (int area = 0; area < values.length; area++) {
                builder.set(area, values[area], statuses[area], origin, source);
                builder.reasons[area] = reasons[area].code();
            }
            return builder;
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
            this.numerators = numerators;
            this.denominators = denominators;
        }

        int size() {
            return values.length;
        }

        double[] values() {
            return values;
        }

        Origin origin(int area) {
            return Origin.of(origins[area]);
        }

        Reason reason(int area) {
            return Reason.of(reasons[area]);
        }

        String sourceOf(int area) {
            return sources.get(sourceNumbers[area]);
        }

        /** A number for how the value of an area came about, which others have that came about alike. */
        int how(int area) {
            return statuses[area] << 24 | origins[area] << 16 | reasons[area] << 8 | sourceNumbers[area];
        }

        Optional<Fraction> fraction(Room room) {
            return numerators == null ? Optional.empty() : Optional.of(new Fraction(numerators, denominators, room));
        }
    }
}
