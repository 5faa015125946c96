package se.regstat.statistics.sensitivity;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import se.regstat.statistics.segregation.AskedPlaces;
import se.regstat.statistics.segregation.Grouping;
import se.regstat.statistics.segregation.KnownUnits;

/**
 * A place's figures of one year.
 *
 * @param on each scale
 * @param drawn on random divisions; empty where there are none of all of the place
 */
record FiguresOfPlace(
        AskedPlaces.Place place, KnownUnits units, double people, List<Scale.Values> on, Optional<Drawn> drawn) {

    /**
     * On random divisions.
     *
     * @param byFigure and draw; NaN for none
     * @param distinct how many of the divisions differ
     * @param kept which share of the draws leaves regions as they are officially
     * @param whole whether whole regions are divided
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Drawn(double[][] byFigure, int distinct, double kept, boolean whole) {}

    /** @param cancelled asked often, from several threads */
    static FiguresOfPlace of(
            AskedPlaces.Place place,
            KnownUnits units,
            Sums sums,
            List<AskedFigure> figures,
            List<Scale> scales,
            Optional<RandomDivisions> random,
            BooleanSupplier cancelled) {
        return new FiguresOfPlace(
                place,
                units,
                Arrays.stream(units.known()).mapToDouble(sums::people).sum(),
                scales.stream().map(scale -> scale.of(units, figures)).toList(),
                random.filter(divisions -> units.hasFigure())
                        .flatMap(divisions -> divisions.in(place, units.known()))
                        .map(divisions -> drawn(units.known(), sums, figures, divisions, cancelled)));
    }

    private static Drawn drawn(
            int[] units,
            Sums sums,
            List<AskedFigure> figures,
            RandomDivisions.OfPlace random,
            BooleanSupplier cancelled) {
        double[][] byFigure = new double[figures.size()][random.drawn().size()];
        Set<IntBuffer> different = ConcurrentHashMap.newKeySet();
        IntStream.range(0, random.drawn().size()).parallel().forEach(draw -> {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            Grouping grouping = Grouping.of(units, random.drawn().draw(draw));
            different.add(IntBuffer.wrap(grouping.into()));
            Sums joined = sums.joined(units, grouping.into(), grouping.number());
            for (int figure = 0; figure < byFigure.length; figure++) {
                byFigure[figure][draw] =
                        grouping.number() > 1 ? figures.get(figure).of(joined) : Double.NaN;
            }
        });
        return new Drawn(byFigure, different.size(), random.kept(units), random.whole());
    }
}
