package se.regstat.geoserver.inspire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import se.regstat.statistics.format.CsvWriter;
import se.regstat.statistics.format.GeoJsonWriter;

/**
 * Rows to be written one by one.
 *
 * @param columns their names
 * @param geometry which of them is the geometry, in EPSG:3006, easting first; -1 if none is
 */
record Sheet(List<String> columns, int geometry, Rows rows) {

    /** Tenths of a millimetre. */
    private static final int DECIMALS = 4;

    /** Hands all rows on, in order. */
    interface Rows {
        void to(Sink sink) throws IOException;
    }

    /** Takes a row: its id, and its values by column, null where there is none. */
    interface Sink {
        void row(String id, IntFunction<Object> values) throws IOException;
    }

    void geoJson(OutputStream stream) throws IOException {
        GeoJsonWriter out = new GeoJsonWriter(stream).crs("urn:ogc:def:crs:EPSG::3006");
        out.columns(new GeoJsonWriter.Columns(columns, geometry, false, DECIMALS));
        rows.to(out::feature);
        out.finish();
    }

    /** Without the geometry, which spreadsheet programs have no room for. */
    void csv(OutputStream stream) throws IOException {
        CsvWriter out = new CsvWriter(stream);
        int[] places =
                IntStream.range(0, columns.size()).filter(i -> i != geometry).toArray();
        out.header(IntStream.of(places).mapToObj(columns::get).toList(), DECIMALS, false);
        rows.to((id, values) -> out.row(i -> values.apply(places[i])));
        out.finish();
    }
}
