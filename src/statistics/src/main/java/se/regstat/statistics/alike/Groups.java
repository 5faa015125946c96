package se.regstat.statistics.alike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.hipparchus.clustering.CentroidCluster;
import org.hipparchus.clustering.Clusterable;
import org.hipparchus.clustering.KMeansPlusPlusClusterer;
import org.hipparchus.clustering.distance.EuclideanDistance;
import org.hipparchus.random.Well19937c;

/**
 * Points in groups by k-means with the starts of k-means++ (Arthur and Vassilvitskii 2007): of several starts the one whose points lie nearest to their centres, by the sum of squares.
 *
 * <ul>
 *   <li>Groups are numbered from 0 by their centres, the highest of the first indicator first, then of the second and so on.
 *   <li>The same for the same points in the same order, number and seed, by however many threads.
 * </ul>
 *
 * @param of the group of each point
 * @param centres by group and indicator
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Groups(int[] of, double[][] centres) {

    /** Iterations end by themselves long before. */
    private static final int MOST_ITERATIONS = 1_000;

    private record Point(int number, double[] at) implements Clusterable {
        @Override
        public double[] getPoint() {
            return at;
        }
    }

    /**
     * @param number of groups, no more than there are different points
     * @param starts of which the best is taken
     * @throws CancellationException if it was cancelled
     */
    static Groups of(double[][] points, int number, int starts, long seed, BooleanSupplier cancelled) {
        List<Point> all = IntStream.range(0, points.length)
                .mapToObj(point -> new Point(point, points[point]))
                .toList();
        return IntStream.range(0, starts)
                .parallel()
                .mapToObj(start -> {
                    if (cancelled.getAsBoolean()) throw new CancellationException();
                    return started(all, number, Seeds.of(seed, number, start));
                })
                .map(groups -> new Tried(groups, groups.squares(points)))
                // Of equally good ones the first, in the order of starts.
                .reduce((one, other) -> other.squares() < one.squares() ? other : one)
                .orElseThrow()
                .groups();
    }

    private record Tried(Groups groups, double squares) {}

    private static Groups started(List<Point> points, int number, long seed) {
        List<CentroidCluster<Point>> found = new ArrayList<>(new KMeansPlusPlusClusterer<Point>(
                        number, MOST_ITERATIONS, new EuclideanDistance(), new Well19937c(seed))
                .cluster(points));
        found.sort(Comparator.comparing(
                (CentroidCluster<Point> group) -> group.getCenter().getPoint(),
                (one, other) -> -Arrays.compare(one, other)));
        int[] of = new int[points.size()];
        double[][] centres = new double[found.size()][];
        for (int group = 0; group < centres.length; group++) {
            centres[group] = found.get(group).getCenter().getPoint();
            for (Point point : found.get(group).getPoints()) of[point.number()] = group;
        }
        return new Groups(of, centres);
    }

    private double squares(double[][] points) {
        double sum = 0;
        for (int point = 0; point < of.length; point++) sum += Standardised.squared(points[point], centres[of[point]]);
        return sum;
    }

    int number() {
        return centres.length;
    }

    /** How many points a group has. */
    int size(int group) {
        return (int) Arrays.stream(of).filter(one -> one == group).count();
    }
}
