package se.regstat.importing;

import java.util.List;
import se.regstat.statistics.store.Store;

/** What passed every check and is ready to be stored. */
public sealed interface Prepared
        permits PreparedImport, PreparedChanges, PreparedCodes, PreparedValues, PreparedPopulation, PreparedMask {

    /** What there is, a line for each vintage. */
    List<String> summary();

    /** What was done or assumed that the user did not ask for in so many words. */
    List<String> notes();

    /** What a careful user would look into. */
    List<String> warnings();

    /** Whether a store has just that, whenever and from wherever it came. */
    boolean isIn(Store store);

    /**
     * Stores it, in one transaction.
     *
     * @throws se.regstat.importing.format.ImportException if the store holds demo data
     */
    void writeTo(Store store);

    /** The same where it was written to. */
    Stored stored();

    /** Something in a store, known by its name: what it holds need not stay in memory to be copied. */
    interface Stored {

        /** Copies it into another store, in place of what has its name there. */
        void copy(Store from, Store to);
    }
}
