package se.regstat.standalone.render;

import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Where a PointSymbolizer puts its symbols on a geometry, as GeoTools does: on each point, and on each part of what consists of lines or
 * areas. A style that wants one symbol for all parts asks for a point, as with {@code interiorPoint}.
 */
final class SymbolPoints {

    private SymbolPoints() {}

    static Geometry of(Geometry geometry) {
        if (geometry instanceof Point || geometry instanceof MultiPoint) return geometry;
        if (!(geometry instanceof GeometryCollection)) return inside(geometry);
        Point[] points = new Point[geometry.getNumGeometries()];
        for (int i = 0; i < points.length; i++) points[i] = inside(geometry.getGeometryN(i));
        return geometry.getFactory().createMultiPoint(points);
    }

    /** The centroid; of an area that it is not in, another point. */
    private static Point inside(Geometry part) {
        Point centroid = part.getCentroid();
        if (!(part instanceof Polygon area) || centroid.isEmpty()) return centroid;
        boolean inside = SimplePointInAreaLocator.locate(centroid.getCoordinate(), area) == Location.INTERIOR;
        return inside ? centroid : area.getInteriorPoint();
    }
}
