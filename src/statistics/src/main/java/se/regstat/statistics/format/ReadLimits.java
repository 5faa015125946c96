package se.regstat.statistics.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How much is read of a document before it is refused; asked while reading, so that memory does not grow beyond.
 *
 * @param bytes of the document
 * @param features in it
 * @param vertices of all features together
 */
public record ReadLimits(long bytes, long features, long vertices) {

    /** For who has the machine. */
    public static final ReadLimits NONE = new ReadLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** What has been read of a document, held against its {@link ReadLimits}. */
    static final class Budget {

        private final ReadLimits limits;
        private long bytes;
        private long features;
        private long vertices;

        Budget(ReadLimits limits) {
            this.limits = limits;
        }

        /** One more feature. @throws FormatException if it is one too many */
        void feature() {
            if (++features > limits.features()) throw FormatException.tooMany(limits.features(), "features");
        }

        /** So many vertices more. @throws FormatException if they are too many */
        void vertices(long more) {
            vertices += more;
            if (vertices > limits.vertices()) throw FormatException.tooMany(limits.vertices(), "vertices");
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
            bytes += more;
            if (bytes > limits.bytes()) throw FormatException.tooMany(limits.bytes(), "bytes");
        }
    }
}
