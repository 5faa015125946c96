package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Comparability;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.weights.Crossing;
import se.regstat.statistics.weights.Distribution;
import se.regstat.statistics.weights.Lineage;
import se.regstat.statistics.weights.WeightRules;
import se.regstat.statistics.weights.Weights;
import se.regstat.statistics.weights.WeightsCache;

/** The weights that requests ask for. What is costly to prepare of a vintage, a mask or a population is kept. Thread-safe. */
final class Weighing {

    private final Snapshot snapshot;
    private final Observations observations;
    private final WeightsCache cache;
    private final Map<VintageId, Sources> sources = new ConcurrentHashMap<>();
    private final Map<VintageId, Boundaries> registered = new ConcurrentHashMap<>();
    private final Map<List<Object>, Distribution> distributions = new ConcurrentHashMap<>();

    /** @param cache shared by all that compute for the same boundaries */
    Weighing(Observations observations, WeightsCache cache) {
        this.snapshot = observations.snapshot();
        this.observations = observations;
        this.cache = cache;
    }

    /** Refuses a mask or population that is not there. @throws ReaggregationException with the names that are */
    void check(ReaggregationRequest request) {
        population(request);
        mask(request);
    }

    /** The areas of a vintage that is there. */
    Boundaries boundaries(VintageId id) {
        return registered.computeIfAbsent(
                id,
                known -> Boundaries.of(
                        snapshot.vintage(known).orElseThrow(), AreaNames.of(snapshot, observations.configuration())));
    }

    /**
     * @param cancelled asked often, from several threads
     * @throws ReaggregationException if the request's way to divide cannot be had
     */
    Weights weights(ReaggregationRequest request, Basis basis, BooleanSupplier cancelled) {
        VintageId vintage = basis.vintage();
        Targets all = request.boundaries().targets();
        if (basis.told().isEmpty()) return byGeometry(request, vintage, all, cancelled);
        int[][] told = basis.sourcesOf(all.size());
        int[] open = IntStream.range(0, told.length)
                .filter(target -> told[target] == null)
                .toArray();
        Optional<Weights> others = open.length == 0
                ? Optional.empty()
                : Optional.of(byGeometry(request, vintage, all.only(open), cancelled));
        return Weights.byCode(codes(vintage), all.ids(), told, others);
    }

    private Weights byGeometry(
            ReaggregationRequest request, VintageId vintage, Targets targets, BooleanSupplier cancelled) {
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
        return cache.get(
                from, targets, rules, () -> Weights.of(Overlay.of(from, targets, cancelled), rules, cancelled));
    }

    /** How one vintage gave way to the next, with cut areas divided as the request has it. */
    SeriesSteps.Revisions revisions(ReaggregationRequest request, BooleanSupplier cancelled) {
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
                                + Wanted.listed(snapshot.populations().stream()
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
                                + Wanted.listed(snapshot.masks().stream()
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
}
