package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;

/** What is told of one place in one year. */
final class PlaceFigures {

    private static final String NO_STRUCTURE = "no_common_structure";

    private final Question question;
    private final Arguments arguments;
    private final AskedGroups groups;
    private final AskedMeasures measures;
    private final AskedPlaces places;
    private final int year;
    private final AskedGroups.OfYear values;
    private final double size;
    private final AskedPlaces.Place place;
    private final KnownUnits units;
    private final GroupCounts counts;

    /** @param size of neighbourhoods with whose composition units are counted; NaN for their own */
    PlaceFigures(
            Question question,
            AskedGroups groups,
            AskedMeasures measures,
            AskedPlaces places,
            int year,
            AskedGroups.OfYear values,
            double size,
            AskedPlaces.Place place) {
        this.question = question;
        this.arguments = question.arguments();
        this.groups = groups;
        this.measures = measures;
        this.places = places;
        this.year = year;
        this.values = values;
        this.size = size;
        this.place = place;
        units = KnownUnits.of(place, values.statuses(), this::people, arguments.get(SegregationDeclaration.MISSING));
        counts = GroupCounts.of(
                groups.isMean() ? 2 : groups.size(),
                Arrays.stream(units.known())
                        .mapToObj(unit -> values.counts()[unit])
                        .toArray(double[][]::new));
    }

    /** NaN where that is not known. */
    private double people(int unit) {
        if (!values.statuses()[unit].hasValue()) return Double.NaN;
        double[] counted = values.counts()[unit];
        return groups.isMean() ? counted[1] : Arrays.stream(counted).sum();
    }

    /** Whether they are of the units that a place has, with values or without. */
    boolean isOf(VintageAreas vintage, AskedPlaces.Place other) {
        return values.units().equals(vintage) && Arrays.equals(place.units(), other.units());
    }

    /**
     * @param broken whether the year before in the answer had other units
     * @param before that year's, if units are the same
     * @param rows to which figures are added, and {@code notes} what readers should know of them
     */
    void tell(boolean broken, Optional<PlaceFigures> before, Collection<List<Object>> rows, Collection<String> notes) {
        Telling telling = new Telling(broken, rows, notes);
        if (groups.isMean()) {
            telling.mean();
        } else {
            telling.ofGroups();
            telling.parts();
            if (arguments.get(SegregationDeclaration.CHANGE)) before.ifPresent(telling::change);
        }
    }

    private boolean isWhole() {
        return units.hasFigure() && units.leftOut() == 0;
    }

    private final class Telling {
        private final boolean broken;
        private final Collection<List<Object>> rows;
        private final Collection<String> notes;

        Telling(boolean broken, Collection<List<Object>> rows, Collection<String> notes) {
            this.broken = broken;
            this.rows = rows;
            this.notes = notes;
        }

        private void ofGroups() {
            Map<SegregationMeasure, RandomAllocation> chance = chance();
            Map<SegregationMeasure, Double> corrected = corrected();
            for (AskedMeasure measure : measures.all()) {
                SegregationMeasure computed = measure.ofCounts().orElseThrow();
                FigureRow row = row(measure.id())
                        .groups(measure.pair(groups.size()).map(groups::names).orElseGet(this::allGroups))
                        .value(units.hasFigure() ? computed.of(counts) : Double.NaN);
                if (chance.containsKey(computed)) {
                    row.chance(
                            chance.get(computed),
                            arguments.get(SegregationDeclaration.CONFIDENCE),
                            measure.isUpToOne());
                }
                if (corrected.containsKey(computed)) row.biasCorrected(corrected.get(computed));
                rows.add(row.told());
            }
        }

        private String allGroups() {
            return groups.names(IntStream.range(0, groups.size()).toArray());
        }

        private Map<SegregationMeasure, RandomAllocation> chance() {
            int draws = measures.draws();
            if (draws == 0 || !canDraw()) return Map.of();
            notes.add("expected, low and high: what " + draws
                    + " random allocations of the same people to the same units give; chance, and no margin of error,"
                    + " since registers count everybody");
            return RandomAllocation.of(
                    counts,
                    measures.ofCounts(),
                    draws,
                    arguments.get(SegregationDeclaration.SEED),
                    question.bounds()::isOver);
        }

        private Map<SegregationMeasure, Double> corrected() {
            int draws = arguments.get(SegregationDeclaration.BOOTSTRAP);
            if (draws == 0 || !canDraw()) return Map.of();
            return Bootstrap.corrected(
                    counts,
                    measures.corrected(),
                    draws,
                    arguments.get(SegregationDeclaration.SEED),
                    question.bounds()::isOver);
        }

        /** Whole persons can be drawn, and no more than there may be. */
        private boolean canDraw() {
            if (!units.hasFigure() || !(counts.all() > 0)) return false;
            if (counts.all() > Draws.MOST) {
                throw ReaggregationException.of(
                        "indicators",
                        String.format(
                                Locale.ROOT,
                                "they count %.0f in all, more than the %d persons that can be drawn; ask for no draws, or count persons",
                                counts.all(),
                                Draws.MOST));
            }
            if (counts.isWhole()) return true;
            notes.add("where counts are not of whole persons, nobody can be drawn: nothing stands beside the figure");
            return false;
        }

        /** Of M, and of H, which is M of the groups' entropy. */
        private void parts() {
            Optional<String> between = arguments.get(SegregationDeclaration.BETWEEN);
            if (between.isEmpty()) return;
            Optional<Grouping> into = into(between.get());
            Optional<Parts> parts = into.filter(found -> units.hasFigure() && counts.all() > 0)
                    .map(found -> Parts.ofM(counts, found.into(), found.number()));
            for (AskedMeasure measure : measures.all()) {
                if (measure != AskedMeasure.M && measure != AskedMeasure.H) continue;
                double of = measure == AskedMeasure.M ? 1 : SegregationMeasure.entropy(counts);
                parts(measure, parts, of, into.isEmpty());
            }
        }

        private void parts(AskedMeasure measure, Optional<Parts> parts, double of, boolean notNested) {
            part(measure.id() + "_between", parts, Parts::between, of, notNested);
            part(measure.id() + "_within", parts, Parts::within, of, notNested);
        }

        private void part(
                String name, Optional<Parts> parts, ToDoubleFunction<Parts> one, double of, boolean notNested) {
            FigureRow row = row(name).groups(allGroups());
            if (notNested) row.without(KnownUnits.NOT_NESTED);
            rows.add(row.value(parts.map(one::applyAsDouble).orElse(Double.NaN) / of)
                    .told());
        }

        /** How the units lie in the areas of a division between; empty if one lies in none. */
        private Optional<Grouping> into(String division) {
            int[] areas =
                    places.areas("between", division, values.units(), year).array();
            Grouping grouping = Grouping.of(units.known(), areas);
            return units.known().length > 0 && grouping.number() == 0 ? Optional.empty() : Optional.of(grouping);
        }

        /** Not where units lack a value in either year, since they would be taken for empty ones. */
        private void change(PlaceFigures before) {
            if (!isWhole() || !before.isWhole()) return;
            Optional<ChangeOfM> change = ChangeOfM.of(before.counts, counts, question.bounds()::isOver);
            Map<String, ToDoubleFunction<ChangeOfM>> told = new LinkedHashMap<>();
            told.put("m_change", ChangeOfM::whole);
            told.put("m_change_structure", ChangeOfM::structure);
            told.put("m_change_groups", ChangeOfM::groups);
            told.put("m_change_units", ChangeOfM::units);
            told.put("m_change_emptied", ChangeOfM::emptied);
            told.forEach((name, value) -> {
                FigureRow row = row(name).groups(allGroups()).since(before.year);
                if (change.isEmpty()) row.without(NO_STRUCTURE);
                rows.add(row.value(change.map(value::applyAsDouble).orElse(Double.NaN))
                        .told());
            });
        }

        private void mean() {
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
            Optional<Grouping> into = into(between.get());
            Optional<Parts> parts =
                    into.filter(found -> there).map(found -> Parts.ofT(means, people, found.into(), found.number()));
            parts(AskedMeasure.T, parts, 1, into.isEmpty());
        }

        private FigureRow row(String measure) {
            double outside = 0;
            double inside = 0;
            for (AskedPlaces.Cut cut : place.cuts()) {
                if (cut.counted()) outside += (1 - cut.inside()) * people(cut.unit());
                else inside += cut.inside() * people(cut.unit());
            }
            return new FigureRow(year, place, measure)
                    .neighbours(size)
                    .units(units.known().length, units.leftOut())
                    .people(groups.isMean() ? counts.ofGroup(1) : counts.all())
                    .cut(outside, inside)
                    .status(units.status(), units.reason())
                    .origin(broken, values.derivedFrom());
        }
    }
}
