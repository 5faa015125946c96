package se.regstat.statistics.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How much is read of a document before it is refused; asked while reading, so that memory does not grow beyond. What takes memory
 * of its own besides, elements of XML and their attributes, values of JSON and CSV, has a limit that follows from the bytes: documents of
 * nothing but the smallest of them take many times their length.
 *
 * @param bytes of the document
 * @param features in it
 * @param vertices of all features together
 * @param check run again and again while reading; what it throws ends that
 */
public record ReadLimits(long bytes, long features, long vertices, Runnable check) {

    /** What an item of a document with boundaries has, with its name and all, and more. */
    private static final int BYTES_PER_ITEM = 16;

    /** What they are in messages, and of {@link FormatException#exceeded()}. */
    public static final String ITEMS = "elements, attributes and values";

    /** However few bytes there may be. */
    private static final int FEWEST_ITEMS = 10_000;

    public ReadLimits(long bytes, long features, long vertices) {
        this(bytes, features, vertices, () -> {});
    }

    /** Of a document alone; who computes with its features has limits of their own. */
    public static ReadLimits ofBytes(long bytes) {
        return new ReadLimits(bytes, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** How many elements and attributes of XML, and values of JSON and CSV, there may be. */
    public long items() {
        return Math.max(FEWEST_ITEMS, bytes / BYTES_PER_ITEM);
    }

    /** For who has the machine. */
    public static final ReadLimits NONE = new ReadLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** What has been read of a document, held against its {@link ReadLimits}. */
    static final class Budget {

        private final ReadLimits limits;
        private long bytes;
        private long features;
        private long vertices;
        private long items;

        Budget(ReadLimits limits) {
            this.limits = limits;
        }

        /** One more feature. @throws FormatException if it is one too many */
        void feature() {
            step();
            if (++features > limits.features()) throw FormatException.tooMany(limits.features(), "features");
        }

        /** So many vertices more. @throws FormatException if they are too many */
        void vertices(long more) {
            vertices += more;
            if (vertices > limits.vertices()) throw FormatException.tooMany(limits.vertices(), "vertices");
        }

        /** So much was done that somebody may want it ended. */
        void step() {
            limits.check().run();
        }

        /** So many items more. @throws FormatException if they are too many */
        void items(long more) {
            items += more;
            if (items > limits.items()) throw FormatException.tooMany(limits.items(), ITEMS);
        }

        long features() {
            return features;
        }

        /** The same bytes, as many as may be. */
        InputStream counted(InputStream in) {
            return new FilterInputStream(in) {
                @Override
                public int read() throws IOException {
                    int b = super.read();
                    if (b >= 0) count(1);
                    return b;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int read = super.read(into, offset, length);
                    if (read > 0) count(read);
                    return read;
                }

                @Override
                public boolean markSupported() {
                    return false;
                }
            };
        }

        private void count(int more) {
            step();
            bytes += more;
            if (bytes > limits.bytes()) throw FormatException.tooMany(limits.bytes(), "bytes");
        }
    }
}
