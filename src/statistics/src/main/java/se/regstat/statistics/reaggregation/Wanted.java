package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.Message;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** What a request asks for of what there is: series, the years of each, and what each year's values rest on. */
final class Wanted {

    private final Snapshot snapshot;
    private final Observations observations;
    private final ReaggregationRequest request;
    private final Visible visible;
    private final DrawnAreas drawn;
    private final Map<Series, NavigableMap<Integer, Scaling>> scaled = new LinkedHashMap<>();
    private final Map<Series, NavigableSet<Integer>> years;

    /**
     * @param visible what whoever asks may know of
     * @throws ReaggregationException if there is nothing of it, with the parameter and the reason
     */
    Wanted(Observations observations, ReaggregationRequest request, Visible visible) {
        this.snapshot = observations.snapshot();
        this.observations = observations;
        this.request = request;
        this.visible = visible;
        this.drawn = new DrawnAreas(observations, request.boundaries().targets(), visible);
        this.years = years();
    }

    ReaggregationRequest request() {
        return request;
    }

    /** What whoever asks may know of. */
    Visible visible() {
        return visible;
    }

    /** The years that are wanted of each indicator, in the order of the request. */
    Map<Series, NavigableSet<Integer>> bySeries() {
        return years;
    }

    List<Indicator> indicators() {
        return years.keySet().stream().map(Series::indicator).toList();
    }

    /** How many values come of it: targets times indicators and years. */
    long values() {
        return years.values().stream().mapToLong(Set::size).sum()
                * request.boundaries().targets().size();
    }

    private Map<Series, NavigableSet<Integer>> years() {
        Map<Series, NavigableSet<Integer>> years = new LinkedHashMap<>();
        NavigableSet<Integer> there = new TreeSet<>();
        for (Series one : series()) {
            NavigableSet<Integer> own = new TreeSet<>();
            one.years().stream().filter(YearValues::hasAnyValue).forEach(year -> own.add(year.year()));
            NavigableMap<Integer, Scaling> more = request.scaleTo()
                    .map(larger -> Scaling.of(observations, one, larger, visible::source))
                    .orElseGet(TreeMap::new);
            scaled.put(one, more);
            own.addAll(more.keySet());
            years.put(one, own);
            there.addAll(own);
        }
        try {
            years.replaceAll((one, own) -> request.periods().of(there, own));
        } catch (ReaggregationException e) {
            if (notScaled().isEmpty()) throw e;
            throw e.and(Message.of(String.join("; ", notScaled())));
        }
        return years;
    }

    /** Why values of indicators are not scaled that would be by the request. */
    List<String> notScaled() {
        return request.scaleTo().stream()
                .flatMap(larger -> scaled.entrySet().stream()
                        .filter(found -> found.getValue().isEmpty())
                        .map(found -> "scaleTo: " + found.getKey().indicator().id() + " is not scaled, since "
                                + whyNot(found.getKey().indicator(), larger)))
                .toList();
    }

    private String whyNot(Indicator indicator, String larger) {
        return Scaling.refusal(indicator)
                .orElseGet(() -> observations
                                .series(indicator.id(), larger)
                                .filter(Series::hasAnyValue)
                                .isEmpty()
                        ? "it has no values for " + larger
                        : larger + " has no year that " + request.sourceDivision()
                                + " lacks values of and has earlier ones of its own to start from");
    }

    /** How a year's values are estimated that a series does not have. */
    Optional<Scaling> scaling(Series one, int year) {
        return Optional.ofNullable(scaled.get(one).get(year));
    }

    /** The year whose values are taken for a year. */
    private int yearOfValues(Series one, int year) {
        return scaling(one, year).map(scaling -> scaling.earlier().year()).orElse(year);
    }

    /** The vintages of sources that values will be taken of. */
    Set<VintageId> sources() {
        Set<VintageId> sources = new HashSet<>();
        years.forEach((one, own) -> own.forEach(year -> sources.add(
                source(snapshot, request, yearOfValues(one, year)).vintage().id())));
        return sources;
    }

    private static VintageAreas source(Snapshot snapshot, ReaggregationRequest request, int year) {
        return snapshot.valid(request.sourceDivision(), year).orElseThrow();
    }

    /**
     * The years with values that rest on the same, ascending, each with the series that do.
     *
     * @param cancelled asked for each target
     */
    Map<Basis, NavigableMap<Integer, List<Series>>> byBasis(BooleanSupplier cancelled) {
        NavigableSet<Integer> all = new TreeSet<>();
        years.values().forEach(all::addAll);
        Map<Basis, NavigableMap<Integer, List<Series>>> byBasis = new LinkedHashMap<>();
        Map<Integer, Basis> known = new HashMap<>();
        for (int year : all) {
            years.forEach((one, own) -> {
                if (!own.contains(year)) return;
                Basis basis = known.computeIfAbsent(
                        yearOfValues(one, year), taken -> basis(observations, request, drawn, taken, cancelled));
                byBasis.computeIfAbsent(basis, same -> new TreeMap<>())
                        .computeIfAbsent(year, same -> new ArrayList<>())
                        .add(one);
            });
        }
        return byBasis;
    }

    /** What a year's values of a request for a registered division rest on. */
    static Basis basis(Observations observations, ReaggregationRequest request, int year, BooleanSupplier cancelled) {
        DrawnAreas drawn = new DrawnAreas(observations, request.boundaries().targets(), any -> true);
        return basis(observations, request, drawn, year, cancelled);
    }

    /** The same with boundaries that may be drawn as areas are. */
    static Basis basis(
            Observations observations,
            ReaggregationRequest request,
            DrawnAreas drawn,
            int year,
            BooleanSupplier cancelled) {
        Snapshot snapshot = observations.snapshot();
        VintageAreas sources = source(snapshot, request, year);
        VintageId vintage = sources.vintage().id();
        Boundaries boundaries = request.boundaries();
        if (boundaries.vintage().isEmpty()) {
            return new Basis(vintage, drawn.told(sources, year, cancelled));
        }
        List<Basis.Told> told = new ArrayList<>();
        snapshot.valid(boundaries.vintage().get().division(), year)
                .filter(whole ->
                        whole.vintage().id().equals(boundaries.vintage().get()))
                .ifPresent(whole -> observations
                        .membership(sources, whole, year)
                        .ifPresent(
                                codes -> told.add(new Basis.Told(whole.vintage().id(), codes, boundaries.numbers()))));
        return new Basis(vintage, List.copyOf(told));
    }

    private List<Series> series() {
        if (request.indicators().isEmpty()) {
            throw ReaggregationException.of("indicators", "none is named; there are " + available());
        }
        checkSource();
        checkScale();
        List<Series> series = new ArrayList<>();
        for (String id : request.indicators()) {
            series.add(observations
                    .series(id, request.sourceDivision())
                    .filter(Series::hasAnyValue)
                    .orElseThrow(() -> ReaggregationException.of(
                            "indicators",
                            "'" + id + "' has no values for "
                                    + request.sourceDivision() + observations.whyNone(id, request.sourceDivision())
                                    + NearestIds.question(id, available())
                                    + "; those that have are " + listed(available()))));
        }
        return series;
    }

    private void checkSource() {
        checkDivision(observations, "sourceDivision", request.sourceDivision(), visible);
    }

    /** @throws ReaggregationException if there is no such division, as far as whoever asks may know */
    static void checkDivision(Observations observations, String parameter, String division, Visible visible) {
        Visible unnamed = visible.unnamed();
        if (observations.divisions().contains(division)
                && (isSource(observations, division, unnamed) || isSource(observations, division, visible))) return;
        List<String> sources = observations.divisions().stream()
                .filter(other -> isSource(observations, other, unnamed))
                .toList();
        throw ReaggregationException.of(
                parameter, "there is no division '" + division + "'; there is " + listed(sources));
    }

    private void checkScale() {
        if (request.scaleTo().isEmpty()) return;
        String division = request.scaleTo().get();
        boolean there = isSource(division, visible);
        if (there && isCoarser(division)) return;
        List<String> others = observations.divisions().stream()
                .filter(other -> isSource(other, visible.unnamed()) && isCoarser(other))
                .toList();
        throw ReaggregationException.of(
                "scaleTo",
                (division.equals(request.sourceDivision())
                                ? division + " is what values are taken of"
                                : there
                                        ? "areas of " + division + " are not larger than those of "
                                                + request.sourceDivision()
                                        : "there is no division '" + division + "'")
                        + "; there is " + listed(others));
    }

    private boolean isCoarser(String division) {
        return meanArea(division) > meanArea(request.sourceDivision()) * (1 + 1e-6);
    }

    private double meanArea(String division) {
        return snapshot.vintages().stream()
                .filter(areas -> areas.vintage().id().division().equals(division))
                .flatMap(areas -> areas.areas().stream())
                .mapToDouble(Area::areaKm2)
                .average()
                .orElse(0);
    }

    private boolean isSource(String division, Visible who) {
        return isSource(observations, division, who);
    }

    private static boolean isSource(Observations observations, String division, Visible visible) {
        return observations.snapshot().vintages().stream()
                .map(areas -> areas.vintage().id())
                .anyMatch(id -> id.division().equals(division) && visible.source(id));
    }

    private List<String> available() {
        return observations.indicators().stream()
                .map(Indicator::id)
                .filter(id -> observations
                        .series(id, request.sourceDivision())
                        .filter(Series::hasAnyValue)
                        .isPresent())
                .toList();
    }

    static String listed(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }

    /** The years of a range that there is nothing of, and why. */
    List<String> leftOut() {
        NavigableSet<Integer> told = new TreeSet<>();
        years.values().forEach(told::addAll);
        Map<Boolean, List<Integer>> absent = request.periods().absent(told).stream()
                .collect(Collectors.partitioningBy(
                        year -> snapshot.valid(request.sourceDivision(), year).isPresent()));
        String division = request.sourceDivision();
        List<String> notes = new ArrayList<>();
        if (!absent.get(true).isEmpty()) {
            notes.add("periods: " + runs(absent.get(true)) + " left out, since there are no values of "
                    + String.join(", ", request.indicators()) + " for " + division);
        }
        if (!absent.get(false).isEmpty()) {
            notes.add("periods: " + runs(absent.get(false)) + " left out, since no vintage of " + division
                    + " that is here is valid then");
        }
        // Of other indicators there are rows, which say that they are missing.
        years.forEach((one, own) -> {
            if (one.indicator().disclosure().isEmpty()) return;
            List<Integer> without =
                    own.stream().filter(year -> one.year(year).isEmpty()).toList();
            if (without.isEmpty()) return;
            notes.add("periods: " + runs(without) + " left out of "
                    + one.indicator().id() + ", since there are no values of it for " + division);
        });
        return notes;
    }

    /** Ascending years in few words: {@code 2011 to 2014, 2017}. */
    private static String runs(List<Integer> years) {
        List<String> runs = new ArrayList<>();
        for (int first = 0, next; first < years.size(); first = next) {
            next = first + 1;
            while (next < years.size() && years.get(next) == years.get(next - 1) + 1) next++;
            runs.add(next - first == 1 ? "" + years.get(first) : years.get(first) + " to " + years.get(next - 1));
        }
        return String.join(", ", runs);
    }
}
