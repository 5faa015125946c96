package se.regstat.statistics.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sqlite.BusyHandler;

/** Waits a while for a store that others have locked, as a write does for a moment, and says for whom if it takes longer than that. */
public final class LockWait {

    private static final Logger LOGGER = Logger.getLogger(LockWait.class.getName());
    private static final Duration SILENT = Duration.ofMillis(300);
    private static final Duration MOST = Duration.ofSeconds(15);
    private static final int PAUSE_MS = 25;

    private final Object store;
    private final Supplier<String> holder;
    private final long start = System.nanoTime();
    private boolean told;

    /**
     * Begins to wait.
     *
     * @param store how it is called
     * @param holder who has it locked, as in {@code process 4711 (qgis) has it locked}
     */
    public LockWait(Object store, Supplier<String> holder) {
        this.store = store;
        this.holder = holder;
    }

    static void on(Connection connection, Path file) throws SQLException {
        BusyHandler.setHandler(connection, new BusyHandler() {
            private LockWait wait;

            /** @param before how often it was asked in this wait */
            @Override
            protected int callback(int before) {
                if (before == 0) wait = new LockWait(file, () -> SqliteTrouble.lockedBy(file));
                return wait.again() ? 1 : 0;
            }
        });
    }

    /** Pauses for a moment. @return whether to try once more, else it has been long enough */
    public boolean again() {
        long waited = System.nanoTime() - start;
        if (waited > MOST.toNanos()) return false;
        if (waited > SILENT.toNanos() && !told) {
            told = true;
            LOGGER.log(Level.INFO, "Waiting for the store {0}: {1}", new Object[] {store, holder.get()});
        }
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
