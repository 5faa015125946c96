package se.regstat.statistics.alike;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * How much nearer a point lies to its own group than to the next one (Rousseeuw 1987): (b − a) / max(a, b), with a the mean distance to the others of its group and b the least mean distance
 * to those of another, −1 to 1; 0 for who is alone in a group.
 */
final class Silhouette {

    private Silhouette() {}

    /**
     * By point; NaN of a single group.
     *
     * @throws CancellationException if it was cancelled
     */
    static double[] of(double[][] points, Groups groups, BooleanSupplier cancelled) {
        int[] sizes = IntStream.range(0, groups.number()).map(groups::size).toArray();
        return IntStream.range(0, points.length)
                .parallel()
                .mapToDouble(point -> {
                    if (cancelled.getAsBoolean()) throw new CancellationException();
                    return of(point, points, groups.of(), sizes);
                })
                .toArray();
    }

    private static double of(int point, double[][] points, int[] groupOf, int[] sizes) {
        if (sizes.length == 1) return Double.NaN;
        int own = groupOf[point];
        if (sizes[own] == 1) return 0;
        double[] sums = new double[sizes.length];
        for (int other = 0; other < points.length; other++) {
            sums[groupOf[other]] += Standardised.distance(points[point], points[other]);
        }
        double inside = sums[own] / (sizes[own] - 1);
        double next = IntStream.range(0, sizes.length)
                .filter(group -> group != own)
                .mapToDouble(group -> sums[group] / sizes[group])
                .min()
                .orElseThrow();
        return inside == next ? 0 : (next - inside) / Math.max(inside, next);
    }
}
