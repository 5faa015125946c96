package se.regstat.importing.format;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import se.regstat.statistics.format.Polygons;

/** What geometries a file is read for. */
public enum Shape {
    AREAS("a Polygon or MultiPolygon") {
        @Override
        boolean accepts(Geometry geometry) {
            return Polygons.isPolygonal(geometry);
        }
    },
    POINTS_OR_AREAS("a Point, Polygon or MultiPolygon") {
        @Override
        boolean accepts(Geometry geometry) {
            return geometry instanceof Point || Polygons.isPolygonal(geometry);
        }
    };

    private final String words;

    Shape(String words) {
        this.words = words;
    }

    abstract boolean accepts(Geometry geometry);

    /** Whether geometries of this are wanted; if not, the reason is added. */
    boolean accepts(Geometry geometry, String position, Problems problems) {
        if (accepts(geometry)) return true;
        problems.add(position, "its geometry is a " + geometry.getGeometryType() + ", not " + words);
        return false;
    }
}
