package se.regstat.statistics.weights;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A target as its sources and their weights, the sources ascending, none with weight 0. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SparseRow(int[] sources, double[] weights) {

    public static SparseRow of(Weights weights, int target) {
        int first = weights.first(target);
        int[] sources = new int[weights.first(target + 1) - first];
        double[] numbers = new double[sources.length];
        int count = 0;
        for (int entry = first; entry < first + sources.length; entry++) {
            if (weights.weight(entry) == 0) continue;
            sources[count] = weights.source(entry);
            numbers[count++] = weights.weight(entry);
        }
        return new SparseRow(Arrays.copyOf(sources, count), Arrays.copyOf(numbers, count));
    }

    /** All targets in their order. */
    public static List<SparseRow> of(Weights weights) {
        return IntStream.range(0, weights.targets().size())
                .mapToObj(target -> of(weights, target))
                .toList();
    }
}
