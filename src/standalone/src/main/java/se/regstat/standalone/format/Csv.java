package se.regstat.standalone.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.csv.SpreadsheetText;

/**
 * Comma-separated values (RFC 4180) in UTF-8 as GeoServer writes them: a header line, geometry as WKT in the axis order of
 * the {@link SrsName}, empty fields for missing values. Several sets follow each other, each under its own header.
 */
public final class Csv implements FeatureFormat {

    private final boolean ids;

    /** @param ids whether the first column is the feature's id, {@code FID}: GeoServer's WFS has it, its WPS has not */
    public Csv(boolean ids) {
        this.ids = ids;
    }

    @Override
    public String contentType() {
        return "text/csv; charset=UTF-8";
    }

    @Override
    public void write(Answer answer, OutputStream stream) throws IOException {
        var out = new Utf8Sink(stream);
        boolean first = true;
        for (FeatureSet set : answer.sets()) {
            if (!first) out.write("\r\n");
            first = false;
            new SetWriter(set, out, ids).write();
        }
        out.finish();
    }

    /** A text as a field: in quotes where it needs them, and no formula to spreadsheet programs. */
    static String field(String text) {
        String guarded = SpreadsheetText.guarded(text);
        boolean plain = guarded.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? guarded : '"' + guarded.replace("\"", "\"\"") + '"';
    }

    private static final class SetWriter {
        private final FeatureSet set;
        private final Utf8Sink out;
        private final List<String> names;
        private final int decimals;
        private final boolean northingFirst;
        private final boolean ids;

        SetWriter(FeatureSet set, Utf8Sink out, boolean ids) {
            this.ids = ids;
            this.set = set;
            this.out = out;
            this.names = set.attributeNames();
            this.decimals = set.srs().map(SrsName::decimals).orElse(4);
            this.northingFirst = set.srs().map(SrsName::northingFirst).orElse(false);
        }

        void write() throws IOException {
            if (ids) out.write("FID");
            for (int i = 0; i < names.size(); i++) {
                if (ids || i > 0) out.write(',');
                out.write(field(names.get(i)));
            }
            out.write("\r\n");
            if (set.returned() == 0) return;
            try (SimpleFeatureIterator features = set.features().open()) {
                while (features.hasNext()) write(features.next());
            }
        }

        private void write(SimpleFeature feature) throws IOException {
            if (ids) out.write(field(feature.getID()));
            for (int i = 0; i < names.size(); i++) {
                if (ids || i > 0) out.write(',');
                Object value = feature.getAttribute(names.get(i));
                if (value instanceof Geometry geometry) {
                    out.write('"');
                    geometry(geometry);
                    out.write('"');
                } else if (value != null) {
                    out.write(value instanceof Number ? Values.text(value) : field(Values.text(value)));
                }
            }
            out.write("\r\n");
        }

        private void geometry(Geometry geometry) throws IOException {
            out.write(
                    switch (geometry.getGeometryType()) {
                        case Geometry.TYPENAME_LINEARRING -> "LINESTRING";
                        default -> geometry.getGeometryType().toUpperCase(java.util.Locale.ROOT);
                    });
            out.write(' ');
            body(geometry);
        }

        private void body(Geometry geometry) throws IOException {
            if (geometry.isEmpty()) {
                out.write("EMPTY");
            } else if (geometry instanceof Polygon polygon) {
                out.write('(');
                vertices(polygon.getExteriorRing().getCoordinateSequence());
                for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                    out.write(", ");
                    vertices(polygon.getInteriorRingN(i).getCoordinateSequence());
                }
                out.write(')');
            } else if (geometry instanceof LineString line) {
                vertices(line.getCoordinateSequence());
            } else if (geometry instanceof Point point) {
                vertices(point.getCoordinateSequence());
            } else {
                boolean mixed = geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
                out.write('(');
                for (int i = 0; i < geometry.getNumGeometries(); i++) {
                    if (i > 0) out.write(", ");
                    if (mixed) geometry(geometry.getGeometryN(i));
                    else body(geometry.getGeometryN(i));
                }
                out.write(')');
            }
        }

        private void vertices(CoordinateSequence vertices) throws IOException {
            out.write('(');
            out.vertices(vertices, Utf8Sink.Row.WKT, northingFirst, decimals);
            out.write(')');
        }
    }
}
