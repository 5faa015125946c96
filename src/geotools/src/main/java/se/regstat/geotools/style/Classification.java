package se.regstat.geotools.style;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import se.regstat.statistics.indicator.MapStyle;
import se.regstat.statistics.observation.Series;

/**
 * Classes of values, found over all years of a series together so that its maps can be compared.
 *
 * <ul>
 *   <li>A value on a limit belongs to the class above it. The lowest and the highest class are open, so that every value has one class.
 *   <li>Limits are rounded to readable numbers as far as that moves few values to another class; no class becomes empty by it.
 *   <li>There are fewer classes where there are fewer different values, and then each of these is a class.
 *   <li>Around a midpoint the limits are the same distance from it on both sides: with an even number of classes it is a limit,
 *       with an odd one the middle of the central class. Classes beyond the smallest and the largest value are left out.
 * </ul>
 *
 * @param limits between the classes, ascending
 * @param values what the classes hold where each holds one value only; else empty
 */
public record Classification(List<Double> limits, List<Double> values) {

    /** Of a class's values, that may move to its neighbour when a limit is rounded. */
    private static final double MOVED = 0.15;

    public Classification {
        limits = List.copyOf(limits);
        values = List.copyOf(values);
    }

    /** Classes of a series' values as its indicator's {@link MapStyle} wants them. */
    public static Classification of(Series series) {
        return of(SortedValues.of(Cells.of(series)), series.indicator().style());
    }

    static Classification of(SortedValues distribution, MapStyle style) {
        if (style.method() == MapStyle.Method.LIMITS) return new Classification(style.limits(), List.of());
        if (distribution.isEmpty()) return new Classification(List.of(), List.of());
        OptionalDouble midpoint = style.midpoint();
        if (midpoint.isPresent()) {
            return around(midpoint.getAsDouble(), distribution, style.method(), style.classes());
        }
        if (distribution.few().isPresent() && distribution.few().get().size() <= style.classes()) {
            return each(distribution.few().get());
        }
        return new Classification(
                limits(distribution.sorted(), style.method(), evenly(style.classes()))
                        .boxed()
                        .toList(),
                List.of());
    }

    /**
     * Classes for symbols, whose diameters are to differ: natural breaks are those of the diameters, which go with the square root
     * of the values.
     *
     * @param distribution of values above zero
     */
    static Classification ofSizes(SortedValues distribution, MapStyle style) {
        boolean each =
                distribution.few().isPresent() && distribution.few().get().size() <= style.classes();
        if (style.method() != MapStyle.Method.NATURAL_BREAKS || distribution.isEmpty() || each) {
            return of(distribution, style);
        }
        double[] sorted = distribution.sorted();
        int[] starts =
                NaturalBreaks.starts(Arrays.stream(sorted).map(Math::sqrt).toArray(), style.classes());
        return new Classification(rounded(sorted, starts).boxed().toList(), List.of());
    }

    /** The limits are rounded, the values not. */
    private static Classification each(List<Double> values) {
        List<Double> limits = new ArrayList<>();
        for (int i = 1; i < values.size(); i++) {
            limits.add(RoundNumber.between(values.get(i - 1), values.get(i), values.get(i)));
        }
        return new Classification(limits, values);
    }

    /** Classes around a midpoint, in which {@code distribution} need not lie. */
    static Classification around(double midpoint, SortedValues distribution, MapStyle.Method method, int classes) {
        if (distribution.isEmpty()) return new Classification(List.of(), List.of());
        boolean central = classes % 2 == 1;
        int sides = classes / 2;
        double[] distances = distribution.distancesFrom(midpoint).sorted();
        double[] off;
        if (distances[distances.length - 1] == 0) {
            return new Classification(List.of(), List.of(midpoint));
        } else if (method == MapStyle.Method.EQUAL_INTERVAL) {
            off = equalDistances(distances[distances.length - 1], classes);
        } else {
            double[] weights = central ? evenly(sides + 1) : evenly(sides);
            // The central class is as wide as two of the others' halves.
            if (central) weights[0] = 0.5;
            off = limits(distances, method, weights).toArray();
        }
        List<Double> limits = new ArrayList<>();
        for (int i = off.length - 1; i >= 0; i--) limits.add(RoundNumber.sum(midpoint, -off[i]));
        if (!central) limits.add(midpoint);
        for (double distance : off) limits.add(RoundNumber.sum(midpoint, distance));
        int kept = central ? 2 : 1;
        while (limits.size() > kept && limits.get(0) <= distribution.min() && limits.get(1) <= midpoint) {
            limits.remove(0);
        }
        while (limits.size() > kept
                && limits.get(limits.size() - 1) > distribution.max()
                && limits.get(limits.size() - 2) >= midpoint) {
            limits.remove(limits.size() - 1);
        }
        return new Classification(limits, List.of());
    }

    private static double[] equalDistances(double farthest, int classes) {
        BigDecimal step = RoundNumber.step(2 * farthest / classes);
        double first = classes % 2 == 1 ? 0.5 : 1;
        return DoubleStream.iterate(first, i -> i < classes / 2.0, i -> i + 1)
                .map(i -> step.multiply(BigDecimal.valueOf(i)).doubleValue())
                .filter(distance -> distance <= farthest)
                .toArray();
    }

    private static double[] evenly(int classes) {
        double[] weights = new double[classes];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** @param weights how much of the values each class is to hold, where it is quantiles that are asked for */
    private static DoubleStream limits(double[] sorted, MapStyle.Method method, double[] weights) {
        if (method == MapStyle.Method.EQUAL_INTERVAL) {
            return equalIntervals(sorted[0], sorted[sorted.length - 1], weights.length);
        }
        int[] starts = method == MapStyle.Method.NATURAL_BREAKS
                ? NaturalBreaks.starts(sorted, weights.length)
                : quantiles(sorted, weights);
        return rounded(sorted, starts);
    }

    /** Equal steps of a round number from a round number; fewer where the steps would pass the largest value. */
    private static DoubleStream equalIntervals(double min, double max, int classes) {
        BigDecimal step = RoundNumber.step((max - min) / classes);
        BigDecimal start = floor(min, step);
        while (start.add(step.multiply(BigDecimal.valueOf(classes))).doubleValue() < max) {
            step = RoundNumber.step(step.doubleValue() * 1.1);
            start = floor(min, step);
        }
        List<Double> limits = new ArrayList<>();
        for (int i = 1; i < classes; i++) {
            limits.add(start.add(step.multiply(BigDecimal.valueOf(i))).doubleValue());
        }
        return limits.stream().mapToDouble(Double::doubleValue).filter(limit -> limit > min && limit <= max);
    }

    private static BigDecimal floor(double value, BigDecimal step) {
        return step.multiply(BigDecimal.valueOf((long) Math.floor(value / step.doubleValue())));
    }

    /**
     * Where classes start that hold equally many values each, as far as equal values allow. What a long row of equal values
     * takes more than its share, the classes above it share.
     */
    private static int[] quantiles(double[] sorted, double[] weights) {
        int[] starts = new int[weights.length - 1];
        double left = Arrays.stream(weights).sum();
        int count = 0;
        int start = 0;
        for (int i = 0; i < starts.length; i++) {
            int wanted = start + (int) Math.round((sorted.length - start) * weights[i] / left);
            int next = boundary(sorted, Math.max(start + 1, wanted), start);
            if (next >= sorted.length) break;
            starts[count++] = next;
            start = next;
            left -= weights[i];
        }
        return Arrays.copyOf(starts, count);
    }

    /** The index nearest to {@code wanted}, and beyond {@code start}, at which another value begins. */
    private static int boundary(double[] sorted, int wanted, int start) {
        if (wanted >= sorted.length) return sorted.length;
        int down = wanted;
        while (down > start && sorted[down] == sorted[down - 1]) down--;
        int up = wanted;
        while (up < sorted.length && sorted[up] == sorted[up - 1]) up++;
        return down > start && wanted - down <= up - wanted ? down : up;
    }

    private static DoubleStream rounded(double[] sorted, int[] starts) {
        double[] limits = new double[starts.length];
        for (int i = 0; i < starts.length; i++) {
            int below = starts[i] - (i == 0 ? 0 : starts[i - 1]);
            int above = (i == starts.length - 1 ? sorted.length : starts[i + 1]) - starts[i];
            int moved = (int) (MOVED * Math.min(below, above));
            limits[i] =
                    RoundNumber.between(sorted[starts[i] - 1 - moved], sorted[starts[i] + moved], sorted[starts[i]]);
        }
        return Arrays.stream(limits);
    }

    /** How many classes there are. */
    public int size() {
        return limits.size() + 1;
    }

    /** The number of the class, from 0, that a value belongs to. */
    public int classOf(double value) {
        int number = 0;
        while (number < limits.size() && value >= limits.get(number)) number++;
        return number;
    }
}
