package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.Intervals;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.Divided;
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
    private final Weighing weighing;
    private final RestrictedIndicators restricted;

    /** @param cache shared by all that compute for the same boundaries */
    public Reaggregator(Snapshot snapshot, Observations observations, WeightsCache cache) {
        this.snapshot = snapshot;
        this.observations = observations;
        this.cache = cache;
        this.weighing = new Weighing(observations, cache);
        this.restricted = new RestrictedIndicators(observations);
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

    /** Of who computes for the same boundaries. */
    public WeightsCache weightsCache() {
        return cache;
    }

    /** The areas, masks and populations there are. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** The areas of a registered division as boundaries. @throws ReaggregationException if there is no such vintage */
    public Boundaries boundaries(VintageId id) {
        return boundaries(id, any -> true);
    }

    /**
     * @param visible which vintages the asker may know of: of the others the answer is as if they were not there
     * @throws ReaggregationException if there is no such vintage
     */
    public Boundaries boundaries(VintageId id, Visible visible) {
        if (snapshot.vintage(id).isPresent() && visible.areas(id)) return weighing.boundaries(id);
        List<String> others = snapshot.vintages().stream()
                .map(v -> v.vintage().id())
                .filter(visible.unnamed()::areas)
                .map(VintageId::toString)
                .toList();
        throw ReaggregationException.of(
                "targetDivision",
                "there is no " + id + (others.isEmpty() ? " here" : "; there is " + Wanted.listed(others)));
    }

    /** What there is to divide areas by. */
    public Divisors divisors() {
        return weighing.divisors();
    }

    /**
     * How a vintage's areas are divided among a request's boundaries, as in a re-aggregation of any year of that vintage; whatever indicators and periods are asked for.
     *
     * @param visible what whoever asks may know of
     * @param cancelled asked often, from several threads
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     */
    public Divided divided(
            ReaggregationRequest request, VintageAreas source, Visible visible, BooleanSupplier cancelled) {
        return weighing.divided(request, source, visible, cancelled);
    }

    /** @throws ReaggregationException if there is no such division, as far as whoever asks may know */
    public void refuseUnknownDivision(String parameter, String division, Visible visible) {
        Wanted.checkDivision(observations, parameter, division, visible);
    }

    /**
     * Refuses a division without vintage, with the vintages there are.
     *
     * @param parameter that the text was given for
     * @param visible which vintages the asker may know of
     * @throws ReaggregationException if the text is the id of a division in the store
     */
    public void refuseDivisionAlone(String parameter, String text, Visible visible) {
        List<String> vintages = snapshot.vintages().stream()
                .map(areas -> areas.vintage().id())
                .filter(id -> id.division().equals(text.strip()))
                .filter(visible.unnamed()::areas)
                .map(VintageId::toString)
                .toList();
        if (vintages.isEmpty()) return;
        throw ReaggregationException.of(
                parameter, "which vintage of " + text.strip() + "? There is " + Wanted.listed(vintages));
    }

    /**
     * For an asker who may know of all that there is.
     *
     * @param cancelled asked often, from several threads
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     * @throws java.util.concurrent.CancellationException once {@code cancelled} says so
     */
    public ReaggregationResult run(ReaggregationRequest request, BooleanSupplier cancelled) {
        return run(wanted(request, any -> true), cancelled);
    }

    /**
     * Values of few persons that noise alone protects in what is told of restricted indicators, for who publishes: a line for each year.
     *
     * @param cancelled asked often
     * @throws java.util.concurrent.CancellationException once {@code cancelled} says so
     */
    public List<String> protectedByNoiseAlone(BooleanSupplier cancelled) {
        return new ToldTogether(observations, weighing, restricted).warnings(cancelled);
    }

    /**
     * What there is of what a request asks for.
     *
     * @param visible which vintages the asker may know of: polygons drawn as the areas of others are computed as any polygons
     * @throws ReaggregationException if there is nothing, with the parameter and the reason
     */
    Wanted wanted(ReaggregationRequest request, Visible visible) {
        return new Wanted(observations, request, visible);
    }

    /** As {@link #run(ReaggregationRequest, BooleanSupplier)}. */
    ReaggregationResult run(Wanted wanted, BooleanSupplier cancelled) {
        ReaggregationRequest request = wanted.request();
        if (request.boundaries().targets().size() == 0) {
            throw ReaggregationException.of("boundaries", "there are none; give at least one polygon");
        }
        // Also where codes tell, and neither is needed.
        weighing.check(request);
        restricted.check(request, wanted.bySeries());
        Map<Basis, NavigableMap<Integer, List<Series>>> byBasis = wanted.byBasis(cancelled);
        Elsewhere.refuse(
                request.boundaries().targets(),
                byBasis.keySet().stream()
                        .filter(basis ->
                                !basis.tellsAll(request.boundaries().targets().size()))
                        .map(basis -> snapshot.vintage(basis.vintage()).orElseThrow())
                        .toList());
        ScaledValues scaled = new ScaledValues(observations, weighing, wanted, cancelled);
        List<ReaggregationResult.OfVintage> vintages = new ArrayList<>();
        byBasis.forEach((basis, years) -> byWish(request, years)
                .forEach((wish, own) -> vintages.add(estimate(wanted, scaled, basis, wish, own, cancelled))));
        SeriesSteps steps = new SeriesSteps(weighing.revisions(request, cancelled), vintages);
        List<ReaggregationResult.OfVintage> stepped = steps.found();
        List<String> notes = new ArrayList<>(notes(request));
        notes.addAll(drawn(request, byBasis.keySet()));
        notes.addAll(wanted.leftOut());
        notes.addAll(wanted.notScaled());
        notes.addAll(scaled.notes());
        notes.addAll(steps.notes());
        notes.addAll(reasons(request, stepped));
        notes.addAll(RestrictedIndicators.noises(wanted.bySeries()));
        ReaggregationResult result = new ReaggregationResult(request, wanted.indicators(), stepped, notes);
        return result.noting(CountedTargets.outside(result));
    }

    /** Those that are divided alike together: some indicators have people of their own to be divided by. */
    private Map<Divisors.Wish, NavigableMap<Integer, List<Series>>> byWish(
            ReaggregationRequest request, NavigableMap<Integer, List<Series>> years) {
        Map<Divisors.Wish, NavigableMap<Integer, List<Series>>> byWish = new LinkedHashMap<>();
        years.forEach((year, all) -> all.forEach(
                one -> byWish.computeIfAbsent(weighing.wish(request, one.indicator()), wish -> new TreeMap<>())
                        .computeIfAbsent(year, same -> new ArrayList<>())
                        .add(one)));
        return byWish;
    }

    private ReaggregationResult.OfVintage estimate(
            Wanted wanted,
            ScaledValues scaled,
            Basis basis,
            Divisors.Wish wish,
            NavigableMap<Integer, List<Series>> years,
            BooleanSupplier cancelled) {
        ReaggregationRequest request = wanted.request();
        Weights weights = weighing.weights(request, basis, wish, cancelled);
        CountedTargets counted =
                new CountedTargets(observations, request.boundaries().targets(), basis, cancelled);
        VintageId vintage = basis.vintage();
        VariablesOfVintage of = new VariablesOfVintage(
                observations,
                restricted,
                wanted,
                scaled,
                basis,
                weights,
                counted,
                weighing.densities(weights, vintage));
        years.forEach((year, all) -> all.forEach(one -> of.add(year, one)));
        of.addParts();
        Estimate estimate = Estimate.of(weights, of.variables(), request.missing());
        Intervals intervals = new Intervals(
                estimate,
                of.sourceErrors(),
                () -> weighing.errors(vintage),
                wish.kind(),
                request.confidence(),
                observations.configuration().reliability());
        return new ReaggregationResult.OfVintage(vintage, estimate, intervals, of.columns());
    }

    /** Polygons that came as geometry, and are told by code. */
    private static List<String> drawn(ReaggregationRequest request, Set<Basis> bases) {
        if (request.boundaries().vintage().isPresent()) return List.of();
        int targets = request.boundaries().targets().size();
        Map<VintageId, BitSet> areas = new TreeMap<>();
        for (Basis basis : bases) {
            for (int target = 0; target < targets; target++) {
                int number = target;
                basis.told(target).ifPresent(told -> areas.computeIfAbsent(told.whole(), id -> new BitSet())
                        .set(number));
            }
        }
        return areas.entrySet().stream()
                .map(found -> found.getValue().cardinality() + " of " + targets + " boundaries "
                        + (found.getValue().cardinality() == 1 ? "is an area" : "are areas") + " of " + found.getKey()
                        + " as it is drawn there, and told by code: what lies where is not asked")
                .toList();
    }

    /** Why areas that are cut are divided as they are. */
    private List<String> reasons(ReaggregationRequest request, List<ReaggregationResult.OfVintage> vintages) {
        return vintages.stream()
                .filter(vintage -> vintage.estimate().weights().cutsAny())
                .map(ReaggregationResult.OfVintage::source)
                .distinct()
                .flatMap(vintage -> weighing.reason(request, vintage).stream())
                .toList();
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
