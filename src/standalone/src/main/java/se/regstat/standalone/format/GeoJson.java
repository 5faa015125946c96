package se.regstat.standalone.format;

import static se.regstat.standalone.format.Utf8Sink.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * GeoJSON as GeoServer writes it: coordinates always x = easting or longitude, a {@code crs} member where they are not WGS 84 (GeoJSON
 * 2008, which GDAL, QGIS and OpenLayers read), counts and paging links after the features.
 */
public final class GeoJson implements FeatureFormat {

    public static final String CONTENT_TYPE = "application/json";

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public void write(Answer answer, OutputStream stream) throws IOException {
        var out = new Utf8Sink(stream);
        out.write("{\"type\":\"FeatureCollection\",\"features\":[");
        boolean first = true;
        for (FeatureSet set : answer.sets()) {
            if (set.returned() == 0) continue;
            first = new SetWriter(set, out).write(first);
        }
        out.write(']');
        String matched = answer.matched() < 0 ? "\"unknown\"" : Long.toString(answer.matched());
        out.write(",\"totalFeatures\":").write(matched);
        out.write(",\"numberMatched\":").write(matched);
        out.write(",\"numberReturned\":").write(Long.toString(answer.returned()));
        out.write(",\"timeStamp\":").write(quoted(Values.text(answer.time())));
        writeLinks(answer, out);
        writeCrs(answer, out);
        out.write('}');
        out.finish();
    }

    private static void writeLinks(Answer answer, Utf8Sink out) throws IOException {
        List<String> links = new ArrayList<>();
        answer.previous().ifPresent(href -> links.add(link("previous", href)));
        answer.next().ifPresent(href -> links.add(link("next", href)));
        if (!links.isEmpty())
            out.write(",\"links\":[").write(String.join(",", links)).write(']');
    }

    private static String link(String relation, String href) {
        return "{\"title\":\"" + relation + " page\",\"type\":\"" + CONTENT_TYPE + "\",\"rel\":\"" + relation
                + "\",\"href\":" + quoted(href) + "}";
    }

    private static void writeCrs(Answer answer, Utf8Sink out) throws IOException {
        List<SrsName> systems =
                answer.sets().stream().flatMap(s -> s.srs().stream()).toList();
        if (systems.isEmpty()) {
            out.write(",\"crs\":null");
        } else if (!systems.get(0).isWgs84()) {
            out.write(",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":")
                    .write(quoted(systems.get(0).urn()))
                    .write("}}");
        }
    }

    /** A JSON string, quotes and all. */
    static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Writes the features of one set; what is the same for each of them is encoded once. */
    private static final class SetWriter {
        private final FeatureSet set;
        private final Utf8Sink out;
        private final int decimals;
        private final int mainGeometry;
        private final List<String> names;
        private final byte[][] keys;
        private final byte[] afterGeometry;

        SetWriter(FeatureSet set, Utf8Sink out) {
            this.set = set;
            this.out = out;
            this.decimals = set.srs().map(SrsName::decimals).orElse(4);
            this.mainGeometry = set.mainGeometry();
            this.names = set.attributeNames();
            this.keys = new byte[names.size()][];
            boolean first = true;
            for (int i = 0; i < keys.length; i++) {
                if (i == mainGeometry) continue;
                keys[i] = encode((first ? "" : ",") + quoted(names.get(i)) + ":");
                first = false;
            }
            AttributeDescriptor geometry = mainGeometry < 0 ? null : set.type().getDescriptor(mainGeometry);
            this.afterGeometry =
                    encode((geometry == null ? "" : ",\"geometry_name\":" + quoted(geometry.getLocalName()))
                            + ",\"properties\":{");
        }

        /** @return whether the collection still has no feature */
        boolean write(boolean firstOfAll) throws IOException {
            boolean first = firstOfAll;
            try (SimpleFeatureIterator features = set.features().open()) {
                while (features.hasNext()) {
                    if (!first) out.write(',');
                    first = false;
                    write(features.next());
                }
            }
            return first;
        }

        private void write(SimpleFeature feature) throws IOException {
            out.write("{\"type\":\"Feature\",\"id\":")
                    .write(quoted(feature.getID()))
                    .write(",\"geometry\":");
            geometry(mainGeometry < 0 ? null : (Geometry) feature.getAttribute(names.get(mainGeometry)));
            out.write(afterGeometry);
            for (int i = 0; i < keys.length; i++) {
                if (i == mainGeometry) continue;
                out.write(keys[i]);
                value(feature.getAttribute(names.get(i)));
            }
            out.write("}}");
        }

        private void value(Object value) throws IOException {
            if (value == null) {
                out.write("null");
            } else if (value instanceof Geometry g) {
                geometry(g);
            } else if (value instanceof Double || value instanceof Float) {
                double number = ((Number) value).doubleValue();
                out.write(Double.isFinite(number) ? Values.text(value) : "null");
            } else if (value instanceof Number || value instanceof Boolean) {
                out.write(value.toString());
            } else {
                out.write(quoted(Values.text(value)));
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
                coordinates(geometry);
                out.write('}');
            }
        }

        private void coordinates(Geometry geometry) throws IOException {
            if (geometry instanceof Polygon polygon) {
                polygon(polygon);
            } else if (geometry instanceof LineString line) {
                line(line.getCoordinateSequence());
            } else if (geometry instanceof Point point) {
                if (point.isEmpty()) out.write("[]");
                else out.vertices(point.getCoordinateSequence(), Utf8Sink.Row.JSON, false, decimals);
            } else {
                out.write('[');
                for (int i = 0; i < geometry.getNumGeometries(); i++) {
                    if (i > 0) out.write(',');
                    coordinates(geometry.getGeometryN(i));
                }
                out.write(']');
            }
        }

        private void polygon(Polygon polygon) throws IOException {
            out.write('[');
            if (!polygon.isEmpty()) {
                line(polygon.getExteriorRing().getCoordinateSequence());
                for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                    out.write(',');
                    line(polygon.getInteriorRingN(i).getCoordinateSequence());
                }
            }
            out.write(']');
        }

        private void line(CoordinateSequence vertices) throws IOException {
            out.write('[');
            out.vertices(vertices, Utf8Sink.Row.JSON, false, decimals);
            out.write(']');
        }
    }
}
