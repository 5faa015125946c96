package se.regstat.statistics.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.GeometryFilter;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import se.regstat.statistics.store.GeoPackageGeometry;

/** Geometries as areas have them: multi-part polygons of x and y in packed arrays. */
public final class Polygons {

    /** For areas as they are kept, in EPSG:3006. */
    public static final GeometryFactory FACTORY = GeoPackageGeometry.PACKED;

    /** For what is read, in whatever system. */
    static final GeometryFactory READ =
            new GeometryFactory(new PrecisionModel(), 0, PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

    public static final String CURVE =
            "its geometry has curves, which are not read; draw them as straight lines first, for example with ogr2ogr -nlt CONVERT_TO_LINEAR";

    private Polygons() {}

    /** Whether there are polygons: it is one or several, or a collection with some in it. */
    public static boolean isPolygonal(Geometry geometry) {
        if (geometry instanceof Polygon || geometry instanceof MultiPolygon) return true;
        return geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION) && geometry.getDimension() == 2;
    }

    /** How many points and lines there are beside the polygons of a collection. */
    public static long othersIn(Geometry geometry) {
        long[] others = {0};
        geometry.apply((GeometryFilter) part -> {
            if (part.getNumGeometries() == 1 && part.getDimension() < 2 && !part.isEmpty()) others[0]++;
        });
        return others[0];
    }

    /** All polygons in a geometry, as one; whatever else there is (lines left by a repair) is dropped, and so are heights. */
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

    /** Counts the points and lines that stand beside polygons in collections, and are left out where areas are wanted. */
    public static final class LeftOut {

        private long collections;
        private long parts;

        /** One more geometry, of which only the polygons are taken. */
        public void of(Geometry geometry) {
            if (!Polygons.isPolygonal(geometry)) return;
            long others = Polygons.othersIn(geometry);
            if (others > 0) collections++;
            parts += others;
        }

        /** In words; empty if nothing was left out. */
        public Optional<String> note() {
            if (parts == 0) return Optional.empty();
            return Optional.of("of " + (collections == 1 ? "1 collection" : collections + " collections")
                    + " only the polygons were taken; "
                    + (parts == 1 ? "1 point or line was" : parts + " points or lines were") + " left out");
        }
    }
}
