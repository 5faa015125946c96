package se.regstat.geoserver.info;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.geotools.process.ReaggregatedFeatures;
import se.regstat.statistics.csv.SpreadsheetText;
import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.reaggregation.ReaggregationResult;

/**
 * Writes re-aggregated features as files for people, one by one, with coordinates in EPSG:3006, easting first, to a tenth of a
 * millimetre. Streams are flushed, not closed.
 */
public final class FeatureText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private FeatureText() {}

    /**
     * GeoJSON with the {@code crs} member that GIS programs read, and of a re-aggregation also {@code notes} and {@code mass}:
     * where each count went in each year.
     */
    public static void geoJson(SimpleFeatureCollection features, OutputStream stream) throws IOException {
        Writer out = writer(stream);
        out.write(
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3006\"}},");
        if (features instanceof ReaggregatedFeatures reaggregated) whole(reaggregated.result(), out);
        out.write("\"features\":[");
        try (SimpleFeatureIterator iterator = features.features()) {
            String before = "\n";
            while (iterator.hasNext()) {
                SimpleFeature feature = iterator.next();
                out.write(before);
                before = ",\n";
                out.write("{\"type\":\"Feature\",\"id\":" + JsonText.quoted(feature.getID()) + ",\"properties\":{");
                properties(feature, out);
                out.write("},\"geometry\":");
                geometry(
                        (MultiPolygon) feature.getDefaultGeometry(),
                        '[',
                        ']',
                        ",",
                        ",",
                        out,
                        "{\"type\":\"MultiPolygon\",\"coordinates\":",
                        "}");
                out.write("}");
            }
        }
        out.write("\n]}\n");
        out.flush();
    }

    private static void whole(ReaggregationResult result, Writer out) throws IOException {
        out.write("\n\"notes\":["
                + String.join(",", result.notes().stream().map(JsonText::quoted).toList()) + "],\n\"mass\":[");
        String before = "\n";
        for (ReaggregationResult.CountMass count : result.masses()) {
            Mass mass = count.mass();
            out.write(before + "{\"indicator\":"
                    + JsonText.quoted(count.indicator().id()) + ",\"year\":" + count.year() + ",\"in\":"
                    + told(mass.in()) + ",\"out\":" + told(mass.out()) + ",\"lost\":" + told(mass.lost())
                    + ",\"twice\":" + told(mass.twice()) + "}");
            before = ",\n";
        }
        out.write("],\n");
    }

    /** Masses add up to the last digit that is told. */
    private static String told(double mass) {
        return plain(Figures.exact(mass));
    }

    private static void properties(SimpleFeature feature, Writer out) throws IOException {
        String before = "";
        for (AttributeDescriptor attribute : feature.getFeatureType().getAttributeDescriptors()) {
            Object value = feature.getAttribute(attribute.getLocalName());
            if (value instanceof Geometry) continue;
            out.write(before + JsonText.quoted(attribute.getLocalName()) + ":");
            before = ",";
            if (value == null) out.write("null");
            else if (value instanceof Boolean) out.write(value.toString());
            else out.write(value instanceof Number number ? plain(number) : JsonText.quoted(text(value)));
        }
    }

    /**
     * CSV (RFC 4180). Texts that spreadsheet programs would take for formulas have an apostrophe before them.
     *
     * @param geometry whether there is the geometry as WKT, in the last column; spreadsheet programs have no room for it
     */
    public static void csv(SimpleFeatureCollection features, boolean geometry, OutputStream stream) throws IOException {
        Writer out = writer(stream);
        String before = "";
        for (AttributeDescriptor attribute : features.getSchema().getAttributeDescriptors()) {
            if (attribute instanceof GeometryDescriptor && !geometry) continue;
            out.write(before + field(attribute.getLocalName()));
            before = ",";
        }
        out.write("\r\n");
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) {
                before = "";
                for (Object value : iterator.next().getAttributes()) {
                    if (value instanceof Geometry && !geometry) continue;
                    out.write(before);
                    before = ",";
                    if (value instanceof MultiPolygon polygons) {
                        out.write('"');
                        geometry(polygons, '(', ')', ", ", " ", out, "MULTIPOLYGON ", "");
                        out.write('"');
                    } else if (value != null) {
                        out.write(value instanceof Number number ? plain(number) : field(text(value)));
                    }
                }
                out.write("\r\n");
            }
        }
        out.flush();
    }

    private static Writer writer(OutputStream stream) {
        return new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
    }

    private static String field(String text) {
        String guarded = SpreadsheetText.guarded(text);
        boolean plain = guarded.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? guarded : '"' + guarded.replace("\"", "\"\"") + '"';
    }

    private static String text(Object value) {
        return value instanceof Timestamp time ? TIME.format(time.toInstant()) : value.toString();
    }

    private static String plain(Number number) {
        if (number instanceof Integer) return number.toString();
        return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    private static void geometry(
            MultiPolygon geometry,
            char open,
            char close,
            String between,
            String inside,
            Writer out,
            String before,
            String after)
            throws IOException {
        boolean json = open == '[';
        out.write(before);
        out.write(open);
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            if (i > 0) out.write(between);
            Polygon polygon = (Polygon) geometry.getGeometryN(i);
            out.write(open);
            ring(polygon.getExteriorRing().getCoordinateSequence(), open, close, between, inside, json, out);
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                out.write(between);
                ring(polygon.getInteriorRingN(hole).getCoordinateSequence(), open, close, between, inside, json, out);
            }
            out.write(close);
        }
        out.write(close);
        out.write(after);
    }

    private static void ring(
            CoordinateSequence vertices, char open, char close, String between, String inside, boolean json, Writer out)
            throws IOException {
        out.write(open);
        for (int i = 0; i < vertices.size(); i++) {
            if (i > 0) out.write(between);
            if (json) out.write('[');
            out.write(rounded(vertices.getX(i)));
            out.write(inside);
            out.write(rounded(vertices.getY(i)));
            if (json) out.write(']');
        }
        out.write(close);
    }

    private static String rounded(double metres) {
        return BigDecimal.valueOf(Math.round(metres * 1e4), 4)
                .stripTrailingZeros()
                .toPlainString();
    }
}
