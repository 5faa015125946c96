package se.regstat.statistics.store;

import java.time.Duration;

/** Hears of changes of a store, for as long as it is open. Thread-safe. */
public interface StoreChanges extends AutoCloseable {

    /**
     * Waits until the store may have changed, or can be read again, or no longer; or until the time is over.
     *
     * @return false if nothing of that happened since the last call
     */
    boolean await(Duration most) throws InterruptedException;

    /** Waits for a wait that goes on. */
    @Override
    void close();
}
