package se.regstat.importing;

import java.util.List;
import se.regstat.importing.format.ImportException;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.store.Generalisation;
import se.regstat.statistics.store.Store;

/**
 * A vintage that passed every check and is ready to be stored.
 *
 * @param areas ordered by code
 * @param generalisations geometries in the order of {@code areas}
 * @param notes what was done or assumed that the user did not ask for in so many words
 * @param warnings what a careful user would look into: repaired geometries, overlaps, gaps
 */
public record PreparedImport(
        Vintage vintage,
        List<Area> areas,
        List<Generalisation> generalisations,
        List<String> notes,
        List<String> warnings) {

    public PreparedImport {
        areas = List.copyOf(areas);
        generalisations = List.copyOf(generalisations);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Stores it, in one transaction.
     *
     * @throws ImportException if the store holds demo data
     */
    public void writeTo(Store store) {
        DivisionImport.refuseDemo(store);
        store.write(vintage, areas, generalisations);
    }
}
