package se.regstat.statistics.neighbourhood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.locationtech.jts.algorithm.ConvexHull;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.locationtech.jts.operation.overlayng.CoverageUnion;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * Where it is known who lives: beyond it there may be people nearer than those that are known. EPSG:3006, metres. Of a vintage it is what its areas cover, with
 * gaps between them that are smaller than {@value #GAP} m² and come of inaccurate drawing; where it ends is told to {@value #DETAIL} m. Of cells, which are told of where people live alone, it is their convex hull.
 * Immutable and thread-safe.
 */
final class Ground {

    private static final double GAP = 1_000_000;

    /** Of areas, what sums may differ by. */
    private static final double SAME = 1e-9;

    private static final double DETAIL = 100;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final IndexedPointInAreaLocator inside;
    private final IndexedFacetDistance edge;
    private final Optional<VintageAreas> areas;

    private Ground(Geometry covered, Optional<VintageAreas> areas) {
        this.areas = areas;
        inside = new IndexedPointInAreaLocator(covered);
        edge = new IndexedFacetDistance(covered.getBoundary());
    }

    /** Those of a snapshot's vintages, which are costly to find. */
    private static final class Known {
        private final Map<VintageId, Ground> byVintage = new ConcurrentHashMap<>();
    }

    static Ground of(Snapshot snapshot, VintageAreas areas) {
        return snapshot.derived(Known.class, Ground.class, Known::new)
                .byVintage
                .computeIfAbsent(areas.vintage().id(), id -> new Ground(covered(areas), Optional.of(areas)));
    }

    static Ground of(WeightedPoints cells) {
        double[] eastings = cells.eastings();
        double[] northings = cells.northings();
        // Points proper stand for what is near them.
        double half = Math.max(cells.cellSize(), 1) / 2;
        Coordinate[] corners = new Coordinate[4 * eastings.length];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = new Coordinate(
                    eastings[i / 4] + (i % 2 == 0 ? half : -half), northings[i / 4] + (i % 4 < 2 ? half : -half));
        }
        return new Ground(new ConvexHull(corners, GEOMETRIES).getConvexHull(), Optional.empty());
    }

    private static Geometry covered(VintageAreas areas) {
        Geometry all = GEOMETRIES.buildGeometry(IntStream.range(0, areas.areas().size())
                .mapToObj(area -> areas.geometry(area, DETAIL))
                .toList());
        Geometry union = union(all);
        List<Polygon> parts = new ArrayList<>();
        for (Object part : PolygonExtracter.getPolygons(union)) parts.add(withoutGaps((Polygon) part));
        return GEOMETRIES.buildGeometry(parts);
    }

    /** Quickly where areas share their borders to the last digit, as those of one publisher do. */
    private static Geometry union(Geometry all) {
        try {
            Geometry union = CoverageUnion.union(all);
            boolean lost = Math.abs(union.getArea() - all.getArea()) > SAME * all.getArea();
            if (!lost && union.isValid()) return union;
        } catch (TopologyException | IllegalArgumentException e) {
            // They do not.
        }
        return OverlayNGRobust.union(all);
    }

    private static Polygon withoutGaps(Polygon part) {
        List<LinearRing> holes = new ArrayList<>();
        for (int hole = 0; hole < part.getNumInteriorRing(); hole++) {
            if (GEOMETRIES.createPolygon(part.getInteriorRingN(hole)).getArea() >= GAP)
                holes.add(part.getInteriorRingN(hole));
        }
        return GEOMETRIES.createPolygon(part.getExteriorRing(), holes.toArray(LinearRing[]::new));
    }

    boolean has(double easting, double northing) {
        Coordinate point = new Coordinate(easting, northing);
        if (inside.locate(point) != Location.EXTERIOR) return true;
        return areas.isPresent()
                && Arrays.stream(areas.get().query(new Envelope(point)))
                        .mapToObj(area -> areas.get().areas().get(area).geometry())
                        .anyMatch(area -> SimplePointInAreaLocator.locate(point, area) != Location.EXTERIOR);
    }

    /** How far from a point on the ground it ends. */
    double reach(double easting, double northing) {
        return edge.distance(GEOMETRIES.createPoint(new Coordinate(easting, northing)));
    }

    /**
     * Whether a neighbourhood reaches beyond the ground: who live at its place itself do not count for that.
     *
     * @param radius to the last of the neighbours, metres, as all here
     * @param inner radius of the disc in which the place's own people live
     * @param reach how far from the place the ground ends
     */
    static boolean leaves(double radius, double inner, double reach) {
        return radius > inner && radius > reach;
    }

    /** What readers should know of so many neighbourhoods that leave it; nothing of none. */
    static Optional<String> leaving(long number, String source, int year) {
        if (number == 0) return Optional.empty();
        return Optional.of(number + " neighbourhoods reach beyond what " + source + " covers in " + year
                + ": nearer people may live there, so their shares are estimated");
    }
}
