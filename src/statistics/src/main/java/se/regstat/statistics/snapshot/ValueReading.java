package se.regstat.statistics.snapshot;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import se.regstat.statistics.indicator.ListedValues;
import se.regstat.statistics.indicator.Presence;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.packed.OffHeap;
import se.regstat.statistics.packed.Room;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;

/**
 * Reads the values that a snapshot has of a store, one set after another, and those first that somebody asks for. Until it has all, it
 * keeps the store open, and sees it as it was in one moment, whatever is written meanwhile; from then on nothing depends on the store.
 * Thread-safe.
 */
final class ValueReading {

    private static final Logger LOGGER = Logger.getLogger(ValueReading.class.getName());

    private static final Pauses PAUSES = new Pauses();

    private final Store store;
    private final Room room = new OffHeap();
    private final List<ValueSet> sets;

    /** The first that went wrong; null while nothing has. */
    private volatile StoreException trouble;

    /**
     * Begins to read.
     *
     * @param store read-only, of the revision in which these were listed; this closes it
     */
    ValueReading(Store store, List<ListedValues> listed) {
        this.store = store;
        this.sets = ValueSet.later(listed, this);
        Thread thread = new Thread(this::readAll, "regstat values");
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll() {
        try (store) {
            for (ValueSet set : sets) {
                PAUSES.await();
                if (!set.isRead()) break;
            }
        } catch (StoreException e) {
            LOGGER.log(Level.FINE, "the store cannot be closed", e);
        }
    }

    private static final class Pauses {
        private int open;

        synchronized void begin() {
            open++;
        }

        synchronized void end() {
            open--;
            notifyAll();
        }

        synchronized void await() {
            try {
                while (open > 0) wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Until it is closed, nothing is read but what is asked for. */
    static Snapshots.Pause pause() {
        PAUSES.begin();
        return PAUSES::end;
    }

    /** By indicator, division, vintage and year. */
    List<ValueSet> sets() {
        return sets;
    }

    /** False once any could not be read: then all have to be read anew. */
    boolean isSound() {
        return trouble == null;
    }

    /** Waits until all are read. @return whether all could be */
    boolean finish() {
        return isSound() && sets.stream().allMatch(ValueSet::isRead);
    }

    Room room() {
        return room;
    }

    /** Called with this locked. @throws StoreException if they, or others before, cannot be read, or are not those that the store told of */
    PublishedValues of(ListedValues listed) {
        if (trouble != null) throw new StoreException(trouble.getMessage(), trouble);
        try {
            PublishedValues values = store.values(listed);
            if (Presence.of(values).equals(listed.presence())) return values;
            throw new StoreException("values of " + listed.indicator() + " for " + listed.vintage() + ", "
                    + listed.year() + ", are not those that the store told of");
        } catch (StoreException e) {
            trouble = e;
            LOGGER.log(Level.WARNING, "all values are read anew: {0}", e.getMessage());
            throw e;
        }
    }
}
