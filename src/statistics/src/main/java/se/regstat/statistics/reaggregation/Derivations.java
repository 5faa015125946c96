package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import se.regstat.statistics.config.Derived;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Spelling;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * The series that {@code derived.yml} asks for: indicators re-aggregated to a division of one's own, each year to the vintage of it
 * that is valid then. Restricted indicators are left out where their rules do not name the division. Thread-safe; each series is
 * computed at its first use, and so is why there is none.
 */
public final class Derivations {

    /** For whoever wrote derived.yml. */
    private static final Spelling HERE = ReaggregationDeclaration.OPERATION.spelling(Door.CONFIGURATION);

    private final Snapshot snapshot;
    private final Observations observations;
    private final Reaggregator reaggregator;
    private final Map<List<String>, Derived> wanted = new LinkedHashMap<>();
    private final Map<List<String>, Made> made = new ConcurrentHashMap<>();

    /**
     * What is asked for and cannot be had.
     *
     * @param reason and what would be right
     */
    public record LeftOut(String indicator, String division, String reason) {}

    /** A series, or else the reason why there is none. */
    private record Made(Optional<Series> series, String reason) {
        static Made none(String reason) {
            return new Made(Optional.empty(), reason);
        }
    }

    private Derivations(Snapshot snapshot, Observations observations) {
        this.snapshot = snapshot;
        this.observations = observations;
        this.reaggregator = Reaggregator.of(snapshot, observations);
        for (Derived derived : observations.configuration().derived()) {
            for (String indicator : derived.indicators()) wanted.put(List.of(indicator, derived.division()), derived);
        }
    }

    /** Shared by all who ask for the same snapshot with the same observations of it. */
    public static Derivations of(Snapshot snapshot, Observations observations) {
        return snapshot.derived(Derivations.class, observations, () -> new Derivations(snapshot, observations));
    }

    /** Pairs of indicator and division, in the order of the configuration; only of indicators that may be published. */
    public List<List<String>> pairs() {
        return wanted.keySet().stream()
                .filter(pair -> observations
                        .indicator(pair.get(0))
                        .filter(indicator -> mayBeTold(indicator, pair.get(1)))
                        .isPresent())
                .toList();
    }

    /** Empty if there is none; {@link #leftOut} says why. */
    public Optional<Series> series(String indicator, String division) {
        return made(List.of(indicator, division)).series();
    }

    /** What is asked for and cannot be had, in the order of the configuration. Computes all series that are not computed yet. */
    public List<LeftOut> leftOut() {
        List<LeftOut> all = new ArrayList<>();
        for (List<String> pair : wanted.keySet()) {
            Made one = made(pair);
            if (one.series().isEmpty()) all.add(new LeftOut(pair.get(0), pair.get(1), one.reason()));
        }
        return all;
    }

    /** What readers can work out of what is told of restricted indicators, see {@link Reaggregator#protectedByNoiseAlone}. */
    public List<String> protectedByNoiseAlone() {
        return reaggregator.protectedByNoiseAlone(() -> false);
    }

    private Made made(List<String> pair) {
        Derived derived = wanted.get(pair);
        if (derived == null) return Made.none("derived.yml does not ask for it");
        Made known = made.get(pair);
        if (known == null) {
            known = make(pair.get(0), derived);
            made.put(pair, known);
        }
        return known;
    }

    /** Indicators that may be published. */
    private List<String> open() {
        return observations.indicators().stream()
                .filter(other -> other.disclosure().isEmpty())
                .map(Indicator::id)
                .toList();
    }

    private Made make(String id, Derived derived) {
        Optional<Indicator> indicator = observations.indicator(id);
        if (indicator.isEmpty()) {
            return Made.none("the store has no values of an indicator '" + id + "'" + NearestIds.question(id, open())
                    + "; it has of " + listed(open()));
        }
        if (!mayBeTold(indicator.get(), derived.division())) {
            return Made.none("it is restricted (disclosure in indicators.yml), and its told_for there does not name "
                    + derived.division());
        }
        if (!observations.divisions().contains(derived.division())) {
            return Made.none("the store has no division '" + derived.division() + "'; import it, or take one of "
                    + listed(observations.divisions()));
        }
        try {
            return compute(indicator.get(), derived);
        } catch (ReaggregationException e) {
            return Made.none(e.in(HERE));
        }
    }

    private static boolean mayBeTold(Indicator indicator, String division) {
        return indicator
                .disclosure()
                .map(rule -> rule.toldFor().contains(division))
                .orElse(true);
    }

    private static String listed(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }

    private Made compute(Indicator indicator, Derived derived) {
        Arguments settings = settings(derived);
        String source = settings.get(ReaggregationDeclaration.SOURCE_DIVISION);
        if (!observations.divisions().contains(source)) {
            throw ReaggregationException.of(
                    "sourceDivision",
                    "the store has no division '" + source + "'; take one of " + listed(observations.divisions()));
        }
        SortedSet<Integer> years = new TreeSet<>();
        observations.series(indicator.id(), source).ifPresent(s -> s.years().stream()
                .filter(YearValues::hasAnyValue)
                .forEach(year -> years.add(year.year())));
        if (years.isEmpty()) {
            throw ReaggregationException.of(
                    "sourceDivision",
                    "the indicator has no values for " + source + observations.whyNone(indicator.id(), source)
                            + "; it has for "
                            + listed(observations.series(indicator.id()).stream()
                                    .map(Series::division)
                                    .toList()));
        }
        Map<VintageAreas, SortedSet<Integer>> byVintage = new LinkedHashMap<>();
        for (int year : years) {
            snapshot.valid(derived.division(), year)
                    .filter(areas -> !areas.areas().isEmpty())
                    .ifPresent(areas -> byVintage
                            .computeIfAbsent(areas, valid -> new TreeSet<>())
                            .add(year));
        }
        List<YearValues> values = new ArrayList<>();
        SortedSet<Integer> earlier = new TreeSet<>();
        byVintage.forEach((areas, own) -> {
            SortedSet<Integer> asked = new TreeSet<>(own);
            // Whether a vintage's first year can be compared with the year before is seen on its own areas.
            if (!earlier.isEmpty() && indicator.disclosure().isEmpty()) asked.add(earlier.last());
            ReaggregationResult result = reaggregator.run(request(areas, indicator, asked, derived), () -> false);
            own.forEach(year -> values.add(values(areas, year, indicator, result)));
            earlier.addAll(own);
        });
        if (values.isEmpty()) {
            return Made.none("no vintage of " + derived.division() + " is valid in a year with values, " + years.first()
                    + " to " + years.last() + "; widen its years in divisions.yml");
        }
        Series series = new Series(indicator, derived.division(), values);
        return series.hasAnyValue() ? new Made(Optional.of(series), "") : Made.none(nothing(settings));
    }

    private static String nothing(Arguments settings) {
        boolean partial = settings.get(ReaggregationDeclaration.MISSING) == MissingParts.PARTIAL;
        return "no area gets a value: "
                + (partial
                        ? "each lies outside, or all its parts are missing"
                        : "each lies outside, or a part of it is missing; '"
                                + HERE.setting("missing", MissingParts.PARTIAL.id()) + "' leaves such parts out");
    }

    private static Arguments settings(Derived derived) {
        return Arguments.read(ReaggregationDeclaration.OPERATION, Door.CONFIGURATION, derived.settings());
    }

    private ReaggregationRequest request(
            VintageAreas areas, Indicator indicator, SortedSet<Integer> years, Derived derived) {
        return ReaggregationRequest.of(
                        reaggregator.boundaries(areas.vintage().id()),
                        List.of(indicator.id()),
                        Periods.parse(years.stream().map(String::valueOf).toList()))
                .as(derived);
    }

    private static YearValues values(VintageAreas areas, int year, Indicator indicator, ReaggregationResult result) {
        int size = areas.areas().size();
        double[] values = new double[size];
        Status[] statuses = new Status[size];
        Reason[] reasons = new Reason[size];
        Origin[] origins = new Origin[size];
        double[] lower = new double[size];
        double[] upper = new double[size];
        double[] intervalLow = new double[size];
        double[] intervalHigh = new double[size];
        List<Optional<Reliability>> reliability = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
        double[] coverage = new double[size];
        int[] wholeSources = new int[size];
        int[] cutSources = new int[size];
        int[] snappedSources = new int[size];
        double[] cutShare = new double[size];
        double[] largestShare = new double[size];
        double[] missingShare = new double[size];
        boolean[] seriesBreak = new boolean[size];
        double[] breakSize = new double[size];
        String[] weighting = new String[size];
        String derivedFrom = "";
        for (ReaggregatedValue value : result) {
            if (value.year() != year) continue;
            int area = value.target();
            values[area] = value.value();
            statuses[area] = value.status();
            reasons[area] = value.reason();
            origins[area] = value.origin();
            lower[area] = value.lower();
            upper[area] = value.upper();
            coverage[area] = value.coverage();
            cutShare[area] = value.cutShare();
            largestShare[area] = value.largestShare();
            missingShare[area] = value.missingShare();
            intervalLow[area] = value.intervalLow();
            intervalHigh[area] = value.intervalHigh();
            reliability.set(area, value.reliability());
            wholeSources[area] = value.wholeSources();
            cutSources[area] = value.cutSources();
            snappedSources[area] = value.snappedSources();
            seriesBreak[area] = value.seriesBreak();
            breakSize[area] = value.breakSize();
            weighting[area] = value.weighting();
            derivedFrom = value.derivedFrom();
        }
        return YearValues.reaggregated(
                areas,
                year,
                indicator.breaks().contains(year),
                values,
                statuses,
                reasons,
                new YearValues.Quality(
                        origins,
                        lower,
                        upper,
                        intervalLow,
                        intervalHigh,
                        reliability,
                        coverage,
                        wholeSources,
                        cutSources,
                        snappedSources,
                        cutShare,
                        largestShare,
                        missingShare,
                        seriesBreak,
                        breakSize,
                        weighting,
                        derivedFrom));
    }
}
