package se.regstat.importing;

import java.util.List;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.store.Store;

/**
 * A change log that passed every check and is ready to be stored.
 *
 * @param notes what was done or assumed that the user did not ask for in so many words
 */
public record PreparedChanges(ChangeLog log, List<String> notes) {

    public PreparedChanges {
        notes = List.copyOf(notes);
    }

    /**
     * Stores it, in one transaction.
     *
     * @throws ImportException if the store holds demo data
     */
    public void writeTo(Store store) {
        DivisionImport.refuseDemo(store);
        store.writeChanges(log);
    }
}
