package se.regstat.statistics.store.postgis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.store.GeoPackageGeometry;

/**
 * Rows on their way into a table, as COPY takes them in binary (PostgreSQL's manual, COPY, "Binary Format"): the fastest way in, and
 * every double arrives bit for bit. A value is given to each column in turn; {@link #row} begins a row.
 */
final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int SRID_FLAG = 0x2000_0000;
    private static final int SWEREF99_TM = 3006;
    private static final int TEXT = 25;
    private static final int DOUBLE = 701;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private final CopyIn copy;
    private final int columns;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final GeoPackageGeometry geometries = new GeoPackageGeometry();

    private CopyRows(CopyIn copy, int columns) {
        this.copy = copy;
        this.columns = columns;
    }

    interface Writing {
        void to(CopyRows rows) throws SQLException;
    }

    /** Writes rows into some columns of a table. */
    static void into(Connection connection, String table, List<String> columns, Writing rows) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN (FORMAT binary)");
        try {
            CopyRows open = new CopyRows(copy, columns.size());
            open.put(SIGNATURE);
            open.putInt(0).putInt(0);
            rows.to(open);
            open.room(2).putShort((short) -1);
            open.flush();
            copy.endCopy();
        } finally {
            if (copy.isActive()) copy.cancelCopy();
        }
    }

    CopyRows row() throws SQLException {
        room(2).putShort((short) columns);
        return this;
    }

    CopyRows nothing() throws SQLException {
        return putInt(-1);
    }

    /** Nothing if there is none. */
    CopyRows text(String text) throws SQLException {
        return text == null ? nothing() : bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows bytes(byte[] bytes) throws SQLException {
        putInt(bytes.length);
        return put(bytes);
    }

    CopyRows integer(int number) throws SQLException {
        return putInt(Integer.BYTES).putInt(number);
    }

    CopyRows real(double number) throws SQLException {
        putInt(Double.BYTES);
        room(Double.BYTES).putDouble(number);
        return this;
    }

    CopyRows truth(boolean truth) throws SQLException {
        return bytes(new byte[] {(byte) (truth ? 1 : 0)});
    }

    CopyRows time(Instant time) throws SQLException {
        putInt(Long.BYTES);
        room(Long.BYTES).putLong(ChronoUnit.MICROS.between(EPOCH, time));
        return this;
    }

    CopyRows date(LocalDate date) throws SQLException {
        return integer((int) ChronoUnit.DAYS.between(FIRST_DAY, date));
    }

    /** When, which file, its checksum and the source: four columns. */
    CopyRows provenance(Provenance provenance) throws SQLException {
        return time(provenance.imported())
                .text(provenance.file())
                .text(provenance.checksum())
                .text(provenance.source());
    }

    /** An array of numbers. */
    CopyRows reals(double[] numbers) throws SQLException {
        array(numbers.length, DOUBLE, (Integer.BYTES + Double.BYTES) * numbers.length);
        for (double number : numbers) {
            room(Integer.BYTES + Double.BYTES).putInt(Double.BYTES).putDouble(number);
        }
        return this;
    }

    /** An array of texts. */
    CopyRows texts(List<String> texts) throws SQLException {
        List<byte[]> encoded = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        int length = 0;
        for (byte[] text : encoded) length += Integer.BYTES + text.length;
        array(encoded.size(), TEXT, length);
        for (byte[] text : encoded) bytes(text);
        return this;
    }

    private void array(int size, int type, int length) throws SQLException {
        if (size == 0) {
            putInt(3 * Integer.BYTES).putInt(0).putInt(0).putInt(type);
            return;
        }
        putInt(5 * Integer.BYTES + length).putInt(1).putInt(0).putInt(type);
        putInt(size).putInt(1);
    }

    /** In EPSG:3006. */
    CopyRows geometry(Geometry geometry) throws SQLException {
        byte[] wkb = geometries.encodeWkb(geometry);
        putInt(wkb.length + Integer.BYTES);
        int kind = Integer.reverseBytes(ByteBuffer.wrap(wkb).getInt(1));
        room(1).put(wkb[0]);
        putInt(Integer.reverseBytes(kind | SRID_FLAG));
        putInt(Integer.reverseBytes(SWEREF99_TM));
        return put(wkb, 1 + Integer.BYTES);
    }

    private CopyRows putInt(int number) throws SQLException {
        room(Integer.BYTES).putInt(number);
        return this;
    }

    private CopyRows put(byte[] bytes) throws SQLException {
        return put(bytes, 0);
    }

    private CopyRows put(byte[] bytes, int from) throws SQLException {
        if (bytes.length - from <= buffer.capacity()) {
            room(bytes.length - from).put(bytes, from, bytes.length - from);
            return this;
        }
        flush();
        copy.writeToCopy(bytes, from, bytes.length - from);
        return this;
    }

    private ByteBuffer room(int bytes) throws SQLException {
        if (buffer.remaining() < bytes) flush();
        return buffer;
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
