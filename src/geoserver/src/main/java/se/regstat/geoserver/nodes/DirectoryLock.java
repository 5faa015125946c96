package se.regstat.geoserver.nodes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;

/**
 * The turn to write into a data directory, of which several GeoServers may have one at a time. It is the operating system's lock of
 * a file: whoever dies gives it back. On network file systems that do not keep such locks, or refuse them, nobody waits for anybody.
 */
final class DirectoryLock {

    private static final Logger LOGGER = Logging.getLogger(DirectoryLock.class);

    private static final String FILE = "lock";
    private static final int PAUSE_MS = 25;

    /** Longer than publishing a country takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final AtomicBoolean REFUSED = new AtomicBoolean();

    private DirectoryLock() {}

    /** Takes the lock of a file. */
    @FunctionalInterface
    interface Locks {
        /**
         * @return null if another process has it
         * @throws IOException if the file system gives none
         */
        FileLock tryLock(FileChannel file) throws IOException;
    }

    /** What is done in one's turn. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /**
     * Waits until nobody else writes, and works. Where no file can be made, or none can be locked, it works at once.
     *
     * @param folder where the file of the lock lies, which is made and stays
     * @throws IOException if somebody else has been writing for two minutes, or the work throws it
     */
    static void hold(Path folder, Work work) throws IOException {
        hold(folder, FileChannel::tryLock, work);
    }

    static void hold(Path folder, Locks locks, Work work) throws IOException {
        try (FileChannel channel = open(folder)) {
            if (channel != null) await(channel, folder, locks);
            work.run();
        }
    }

    /** Null if it cannot be. */
    private static FileChannel open(Path folder) {
        try {
            return FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "Regstat takes no turns at writing, as it cannot make a file of its own: {0}", e);
            return null;
        }
    }

    private static void await(FileChannel channel, Path folder, Locks locks) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isOurs(channel, folder, locks)) {
            if (System.nanoTime() > end) {
                throw new IOException("another GeoServer that has the same data directory has not let go of "
                        + folder.resolve(FILE) + " for " + PATIENCE.toMinutes() + " minutes");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while another GeoServer has " + folder.resolve(FILE), e);
            }
        }
    }

    private static boolean isOurs(FileChannel channel, Path folder, Locks locks) {
        try {
            FileLock lock = locks.tryLock(channel);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another one within this process
        } catch (IOException e) {
            if (!REFUSED.getAndSet(true)) {
                LOGGER.log(
                        Level.WARNING,
                        "Regstat takes no turns at writing with other GeoServers that have the same data directory, as its file"
                                + " system locks no files ({0}: {1}). Have one of them alone publish at a time.",
                        new Object[] {folder.resolve(FILE), e.getMessage()});
            }
            return true;
        }
    }
}
