package se.regstat.statistics.alike;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Groups, and what they are worth.
 *
 * @param distances of each point to its group's centre
 * @param silhouettes by point; NaN of a single group
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Grouping(Groups groups, double[] distances, double[] silhouettes) {

    /** Of so many starts the best is taken. */
    private static final int STARTS = 20;

    /** @param number of groups, no more than there are different points */
    static Grouping of(double[][] points, int number, long seed, BooleanSupplier cancelled) {
        Groups groups = Groups.of(points, number, STARTS, seed, cancelled);
        double[] distances = IntStream.range(0, points.length)
                .mapToDouble(point -> Standardised.distance(points[point], groups.centres()[groups.of()[point]]))
                .toArray();
        return new Grouping(groups, distances, Silhouette.of(points, groups, cancelled));
    }

    /** Each number of groups from 2 that is less than there are different points. */
    static List<Grouping> all(double[][] points, int most, long seed, BooleanSupplier cancelled) {
        return IntStream.rangeClosed(2, Math.min(most, Standardised.different(points) - 1))
                .mapToObj(number -> of(points, number, seed, cancelled))
                .toList();
    }

    /** The one with the highest mean silhouette, of equal ones that with the fewest groups. */
    static Optional<Grouping> best(List<Grouping> all) {
        return all.stream().reduce((one, other) -> other.silhouette() > one.silhouette() ? other : one);
    }

    int number() {
        return groups.number();
    }

    /** The mean over all points. */
    double silhouette() {
        return Arrays.stream(silhouettes).average().orElseThrow();
    }

    /** The mean over the points of a group. */
    double silhouette(int group) {
        return mean(silhouettes, group);
    }

    /** The mean over the points of a group. */
    double distance(int group) {
        return mean(distances, group);
    }

    private double mean(double[] byPoint, int group) {
        return members(group).mapToDouble(point -> byPoint[point]).average().orElseThrow();
    }

    /** Numbers of the points in a group. */
    IntStream members(int group) {
        return IntStream.range(0, distances.length).filter(point -> groups.of()[point] == group);
    }
}
