package se.regstat.geoserver.document;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** A file that is open for reading, so that nobody takes it away before it is sent. Not thread-safe. */
public final class OpenFile implements InfoDocument.Sized, Closeable {

    private static final int PIECE = 1 << 16;

    private final FileChannel channel;
    private final long length;

    private final Instant modified;

    private OpenFile(FileChannel channel, Instant modified) throws IOException {
        this.channel = channel;
        this.length = channel.size();
        this.modified = modified;
    }

    /** @throws java.nio.file.NoSuchFileException if there is none */
    public static OpenFile of(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new OpenFile(channel, Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** When it was written. */
    public Instant modified() {
        return modified;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        writeTo(out, 0, length);
    }

    /**
     * Writes a part.
     *
     * @param from its first byte
     * @param count bytes
     */
    void writeTo(OutputStream out, long from, long count) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, count));
        long end = from + count;
        for (long at = from; at < end; ) {
            piece.clear().limit((int) Math.min(piece.capacity(), end - at));
            int read = channel.read(piece, at);
            if (read < 0) throw new EOFException("the file is shorter than it was when it was opened");
            out.write(piece.array(), 0, read);
            at += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
