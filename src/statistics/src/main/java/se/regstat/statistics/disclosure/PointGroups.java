package se.regstat.statistics.disclosure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import se.regstat.statistics.event.PointCounts;
import se.regstat.statistics.weights.SparseRow;

/**
 * Points that are in the same targets, taken together: sums of targets tell no more than these apart. The targets are made of them,
 * each wholly.
 *
 * @param persons counted at the points of each group
 * @param rows the targets, in their order, with the numbers of their groups
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PointGroups(double[] persons, List<SparseRow> rows) {

    /** @param counts of the same points, the targets of each before those of the next */
    public static PointGroups of(List<PointCounts> counts) {
        List<int[]> targets = counts.stream()
                .flatMap(own -> IntStream.range(0, own.size()).mapToObj(own::members))
                .toList();
        double[] there =
                counts.isEmpty() ? new double[0] : counts.get(0).events().counts();
        int[] group = new int[there.length];
        int groups = 1;
        for (int[] members : targets) {
            // Those of a group that are in the target become a group of their own.
            Map<Integer, Integer> parted = new HashMap<>();
            for (int point : members) {
                Integer part = parted.get(group[point]);
                if (part == null) {
                    part = groups++;
                    parted.put(group[point], part);
                }
                group[point] = part;
            }
        }
        double[] persons = new double[groups];
        for (int point = 0; point < group.length; point++) persons[group[point]] += there[point];
        return new PointGroups(
                persons, targets.stream().map(members -> row(members, group)).toList());
    }

    private static SparseRow row(int[] members, int[] group) {
        int[] sources = Arrays.stream(members)
                .map(point -> group[point])
                .distinct()
                .sorted()
                .toArray();
        double[] weights = new double[sources.length];
        Arrays.fill(weights, 1);
        return new SparseRow(sources, weights);
    }
}
