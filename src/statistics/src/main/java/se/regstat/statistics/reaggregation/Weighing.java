package se.regstat.statistics.reaggregation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.estimate.DividingErrors;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Comparability;
import se.regstat.statistics.observation.Membership;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.Crossing;
import se.regstat.statistics.weights.Divided;
import se.regstat.statistics.weights.LargerAreas;
import se.regstat.statistics.weights.Lineage;
import se.regstat.statistics.weights.WeightRules;
import se.regstat.statistics.weights.Weights;
import se.regstat.statistics.weights.WeightsCache;

/** The weights that requests ask for. What is costly to prepare is kept. Thread-safe. */
final class Weighing {

    private final Snapshot snapshot;
    private final Observations observations;
    private final WeightsCache cache;
    private final Divisors divisors;
    private final Map<VintageId, Boundaries> registered = new ConcurrentHashMap<>();

    /** @param cache shared by all that compute for the same boundaries */
    Weighing(Observations observations, WeightsCache cache) {
        this.snapshot = observations.snapshot();
        this.observations = observations;
        this.cache = cache;
        this.divisors = new Divisors(observations);
    }

    /** Refuses a mask or population that is not there. @throws ReaggregationException with the names that are */
    void check(ReaggregationRequest request) {
        divisors.check(wish(request));
    }

    private static Divisors.Wish wish(ReaggregationRequest request) {
        return new Divisors.Wish(request.mask(), request.population(), Optional.empty());
    }

    /** The areas of a vintage that is there. */
    Boundaries boundaries(VintageId id) {
        return registered.computeIfAbsent(
                id,
                known -> Boundaries.of(
                        snapshot.vintage(known).orElseThrow(), AreaNames.of(snapshot, observations.configuration())));
    }

    /** What is wished for an indicator: its own people, where they are counted by themselves. What is restricted is divided as all people are. */
    Divisors.Wish wish(ReaggregationRequest request, Indicator indicator) {
        return indicator.disclosure().isPresent() ? wish(request) : divisors.of(wish(request), indicator.id());
    }

    /**
     * @param cancelled asked often, from several threads
     * @throws ReaggregationException if the request's way to divide cannot be had
     */
    Weights weights(ReaggregationRequest request, Basis basis, BooleanSupplier cancelled) {
        return weights(request, basis, wish(request), cancelled);
    }

    /** The same for what is wished for an indicator. */
    Weights weights(ReaggregationRequest request, Basis basis, Divisors.Wish wish, BooleanSupplier cancelled) {
        VintageId vintage = basis.vintage();
        Targets all = request.boundaries().targets();
        if (basis.told().isEmpty()) return byGeometry(request, vintage, wish, all, cancelled);
        int[][] told = basis.sourcesOf(all.size());
        int[] open = IntStream.range(0, told.length)
                .filter(target -> told[target] == null)
                .toArray();
        Optional<Weights> others = open.length == 0
                ? Optional.empty()
                : Optional.of(byGeometry(request, vintage, wish, all.only(open), cancelled));
        return Weights.byCode(codes(vintage), all.ids(), told, others);
    }

    /** The weights of any year of a source vintage, see {@link Reaggregator#divided}. */
    Divided divided(ReaggregationRequest request, VintageAreas source, Visible visible, BooleanSupplier cancelled) {
        check(request);
        Vintage vintage = source.vintage();
        ReaggregationRequest of = request.with(
                ReaggregationDeclaration.SOURCE_DIVISION, vintage.id().division());
        DrawnAreas drawn = new DrawnAreas(observations, of.boundaries().targets(), visible);
        Basis basis = Wanted.basis(observations, of, drawn, year(vintage, of.boundaries()), cancelled);
        int targets = of.boundaries().targets().size();
        if (!basis.tellsAll(targets)) Elsewhere.refuse(of.boundaries().targets(), List.of(source));
        return new Divided(weights(of, basis, cancelled), basis.unfinished(targets));
    }

    /** One in which the source vintage is valid, and that of the boundaries too if there is any; rather one that people are known of. */
    private int year(Vintage source, Boundaries boundaries) {
        Optional<Vintage> target =
                boundaries.vintage().flatMap(snapshot::vintage).map(VintageAreas::vintage);
        List<Integer> years = Stream.of(
                        divisors.people(source.id()).stream().map(YearValues::year),
                        Stream.concat(Stream.of(source), target.stream()).flatMap(one -> Stream.of(
                                        OptionalInt.of(Integer.parseInt(one.id().year())),
                                        one.valid().to(),
                                        one.valid().from())
                                .flatMap(year -> year.stream().boxed())))
                .flatMap(Function.identity())
                .filter(year -> source.valid().contains(year))
                .toList();
        return years.stream()
                .filter(year -> target.stream().allMatch(one -> one.valid().contains(year)))
                .findFirst()
                .orElseGet(() -> years.get(0));
    }

    /** What there is to divide areas by. */
    Divisors divisors() {
        return divisors;
    }

    /** Where the areas that values are scaled of lie in those that they are scaled to, by code where codes tell; whatever the request divides by. */
    LargerAreas within(Scaling scaling, BooleanSupplier cancelled) {
        VintageAreas parts = scaling.earlier().areas();
        VintageAreas wholes = scaling.known().areas();
        Boundaries larger = boundaries(wholes.vintage().id());
        ReaggregationRequest best = ReaggregationRequest.of(larger, List.of(), Periods.LATEST);
        Optional<Membership> codes = IntStream.of(
                        scaling.known().year(), scaling.earlier().year())
                .mapToObj(year -> observations.membership(parts, wholes, year))
                .flatMap(Optional::stream)
                .filter(membership -> Arrays.stream(membership.places().array()).anyMatch(place -> place >= 0))
                .findFirst();
        Basis basis = new Basis(
                parts.vintage().id(),
                codes.map(told -> new Basis.Told(wholes.vintage().id(), told, larger.numbers())).stream()
                        .toList());
        BitSet complete = codes.map(Membership::complete).orElseGet(BitSet::new);
        Optional<Weights> back = complete.cardinality() == wholes.areas().size()
                ? Optional.empty()
                : Optional.of(weights(
                        best.boundaries(boundaries(parts.vintage().id())),
                        Basis.geometry(wholes.vintage().id()),
                        cancelled));
        return new LargerAreas(weights(best, basis, cancelled), back, complete);
    }

    /** How far areas of a vintage are divided wrongly. */
    DividingErrors errors(VintageId vintage) {
        return divisors.errors(vintage);
    }

    private Weights byGeometry(
            ReaggregationRequest request,
            VintageId vintage,
            Divisors.Wish wish,
            Targets targets,
            BooleanSupplier cancelled) {
        Sources from = divisors.sources(vintage);
        WeightRules rules = new WeightRules(
                request.weighting(),
                divisors.of(request.weighting(), wish, vintage, cancelled),
                divisors.land(vintage, cancelled),
                request.tolerance(),
                lineage(request.boundaries(), vintage),
                () -> otherVintages(vintage));
        return cache.get(
                from, targets, rules, () -> Weights.of(Overlay.of(from, targets, cancelled), rules, cancelled));
    }

    /**
     * What else values rest on, where parts of a vintage's areas are told by densities: {@code ; cut areas by densities of deso@2018, 2022, …}, or by how many
     * live in those of another vintage: {@code ; cut areas by people of deso@2025, 2024, …}.
     */
    String densities(Weights weights, VintageId vintage) {
        Set<Weighting> by = weights.weightings();
        return people("densities", divisors.people(vintage).filter(own -> by.stream()
                        .anyMatch(Weighting::usesDensities)))
                + people("people", divisors.othersPeople(vintage).filter(other -> by.contains(Weighting.VINTAGES)));
    }

    private String people(String what, Optional<YearValues> from) {
        return from.flatMap(people -> observations
                        .indicator(WeightedPoints.PEOPLE)
                        .map(indicator -> "; cut areas by " + what + " of "
                                + observations.derivedFrom(
                                        indicator, people.areas().vintage().id(), people.year())))
                .orElse("");
    }

    /** How areas of a vintage are divided where the request leaves that open; empty where it does not. */
    Optional<String> reason(ReaggregationRequest request, VintageId vintage) {
        if (request.weighting() != Weighting.AUTO) return Optional.empty();
        return divisors.reason(wish(request), vintage);
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
                .map(divisors::sources)
                .toList();
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
