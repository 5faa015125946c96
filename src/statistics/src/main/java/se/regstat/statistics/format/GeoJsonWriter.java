package se.regstat.statistics.format;

import static se.regstat.statistics.text.Utf8Sink.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.text.Utf8Sink;

/**
 * Writes a FeatureCollection of GeoJSON, feature by feature, so that memory does not grow with their number. Coordinates are always x =
 * easting or longitude, whatever their system; one that is not WGS 84 is told in a {@code crs} member (GeoJSON 2008, which GDAL, QGIS
 * and OpenLayers read). In order: other members as wanted, {@link #columns} and features, other members again, {@link #finish}. Not
 * thread-safe.
 */
public final class GeoJsonWriter {

    /**
     * What the features that follow have in common.
     *
     * @param names of the attributes, the geometry among them
     * @param geometry which of them is the feature's geometry; -1 if none is
     * @param named whether features tell the name of their geometry, in the member {@code geometry_name}
     * @param decimals of coordinates, 0 to 9
     */
    public record Columns(List<String> names, int geometry, boolean named, int decimals) {
        public Columns {
            names = List.copyOf(names);
        }
    }

    private final Utf8Sink out;
    private boolean begun;
    private boolean empty = true;
    private boolean ended;

    private Columns columns;
    /** What is the same for each feature, encoded once. */
    private byte[][] keys = {};

    private byte[] afterGeometry = {};

    /** @param stream is flushed at the end, not closed */
    public GeoJsonWriter(OutputStream stream) throws IOException {
        this.out = new Utf8Sink(stream);
        out.write("{\"type\":\"FeatureCollection\"");
    }

    /**
     * Writes a member of the collection, before its features or after.
     *
     * @param json its value
     */
    public GeoJsonWriter member(String name, String json) throws IOException {
        if (begun) end();
        out.write(",").write(Json.quoted(name)).write(":").write(json);
        return this;
    }

    /** Writes in which system the coordinates are, as in {@code urn:ogc:def:crs:EPSG::3006}. */
    public GeoJsonWriter crs(String name) throws IOException {
        return member("crs", "{\"type\":\"name\",\"properties\":{\"name\":" + Json.quoted(name) + "}}");
    }

    /** Features of other columns follow; to be called before the first of all too. */
    public GeoJsonWriter columns(Columns following) throws IOException {
        begin();
        columns = following;
        List<String> names = following.names();
        keys = new byte[names.size()][];
        boolean first = true;
        for (int i = 0; i < keys.length; i++) {
            if (i == following.geometry()) continue;
            keys[i] = encode((first ? "" : ",") + Json.quoted(names.get(i)) + ":");
            first = false;
        }
        Optional<String> geometry = following.named() && following.geometry() >= 0
                ? Optional.of(names.get(following.geometry()))
                : Optional.empty();
        afterGeometry = encode(
                geometry.map(name -> ",\"geometry_name\":" + Json.quoted(name)).orElse("") + ",\"properties\":{");
        return this;
    }

    private void begin() throws IOException {
        if (begun) return;
        out.write(",\"features\":[");
        begun = true;
    }

    private void end() throws IOException {
        begin();
        if (ended) return;
        out.write(empty ? "]" : "\n]");
        ended = true;
    }

    /**
     * Writes a feature.
     *
     * @param values by place among the columns; null where there is none; numbers that are not finite become null
     */
    public void feature(String id, IntFunction<Object> values) throws IOException {
        out.write(empty ? "\n" : ",\n");
        empty = false;
        out.write("{\"type\":\"Feature\",\"id\":").write(Json.quoted(id)).write(",\"geometry\":");
        geometry(columns.geometry() < 0 ? null : (Geometry) values.apply(columns.geometry()));
        out.write(afterGeometry);
        for (int i = 0; i < keys.length; i++) {
            if (i == columns.geometry()) continue;
            out.write(keys[i]);
            value(values.apply(i));
        }
        out.write("}}");
    }

    /** The document is whole: ends it and flushes. Where something failed before, it is left unfinished. */
    public void finish() throws IOException {
        end();
        out.write("}\n");
        out.finish();
    }

    private void value(Object value) throws IOException {
        if (value == null) {
            out.write("null");
        } else if (value instanceof Geometry g) {
            geometry(g);
        } else if (value instanceof Double || value instanceof Float) {
            out.write(Double.isFinite(((Number) value).doubleValue()) ? Values.text(value) : "null");
        } else if (value instanceof Number || value instanceof Boolean) {
            out.write(value.toString());
        } else {
            out.write(Json.quoted(Values.text(value)));
        }
    }

    private void geometry(Geometry geometry) throws IOException {
        if (geometry == null) {
            out.write("null");
            return;
        }
        out.write("{\"type\":\"").write(geometry.getGeometryType());
        if (geometry.getClass() == GeometryCollection.class) {
            out.write("\",\"geometries\":[");
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                if (i > 0) out.write(',');
                geometry(geometry.getGeometryN(i));
            }
            out.write("]}");
        } else {
            out.write("\",\"coordinates\":");
            coordinates(geometry, columns.decimals(), out);
            out.write('}');
        }
    }

    /**
     * Writes what the member {@code coordinates} of a geometry has.
     *
     * @param geometry no collection of different kinds; x = easting or longitude
     * @param decimals 0 to 9
     */
    public static void coordinates(Geometry geometry, int decimals, Utf8Sink out) throws IOException {
        if (geometry instanceof Polygon polygon) {
            polygon(polygon, decimals, out);
        } else if (geometry instanceof LineString line) {
            line(line.getCoordinateSequence(), decimals, out);
        } else if (geometry instanceof Point point) {
            if (point.isEmpty()) out.write("[]");
            else out.vertices(point.getCoordinateSequence(), Utf8Sink.Row.JSON, false, decimals);
        } else {
            out.write('[');
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                if (i > 0) out.write(',');
                coordinates(geometry.getGeometryN(i), decimals, out);
            }
            out.write(']');
        }
    }

    private static void polygon(Polygon polygon, int decimals, Utf8Sink out) throws IOException {
        out.write('[');
        if (!polygon.isEmpty()) {
            line(polygon.getExteriorRing().getCoordinateSequence(), decimals, out);
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                out.write(',');
                line(polygon.getInteriorRingN(i).getCoordinateSequence(), decimals, out);
            }
        }
        out.write(']');
    }

    private static void line(CoordinateSequence vertices, int decimals, Utf8Sink out) throws IOException {
        out.write('[');
        out.vertices(vertices, Utf8Sink.Row.JSON, false, decimals);
        out.write(']');
    }
}
