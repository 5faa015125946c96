package se.regstat.statistics.store.postgis;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.store.GeoPackageGeometry;

/** What stands in the columns of a row that was read; by JDBC 4.0, as pools that GeoServer brings along know no later one. */
final class Columns {

    /** Before the numbers of an array that is not empty: dimensions, flags, type, size, first index. */
    private static final int ARRAY_HEADER = 5 * Integer.BYTES;

    static final String PROVENANCE = "imported, imported_from, checksum, source";

    static final List<String> PROVENANCE_COLUMNS = List.of(PROVENANCE.split(", "));

    private Columns() {}

    /** What selects a geometry, of which {@link #geometry} makes one: little-endian WKB, in which doubles are as they were. */
    static String wkb(String column) {
        return "regstat_store.wkb(" + column + ")";
    }

    static Geometry geometry(byte[] wkb, GeoPackageGeometry geometries) throws ParseException {
        return geometries.decodeWkb(wkb);
    }

    /** What selects an array of numbers, of which {@link #reals} makes one: as the database sends it, whatever the connection does. */
    static String sent(String column) {
        return "array_send(" + column + ")";
    }

    static double[] reals(byte[] sent) {
        ByteBuffer bytes = ByteBuffer.wrap(sent);
        if (bytes.getInt(0) == 0) return new double[0];
        double[] numbers = new double[bytes.getInt(3 * Integer.BYTES)];
        bytes.position(ARRAY_HEADER);
        for (int i = 0; i < numbers.length; i++) {
            bytes.getInt(); // the length of a double
            numbers[i] = bytes.getDouble();
        }
        return numbers;
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    static VintageId vintage(ResultSet row) throws SQLException {
        return new VintageId(row.getString("division"), row.getString("vintage"));
    }

    static OptionalInt year(ResultSet row, String column) throws SQLException {
        int year = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(year);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    static Provenance provenance(ResultSet row) throws SQLException {
        return new Provenance(
                time(row, "imported"),
                row.getString("imported_from"),
                row.getString("checksum"),
                row.getString("source"));
    }
}
