package se.regstat.importing;

import java.util.List;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/**
 * Values that passed every check and are ready to be stored.
 *
 * @param summary what there is, a line for each vintage
 * @param notes what was done or assumed that the user did not ask for in so many words
 * @param warnings what a careful user would look into: parts that miss their totals
 */
public record PreparedValues(
        List<PublishedValues> values, List<String> summary, List<String> notes, List<String> warnings) {

    public PreparedValues {
        values = List.copyOf(values);
        summary = List.copyOf(summary);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Stores them, in one transaction.
     *
     * @throws ImportException if the store holds demo data
     */
    public void writeTo(Store store) {
        DivisionImport.refuseDemo(store);
        store.writeValues(values);
    }
}
