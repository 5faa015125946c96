package se.regstat.statistics.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.text.SpreadsheetText;
import se.regstat.statistics.text.Utf8Sink;

/**
 * Writes comma-separated values (RFC 4180) in UTF-8, row by row: a header line, geometry as WKT, empty fields for missing values.
 * Several tables follow each other after an empty line, each under its own header. Texts that spreadsheet programs would take for
 * formulas have an apostrophe before them ({@link SpreadsheetText}). WKT goes straight from coordinates into bytes, for which
 * libraries of CSV have no place. Not thread-safe.
 */
public final class CsvWriter {

    private final Utf8Sink out;
    private boolean empty = true;
    private int columns;
    private int decimals;
    private boolean northingFirst;

    /** @param stream is flushed at the end, not closed */
    public CsvWriter(OutputStream stream) {
        this.out = new Utf8Sink(stream);
    }

    /**
     * Begins a table.
     *
     * @param decimals of coordinates, 0 to 9
     * @param northingFirst whether WKT has y before x
     */
    public void header(List<String> names, int decimals, boolean northingFirst) throws IOException {
        if (!empty) out.write("\r\n");
        empty = false;
        this.columns = names.size();
        this.decimals = decimals;
        this.northingFirst = northingFirst;
        row(names::get);
    }

    /**
     * Writes a row of the table.
     *
     * @param values by column; null where there is none
     */
    public void row(IntFunction<?> values) throws IOException {
        for (int i = 0; i < columns; i++) {
            if (i > 0) out.write(',');
            Object value = values.apply(i);
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

    /** All is written: flushes. */
    public void finish() throws IOException {
        out.finish();
    }

    /** A text as a field: in quotes where it needs them, and no formula to spreadsheet programs. */
    private static String field(String text) {
        String guarded = SpreadsheetText.guarded(text);
        boolean plain = guarded.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? guarded : '"' + guarded.replace("\"", "\"\"") + '"';
    }

    private void geometry(Geometry geometry) throws IOException {
        out.write(
                switch (geometry.getGeometryType()) {
                    case Geometry.TYPENAME_LINEARRING -> "LINESTRING";
                    default -> geometry.getGeometryType().toUpperCase(Locale.ROOT);
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
