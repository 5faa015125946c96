package se.regstat.statistics.weights;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import se.regstat.statistics.overlay.CellShares;

/**
 * The pairs of cells and areas, by cell, in the order of areas.
 *
 * @param first a cell's pairs are numbered from here to before that of the next
 * @param pairs of {@link CellShares}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PairsOfCells(int[] first, int[] pairs) {

    /**
     * Of the areas of one mask.
     *
     * @param shares the areas of a source are those of {@code masks} masks
     * @param groups of sources; others are left out
     */
    static PairsOfCells of(CellShares shares, int mask, int masks, List<int[]> groups) {
        int[] areas = groups.stream()
                .flatMapToInt(IntStream::of)
                .sorted()
                .map(source -> source * masks + mask)
                .toArray();
        int[] first = new int[shares.grid().size() + 1];
        for (int area : areas) {
            for (int pair = shares.first(area); pair < shares.first(area + 1); pair++) first[shares.cell(pair) + 1]++;
        }
        for (int cell = 0; cell + 1 < first.length; cell++) first[cell + 1] += first[cell];
        int[] next = first.clone();
        int[] pairs = new int[first[first.length - 1]];
        for (int area : areas) {
            for (int pair = shares.first(area); pair < shares.first(area + 1); pair++)
                pairs[next[shares.cell(pair)]++] = pair;
        }
        return new PairsOfCells(first, pairs);
    }

    /** By cell. */
    void sum(double[] sums, IntToDoubleFunction ofPair) {
        IntStream.range(0, sums.length).parallel().forEach(cell -> {
            double sum = 0;
            for (int i = first[cell]; i < first[cell + 1]; i++) sum += ofPair.applyAsDouble(pairs[i]);
            sums[cell] = sum;
        });
    }
}
