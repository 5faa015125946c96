package se.regstat.statistics.dividing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.estimate.DividingErrors;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.overlay.CellGrid;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.request.Weighting;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.weights.ByClasses;
import se.regstat.statistics.weights.Distribution;
import se.regstat.statistics.weights.LandClasses;
import se.regstat.statistics.weights.SettledCells;
import se.regstat.statistics.weights.SmoothedClasses;

/** What a snapshot has to divide the areas of its vintages by; made when first asked for, and kept. Thread-safe. */
public final class Divisors {

    /** A newer year of some areas, as of one kommun, says nothing of the others. */
    private static final double NEARLY = 0.9;

    private final Snapshot snapshot;
    final Observations observations;
    private final TrialBasis basis;
    final Registered registered;
    private final Map<VintageId, Sources> sources = new ConcurrentHashMap<>();
    private final Map<VintageId, Optional<Trials>> trials = new ConcurrentHashMap<>();
    private final Map<VintageId, Optional<YearValues>> people = new ConcurrentHashMap<>();
    private final Map<VintageId, Optional<KnownAreas>> known = new ConcurrentHashMap<>();
    private final Map<VintageId, DividingErrors> errors = new ConcurrentHashMap<>();
    private final Map<List<Object>, Distribution> made = new ConcurrentHashMap<>();

    /** By vintage and masks. */
    private final Map<List<Object>, LandClasses> classes = new ConcurrentHashMap<>();

    /** Of populations, by name: one grid for all that is divided by it. */
    private final Map<String, CellGrid> grids = new ConcurrentHashMap<>();

    public Divisors(Observations observations) {
        this.snapshot = observations.snapshot();
        this.observations = observations;
        this.basis = TrialBasis.of(snapshot, observations.configuration());
        this.registered = new Registered(observations);
    }

    /** What trials of a vintage would be made with. */
    String basis(VintageId vintage) {
        return basis.of(snapshot.vintage(vintage).orElseThrow().vintage());
    }

    /**
     * What is wished for by name; of {@link Wish#NONE} nothing, so that what is there is taken as it comes.
     *
     * @param mask of those registered; by default built-up areas, else land, and of classes of land all
     * @param population of those registered; by default the latest that counts all people
     * @param kind which people of a population that counts several kinds; by default all
     */
    public record Wish(Optional<String> mask, Optional<String> population, Optional<String> kind) {

        public static final Wish NONE = new Wish(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With the kind of people that an indicator is of, where the population counts them by themselves. */
    public Wish of(Wish wish, String indicator) {
        boolean counted = registered
                .population(wish)
                .filter(people -> people.kinds().contains(indicator))
                .isPresent();
        return new Wish(wish.mask(), wish.population(), counted ? Optional.of(indicator) : Optional.empty());
    }

    /** @throws ReaggregationException if something is wished for that is not there, with the names that are */
    public void check(Wish wish) {
        registered.population(wish);
        registered.mask(wish);
    }

    /** The areas of a vintage that is there. */
    public Sources sources(VintageId vintage) {
        return sources.computeIfAbsent(
                vintage, id -> Sources.of(snapshot.vintage(id).orElseThrow()));
    }

    /** The registered land in a vintage's areas. */
    public Optional<Distribution> land(VintageId vintage, BooleanSupplier cancelled) {
        return registered.named(Mask.LAND).map(mask -> masked(vintage, mask, cancelled));
    }

    /**
     * What there is for a weighting, of {@link Weighting#AUTO} the best: each area is divided by the first that reaches it.
     *
     * @param cancelled asked often, from several threads
     * @return empty where there is nothing but area
     */
    public List<Distribution> of(Weighting weighting, Wish wish, VintageId vintage, BooleanSupplier cancelled) {
        if (weighting == Weighting.VINTAGES)
            return Stream.of(weighting, Weighting.DASYMETRIC)
                    .flatMap(way -> one(way, wish, vintage, cancelled).stream())
                    .toList();
        if (weighting != Weighting.AUTO)
            return one(weighting, wish, vintage, cancelled).stream().toList();
        List<Distribution> all = new ArrayList<>();
        for (Weighting next : order(wish, vintage)) {
            boolean reachesNoMore =
                    all.stream().anyMatch(taken -> taken.weighting().knowsAllOf(next));
            if (reachesNoMore) continue;
            Optional<Distribution> found = one(next, wish, vintage, cancelled);
            found.ifPresent(all::add);
            if (found.filter(Distribution::reachesAll).isPresent()) break;
        }
        return all;
    }

    Optional<Distribution> one(Weighting weighting, Wish wish, VintageId vintage, BooleanSupplier cancelled) {
        return switch (weighting) {
            case AUTO, CODE, AREA -> Optional.empty();
            case MASK -> registered.mask(wish).map(mask -> masked(vintage, mask, cancelled));
            case DASYMETRIC, SMOOTH, COMBINED -> byClasses(weighting, wish, vintage, cancelled);
            case VINTAGES -> byVintages(wish, vintage, cancelled);
            case POPULATION ->
                registered
                        .population(wish)
                        .map(people -> made.computeIfAbsent(
                                List.of(vintage, weighting, people.name(), kind(wish)),
                                key -> Distribution.of(
                                        sources(vintage), people, kind(wish), () -> grid(people), cancelled)));
        };
    }

    /** Whether there is what it takes. */
    private boolean isThere(Weighting weighting, Wish wish, VintageId vintage) {
        return switch (weighting) {
            case AUTO, CODE, AREA -> true;
            case MASK -> registered.mask(wish).isPresent();
            case POPULATION -> registered.population(wish).isPresent();
            case DASYMETRIC, SMOOTH ->
                !registered.classes(wish).isEmpty() && people(vintage).isPresent();
            case COMBINED ->
                registered.cells(wish).isPresent() && people(vintage).isPresent();
            case VINTAGES -> othersPeople(vintage).isPresent();
        };
    }

    /** What is better than area and there, the best first. */
    private List<Weighting> order(Wish wish, VintageId vintage) {
        Optional<List<Trials.Score>> tried = scores(wish, vintage);
        Stream<Weighting> order = tried.isPresent()
                ? tried.get().stream().map(Trials.Score::weighting)
                : Stream.of(Weighting.POPULATION, Weighting.MASK)
                        .filter(weighting -> isThere(weighting, wish, vintage));
        return order.takeWhile(weighting -> weighting != Weighting.AREA).toList();
    }

    /** How far a vintage's areas are divided wrongly, as trials tell. */
    public DividingErrors errors(VintageId vintage) {
        return errors.computeIfAbsent(vintage, id -> new TriedErrors(trials(id), known(id)));
    }

    /** What weightings are tried on. */
    Optional<KnownAreas> known(VintageId vintage) {
        return known.computeIfAbsent(vintage, id -> KnownAreas.of(this, id));
    }

    /** What there is in the order that trials found; empty where none are stored of what there is now, or something else is wished for. */
    private Optional<List<Trials.Score>> scores(Wish wish, VintageId vintage) {
        if (wish.mask().isPresent() || wish.population().isPresent()) return Optional.empty();
        return trials(vintage).map(trials -> trials.scores().stream()
                .filter(score -> isThere(score.weighting(), wish, vintage))
                .toList());
    }

    private Optional<Trials> trials(VintageId vintage) {
        return trials.computeIfAbsent(vintage, id -> {
            Vintage known = snapshot.vintage(id).orElseThrow().vintage();
            return snapshot.trials().stream()
                    .filter(stored -> basis.isOf(stored, known))
                    .findFirst();
        });
    }

    /** Why {@link Weighting#AUTO} divides a vintage's areas as it does, for readers; empty where there is nothing but area. */
    public Optional<String> reason(Wish wish, VintageId vintage) {
        if (wish.mask().isPresent() || wish.population().isPresent()) return Optional.empty();
        Optional<List<Trials.Score>> scores = scores(wish, vintage);
        if (scores.isEmpty()) {
            if (!registered.isAnything()) return Optional.empty();
            return Optional.of(
                    "auto divides areas of " + vintage
                            + " by population, else mask, else area, since no trials are stored that were made with what is registered now");
        }
        List<String> told = scores.get().stream().map(Divisors::told).toList();
        boolean several = scores.get().get(0).weighting() == Weighting.VINTAGES;
        return Optional.of("auto divides areas of " + vintage + " by " + told.get(0) + " % in trials with "
                + trials(vintage).orElseThrow().targets() + " targets"
                + (several ? ", where that vintage has several in place of one, else by the next" : "")
                + (told.size() > 1 ? "; " + String.join(", ", told.subList(1, told.size())) : ""));
    }

    private static String told(Trials.Score score) {
        return String.format(Locale.ROOT, "%s %.1f", score.way(), 100 * score.error());
    }

    /** That densities of all registered classes of land are estimated in, and of the rest. */
    int[] regions(YearValues people) {
        return regions(people, registered.classes(Wish.NONE));
    }

    private int[] regions(YearValues people, List<Mask> masks) {
        return Regions.of(observations, people.areas(), people.year(), masks.size() + 1);
    }

    private Distribution masked(VintageId vintage, Mask mask, BooleanSupplier cancelled) {
        return made.computeIfAbsent(
                List.of(vintage, Weighting.MASK, mask.name()),
                key -> Distribution.of(sources(vintage), mask, cancelled));
    }

    private static String kind(Wish wish) {
        return wish.kind().orElse(WeightedPoints.PEOPLE);
    }

    CellGrid grid(WeightedPoints population) {
        return grids.computeIfAbsent(population.name(), name -> Distribution.grid(population));
    }

    private Optional<Distribution> byClasses(
            Weighting weighting, Wish wish, VintageId vintage, BooleanSupplier cancelled) {
        List<Mask> masks = registered.classes(wish);
        Optional<YearValues> people = people(vintage);
        if (people.isEmpty()) return Optional.empty();
        if (weighting == Weighting.COMBINED) {
            return registered.cells(wish).map(cells -> combined(cells, wish, people.get(), masks, cancelled));
        }
        if (masks.isEmpty()) return Optional.empty();
        return Optional.of(made.computeIfAbsent(key(vintage, weighting, masks), key -> {
            LandClasses classes = classes(vintage, masks, cancelled);
            int[] regions = regions(people.get(), masks);
            return weighting == Weighting.SMOOTH
                    ? ByClasses.smooth(SmoothedClasses.of(classes, cancelled), totals(people.get()), regions)
                    : ByClasses.dasymetric(classes, totals(people.get()), regions);
        }));
    }

    private Optional<Distribution> byVintages(Wish wish, VintageId vintage, BooleanSupplier cancelled) {
        List<Mask> masks = registered.classes(wish);
        return othersPeople(vintage)
                .map(others -> made.computeIfAbsent(
                        key(vintage, Weighting.VINTAGES, masks),
                        key -> ByClasses.vintages(
                                name(others, masks),
                                sources(vintage),
                                classes(others.areas().vintage().id(), masks, cancelled),
                                totals(others),
                                regions(others, masks),
                                cancelled)));
    }

    static String name(YearValues others, List<Mask> masks) {
        return Stream.concat(
                        Stream.of(others.areas().vintage().id().year()),
                        masks.stream().map(Mask::name))
                .collect(Collectors.joining("+"));
    }

    private Distribution combined(
            WeightedPoints cells, Wish wish, YearValues people, List<Mask> masks, BooleanSupplier cancelled) {
        VintageId vintage = people.areas().vintage().id();
        String kind = kind(wish);
        List<Object> key = new ArrayList<>(key(vintage, Weighting.COMBINED, masks));
        key.add(List.of(cells.name(), kind));
        return made.computeIfAbsent(key, first -> {
            // Of a kind whose numbers in the areas are not known, cells are not scaled.
            double[] totals = wish.kind().isEmpty()
                    ? totals(people)
                    : values(kind, vintage).map(Divisors::totals).orElseGet(() -> unknown(people.size()));
            return ByClasses.combined(
                    SettledCells.of(classes(vintage, masks, cancelled), cells, kind, grid(cells), cancelled),
                    totals(people),
                    totals,
                    regions(people, masks));
        });
    }

    private static List<Object> key(VintageId vintage, Weighting weighting, List<Mask> masks) {
        return List.of(vintage, weighting, masks.stream().map(Mask::name).toList());
    }

    private static double[] totals(YearValues values) {
        double[] totals = new double[values.size()];
        Arrays.setAll(totals, values::value);
        return totals;
    }

    static double[] unknown(int size) {
        double[] unknown = new double[size];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    /** All registered classes of land in a vintage's areas. */
    LandClasses classes(VintageId vintage) {
        return classes(vintage, registered.classes(Wish.NONE), () -> false);
    }

    LandClasses classes(VintageId vintage, List<Mask> masks, BooleanSupplier cancelled) {
        return classes.computeIfAbsent(
                List.of(vintage, masks.stream().map(Mask::name).toList()),
                first -> LandClasses.of(
                        sources(vintage), masks, registered.named(Mask.LAND), registered.named(Mask.WATER), cancelled));
    }

    /** How many people a vintage's areas have, in the latest year that is known of nearly as many of them as of any year. */
    public Optional<YearValues> people(VintageId vintage) {
        return people.computeIfAbsent(vintage, id -> values(WeightedPoints.PEOPLE, id));
    }

    /** How many people the areas of another vintage of the division have, in the year nearest to that of {@link #people}. */
    public Optional<YearValues> othersPeople(VintageId vintage) {
        return people(vintage).flatMap(own -> snapshot.vintages().stream()
                .map(areas -> areas.vintage().id())
                .filter(other -> other.division().equals(vintage.division()) && !other.equals(vintage))
                .flatMap(other -> complete(WeightedPoints.PEOPLE, other))
                .min(Comparator.comparingInt(year -> Math.abs(year.year() - own.year()))));
    }

    private Optional<YearValues> values(String indicator, VintageId vintage) {
        return complete(indicator, vintage).reduce((earlier, later) -> later);
    }

    /** Years that are known of nearly as many areas as any year, ascending; none of what is restricted. */
    private Stream<YearValues> complete(String indicator, VintageId vintage) {
        VintageAreas areas = snapshot.vintage(vintage).orElseThrow();
        List<YearValues> years = observations
                .indicator(indicator)
                .filter(known -> known.disclosure().isEmpty())
                .flatMap(open -> observations.series(indicator, vintage.division()))
                .map(series -> series.years().stream()
                        .filter(year -> year.areas().equals(areas) && year.hasAnyValue())
                        .toList())
                .orElse(List.of());
        double most = years.stream().mapToLong(Divisors::known).max().orElse(0);
        return years.stream().filter(year -> known(year) >= NEARLY * most);
    }

    private static long known(YearValues year) {
        return IntStream.range(0, year.size()).filter(year::hasValue).count();
    }
}
