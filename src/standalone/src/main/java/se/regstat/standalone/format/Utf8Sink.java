package se.regstat.standalone.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Text on its way to a client as UTF-8: one buffer, flushed when full, so that memory does not grow with the answer. Not thread-safe. */
final class Utf8Sink {

    private static final int SIZE = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int end;

    Utf8Sink(OutputStream out) {
        this.out = out;
    }

    /** What will be written again and again, encoded once. */
    static byte[] encode(String text) {
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
    void finish() throws IOException {
        drain();
        out.flush();
    }

    Utf8Sink write(byte[] bytes) throws IOException {
        if (bytes.length > SIZE) {
            drain();
            out.write(bytes);
            return this;
        }
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
        return this;
    }

    Utf8Sink write(char ascii) throws IOException {
        reserve(1);
        buffer[end++] = (byte) ascii;
        return this;
    }

    Utf8Sink write(String text) throws IOException {
        return write(encode(text));
    }

    /** Two numbers with something between them. */
    void pair(double first, char between, double second, int decimals) throws IOException {
        if (!FixedPoint.isOrdinary(first, decimals) || !FixedPoint.isOrdinary(second, decimals)) {
            write(FixedPoint.text(first, decimals)).write(between).write(FixedPoint.text(second, decimals));
            return;
        }
        reserve(2 * FixedPoint.ROOM + 1);
        int position = FixedPoint.write(buffer, end, first, decimals);
        buffer[position] = (byte) between;
        end = FixedPoint.write(buffer, position + 1, second, decimals);
    }
}
