package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Disclosure;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Puts the indicators of one snapshot on anybody's boundaries. Periods may be of several vintages: each is taken from its own, and
 * together they are one series on the same targets. What is made of the snapshot alone (packed areas, masks and populations by
 * source) is made at first use and kept. Thread-safe.
 */
public final class Reaggregation {

    private final Snapshot snapshot;
    private final Observations observations;
    private final WeightsCache cache;
    private final AnsweredTargets answered;
    private final Map<VintageId, Sources> sources = new ConcurrentHashMap<>();
    private final Map<List<Object>, Distribution> distributions = new ConcurrentHashMap<>();

    /**
     * @param observations of the snapshot
     * @param cache shared by all snapshots
     * @param answered where answers on restricted indicators are taken down
     */
    public Reaggregation(Snapshot snapshot, Observations observations, WeightsCache cache, AnsweredTargets answered) {
        this.snapshot = snapshot;
        this.observations = observations;
        this.cache = cache;
        this.answered = answered;
    }

    /**
     * What is wanted.
     *
     * @param targetVintage the registered division that the targets are, if they are one
     * @param indicators ids
     * @param periods years, or empty for the latest of each indicator
     * @param sourceDivision from whose areas
     * @param mask name of the mask to use; empty for built-up, else land, else any
     * @param population name of the population to use; empty for the latest
     * @param approximate whether to average what cannot be derived
     * @param tolerance share of a source below which a part is a sliver
     */
    public record Request(
            Targets targets,
            Optional<VintageId> targetVintage,
            List<String> indicators,
            List<Integer> periods,
            String sourceDivision,
            Weighting weighting,
            Optional<String> mask,
            Optional<String> population,
            MissingParts missing,
            boolean approximate,
            double tolerance) {

        public static final double TOLERANCE = 1e-3;

        public Request {
            indicators = List.copyOf(indicators);
            periods = List.copyOf(periods);
        }

        /** With the defaults of all that may be left out. */
        public static Request of(Targets targets, List<String> indicators, List<Integer> periods) {
            return new Request(
                    targets,
                    Optional.empty(),
                    indicators,
                    periods,
                    "deso",
                    Weighting.AUTO,
                    Optional.empty(),
                    Optional.empty(),
                    MissingParts.STRICT,
                    false,
                    TOLERANCE);
        }
    }

    /**
     * @param cancelled asked often, from several threads
     * @throws ReaggregationException if it cannot be computed; the message names what and says why
     * @throws CancellationException once {@code cancelled} says so
     */
    public Reaggregated reaggregate(Request request, BooleanSupplier cancelled) {
        Map<VintageId, List<Wanted>> byVintage = new TreeMap<>();
        List<Wanted> all = new ArrayList<>();
        for (String id : request.indicators()) {
            Series series = series(id, request.sourceDivision());
            for (YearValues year : years(series, request)) {
                double[] bases =
                        request.approximate() ? bases(series.indicator(), request.sourceDivision(), year) : null;
                Variable variable = Variable.of(id, series.indicator().measure(), year, bases, request.approximate());
                Wanted wanted = new Wanted(all.size(), series.indicator(), year, variable);
                all.add(wanted);
                byVintage
                        .computeIfAbsent(year.areas().vintage().id(), vintage -> new ArrayList<>())
                        .add(wanted);
            }
        }
        List<Reaggregated.Part> parts = new ArrayList<>();
        byVintage.forEach((vintage, wanted) -> parts.add(part(request, wanted, cancelled)));
        return new Reaggregated(request.targets(), all.size(), parts);
    }

    /** An indicator in a year. */
    private record Wanted(int number, Indicator indicator, YearValues year, Variable variable) {}

    private Series series(String indicator, String division) {
        if (observations.indicator(indicator).isEmpty()) {
            throw new ReaggregationException("there is no indicator '" + indicator + "'; there are: "
                    + observations.indicators().stream().map(Indicator::id).collect(Collectors.joining(", ")));
        }
        Optional<Series> series = observations.series(indicator, division);
        if (series.isEmpty() || !series.get().hasAnyValue()) {
            throw new ReaggregationException(
                    "indicator '" + indicator + "' has no values for division '" + division + "'; it has for: "
                            + observations.series(indicator).stream()
                                    .map(Series::division)
                                    .collect(Collectors.joining(", ")));
        }
        return series.get();
    }

    private static List<YearValues> years(Series series, Request request) {
        if (request.periods().isEmpty()) return series.latest().stream().toList();
        List<YearValues> years = new ArrayList<>();
        for (int period : request.periods()) {
            YearValues year = series.year(period)
                    .filter(YearValues::hasAnyValue)
                    .orElseThrow(() -> new ReaggregationException(
                            "indicator '" + series.indicator().id() + "' has no values for " + period
                                    + " in division '" + series.division() + "'; it has for: "
                                    + series.years().stream()
                                            .filter(YearValues::hasAnyValue)
                                            .map(values -> Integer.toString(values.year()))
                                            .collect(Collectors.joining(", "))));
            years.add(year);
        }
        return years;
    }

    /** What an approximation is weighted with: the indicator's own base where it has one, else every area alike. */
    private double[] bases(Indicator indicator, String division, YearValues year) {
        double[] bases = new double[year.size()];
        Arrays.fill(bases, 1);
        Optional<YearValues> known = indicator.measure().inputs().stream()
                .findFirst()
                .flatMap(base -> observations.series(base, division))
                .flatMap(series -> series.year(year.year()));
        for (int i = 0; i < bases.length && known.isPresent(); i++)
            bases[i] = known.get().value(i);
        return bases;
    }

    private Reaggregated.Part part(Request request, List<Wanted> wanted, BooleanSupplier cancelled) {
        VintageAreas areas = wanted.get(0).year().areas();
        VintageId vintage = areas.vintage().id();
        Sources from = sources.computeIfAbsent(vintage, id -> Sources.of(areas));
        refuseElsewhere(from, request.targets(), vintage);
        List<Distribution> available = distributions(request, vintage, from);
        Optional<Lineage> lineage = request.targetVintage().flatMap(target -> lineage(vintage, areas, target));
        Weights weights = cache.get(
                from,
                request.targets(),
                request.weighting(),
                available,
                request.tolerance(),
                lineage,
                () -> Weights.of(
                        Overlay.of(from, request.targets(), cancelled),
                        request.weighting(),
                        available,
                        request.tolerance(),
                        lineage,
                        cancelled));
        Estimate estimate =
                Estimate.of(weights, wanted.stream().map(Wanted::variable).toList(), request.missing());
        List<Reaggregated.Column> columns = wanted.stream()
                .map(each -> new Reaggregated.Column(
                        each.number(),
                        each.indicator(),
                        each.year().year(),
                        derivedFrom(each, vintage),
                        each.indicator().disclosure().map(rule -> decide(rule, each, from, weights, request))))
                .toList();
        return new Reaggregated.Part(estimate, columns);
    }

    private static void refuseElsewhere(Sources from, Targets targets, VintageId vintage) {
        Envelope data = from.bounds();
        Envelope wanted = new Envelope();
        for (int j = 0; j < targets.size(); j++)
            wanted.expandToInclude(targets.geometry(j).getEnvelopeInternal());
        if (wanted.isNull() || wanted.intersects(data)) return;
        Envelope swapped = new Envelope(wanted.getMinY(), wanted.getMaxY(), wanted.getMinX(), wanted.getMaxX());
        throw new ReaggregationException(String.format(
                Locale.ROOT,
                "all targets lie outside %s: they are at E %.0f-%.0f, N %.0f-%.0f, the data at E %.0f-%.0f, N %.0f-%.0f "
                        + "(EPSG:3006, easting first)%s",
                vintage,
                wanted.getMinX(),
                wanted.getMaxX(),
                wanted.getMinY(),
                wanted.getMaxY(),
                data.getMinX(),
                data.getMaxX(),
                data.getMinY(),
                data.getMaxY(),
                swapped.intersects(data) ? "; with northing first they would meet: swap the coordinates" : ""));
    }

    /** Population, built-up mask, land mask, other masks: as far as there are any, those asked for by name only. */
    private List<Distribution> distributions(Request request, VintageId vintage, Sources from) {
        List<Distribution> available = new ArrayList<>();
        if (request.weighting() == Weighting.CODE || request.weighting() == Weighting.AREA) return available;
        if (request.weighting() != Weighting.MASK) {
            chosenPopulation(request)
                    .ifPresent(population -> available.add(distributions.computeIfAbsent(
                            List.of(vintage, population.name(), population.year(), Weighting.POPULATION),
                            key -> Distribution.of(from, population))));
        }
        if (request.weighting() == Weighting.MASK || available.isEmpty()) {
            chosenMask(request)
                    .ifPresent(mask -> available.add(distributions.computeIfAbsent(
                            List.of(vintage, mask.name(), Weighting.MASK), key -> Distribution.of(from, mask))));
        }
        return available;
    }

    private Optional<WeightedPoints> chosenPopulation(Request request) {
        Optional<WeightedPoints> chosen = snapshot.populations().stream()
                .filter(p -> request.population().map(p.name()::equals).orElse(true))
                .max(Comparator.comparingInt(WeightedPoints::year).thenComparing(WeightedPoints::name));
        if (request.population().isPresent() && chosen.isEmpty()) {
            throw new ReaggregationException("there is no population '"
                    + request.population().get() + "'; there are: "
                    + snapshot.populations().stream().map(WeightedPoints::name).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private Optional<Mask> chosenMask(Request request) {
        List<String> best = List.of(Mask.BUILT_UP, Mask.LAND);
        Optional<Mask> chosen = snapshot.masks().stream()
                .filter(m -> request.mask().map(m.name()::equals).orElse(true))
                .min(Comparator.comparingInt((Mask m) -> Math.floorMod(best.indexOf(m.name()), best.size() + 1))
                        .thenComparing(Mask::name));
        if (request.mask().isPresent() && chosen.isEmpty()) {
            throw new ReaggregationException(
                    "there is no mask '" + request.mask().get() + "'; there are: "
                            + snapshot.masks().stream().map(Mask::name).collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private Optional<Lineage> lineage(VintageId source, VintageAreas areas, VintageId target) {
        if (!source.division().equals(target.division()) || source.equals(target)) return Optional.empty();
        Optional<VintageAreas> other = snapshot.vintage(target);
        if (other.isEmpty()) return Optional.empty();
        boolean backwards = source.compareTo(target) > 0;
        VintageId earlier = backwards ? target : source;
        VintageId later = backwards ? source : target;
        List<String> sourceCodes = areas.areas().stream().map(Area::code).toList();
        List<String> targetCodes = other.get().areas().stream().map(Area::code).toList();
        Optional<ChangeLog> log = snapshot.changeLogs().stream()
                .filter(each -> each.division().equals(source.division())
                        && each.from().equals(earlier.year())
                        && each.to().equals(later.year()))
                .findFirst();
        return log.map(each -> backwards
                ? Lineage.backwards(each, targetCodes, sourceCodes)
                : Lineage.forwards(each, sourceCodes, targetCodes));
    }

    private DisclosureControl.Decision decide(
            Disclosure rule, Wanted wanted, Sources from, Weights weights, Request request) {
        Optional<YearValues> persons = observations
                .series(rule.base(), request.sourceDivision())
                .flatMap(series -> series.year(wanted.year().year()));
        double[] counts = new double[from.size()];
        Arrays.fill(counts, Double.NaN);
        for (int i = 0; i < counts.length && persons.isPresent(); i++)
            counts[i] = persons.get().value(i);
        return new DisclosureControl(rule.minimum(), answered)
                .decide(wanted.indicator().id(), from, weights, counts);
    }

    /** Vintage, year and files, as in {@code deso@2018, 2023 (table.csv)}. */
    private String derivedFrom(Wanted wanted, VintageId vintage) {
        List<String> inputs = wanted.indicator().measure().inputs();
        String files = snapshot.values().stream()
                .filter(values -> values.vintage().equals(vintage)
                        && values.year() == wanted.year().year())
                .filter(values ->
                        values.indicator().equals(wanted.indicator().id()) || inputs.contains(values.indicator()))
                .map(PublishedValues::provenance)
                .map(provenance -> provenance.file())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return vintage + ", " + wanted.year().year() + (files.isEmpty() ? "" : " (" + files + ")");
    }
}
