package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.NearestIds;
import se.regstat.statistics.observation.Comparability;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.Crossing;
import se.regstat.statistics.weights.Distribution;
import se.regstat.statistics.weights.Lineage;
import se.regstat.statistics.weights.WeightRules;
import se.regstat.statistics.weights.Weights;
import se.regstat.statistics.weights.WeightsCache;

/**
 * Re-aggregates the indicators of one snapshot: what services, commands and derived layers all call. Each period comes from the
 * vintage that is valid then; what is costly to prepare of a vintage is kept. Thread-safe.
 */
public final class Reaggregator {

    /** How much memory the weights kept for one snapshot may take, in bytes. */
    private static final long CACHE = 64_000_000;

    private final Snapshot snapshot;
    private final Observations observations;
    private final WeightsCache cache;
    private final RestrictedIndicators restricted;
    private final Map<VintageId, Sources> sources = new ConcurrentHashMap<>();
    private final Map<VintageId, Boundaries> registered = new ConcurrentHashMap<>();
    private final Map<List<Object>, Distribution> distributions = new ConcurrentHashMap<>();

    /** @param cache shared by all that compute for the same boundaries */
    public Reaggregator(Snapshot snapshot, Observations observations, WeightsCache cache) {
        this.snapshot = snapshot;
        this.observations = observations;
        this.cache = cache;
        this.restricted = new RestrictedIndicators(
                snapshot,
                observations,
                (request, year, cancelled) -> weights(request, basis(request, year), cancelled));
    }

    /** The one that all share who ask for the same snapshot with a configuration that says the same. */
    public static Reaggregator of(Snapshot snapshot, Configuration configuration) {
        return of(snapshot, Observations.of(snapshot, configuration));
    }

    /** The one that all share who ask for the same snapshot with the same observations of it. */
    static Reaggregator of(Snapshot snapshot, Observations observations) {
        return snapshot.derived(
                Reaggregator.class,
                observations,
                () -> new Reaggregator(snapshot, observations, new WeightsCache(CACHE)));
    }

    /** What values there are to take. */
    public Observations observations() {
        return observations;
    }

    /** The areas, masks and populations there are. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** The areas of a registered division as boundaries. @throws ReaggregationException if there is no such vintage */
    public Boundaries boundaries(VintageId id) {
        return registered.computeIfAbsent(id, known -> Boundaries.of(areas(known)));
    }

    private VintageAreas areas(VintageId id) {
        return snapshot.vintage(id)
                .orElseThrow(() -> ReaggregationException.of(
                        "targetDivision",
                        "there is no " + id + "; there is "
                                + listed(snapshot.vintages().stream()
                                        .map(v -> v.vintage().id().toString())
                                        .toList())));
    }

    /**
     * Refuses a division without vintage, with the vintages there are.
     *
     * @param parameter that the text was given for
     * @param visible which vintages the asker may know of
     * @throws ReaggregationException if the text is the id of a division in the store
     */
    public void refuseDivisionAlone(String parameter, String text, Predicate<VintageId> visible) {
        List<String> vintages = snapshot.vintages().stream()
                .map(areas -> areas.vintage().id())
                .filter(id -> id.division().equals(text.strip()))
                .filter(visible)
                .map(VintageId::toString)
                .toList();
        if (vintages.isEmpty()) return;
        throw ReaggregationException.of(
                parameter, "which vintage of " + text.strip() + "? There is " + listed(vintages));
    }

    /**
     * @param cancelled asked often, from several threads
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     * @throws java.util.concurrent.CancellationException once {@code cancelled} says so
     */
    public ReaggregationResult run(ReaggregationRequest request, BooleanSupplier cancelled) {
        if (request.boundaries().targets().size() == 0) {
            throw ReaggregationException.of("boundaries", "there are none; give at least one polygon");
        }
        // Also where codes tell, and neither is needed.
        population(request);
        mask(request);
        Map<Series, NavigableSet<Integer>> wanted = wanted(request);
        restricted.check(request, wanted);
        Map<Basis, NavigableSet<Integer>> byBasis = byBasis(request, wanted);
        refuseElsewhere(request, byBasis.keySet());
        List<ReaggregationResult.OfVintage> vintages = new ArrayList<>();
        for (Map.Entry<Basis, NavigableSet<Integer>> entry : byBasis.entrySet()) {
            Weights weights = weights(request, entry.getKey(), cancelled);
            vintages.add(estimate(request, wanted, entry.getKey(), entry.getValue(), weights));
        }
        SeriesSteps steps = new SeriesSteps(revisions(request, cancelled), vintages);
        vintages = steps.found();
        List<String> notes = new ArrayList<>(notes(request));
        notes.addAll(leftOut(request, wanted));
        notes.addAll(steps.notes());
        return new ReaggregationResult(
                request,
                wanted.keySet().stream().map(Series::indicator).toList(),
                disclosed(request, vintages, cancelled),
                notes);
    }

    /** How many values come of it: targets times indicators and years. @throws ReaggregationException as {@link #run} does */
    public long values(ReaggregationRequest request) {
        long years = wanted(request).values().stream().mapToLong(Set::size).sum();
        return years * request.boundaries().targets().size();
    }

    /** The vintages that values will be taken of. @throws ReaggregationException as {@link #run} does */
    public Set<VintageId> vintages(ReaggregationRequest request) {
        return byBasis(request, wanted(request)).keySet().stream()
                .map(Basis::vintage)
                .collect(Collectors.toSet());
    }

    // ---- what is asked for

    /** The years that are wanted of each indicator. */
    private Map<Series, NavigableSet<Integer>> wanted(ReaggregationRequest request) {
        Map<Series, NavigableSet<Integer>> years = new LinkedHashMap<>();
        NavigableSet<Integer> there = new TreeSet<>();
        for (Series one : series(request)) {
            NavigableSet<Integer> own = new TreeSet<>();
            one.years().stream().filter(YearValues::hasAnyValue).forEach(year -> own.add(year.year()));
            years.put(one, own);
            there.addAll(own);
        }
        years.replaceAll((one, own) -> request.periods().of(there, own));
        return years;
    }

    /**
     * What years of values rest on.
     *
     * @param vintage whose areas are the sources
     * @param codes where they tell which target each source lies in, so that geometry is not asked
     */
    private record Basis(VintageId vintage, Optional<Observations.Membership> codes) {

        static Basis geometry(VintageId vintage) {
            return new Basis(vintage, Optional.empty());
        }
    }

    private Map<Basis, NavigableSet<Integer>> byBasis(
            ReaggregationRequest request, Map<Series, NavigableSet<Integer>> wanted) {
        NavigableSet<Integer> years = new TreeSet<>();
        wanted.values().forEach(years::addAll);
        Map<Basis, NavigableSet<Integer>> byBasis = new LinkedHashMap<>();
        for (int year : years) {
            byBasis.computeIfAbsent(basis(request, year), same -> new TreeSet<>())
                    .add(year);
        }
        return byBasis;
    }

    private Basis basis(ReaggregationRequest request, int year) {
        VintageAreas sources = snapshot.valid(request.sourceDivision(), year).orElseThrow();
        return new Basis(
                sources.vintage().id(),
                targets(request, year).flatMap(whole -> observations.membership(sources, whole, year)));
    }

    /** The division whose areas are the targets, if it is registered and that vintage of it is valid in the year. */
    private Optional<VintageAreas> targets(ReaggregationRequest request, int year) {
        return request.boundaries().vintage().flatMap(id -> snapshot.valid(id.division(), year)
                .filter(areas -> areas.vintage().id().equals(id)));
    }

    private List<Series> series(ReaggregationRequest request) {
        if (request.indicators().isEmpty()) {
            throw ReaggregationException.of("indicators", "none is named; there are " + available(request));
        }
        boolean known = snapshot.vintages().stream()
                .anyMatch(v -> v.vintage().id().division().equals(request.sourceDivision()));
        if (!known) {
            throw ReaggregationException.of(
                    "sourceDivision",
                    "there is no division '" + request.sourceDivision() + "'; there is "
                            + listed(observations.divisions()));
        }
        List<Series> series = new ArrayList<>();
        for (String id : request.indicators()) {
            series.add(observations
                    .series(id, request.sourceDivision())
                    .filter(Series::hasAnyValue)
                    .orElseThrow(() -> ReaggregationException.of(
                            "indicators",
                            "'" + id + "' has no values for "
                                    + request.sourceDivision() + observations.whyNone(id, request.sourceDivision())
                                    + NearestIds.question(id, available(request))
                                    + "; those that have are " + listed(available(request)))));
        }
        return series;
    }

    private List<String> available(ReaggregationRequest request) {
        return observations.indicators().stream()
                .map(Indicator::id)
                .filter(id -> observations
                        .series(id, request.sourceDivision())
                        .filter(Series::hasAnyValue)
                        .isPresent())
                .toList();
    }

    private static String listed(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }

    /** Boundaries that miss the data altogether are in another reference system, or have their axes swapped. */
    private void refuseElsewhere(ReaggregationRequest request, Collection<Basis> bases) {
        List<VintageId> vintages = bases.stream()
                .filter(basis -> basis.codes().isEmpty())
                .map(Basis::vintage)
                .toList();
        if (vintages.isEmpty()) return;
        Envelope data = new Envelope();
        vintages.forEach(
                id -> data.expandToInclude(snapshot.vintage(id).orElseThrow().bounds()));
        Envelope wanted = new Envelope();
        Targets targets = request.boundaries().targets();
        for (int i = 0; i < targets.size(); i++) {
            wanted.expandToInclude(targets.geometry(i).getEnvelopeInternal());
        }
        if (wanted.isNull())
            throw ReaggregationException.of("boundaries", "they are all empty; give at least one polygon");
        if (wanted.intersects(data)) return;
        Envelope swapped = new Envelope(wanted.getMinY(), wanted.getMaxY(), wanted.getMinX(), wanted.getMaxX());
        throw ReaggregationException.of(
                "boundaries",
                "in EPSG:3006 they lie at " + said(wanted) + ", where there is no data; that of "
                        + vintages.stream().map(VintageId::toString).collect(Collectors.joining(", ")) + " lies at "
                        + said(data)
                        + (swapped.intersects(data)
                                ? "; the axes look swapped"
                                : "; are they in the coordinate system that they were given in, with its order of axes?"));
    }

    private static String said(Envelope box) {
        return String.format(
                Locale.ROOT,
                "E %.0f to %.0f, N %.0f to %.0f",
                box.getMinX(),
                box.getMaxX(),
                box.getMinY(),
                box.getMaxY());
    }

    // ---- weights

    private Weights weights(ReaggregationRequest request, Basis basis, BooleanSupplier cancelled) {
        VintageId vintage = basis.vintage();
        if (basis.codes().isPresent()) {
            return Weights.byCode(
                    codes(vintage),
                    request.boundaries().targets().ids(),
                    basis.codes().get().places().array());
        }
        Sources from = sources(vintage);
        List<Distribution> by = distributions(request, vintage, from, cancelled);
        Optional<Distribution> land = landMask().map(mask -> distribution(vintage, from, mask, cancelled));
        WeightRules rules = new WeightRules(
                request.weighting(),
                by,
                land,
                request.tolerance(),
                lineage(request.boundaries(), vintage),
                () -> otherVintages(vintage));
        Targets targets = request.boundaries().targets();
        return cache.get(
                from, targets, rules, () -> Weights.of(Overlay.of(from, targets, cancelled), rules, cancelled));
    }

    /** How one vintage gave way to the next, with cut areas divided as the request has it. */
    private SeriesSteps.Revisions revisions(ReaggregationRequest request, BooleanSupplier cancelled) {
        return new SeriesSteps.Revisions() {
            @Override
            public Comparability comparability(VintageId earlier, VintageId later) {
                return observations.comparability(
                        snapshot.vintage(earlier).orElseThrow(),
                        snapshot.vintage(later).orElseThrow());
            }

            @Override
            public Crossing crossing(VintageId earlier, VintageId later) {
                return new Crossing(
                        weights(request.boundaries(boundaries(earlier)), Basis.geometry(later), cancelled),
                        () -> weights(request.boundaries(boundaries(later)), Basis.geometry(earlier), cancelled));
            }
        };
    }

    private List<Sources> otherVintages(VintageId vintage) {
        return snapshot.vintages().stream()
                .map(areas -> areas.vintage().id())
                .filter(id -> id.division().equals(vintage.division()) && !id.equals(vintage))
                .map(this::sources)
                .toList();
    }

    private Sources sources(VintageId vintage) {
        return sources.computeIfAbsent(
                vintage, id -> Sources.of(snapshot.vintage(id).orElseThrow()));
    }

    /** The best first: population, built-up areas, land. */
    private List<Distribution> distributions(
            ReaggregationRequest request, VintageId vintage, Sources from, BooleanSupplier cancelled) {
        List<Distribution> found = new ArrayList<>();
        boolean auto = request.weighting() == Weighting.AUTO;
        if (auto || request.weighting() == Weighting.POPULATION) {
            population(request)
                    .ifPresent(p -> found.add(distributions.computeIfAbsent(
                            List.of(vintage, Weighting.POPULATION, p.name()),
                            key -> Distribution.of(from, p, cancelled))));
        }
        if ((auto && found.isEmpty()) || request.weighting() == Weighting.MASK) {
            mask(request).ifPresent(mask -> found.add(distribution(vintage, from, mask, cancelled)));
        }
        return found;
    }

    private Distribution distribution(VintageId vintage, Sources from, Mask mask, BooleanSupplier cancelled) {
        return distributions.computeIfAbsent(
                List.of(vintage, Weighting.MASK, mask.name()), key -> Distribution.of(from, mask, cancelled));
    }

    private Optional<Mask> landMask() {
        return snapshot.masks().stream()
                .filter(mask -> mask.name().equals(Mask.LAND))
                .findFirst();
    }

    private Optional<WeightedPoints> population(ReaggregationRequest request) {
        if (request.population().isEmpty())
            return snapshot.populations().stream().max(Comparator.comparingInt(WeightedPoints::year));
        return Optional.of(snapshot.populations().stream()
                .filter(p -> p.name().equals(request.population().get()))
                .findFirst()
                .orElseThrow(() -> ReaggregationException.of(
                        "population",
                        "there is none called '"
                                + request.population().get() + "'; there is "
                                + listed(snapshot.populations().stream()
                                        .map(WeightedPoints::name)
                                        .toList()))));
    }

    private Optional<Mask> mask(ReaggregationRequest request) {
        if (request.mask().isEmpty()) {
            return snapshot.masks().stream()
                    .filter(mask ->
                            mask.name().equals(Mask.BUILT_UP) || mask.name().equals(Mask.LAND))
                    .min(Comparator.comparing(mask -> !mask.name().equals(Mask.BUILT_UP)));
        }
        return Optional.of(snapshot.masks().stream()
                .filter(mask -> mask.name().equals(request.mask().get()))
                .findFirst()
                .orElseThrow(() -> ReaggregationException.of(
                        "mask",
                        "there is none called '"
                                + request.mask().get() + "'; there is "
                                + listed(snapshot.masks().stream()
                                        .map(Mask::name)
                                        .toList()))));
    }

    private Optional<Lineage> lineage(Boundaries boundaries, VintageId source) {
        if (boundaries.vintage().isEmpty()) return Optional.empty();
        VintageId target = boundaries.vintage().get();
        if (!target.division().equals(source.division()) || target.equals(source)) return Optional.empty();
        for (ChangeLog log : snapshot.changeLogs()) {
            if (!log.division().equals(source.division())) continue;
            if (log.from().equals(source.year()) && log.to().equals(target.year())) {
                return Optional.of(Lineage.forwards(log, codes(source), codes(target)));
            }
            if (log.from().equals(target.year()) && log.to().equals(source.year())) {
                return Optional.of(Lineage.backwards(log, codes(target), codes(source)));
            }
        }
        return Optional.empty();
    }

    private List<String> codes(VintageId id) {
        return snapshot.vintage(id).orElseThrow().areas().stream()
                .map(Area::code)
                .toList();
    }

    // ---- values

    private ReaggregationResult.OfVintage estimate(
            ReaggregationRequest request,
            Map<Series, NavigableSet<Integer>> wanted,
            Basis basis,
            NavigableSet<Integer> years,
            Weights weights) {
        VintageId vintage = basis.vintage();
        List<Variable> variables = new ArrayList<>();
        List<ReaggregationResult.Column> columns = new ArrayList<>();
        for (int year : years) {
            for (Series one : wanted.keySet()) {
                if (!wanted.get(one).contains(year)) continue;
                Optional<YearValues> values = one.year(year);
                Indicator indicator = one.indicator();
                boolean open = indicator.disclosure().isEmpty();
                if (values.isEmpty()) {
                    // Nothing to decide on, so that a restricted one is left out.
                    if (!open) continue;
                    variables.add(Variable.missing(weights.sources().size()));
                    columns.add(ReaggregationResult.Column.of(year, indicator, vintage + ", " + year));
                    continue;
                }
                Optional<OwnSeries> own = open && basis.codes().isPresent()
                        ? Optional.of(OwnSeries.of(
                                observations, indicator, targets(request, year).orElseThrow(), year))
                        : Optional.empty();
                Variable variable = Variable.of(
                        indicator.id(),
                        indicator.measure(),
                        values.get(),
                        bases(request, indicator, values.get()),
                        request.approximate());
                if (variable.refusal().isPresent()
                        && !weights.hasSingle()
                        && own.stream().noneMatch(OwnSeries::hasAnyValue)) {
                    throw ReaggregationException.of(
                            "indicators", variable.refusal().get());
                }
                variables.add(variable);
                ReaggregationResult.Column column =
                        ReaggregationResult.Column.of(year, indicator, derivedFrom(indicator, values.get()));
                columns.add(open ? column.withOwn(own) : column.lacking(unfinished(basis, weights)));
            }
        }
        return new ReaggregationResult.OfVintage(vintage, Estimate.of(weights, variables, request.missing()), columns);
    }

    /** Targets of which not all parts are there, where codes tell. */
    private static BitSet unfinished(Basis basis, Weights weights) {
        BitSet targets = new BitSet();
        basis.codes().ifPresent(codes -> {
            targets.set(0, weights.targets().size());
            targets.andNot(codes.complete());
        });
        return targets;
    }

    /** What an approximation is weighted with: the indicator's own base, else the population, else every source alike. */
    private double[] bases(ReaggregationRequest request, Indicator indicator, YearValues values) {
        List<String> candidates = new ArrayList<>(indicator.measure().inputs());
        candidates.add("population");
        return candidates.stream()
                .map(id -> observations.year(id, request.sourceDivision(), values.year()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Reaggregator::numbers)
                .orElseGet(() -> {
                    double[] alike = new double[values.size()];
                    Arrays.fill(alike, 1);
                    return alike;
                });
    }

    private static double[] numbers(YearValues values) {
        double[] numbers = new double[values.size()];
        Arrays.setAll(numbers, values::value);
        return numbers;
    }

    private String derivedFrom(Indicator indicator, YearValues values) {
        return observations.derivedFrom(indicator, values.areas().vintage().id(), values.year());
    }

    // ---- restricted indicators

    private List<ReaggregationResult.OfVintage> disclosed(
            ReaggregationRequest request, List<ReaggregationResult.OfVintage> vintages, BooleanSupplier cancelled) {
        return vintages.stream()
                .map(vintage -> vintage.with(vintage.columns().stream()
                        .map(column -> column.isOpen()
                                ? column
                                : column.without(restricted.suppressed(
                                        request.boundaries().vintage().orElseThrow(),
                                        vintage.source(),
                                        column.year(),
                                        cancelled)))
                        .toList()))
                .toList();
    }

    /** The years of a range that there is nothing of, and why. */
    private List<String> leftOut(ReaggregationRequest request, Map<Series, NavigableSet<Integer>> wanted) {
        NavigableSet<Integer> told = new TreeSet<>();
        wanted.values().forEach(told::addAll);
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
        wanted.forEach((one, years) -> {
            if (one.indicator().disclosure().isEmpty()) return;
            List<Integer> without =
                    years.stream().filter(year -> one.year(year).isEmpty()).toList();
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

    private static List<String> notes(ReaggregationRequest request) {
        Targets targets = request.boundaries().targets();
        List<String> repaired = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            if (targets.repaired(i)) repaired.add(targets.ids().get(i));
        }
        if (repaired.isEmpty()) return List.of();
        int shown = Math.min(10, repaired.size());
        return List.of(repaired.size() + " of the boundaries crossed or overlapped themselves and were repaired: "
                + String.join(", ", repaired.subList(0, shown)) + (shown < repaired.size() ? "…" : ""));
    }
}
