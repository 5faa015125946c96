package se.regstat.statistics.sensitivity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import se.regstat.statistics.regrouping.Zoning;

/** Where a place stands among all by a figure, 1 for the highest; on a scale, and on each random division. Places without a figure do not count. */
final class Ranks {

    /** Of places, ascending. */
    private final double[] values;

    /** By random division; none where the scale is not the official one. */
    private final double[][] drawn;

    private Ranks(double[] values, double[][] drawn) {
        this.values = values;
        this.drawn = drawn;
    }

    /** By figure and scale. */
    static List<List<Ranks>> of(List<FiguresOfPlace> places, int figures, List<Scale> scales) {
        // Where some places that have figures are not drawn, the others are ranked among too few.
        List<FiguresOfPlace> ranked =
                places.stream().filter(place -> place.units().hasFigure()).toList();
        int draws = ranked.stream()
                .mapToInt(place ->
                        place.drawn().map(drawn -> drawn.byFigure()[0].length).orElse(0))
                .min()
                .orElse(0);
        return IntStream.range(0, figures)
                .mapToObj(figure -> IntStream.range(0, scales.size())
                        .mapToObj(scale -> new Ranks(
                                sorted(places.stream()
                                        .mapToDouble(
                                                place -> place.on().get(scale).values()[figure])),
                                IntStream.range(0, scales.get(scale).isOfficial() ? draws : 0)
                                        .mapToObj(draw -> sorted(places.stream()
                                                .flatMap(place -> place.drawn().stream())
                                                .mapToDouble(drawn -> drawn.byFigure()[figure][draw])))
                                        .toArray(double[][]::new)))
                        .toList())
                .toList();
    }

    private static double[] sorted(DoubleStream values) {
        return values.filter(value -> !Double.isNaN(value)).sorted().toArray();
    }

    int of(double value) {
        return rank(values, value);
    }

    /**
     * The ranks on random divisions.
     *
     * @param byDraw figures of one place
     */
    Optional<Zoning> random(double value, double[] byDraw) {
        if (drawn.length == 0) return Optional.empty();
        return Optional.of(new Zoning(
                of(value),
                IntStream.range(0, drawn.length)
                        .mapToDouble(draw -> Double.isNaN(byDraw[draw]) ? Double.NaN : rank(drawn[draw], byDraw[draw]))
                        .toArray()));
    }

    private static int rank(double[] sorted, double value) {
        int notGreater = Arrays.binarySearch(sorted, Math.nextUp(value));
        return 1 + sorted.length - (notGreater < 0 ? -notGreater - 1 : first(sorted, notGreater));
    }

    /** Of equal ones. */
    private static int first(double[] sorted, int place) {
        int at = place;
        while (at > 0 && sorted[at - 1] == sorted[place]) at--;
        return at;
    }
}
