package se.regstat.statistics.weights;

import java.util.Arrays;
import java.util.stream.IntStream;
import se.regstat.statistics.overlay.CellShares;
import se.regstat.statistics.overlay.CommonArea;
import se.regstat.statistics.overlay.PackedAreas;
import se.regstat.statistics.overlay.Sources;

/**
 * The cells of one source, and the parts of cells that its border cuts, laid out while its shares in targets are asked for: of all cells of a
 * country at once there would be too many. For one thread.
 */
final class CellParts {

    private final int source;
    private final double[] wholeWeights;
    private final double[] cutWeights;
    private final PackedAreas whole;
    private final PackedAreas cut;
    private final CommonArea inWhole;
    private final CommonArea inCut;

    /** @param weights how many there are in the part of a cell that a pair of {@code cells} is; the areas of these are the sources */
    CellParts(CellShares cells, double[] weights, Sources sources, int source, PackedAreas targets) {
        this.source = source;
        int[] settled = IntStream.range(cells.first(source), cells.first(source + 1))
                .filter(pair -> weights[pair] > 0)
                .toArray();
        int[] wholePairs =
                Arrays.stream(settled).filter(pair -> cells.share(pair) == 1).toArray();
        int[] cutPairs =
                Arrays.stream(settled).filter(pair -> cells.share(pair) < 1).toArray();
        wholeWeights = of(weights, wholePairs);
        cutWeights = of(weights, cutPairs);
        whole = cells.grid()
                .packed(
                        sources.frame(),
                        Arrays.stream(wholePairs).map(cells::cell).toArray());
        cut = cells.cutParts(sources.frame(), sources.geometry(source), cutPairs);
        inWhole = new CommonArea(whole, targets);
        inCut = new CommonArea(cut, targets);
    }

    private static double[] of(double[] weights, int[] pairs) {
        return Arrays.stream(pairs).mapToDouble(pair -> weights[pair]).toArray();
    }

    int source() {
        return source;
    }

    /** How many there are of the source in a target. */
    double in(int target) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < wholeWeights.length; i++) sum.add(wholeWeights[i] * part(inWhole, whole, i, target));
        for (int i = 0; i < cutWeights.length; i++) sum.add(cutWeights[i] * part(inCut, cut, i, target));
        return sum.value();
    }

    /** Of a piece, by area, in a target. */
    static double part(CommonArea common, PackedAreas pieces, int piece, int target) {
        if (pieces.area(piece) == 0) return 0;
        double part = common.of(piece, target) / (double) pieces.area(piece);
        return Math.min(1, Math.max(0, part));
    }
}
