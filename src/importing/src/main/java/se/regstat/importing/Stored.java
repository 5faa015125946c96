package se.regstat.importing;

import se.regstat.statistics.store.Store;

/** Something in a store, known by its name: what it holds need not stay in memory to be copied. */
public interface Stored {

    /** Copies it into another store, in place of what has its name there. */
    void copy(Store from, Store to);
}
