package se.regstat.importing.format;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Point;
import se.regstat.statistics.format.Polygons;

/** What geometries a file is read for. */
public enum Shape {
    AREAS("a Polygon or MultiPolygon", "polygons") {
        @Override
        boolean accepts(Geometry geometry) {
            return Polygons.isPolygonal(geometry);
        }
    },
    /** One of several points that is alone in its geometry counts as a point. */
    POINTS("a Point", "points") {
        @Override
        boolean accepts(Geometry geometry) {
            return geometry instanceof Point || (geometry instanceof MultiPoint && geometry.getNumGeometries() == 1);
        }
    },
    POINTS_OR_AREAS("a Point, Polygon or MultiPolygon", "points or polygons") {
        @Override
        boolean accepts(Geometry geometry) {
            return geometry instanceof Point || Polygons.isPolygonal(geometry);
        }
    };

    private final String words;
    private final String several;

    Shape(String words, String several) {
        this.words = words;
        this.several = several;
    }

    /** What a layer of them has, in words. */
    String several() {
        return several;
    }

    abstract boolean accepts(Geometry geometry);

    /** Whether geometries of this are wanted; if not, the reason is added. */
    boolean accepts(Geometry geometry, String position, Map<String, ?> attributes, Problems problems) {
        if (accepts(geometry)) return true;
        problems.add(position, "its geometry is a " + geometry.getGeometryType() + ", not " + words, attributes);
        return false;
    }
}
