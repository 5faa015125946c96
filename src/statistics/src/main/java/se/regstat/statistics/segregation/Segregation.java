package se.regstat.statistics.segregation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import se.regstat.statistics.reaggregation.OwnBoundaries;
import se.regstat.statistics.reaggregation.Question;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Answers how unevenly groups live: figures of each place and year, as {@link SegregationDeclaration} has them.
 *
 * <ul>
 *   <li>A unit without a value is never zero: the figure is missing (strict), or that of the other units and estimated (partial).
 *   <li>A place whose units are not all here has no figure, unless partial is asked for; an own boundary most of which lies where there is no data has none.
 *   <li>Of a single unit with people, of nobody, or of a group that is nobody there is no figure: not applicable, with the reason.
 *   <li>Years whose units are not the same ones are never compared.
 *   <li>Figures are told with six decimals.
 * </ul>
 */
public final class Segregation {

    private final Question question;
    private final Arguments arguments;
    private final AskedGroups groups;
    private final AskedMeasures measures;
    private final AskedPlaces places;
    private final Set<String> notes = new LinkedHashSet<>();

    private Segregation(Question question, Optional<Supplier<OwnBoundaries>> own) {
        this.question = question;
        this.arguments = question.arguments();
        question.reaggregator()
                .refuseUnknownDivision(
                        "sourceDivision", arguments.get(SegregationDeclaration.SOURCE_DIVISION), question.visible());
        this.groups = AskedGroups.of(question.reaggregator().observations(), arguments);
        this.measures = new AskedMeasures(groups, arguments);
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

    /** By size of neighbourhood what is told; of units alone under no number. */
    private Map<Double, AskedGroups.OfYear> bySize(int year, AskedGroups.OfYear now) {
        return measures.ofUnits()
                ? Map.of(Double.NaN, now)
                : Surroundings.of(question, groups.size(), year, now, notes::add);
    }

    private FigureTable table(DoubleConsumer progress) {
        NavigableMap<Integer, List<AskedPlaces.Place>> byYear = byYear();
        List<List<Object>> rows = new ArrayList<>();
        Map<String, PlaceFigures> before = new HashMap<>();
        Optional<VintageAreas> earlier = Optional.empty();
        int done = 0;
        for (int year : byYear.keySet()) {
            AskedGroups.OfYear now = groups.year(year);
            boolean others = earlier.filter(units -> !units.equals(now.units())).isPresent();
            if (others) {
                notes.add(year + ": the units are those of "
                        + now.units().vintage().id() + ", before "
                        + earlier.get().vintage().id() + "; figures of both cannot be compared");
            }
            AskedGroups.contradiction(question, now.units(), year, now.contradictory())
                    .ifPresent(notes::add);
            Map<Double, AskedGroups.OfYear> bySize = bySize(year, now);
            for (AskedPlaces.Place place : byYear.get(year)) {
                if (question.bounds().isOver()) throw new CancellationException();
                Optional<PlaceFigures> last = Optional.ofNullable(before.get(place.id()));
                boolean moved = last.filter(of -> !of.isOf(now.units(), place)).isPresent();
                if (moved && !others) {
                    notes.add(year + ": other units lie in " + place.id()
                            + " than the year before; figures of both cannot be compared");
                }
                bySize.forEach((size, counted) -> {
                    PlaceFigures figures =
                            new PlaceFigures(question, groups, measures, places, year, counted, size, place);
                    figures.tell(others || moved, last.filter(of -> !moved), rows, notes);
                    before.put(place.id(), figures);
                });
            }
            earlier = Optional.of(now.units());
            progress.accept((double) ++done / byYear.size());
        }
        measures.all()
                .forEach(measure -> notes.add(
                        measure.id() + ": " + measure.explanation().whole().both()));
        return new FigureTable(rows, List.copyOf(notes));
    }

    /** The places that are told of, within the bounds of one question. */
    private NavigableMap<Integer, List<AskedPlaces.Place>> byYear() {
        NavigableMap<Integer, List<AskedPlaces.Place>> byYear = places.byYear(years(), groups::units);
        long count = byYear.values().stream().mapToLong(List::size).sum();
        question.bounds().checkRows(places.parameter(), count * measures.rows(arguments));
        return byYear;
    }

    private NavigableSet<Integer> years() {
        NavigableSet<Integer> there = groups.years();
        Periods periods = arguments.get(SegregationDeclaration.PERIODS);
        periods.leftOut(there, "since not all groups have values then").ifPresent(notes::add);
        NavigableSet<Integer> years = periods.of(there, there);
        if (years.size() > 1 || !arguments.get(SegregationDeclaration.CHANGE)) return years;
        throw ReaggregationException.of(
                "change",
                "it is since the period before, and there is but " + years.first() + "; name two or more periods");
    }
}
