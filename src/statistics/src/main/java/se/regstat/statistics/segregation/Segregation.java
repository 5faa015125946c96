package se.regstat.statistics.segregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;

/**
 * Answers how unevenly groups live: figures of each place and year, as {@link SegregationDeclaration} has them.
 *
 * <ul>
 *   <li>A unit without a value is never zero: the figure is missing (strict), or that of the other units and estimated (partial).
 *   <li>A place whose units are not all here has no figure, unless partial is asked for.
 *   <li>Of a single unit, of nobody, or of a group that is nobody there is no figure: not applicable, with the reason.
 *   <li>Figures are told with six decimals.
 * </ul>
 */
public final class Segregation {

    private static final String NO_STRUCTURE = "no_common_structure";

    private final Question question;
    private final Arguments arguments;
    private final AskedGroups groups;
    private final AskedPlaces places;
    private final List<AskedMeasure> measures;
    private final List<List<Object>> rows = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** What a place had in the year before, of the same vintage. */
    private final Map<String, Earlier> earlier = new LinkedHashMap<>();

    private record Earlier(int year, GroupCounts counts) {}

    private Segregation(Question question, Optional<Supplier<OwnBoundaries>> own) {
        this.question = question;
        this.arguments = question.arguments();
        question.reaggregator()
                .refuseUnknownDivision(
                        "sourceDivision", arguments.get(SegregationDeclaration.SOURCE_DIVISION), question.visible());
        this.groups = AskedGroups.of(question.reaggregator().observations(), arguments);
        this.measures = measures();
        this.places = new AskedPlaces(question, own);
    }

    /**
     * @param own polygons to look within; empty if none were given
     * @param progress told of how much is done, from 0 to 1
     * @throws ReaggregationException if it cannot be done, with the parameter and the reason
     * @throws CancellationException if it was cancelled
     */
    public static FigureTable answer(
            Question question, Optional<Supplier<OwnBoundaries>> own, DoubleConsumer progress) {
        return question.bounds().within(() -> new Segregation(question, own).table(progress));
    }

    private List<AskedMeasure> measures() {
        List<AskedMeasure> asked = arguments.get(SegregationDeclaration.MEASURES);
        List<AskedMeasure> possible = Arrays.stream(AskedMeasure.values())
                .filter(measure -> measure.refusal(groups).isEmpty())
                .toList();
        for (AskedMeasure measure : asked) {
            measure.refusal(groups).ifPresent(why -> {
                throw ReaggregationException.of("measures", measure.id() + " " + why);
            });
        }
        List<AskedMeasure> wanted = asked.isEmpty() ? possible : asked;
        boolean parted = wanted.stream().anyMatch(measure -> EnumSet.of(AskedMeasure.M, AskedMeasure.H, AskedMeasure.T)
                .contains(measure));
        if (arguments.get(SegregationDeclaration.BETWEEN).isPresent() && !parted) {
            throw ReaggregationException.of("between", "m, h and t can be parted, and none of these is asked for");
        }
        if (arguments.get(SegregationDeclaration.CHANGE) && groups.isMean()) {
            throw ReaggregationException.of("change", "m is what is parted, and a mean has none");
        }
        if (!sizes().isEmpty() && (groups.isMean() || arguments.get(SegregationDeclaration.CHANGE))) {
            throw ReaggregationException.of(
                    "k",
                    groups.isMean()
                            ? "it goes with groups, and a mean has none"
                            : "changes are of units, and not of neighbours");
        }
        return wanted;
    }

    private List<String> sizes() {
        return arguments.get(SegregationDeclaration.SIZES);
    }

    /** By size of neighbourhood what is told; of units alone under no number. */
    private Map<Double, AskedGroups.OfYear> bySize(AskedGroups.OfYear now) {
        return sizes().isEmpty() ? Map.of(Double.NaN, now) : Surroundings.of(question, groups.size(), now, notes::add);
    }

    private FigureTable table(DoubleConsumer progress) {
        NavigableSet<Integer> there = groups.years();
        Periods periods = arguments.get(SegregationDeclaration.PERIODS);
        NavigableSet<Integer> years = periods.of(there, there);
        NavigableSet<Integer> absent = new TreeSet<>(periods.absent(there));
        if (!absent.isEmpty()) {
            notes.add("periods: "
                    + absent.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + " left out, since not all groups have values then");
        }
        Optional<AskedGroups.OfYear> before = Optional.empty();
        int done = 0;
        for (int year : years) {
            AskedGroups.OfYear now = groups.year(year);
            boolean broken = before.filter(
                            last -> !last.units().vintage().equals(now.units().vintage()))
                    .isPresent();
            if (broken) {
                earlier.clear();
                notes.add(year + ": the units are those of "
                        + now.units().vintage().id() + ", before "
                        + before.get().units().vintage().id() + "; figures of both cannot be compared");
            }
            if (!now.contradictory().isEmpty()) {
                notes.add(year + ": groups are more than their whole in " + String.join(", ", now.contradictory())
                        + ", which therefore have no value");
            }
            Map<Double, AskedGroups.OfYear> bySize = bySize(now);
            for (AskedPlaces.Place place : places.of(now.units(), year)) {
                if (question.bounds().isOver()) throw new CancellationException();
                bySize.forEach((size, counted) -> new OfPlace(year, broken, counted, size, place).tell());
            }
            before = Optional.of(now);
            progress.accept((double) ++done / years.size());
        }
        measures.forEach(measure ->
                notes.add(measure.id() + ": " + measure.explanation().whole().both()));
        if (draws() > 0 && !groups.isMean()) {
            notes.add("expected, low and high: what " + draws()
                    + " random allocations of the same people to the same units give; chance, and no margin of error,"
                    + " since registers count everybody");
        }
        return new FigureTable(rows, List.copyOf(notes));
    }

    private int draws() {
        // What chance gives is told of units alone.
        return sizes().isEmpty() ? arguments.get(SegregationDeclaration.DRAWS) : 0;
    }

    /** One place in one year. */
    private final class OfPlace {
        private final int year;
        private final boolean broken;
        private final AskedGroups.OfYear values;
        private final double size;
        private final AskedPlaces.Place place;
        private final KnownUnits units;
        private final GroupCounts counts;

        /** @param size of neighbourhoods; NaN for the units themselves */
        OfPlace(int year, boolean broken, AskedGroups.OfYear values, double size, AskedPlaces.Place place) {
            this.year = year;
            this.broken = broken;
            this.values = values;
            this.size = size;
            this.place = place;
            units = KnownUnits.of(place, values.statuses(), arguments.get(SegregationDeclaration.MISSING));
            counts = GroupCounts.of(
                    groups.isMean() ? 2 : groups.size(),
                    Arrays.stream(units.known())
                            .mapToObj(unit -> values.counts()[unit])
                            .toArray(double[][]::new));
        }

        void tell() {
            if (groups.isMean()) tellMean();
            else tellGroups();
        }

        private void tellGroups() {
            boolean drawn = units.hasFigure() && draws() > 0 && counts.isWhole();
            Map<SegregationMeasure, RandomAllocation> chance = drawn
                    ? RandomAllocation.of(
                            counts,
                            measures.stream()
                                    .map(measure -> measure.ofCounts().orElseThrow())
                                    .collect(Collectors.toSet()),
                            draws(),
                            arguments.get(SegregationDeclaration.SEED),
                            question.bounds()::isOver)
                    : Map.of();
            for (AskedMeasure measure : measures) {
                SegregationMeasure computed = measure.ofCounts().orElseThrow();
                FigureRow row = row(measure.id())
                        .groups(names(measure))
                        .value(units.hasFigure() ? computed.of(counts) : Double.NaN);
                if (chance.containsKey(computed)) {
                    row.chance(
                            chance.get(computed),
                            arguments.get(SegregationDeclaration.CONFIDENCE),
                            measure.isUpToOne());
                }
                if (measure == AskedMeasure.M || measure == AskedMeasure.H) row.biasCorrected(corrected(computed));
                rows.add(row.told());
            }
            tellParts();
            tellChange();
        }

        private String names(AskedMeasure measure) {
            return groups.names(measure.pair(groups.size())
                    .orElseGet(() -> IntStream.range(0, groups.size()).toArray()));
        }

        private double corrected(SegregationMeasure measure) {
            int tries = arguments.get(SegregationDeclaration.BOOTSTRAP);
            if (tries == 0 || !sizes().isEmpty() || !units.hasFigure() || !counts.isWhole() || !(counts.all() > 0))
                return Double.NaN;
            return Bootstrap.of(counts, measure::of, tries, arguments.get(SegregationDeclaration.SEED))
                    .corrected();
        }

        /** Of M, and of H, which is M of the groups' entropy. */
        private void tellParts() {
            Optional<String> between = arguments.get(SegregationDeclaration.BETWEEN);
            if (between.isEmpty()) return;
            Optional<int[]> into = into(between.get());
            Optional<Parts> parts = into.filter(found -> units.hasFigure() && counts.all() > 0)
                    .map(found -> Parts.ofM(counts, found, size(found)));
            for (AskedMeasure measure : measures) {
                if (measure != AskedMeasure.M && measure != AskedMeasure.H) continue;
                double of = measure == AskedMeasure.M ? 1 : SegregationMeasure.entropy(counts);
                tellParts(measure, parts, of, into.isEmpty());
            }
        }

        private void tellParts(AskedMeasure measure, Optional<Parts> parts, double of, boolean notNested) {
            tellPart(measure.id() + "_between", parts.map(Parts::between), of, notNested);
            tellPart(measure.id() + "_within", parts.map(Parts::within), of, notNested);
        }

        private void tellPart(String name, Optional<Double> part, double of, boolean notNested) {
            FigureRow row = row(name)
                    .groups(groups.names(IntStream.range(0, groups.size()).toArray()))
                    .value(part.orElse(Double.NaN) / of);
            rows.add(notNested ? row.without(KnownUnits.NOT_NESTED).told() : row.told());
        }

        /** For each unit the area between that it lies in, numbered from 0; empty if one lies in none. */
        private Optional<int[]> into(String division) {
            int[] areas =
                    places.areas("between", division, values.units(), year).array();
            List<Integer> numbers = Arrays.stream(units.known())
                    .mapToObj(unit -> areas[unit])
                    .distinct()
                    .toList();
            if (numbers.contains(-1)) return Optional.empty();
            return Optional.of(Arrays.stream(units.known())
                    .map(unit -> numbers.indexOf(areas[unit]))
                    .toArray());
        }

        private static int size(int[] into) {
            return Arrays.stream(into).max().orElse(-1) + 1;
        }

        private void tellChange() {
            if (!arguments.get(SegregationDeclaration.CHANGE)) return;
            Earlier before = earlier.get(place.id());
            // Units that lack a value in either year would be taken for empty ones.
            boolean whole = units.hasFigure() && units.leftOut() == 0;
            if (before != null && whole) {
                Optional<ChangeOfM> change = ChangeOfM.of(before.counts(), counts);
                Map<String, Optional<Double>> told = new LinkedHashMap<>();
                told.put("m_change", change.map(ChangeOfM::whole));
                told.put("m_change_structure", change.map(ChangeOfM::structure));
                told.put("m_change_groups", change.map(ChangeOfM::groups));
                told.put("m_change_units", change.map(ChangeOfM::units));
                told.put("m_change_emptied", change.map(ChangeOfM::emptied));
                told.forEach((name, value) -> {
                    FigureRow row = row(name)
                            .groups(groups.names(
                                    IntStream.range(0, groups.size()).toArray()))
                            .value(value.orElse(Double.NaN))
                            .since(before.year());
                    rows.add(value.isEmpty() ? row.without(NO_STRUCTURE).told() : row.told());
                });
            }
            if (whole) earlier.put(place.id(), new Earlier(year, counts));
            else earlier.remove(place.id());
        }

        private void tellMean() {
            int tally = units.known().length;
            double[] means = new double[tally];
            double[] people = new double[tally];
            for (int i = 0; i < tally; i++) {
                means[i] = counts.count(i, 0);
                people[i] = counts.count(i, 1);
            }
            boolean there = units.hasFigure();
            rows.add(row("t").groups(groups.names(0))
                    .value(there ? Parts.ofT(means, people, new int[tally], 1).all() : Double.NaN)
                    .told());
            Optional<String> between = arguments.get(SegregationDeclaration.BETWEEN);
            if (between.isEmpty()) return;
            Optional<int[]> into = into(between.get());
            Optional<Parts> parts =
                    into.filter(found -> there).map(found -> Parts.ofT(means, people, found, size(found)));
            tellParts(AskedMeasure.T, parts, 1, into.isEmpty());
        }

        private FigureRow row(String measure) {
            return new FigureRow(year, place, measure)
                    .neighbours(size)
                    .units(units.known().length, units.leftOut())
                    .people(groups.isMean() ? counts.ofGroup(1) : counts.all())
                    .status(units.status(), units.reason())
                    .origin(broken, values.derivedFrom());
        }
    }
}
