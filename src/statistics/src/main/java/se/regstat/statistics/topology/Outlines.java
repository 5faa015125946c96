package se.regstat.statistics.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * The outlines of areas with their points moved to the nearest of a grid.
 *
 * @param rings each x and y by turns, in steps of the grid from its origin; no point is repeated, the first neither at the end
 * @param areas of each area its polygons, of each polygon the numbers of its rings, the outer one first
 */
record Outlines(Grid grid, List<int[]> rings, List<List<int[]>> areas) {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** What is finer than anything that is surveyed; a power of two, so that halving ends here. Metres. */
    private static final double FINEST = 1.0 / 1024;

    /**
     * On a grid as coarse as may be: each area is there still, and a valid polygon.
     *
     * @param coarsest metres; halved as often as is needed
     */
    static Outlines of(List<? extends Geometry> areas, double coarsest) {
        int doubtful = 0;
        for (double step = coarsest; ; step /= 2) {
            Grid grid = Grid.around(areas, step);
            Optional<Integer> broken = broken(areas, grid, doubtful);
            if (broken.isEmpty() || step / 2 < FINEST) return on(grid, areas);
            doubtful = broken.get();
        }
    }

    /** @param first to be looked at: what was broken on a coarser grid, and may be still */
    private static Optional<Integer> broken(List<? extends Geometry> areas, Grid grid, int first) {
        return IntStream.range(0, areas.size())
                .map(i -> (first + i) % areas.size())
                .filter(area -> !isWhole(areas.get(area), grid))
                .boxed()
                .findFirst();
    }

    private static boolean isWhole(Geometry area, Grid grid) {
        List<int[]> rings = new ArrayList<>();
        Polygon[] polygons = polygons(area, grid, rings).stream()
                .map(numbers -> {
                    LinearRing[] drawn = Arrays.stream(numbers)
                            .mapToObj(rings::get)
                            .map(Outlines::ring)
                            .toArray(LinearRing[]::new);
                    return GEOMETRIES.createPolygon(drawn[0], Arrays.copyOfRange(drawn, 1, drawn.length));
                })
                .toArray(Polygon[]::new);
        return area.isEmpty()
                || (polygons.length > 0
                        && GEOMETRIES.createMultiPolygon(polygons).isValid());
    }

    private static LinearRing ring(int[] points) {
        Coordinate[] closed = new Coordinate[points.length / 2 + 1];
        for (int i = 0; i < closed.length; i++) {
            int at = 2 * i % points.length;
            closed[i] = new Coordinate(points[at], points[at + 1]);
        }
        return GEOMETRIES.createLinearRing(closed);
    }

    private static Outlines on(Grid grid, List<? extends Geometry> areas) {
        List<int[]> rings = new ArrayList<>();
        return new Outlines(
                grid,
                rings,
                areas.stream().map(area -> polygons(area, grid, rings)).toList());
    }

    /** Without parts and holes of which nothing is left. */
    private static List<int[]> polygons(Geometry area, Grid grid, List<int[]> rings) {
        List<int[]> polygons = new ArrayList<>();
        for (int i = 0; i < area.getNumGeometries(); i++) {
            Polygon polygon = (Polygon) area.getGeometryN(i);
            int first = rings.size();
            add(polygon.getExteriorRing(), grid, rings);
            if (rings.size() == first) continue;
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                add(polygon.getInteriorRingN(hole), grid, rings);
            }
            polygons.add(IntStream.range(first, rings.size()).toArray());
        }
        return polygons;
    }

    private static void add(LinearRing ring, Grid grid, List<int[]> rings) {
        CoordinateSequence points = ring.getCoordinateSequence();
        int[] xy = new int[2 * points.size()];
        int end = 0;
        for (int i = 0; i < points.size(); i++) {
            int x = grid.x(points.getX(i));
            int y = grid.y(points.getY(i));
            if (end > 0 && xy[end - 2] == x && xy[end - 1] == y) continue;
            xy[end++] = x;
            xy[end++] = y;
        }
        // The last point is the first once more.
        int[] open = Arrays.copyOf(xy, Math.max(0, end - 2));
        if (hasArea(open)) rings.add(open);
    }

    private static boolean hasArea(int[] ring) {
        long twice = 0;
        for (int i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
            twice += (long) ring[j] * ring[i + 1] - (long) ring[i] * ring[j + 1];
        }
        return twice != 0;
    }
}
