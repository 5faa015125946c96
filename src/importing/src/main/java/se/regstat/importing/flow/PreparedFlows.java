package se.regstat.importing.flow;

import java.util.List;
import se.regstat.importing.DivisionImport;
import se.regstat.statistics.flow.YearFlows;
import se.regstat.statistics.store.Store;

/**
 * Flows that passed every check and are ready to be stored.
 *
 * @param summary what there is, a line for each indicator and year
 * @param notes what was done or assumed that the user did not ask for in so many words
 * @param warnings what a careful user would look into
 */
public record PreparedFlows(List<YearFlows> flows, List<String> summary, List<String> notes, List<String> warnings) {

    public PreparedFlows {
        flows = List.copyOf(flows);
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
        store.writeFlows(flows);
    }
}
