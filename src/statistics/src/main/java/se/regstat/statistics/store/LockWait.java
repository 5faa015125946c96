package se.regstat.statistics.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sqlite.BusyHandler;

/** Waits a while for a store that others have locked, as a write does for a moment, and says for whom if it takes longer than that. */
final class LockWait extends BusyHandler {

    private static final Logger LOGGER = Logger.getLogger(LockWait.class.getName());
    private static final Duration SILENT = Duration.ofMillis(300);
    private static final Duration MOST = Duration.ofSeconds(15);
    private static final int PAUSE_MS = 25;

    private final Path file;
    private long start;
    private boolean told;

    private LockWait(Path file) {
        this.file = file;
    }

    static void on(Connection connection, Path file) throws SQLException {
        BusyHandler.setHandler(connection, new LockWait(file));
    }

    /** @param before how often it was asked in this wait */
    @Override
    protected int callback(int before) {
        if (before == 0) start = System.nanoTime();
        long waited = System.nanoTime() - start;
        if (waited > MOST.toNanos()) return 0;
        if (waited > SILENT.toNanos() && !told) {
            told = true;
            LOGGER.log(Level.INFO, "Waiting for the store {0}: {1}", new Object[] {file, SqliteTrouble.lockedBy(file)});
        }
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
