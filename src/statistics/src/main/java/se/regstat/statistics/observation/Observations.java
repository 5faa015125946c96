package se.regstat.statistics.observation;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.Combination;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.ValueSet;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * All observations of one snapshot as a configuration describes them: for every indicator, division and year the published
 * values, and those that follow from them.
 *
 * <ul>
 *   <li>The vintage follows the year: values are told for the areas of the vintage that is valid then.
 *   <li>Published values win, area by area; suppressed and not applicable ones too.
 *   <li>A count that is not published is summed from the nearest level below that is complete inside the area and has a value
 *       for every part; else it is missing, with the reason. Means and rounded ratios are then weighted with their base.
 *   <li>What is counted from points is summed in the same way, else counted in the area's own polygon.
 *   <li>Ratios and densities of counts are computed from these, never averaged. Quantiles and indices are published or missing.
 * </ul>
 *
 * Cheap to make: values are computed when they are first asked for, and then lie in the snapshot's room. Which years have any is known
 * before. Thread-safe.
 */
public final class Observations {

    private final Snapshot snapshot;
    private final Configuration configuration;
    private final Map<String, Indicator> indicators = new LinkedHashMap<>();
    private final Imported imported;
    private final Map<List<String>, Series> series = new ConcurrentHashMap<>();
    private final Map<List<VintageId>, Comparability> comparabilities = new ConcurrentHashMap<>();
    private final Map<List<VintageId>, Completeness> completeness = new ConcurrentHashMap<>();
    private final Map<VintageId, List<VintageAreas>> completeBelow = new ConcurrentHashMap<>();
    private final Map<List<Object>, Optional<Membership>> memberships = new ConcurrentHashMap<>();
    private final Map<List<Object>, Optional<Combination.Norm>> norms = new ConcurrentHashMap<>();

    private Observations(Snapshot snapshot, Configuration configuration) {
        this.snapshot = snapshot;
        this.configuration = configuration;
        imported = new Imported(snapshot, configuration);
        Set<String> there = imported.indicators();
        for (Indicator indicator : configuration.indicators()) {
            boolean known = indicator.measure().isComputed()
                    ? there.containsAll(indicator.measure().inputs())
                    : there.contains(indicator.id());
            if (known) add(indicator);
        }
        for (String id : there) {
            if (!indicators.containsKey(id)) add(configuration.indicator(id));
        }
    }

    private void add(Indicator indicator) {
        // What the configuration says of real statistics is not true of invented ones.
        indicators.put(indicator.id(), snapshot.demo() ? indicator.invented() : indicator);
    }

    /** Shared by all who ask for the same snapshot with a configuration that says the same. */
    public static Observations of(Snapshot snapshot, Configuration configuration) {
        return snapshot.derived(
                Observations.class, configuration.fingerprint(), () -> new Observations(snapshot, configuration));
    }

    /** What they are of. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** What describes them. */
    public Configuration configuration() {
        return configuration;
    }

    /** Those with values, in the order of the configuration; then those it does not describe. */
    public Collection<Indicator> indicators() {
        return List.copyOf(indicators.values());
    }

    public Optional<Indicator> indicator(String id) {
        return Optional.ofNullable(indicators.get(id));
    }

    /** The divisions of the snapshot's vintages, the finest first. */
    public List<String> divisions() {
        return levels().finestFirst();
    }

    /** The series of an indicator for every division in which it has any value, the finest division first. */
    public List<Series> series(String indicator) {
        return divisions().stream()
                .map(division -> series(indicator, division))
                .flatMap(Optional::stream)
                .filter(Series::hasAnyValue)
                .toList();
    }

    /**
     * An indicator's values for a division's areas. There may be years without any value, in which the reasons say why.
     *
     * @return empty if there is no such indicator, or nothing to tell of it
     */
    public Optional<Series> series(String indicator, String division) {
        Indicator wanted = indicators.get(indicator);
        if (wanted == null) return Optional.empty();
        List<String> key = List.of(indicator, division);
        Series known = series.get(key);
        if (known == null) {
            // Not computeIfAbsent: a series is made of others.
            known = compute(wanted, division);
            Series first = series.putIfAbsent(key, known);
            if (first != null) known = first;
        }
        return known.years().isEmpty() ? Optional.empty() : Optional.of(known);
    }

    private Series compute(Indicator indicator, String division) {
        List<YearValues> years = new ArrayList<>();
        Optional<VintageAreas> before = Optional.empty();
        for (int year : imported.years(imported(indicator))) {
            Optional<VintageAreas> areas = snapshot.valid(division, year);
            if (areas.isEmpty() || areas.get().areas().isEmpty()) continue;
            Foreseen foreseen = new Foreseen(this, indicator, areas.get(), year);
            if (!foreseen.isTold()) continue;
            boolean newVintage = before.isPresent()
                    && !before.get().vintage().id().equals(areas.get().vintage().id());
            years.add(YearValues.of(
                    foreseen,
                    newVintage || indicator.breaks().contains(year),
                    snapshot.room(),
                    new YearOfDivision(this, indicator, areas.get(), year)::values));
            before = areas;
        }
        return new Series(indicator, division, years);
    }

    /** What is stored that an indicator's values come from. */
    private static List<String> imported(Indicator indicator) {
        return indicator.measure().isComputed() ? indicator.measure().inputs() : List.of(indicator.id());
    }

    /** What an indicator is counted from in a year; empty if it is not counted from points. */
    public Optional<Events> events(String indicator, int year) {
        return imported.events(indicator, year);
    }

    /** The points of indicators, by year, that may be shown themselves. */
    public Map<Indicator, List<Events>> shownPoints() {
        Map<Indicator, List<Events>> shown = new LinkedHashMap<>();
        for (Events year : imported.events()) {
            Indicator indicator = indicators.get(year.indicator());
            if (indicator.publishPoints()) {
                shown.computeIfAbsent(indicator, one -> new ArrayList<>()).add(year);
            }
        }
        return shown;
    }

    /** The indicator's values, published for the areas of a vintage. */
    Optional<ValueSet> published(Indicator indicator, VintageAreas areas, int year) {
        return imported.values(indicator.id(), areas.vintage().id(), year);
    }

    /** Where each area of their vintage stands among published values; below 0 if it is not there. Not to be changed. */
    int[] places(ValueSet published) {
        return imported.places(published);
    }

    /** Where the values of an indicator, or of those it is computed from, come from that are published for a vintage and a year. */
    public List<Provenance> provenance(Indicator indicator, VintageId vintage, int year) {
        return imported(indicator).stream()
                .flatMap(id -> imported.provenance(id, vintage, year))
                .distinct()
                .toList();
    }

    /** What values of a vintage and year are derived from: {@code deso@2018, 2022, population.csv}; without a file where none are published. */
    public String derivedFrom(Indicator indicator, VintageId vintage, int year) {
        return derivedFrom(vintage.toString(), indicator, vintage, year);
    }

    /** The same, where it is not the areas of the vintage that they are derived from. */
    public String derivedFrom(String what, Indicator indicator, VintageId vintage, int year) {
        String files = provenance(indicator, vintage, year).stream()
                .map(Provenance::file)
                .distinct()
                .collect(Collectors.joining(" + "));
        return what + ", " + year + (files.isEmpty() ? "" : ", " + files);
    }

    /** Why an indicator has no values for a division, as far as that follows from how values are made: {@code : the land area is not known}. */
    public String whyNone(String indicator, String division) {
        String reason = series(indicator, division)
                .map(known -> known.reason().words().en())
                .orElse("");
        return reason.isEmpty() ? "" : ": " + reason;
    }

    /** Numbers of the parts that make up each area of {@code whole}; none where not all are there. */
    int[][] parts(VintageAreas whole, VintageAreas part) {
        return completeness(whole, part).parts();
    }

    /** Which areas of {@code whole} have all their parts. */
    Completeness completeness(VintageAreas whole, VintageAreas part) {
        List<VintageId> key = List.of(whole.vintage().id(), part.vintage().id());
        return completeness.computeIfAbsent(key, k -> new Completeness(whole, part, snapshot, levels()));
    }

    private Levels levels() {
        return new Levels(snapshot, configuration);
    }

    /**
     * An area whose parts the registry takes for complete, against what the store knows of it.
     *
     * @param covered the share of it that they cover, 0 to 1
     * @param lacking codes that belong to it, as a code list, another vintage or the change log knows, and are not in it
     * @param strays codes that are in it and lie elsewhere, as a code list knows
     * @param summed whether values are summed from them nevertheless
     */
    public record Uncovered(
            VintageId whole,
            String code,
            VintageId part,
            double covered,
            Set<String> lacking,
            Set<String> strays,
            boolean summed) {}

    /** Areas that have parts, of which some lack or which cover less of it than {@link Covered#ENOUGH}. */
    public List<Uncovered> uncovered() {
        List<Uncovered> found = new ArrayList<>();
        for (VintageAreas whole : snapshot.vintages()) {
            for (VintageAreas part : levels().completeBelow(whole)) {
                Completeness known = completeness(whole, part);
                List<Completeness.Found> all = known.all();
                for (int area = 0; area < all.size(); area++) {
                    Completeness.Found of = all.get(area);
                    if (known.known(area).length == 0 || of.undoubted()) continue;
                    found.add(new Uncovered(
                            whole.vintage().id(),
                            whole.areas().get(area).code(),
                            part.vintage().id(),
                            known.covered(area),
                            of.lacking(),
                            of.strays(),
                            of.complete()));
                }
            }
        }
        return found;
    }

    /**
     * Which areas of {@code part} lie in each of {@code whole}, complete or not.
     *
     * @return empty if codes do not tell in that year
     */
    public Optional<Membership> membership(VintageAreas part, VintageAreas whole, int year) {
        List<Object> key = List.of(part.vintage().id(), whole.vintage().id(), year);
        Optional<Membership> known = memberships.get(key);
        if (known == null) {
            known = membership(part, whole, year, Set.of());
            memberships.put(key, known);
        }
        return known;
    }

    /** @param above levels passed on the way down, so that a circle of parents has an end */
    private Optional<Membership> membership(VintageAreas part, VintageAreas whole, int year, Set<VintageAreas> above) {
        if (part.equals(whole)) {
            int size = part.areas().size();
            BitSet all = new BitSet();
            all.set(0, size);
            return Optional.of(
                    new Membership(IntBuffer.wrap(IntStream.range(0, size).toArray()), all));
        }
        List<VintageAreas> summed = completeBelow(whole, year);
        Optional<IntBuffer> places = Optional.empty();
        BitSet complete = new BitSet();
        Set<VintageAreas> passed = new HashSet<>(above);
        passed.add(whole);
        List<VintageAreas> below = levels().below(whole, year).stream()
                .filter(level -> !passed.contains(level))
                .sorted(Comparator.comparing(level -> !level.equals(part)))
                .toList();
        for (VintageAreas level : below) {
            Optional<Membership> lower = membership(part, level, year, passed);
            if (lower.isEmpty()) continue;
            if (places.isEmpty()) places = Optional.of(lower.get().through(level, Parts.of(whole, level)));
            if (summed.contains(level)) {
                int[][] parts = parts(whole, level);
                BitSet known = lower.get().complete();
                for (int area = 0; area < parts.length; area++) {
                    if (parts[area].length > 0 && Arrays.stream(parts[area]).allMatch(known::get)) complete.set(area);
                }
            }
        }
        return places.map(found -> new Membership(found, complete));
    }

    /** Levels that an area of {@code areas} may be summed from, the nearest first. */
    List<VintageAreas> completeBelow(VintageAreas areas, int year) {
        return Levels.valid(
                completeBelow.computeIfAbsent(areas.vintage().id(), id -> levels().completeBelow(areas)), year);
    }

    /** One year of {@link #series(String, String)}. */
    public Optional<YearValues> year(String indicator, String division, int year) {
        return series(indicator, division).flatMap(s -> s.year(year));
    }

    /**
     * What the areas of a division have in a year, each counting once, as far as they are here and have a value.
     *
     * @return empty if none has
     */
    public Optional<Combination.Norm> norm(String indicator, String division, int year) {
        Optional<Combination.Norm> known = norms.get(List.of(indicator, division, year));
        if (known != null) return known;
        // Not computeIfAbsent: values are made of others.
        known = year(indicator, division, year).flatMap(YearValues::norm);
        norms.put(List.of(indicator, division, year), known);
        return known;
    }

    /** Which areas of a vintage are the same in another one of the division. */
    public Comparability comparability(VintageAreas earlier, VintageAreas later) {
        List<VintageId> key = List.of(earlier.vintage().id(), later.vintage().id());
        return comparabilities.computeIfAbsent(
                key, k -> Comparability.of(earlier, later, changeLog(k.get(0), k.get(1))));
    }

    private Optional<ChangeLog> changeLog(VintageId from, VintageId to) {
        return snapshot.changeLogs().stream()
                .filter(log -> log.division().equals(from.division())
                        && log.from().equals(from.year())
                        && log.to().equals(to.year()))
                .findFirst();
    }

    /**
     * How much an area's value changed since the series' base year: percent for counts, means, densities and other numbers;
     * percentage points (the difference, in the indicator's unit) for ratios.
     *
     * @return NaN in the base year and before it, where either value is not known, where the area is not the same one, and where borders
     *     of what its values are derived from changed in between, or the indicator breaks
     */
    public double change(Series series, YearValues values, int area) {
        Optional<YearValues> base = series.base();
        if (base.isEmpty() || values.year() <= base.get().year() || !values.hasValue(area)) return Double.NaN;
        int then = values.areas().equals(base.get().areas())
                ? area
                : comparability(base.get().areas(), values.areas()).earlier(area);
        if (then < 0 || !base.get().hasValue(then)) return Double.NaN;
        if (isBroken(series, base.get().year(), values, area)) return Double.NaN;
        double before = base.get().value(then);
        double now = values.value(area);
        if (series.indicator().measure() instanceof Measure.Ratio) return now - before;
        return before == 0 ? Double.NaN : 100 * (now - before) / before;
    }

    private boolean isBroken(Series series, int since, YearValues values, int area) {
        for (int first : series.indicator().breaks()) {
            if (since < first && first <= values.year()) return true;
        }
        for (YearValues between : series.years()) {
            if (between.quality().isEmpty() || between.year() <= since || between.year() > values.year()) continue;
            int then = between.areas().equals(values.areas())
                    ? area
                    : comparability(between.areas(), values.areas()).earlier(area);
            if (then >= 0 && between.isDerivedAcrossBreak(then)) return true;
        }
        return false;
    }
}
