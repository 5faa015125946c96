package se.regstat.standalone.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bytes that have come and are not fetched yet, first in, first out: a little of it in memory, the rest in a temporary file that is
 * there only while it is needed. Thread-safe.
 */
final class Backlog implements AutoCloseable {

    static final int PIECE = 64 * 1024;
    private static final int MOST_IN_MEMORY = 4 * PIECE;

    private final Room room;
    private final Deque<ByteBuffer> memory = new ArrayDeque<>();

    /** Used up, for the next piece: a large answer would otherwise leave all its bytes to be collected, and the heap grow. */
    private final Deque<ByteBuffer> spare = new ArrayDeque<>();

    private int inMemory;
    private FileChannel file;
    private long size;
    private long written;
    private long read;
    private boolean closed;

    Backlog(Room room) {
        this.room = room;
    }

    /**
     * Takes the buffer over as it is; where memory is full, its bytes go to the file.
     *
     * @throws Room.Full if there is no room for the file
     * @throws IOException if it cannot be written, or this is closed
     */
    synchronized void add(ByteBuffer bytes) throws IOException {
        if (closed) throw new IOException("nobody waits for these bytes any more");
        if (read == written && inMemory < MOST_IN_MEMORY) {
            inMemory += bytes.remaining();
            memory.add(bytes);
            return;
        }
        long more = written + bytes.remaining() - size;
        if (more > 0) {
            room.take(more);
            size += more;
        }
        if (file == null) {
            Path path = Files.createTempFile("regstat-backlog", null);
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        while (bytes.hasRemaining()) written += file.write(bytes, written);
        done(bytes);
    }

    /** An empty buffer to fill. */
    synchronized ByteBuffer piece() {
        ByteBuffer used = spare.poll();
        return used == null ? ByteBuffer.allocate(PIECE) : used.clear();
    }

    /** Takes back what nobody reads any more. */
    synchronized void done(ByteBuffer used) {
        if (used.capacity() == PIECE) spare.add(used);
    }

    /** Null if there is nothing. */
    synchronized ByteBuffer poll() throws IOException {
        if (!memory.isEmpty()) {
            ByteBuffer first = memory.poll();
            inMemory -= first.remaining();
            return first;
        }
        if (read == written) return null;
        ByteBuffer piece = piece().limit((int) Math.min(PIECE, written - read));
        while (piece.hasRemaining()) {
            if (file.read(piece, read + piece.position()) < 0) throw new IOException("the temporary file was cut off");
        }
        read += piece.limit();
        if (read == written) {
            read = 0;
            written = 0;
        }
        return piece.flip();
    }

    /** Bytes in the file. */
    synchronized long onDisk() {
        return written - read;
    }

    synchronized boolean isEmpty() {
        return memory.isEmpty() && read == written;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        room.giveBack(size);
        size = 0;
        memory.clear();
        spare.clear();
        inMemory = 0;
        read = 0;
        written = 0;
        if (file != null) file.close();
        file = null;
    }
}
