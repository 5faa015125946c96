package se.regstat.statistics.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.locationtech.jts.geom.CoordinateSequence;

/** Text on its way to whoever asked, as UTF-8: one buffer, flushed when full, so that memory does not grow with the answer. Not thread-safe. */
public final class Utf8Sink {

    private static final int SIZE = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int end;

    /** @param out is flushed at the end, not closed */
    public Utf8Sink(OutputStream out) {
        this.out = out;
    }

    /** What will be written again and again, encoded once. */
    public static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Makes room for so many bytes, at most a few thousand. */
    private void reserve(int bytes) throws IOException {
        if (SIZE - end < bytes) drain();
    }

    private void drain() throws IOException {
        out.write(buffer, 0, end);
        end = 0;
    }

    /** Hands on what is buffered. To be called only when the document is whole. */
    public void finish() throws IOException {
        drain();
        out.flush();
    }

    /** Writes text that is encoded already. */
    public Utf8Sink write(byte[] bytes) throws IOException {
        return write(bytes, 0, bytes.length);
    }

    /** Writes a part of text that is encoded already. */
    public Utf8Sink write(byte[] bytes, int from, int length) throws IOException {
        if (length > SIZE) {
            drain();
            out.write(bytes, from, length);
            return this;
        }
        reserve(length);
        System.arraycopy(bytes, from, buffer, end, length);
        end += length;
        return this;
    }

    /** Writes one character of ASCII. */
    public Utf8Sink write(char ascii) throws IOException {
        reserve(1);
        buffer[end++] = (byte) ascii;
        return this;
    }

    /** Writes a text as it is. */
    public Utf8Sink write(String text) throws IOException {
        return write(encode(text));
    }

    /** How a row of vertices is written. All ASCII. */
    public enum Row {
        /** {@code [x,y],[x,y]} */
        JSON("[", ",", "]", ","),
        /** {@code x y x y} */
        GML("", " ", "", " "),
        /** {@code x y, x y} */
        WKT("", " ", "", ", ");

        private final String first;
        private final String between;
        private final String last;
        private final String separator;

        Row(String first, String between, String last, String separator) {
            this.first = first;
            this.between = between;
            this.last = last;
            this.separator = separator;
        }
    }

    /**
     * Writes vertices in a row.
     *
     * @param vertices x = easting or longitude
     * @param decimals 0 to 9
     */
    public void vertices(CoordinateSequence vertices, Row row, boolean northingFirst, int decimals) throws IOException {
        int size = vertices.size();
        if (size == 0) return;
        byte[] next = encode(row.last + row.separator + row.first);
        byte between = (byte) row.between.charAt(0);
        write(row.first);
        for (int i = 0; i < size; i++) {
            if (i > 0) write(next);
            double x = vertices.getX(i);
            double y = vertices.getY(i);
            if (northingFirst) pair(y, between, x, decimals);
            else pair(x, between, y, decimals);
        }
        write(row.last);
    }

    private void pair(double first, byte between, double second, int decimals) throws IOException {
        if (!FixedPoint.isOrdinary(first, decimals) || !FixedPoint.isOrdinary(second, decimals)) {
            write(FixedPoint.text(first, decimals)).write((char) between).write(FixedPoint.text(second, decimals));
            return;
        }
        reserve(2 * FixedPoint.ROOM + 1);
        int position = FixedPoint.write(buffer, end, first, decimals);
        buffer[position] = between;
        end = FixedPoint.write(buffer, position + 1, second, decimals);
    }
}
