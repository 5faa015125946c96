package se.regstat.statistics.weights;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.overlay.CellGrid;
import se.regstat.statistics.overlay.CellShares;
import se.regstat.statistics.overlay.CommonArea;
import se.regstat.statistics.overlay.Frame;
import se.regstat.statistics.overlay.PackedAreas;

/**
 * The cells of one area, and the parts of cells that its border cuts, laid out while its shares in targets are asked for: of all cells of a
 * country at once there would be too many. For one thread.
 */
final class CellParts {

    private final double[] weights;

    /** Those of the cells that have anything, in the order of {@code weights}. */
    private final CellGrid settled;

    private final PackedAreas targets;
    private final PackedAreas whole;
    private final PackedAreas cut;
    private final CommonArea inWhole;
    private final CommonArea inCut;

    /** Where a cell is among the whole ones, or as its complement among those that are cut. */
    private final int[] place;

    /**
     * @param inPairs how many there are in the part of a cell that a pair of {@code cells} is
     * @param area of those of {@code cells}
     * @param ground that area's
     */
    CellParts(CellShares cells, double[] inPairs, Frame frame, int area, Geometry ground, PackedAreas targets) {
        this.targets = targets;
        int[] pairs = IntStream.range(cells.first(area), cells.first(area + 1))
                .filter(pair -> inPairs[pair] != 0)
                .toArray();
        weights = Arrays.stream(pairs).mapToDouble(pair -> inPairs[pair]).toArray();
        settled = cells.grid().part(Arrays.stream(pairs).map(cells::cell).toArray());
        int[] wholePairs =
                Arrays.stream(pairs).filter(pair -> cells.share(pair) == 1).toArray();
        int[] cutPairs =
                Arrays.stream(pairs).filter(pair -> cells.share(pair) < 1).toArray();
        place = new int[pairs.length];
        int wholes = 0;
        int cuts = 0;
        for (int i = 0; i < pairs.length; i++) place[i] = cells.share(pairs[i]) == 1 ? wholes++ : ~cuts++;
        whole = cells.grid()
                .packed(frame, Arrays.stream(wholePairs).map(cells::cell).toArray());
        cut = cells.cutParts(frame, ground, cutPairs);
        inWhole = new CommonArea(whole, targets);
        inCut = new CommonArea(cut, targets);
    }

    /** How many there are of the area in a target. */
    double in(int target) {
        ExactSum sum = new ExactSum();
        for (int i : around(target)) {
            sum.add(weights[i]
                    * (place[i] >= 0 ? part(inWhole, whole, place[i], target) : part(inCut, cut, ~place[i], target)));
        }
        return sum.value();
    }

    /** The cells that a target can have anything of. */
    int[] around(int target) {
        return settled.in(targets.box(target));
    }

    /** Of a piece, by area, in a target. */
    static double part(CommonArea common, PackedAreas pieces, int piece, int target) {
        if (pieces.area(piece) == 0) return 0;
        double part = common.of(piece, target) / (double) pieces.area(piece);
        return Math.min(1, Math.max(0, part));
    }
}
