package se.regstat.statistics.packed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Room for bytes that are written once and read often, which takes none of the heap: files of this process, mapped into memory, that the system
 * keeps there as far as there is memory for it.
 *
 * <ul>
 *   <li>The files lie in the folder for temporary files ({@code java.io.tmpdir}) and are the owner's alone. Their names are deleted before
 *       anything is written: when the process ends, however it does, nothing is left. Where the system does not let them, they go when it ends in order.
 *   <li>What is kept stays as long as anybody refers to it; nobody has to close anything. A file goes when Java finds that nobody refers to
 *       any of it, which for what has been there for long is when it next collects its old generation: late, if the heap has room.
 *   <li>Where no file can be written, for want of room or of a right, the bytes stay in the heap, and so do all later ones of the same room; the
 *       log says so, once for each room. That a thread is interrupted is no such reason: it still is when its bytes are kept.
 * </ul>
 *
 * Thread-safe. Readers take no lock.
 */
public final class OffHeap implements Room {

    private static final Logger LOGGER = Logger.getLogger(OffHeap.class.getName());

    /** Files get larger one by one, so that little takes little. */
    private static final int SMALLEST = 1 << 20;

    private static final int LARGEST = 64 << 20;

    private final Path folder;
    private FileChannel file;
    private ByteBuffer mapped;
    private int used;
    private int size = SMALLEST / 2;
    private boolean inHeap;

    public OffHeap() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** With files in another folder. */
    OffHeap(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized ByteBuffer keep(ByteBuffer bytes) {
        // An interrupt closes the file, be it one of before or one that comes meanwhile.
        boolean interrupted = Thread.interrupted();
        try {
            while (!inHeap) {
                try {
                    return write(bytes.duplicate());
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                    close();
                } catch (IOException e) {
                    inHeap = true;
                    close();
                    LOGGER.log(
                            Level.WARNING,
                            "values stay in Java's heap, and take more of it: no file can be written in " + folder
                                    + " (" + e + ")");
                }
            }
            return HEAP.keep(bytes);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private ByteBuffer write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (mapped == null || length > mapped.capacity() - used) open(length);
        // Written, not put into the mapped memory: a full disk is an error then, and not the end of the process.
        for (int at = used; bytes.hasRemaining(); ) at += file.write(bytes, at);
        ByteBuffer kept = mapped.slice(used, length);
        used += length;
        return kept;
    }

    private void open(int atLeast) throws IOException {
        close();
        size = Math.max(Math.min(2 * size, LARGEST), atLeast);
        Path path = Files.createTempFile(folder, "regstat-", ".values");
        try {
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            delete(path);
        }
        mapped = file.map(MapMode.READ_WRITE, 0, size).asReadOnlyBuffer();
        used = 0;
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
            LOGGER.log(Level.FINE, "a temporary file keeps its name", e);
        }
    }

    /** What is mapped stays so without the file that it came from. */
    private void close() {
        mapped = null;
        if (file == null) return;
        try {
            file.close();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "a temporary file was not closed", e);
        }
        file = null;
    }
}
