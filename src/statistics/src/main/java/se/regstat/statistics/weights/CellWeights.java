package se.regstat.statistics.weights;

import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.overlay.CellShares;
import se.regstat.statistics.overlay.Frame;
import se.regstat.statistics.overlay.Moments;
import se.regstat.statistics.overlay.PackedAreas;

/**
 * How much there is of something in the cells of a grid, by the areas that these are cut by: evenly in each cell's part of an area, and where areas lie on one
 * another, of all of them together.
 *
 * @param cells cut by the areas
 * @param areas of the first source, then of the next, as many of each
 * @param perSource how many that is
 * @param weights of the pairs of {@code cells}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CellWeights(CellShares cells, List<Geometry> areas, int perSource, double[] weights) {

    /** In all of a source. */
    double total(int source) {
        ExactSum sum = new ExactSum();
        for (int pair = cells.first(source * perSource); pair < cells.first((source + 1) * perSource); pair++) {
            sum.add(weights[pair]);
        }
        return sum.value();
    }

    /** Whether there is anything in any cell of a source. */
    boolean reaches(int source) {
        return IntStream.range(cells.first(source * perSource), cells.first((source + 1) * perSource))
                .anyMatch(pair -> weights[pair] != 0);
    }

    /** Adds what is in a source's cells, around the middle of each; EPSG:3006 (E, N). */
    void addTo(Moments moments, int source) {
        for (int pair = cells.first(source * perSource); pair < cells.first((source + 1) * perSource); pair++) {
            if (weights[pair] != 0) cells.grid().addTo(moments, cells.cell(pair), weights[pair]);
        }
    }

    /** What a source has in targets; for one thread. */
    List<CellParts> parts(int source, Frame frame, PackedAreas targets) {
        return IntStream.range(source * perSource, (source + 1) * perSource)
                .filter(area -> cells.first(area) < cells.first(area + 1))
                .mapToObj(area -> new CellParts(cells, weights, frame, area, areas.get(area), targets))
                .toList();
    }
}
