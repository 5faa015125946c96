package se.regstat.importing.event;

import java.util.List;
import se.regstat.importing.DivisionImport;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.store.Store;

/**
 * Points that passed every check and are ready to be stored.
 *
 * @param events of one indicator, by year
 * @param shown whether the points themselves may be shown
 * @param summary what there is, a line for each year
 * @param notes what was done or assumed that the user did not ask for in so many words
 * @param warnings what a careful user would look into: small numbers, what looks like personal data
 */
public record PreparedEvents(
        List<Events> events, boolean shown, List<String> summary, List<String> notes, List<String> warnings) {

    public PreparedEvents {
        events = List.copyOf(events);
        summary = List.copyOf(summary);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Stores them, in one transaction.
     *
     * @throws se.regstat.importing.format.ImportException if the store holds demo data
     */
    public void writeTo(Store store) {
        DivisionImport.refuseDemo(store);
        store.writeEvents(events, shown);
    }
}
