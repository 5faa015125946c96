package se.regstat.importing;

import java.util.List;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;

/**
 * A code list that passed every check and is ready to be stored.
 *
 * @param summary what it is, and what it says of the store
 * @param notes what was done or assumed that the user did not ask for in so many words
 * @param warnings what a careful user would look into: where it and the store differ
 */
public record PreparedCodes(CodeList list, List<String> summary, List<String> notes, List<String> warnings)
        implements Prepared {

    public PreparedCodes {
        summary = List.copyOf(summary);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** One that was held against nothing. */
    public PreparedCodes(CodeList list, List<String> notes) {
        this(
                list,
                List.of("code list of " + list.vintage() + ": " + list.areas().size() + " areas"),
                notes,
                List.of());
    }

    @Override
    public boolean isIn(Store store) {
        return store.codeLists().stream()
                .anyMatch(held -> held.vintage().equals(list.vintage())
                        && held.areas().equals(list.areas())
                        && held.source().equals(list.source()));
    }

    @Override
    public void writeTo(Store store) {
        DivisionImport.refuseDemo(store);
        store.writeCodeList(list);
    }

    @Override
    public Stored stored() {
        VintageId vintage = list.vintage();
        return (from, to) -> from.codeLists().stream()
                .filter(held -> held.vintage().equals(vintage))
                .forEach(to::writeCodeList);
    }
}
