package se.regstat.statistics.weights;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.overlay.CellShares;
import se.regstat.statistics.overlay.CommonArea;
import se.regstat.statistics.overlay.Frame;
import se.regstat.statistics.overlay.PackedAreas;

/**
 * The cells of one area, and the parts of cells that its border cuts, laid out while its shares in targets are asked for: of all cells of a
 * country at once there would be too many. For one thread.
 */
final class CellParts {

    private final double[] wholeWeights;
    private final double[] cutWeights;
    private final PackedAreas whole;
    private final PackedAreas cut;
    private final CommonArea inWhole;
    private final CommonArea inCut;

    /**
     * @param weights how many there are in the part of a cell that a pair of {@code cells} is
     * @param area of those of {@code cells}
     * @param ground that area's
     */
    CellParts(CellShares cells, double[] weights, Frame frame, int area, Geometry ground, PackedAreas targets) {
        int[] settled = IntStream.range(cells.first(area), cells.first(area + 1))
                .filter(pair -> weights[pair] != 0)
                .toArray();
        int[] wholePairs =
                Arrays.stream(settled).filter(pair -> cells.share(pair) == 1).toArray();
        int[] cutPairs =
                Arrays.stream(settled).filter(pair -> cells.share(pair) < 1).toArray();
        wholeWeights = of(weights, wholePairs);
        cutWeights = of(weights, cutPairs);
        whole = cells.grid()
                .packed(frame, Arrays.stream(wholePairs).map(cells::cell).toArray());
        cut = cells.cutParts(frame, ground, cutPairs);
        inWhole = new CommonArea(whole, targets);
        inCut = new CommonArea(cut, targets);
    }

    private static double[] of(double[] weights, int[] pairs) {
        return Arrays.stream(pairs).mapToDouble(pair -> weights[pair]).toArray();
    }

    /** How many there are of the area in a target. */
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
