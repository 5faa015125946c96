package se.regstat.importing.format;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.GeometryFilter;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.store.GeoPackageGeometry;

/** Geometries as areas have them: multi-part polygons of x and y in packed arrays. */
public final class Polygons {

    public static final GeometryFactory FACTORY = GeoPackageGeometry.PACKED;

    static final String CURVE =
            "its geometry has curves, which are not read; draw them as straight lines first, for example with ogr2ogr -nlt CONVERT_TO_LINEAR";

    private Polygons() {}

    /** Whether there are polygons: it is one or several, or a collection with some in it. */
    static boolean isPolygonal(Geometry geometry) {
        if (geometry instanceof Polygon || geometry instanceof MultiPolygon) return true;
        return geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION) && geometry.getDimension() == 2;
    }

    /** How many points and lines there are beside the polygons of a collection. */
    static long othersIn(Geometry geometry) {
        long[] others = {0};
        geometry.apply((GeometryFilter) part -> {
            if (part.getNumGeometries() == 1 && part.getDimension() < 2 && !part.isEmpty()) others[0]++;
        });
        return others[0];
    }

    /** All polygons in a geometry, as one; whatever else there is (lines left by a repair) is dropped. */
    public static MultiPolygon multiPolygon(Geometry geometry) {
        List<Polygon> parts = new ArrayList<>();
        geometry.apply((GeometryFilter) part -> {
            if (part instanceof Polygon polygon && !polygon.isEmpty()) parts.add(flat(polygon));
        });
        return FACTORY.createMultiPolygon(parts.toArray(Polygon[]::new));
    }

    private static Polygon flat(Polygon polygon) {
        LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
        for (int i = 0; i < holes.length; i++) holes[i] = flat(polygon.getInteriorRingN(i));
        return FACTORY.createPolygon(flat(polygon.getExteriorRing()), holes);
    }

    private static LinearRing flat(LinearRing ring) {
        CoordinateSequence given = ring.getCoordinateSequence();
        CoordinateSequence xy = FACTORY.getCoordinateSequenceFactory().create(given.size(), 2);
        for (int i = 0; i < given.size(); i++) {
            xy.setOrdinate(i, 0, given.getX(i));
            xy.setOrdinate(i, 1, given.getY(i));
        }
        return FACTORY.createLinearRing(xy);
    }
}
