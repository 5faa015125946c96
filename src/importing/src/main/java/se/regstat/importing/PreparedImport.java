package se.regstat.importing;

import java.util.List;
import java.util.Locale;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
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
        List<String> warnings)
        implements Prepared {

    public PreparedImport {
        areas = List.copyOf(areas);
        generalisations = List.copyOf(generalisations);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    @Override
    public List<String> summary() {
        double squareKm = areas.stream().mapToDouble(Area::areaKm2).sum();
        return List.of(String.format(
                Locale.ROOT,
                "%s: %d areas, %.1f km², valid %s",
                vintage.id(),
                areas.size(),
                squareKm,
                vintage.valid()));
    }

    @Override
    public boolean isIn(Store store) {
        return store.vintage(vintage.id()).filter(this::isAlike).isPresent()
                && store.areas(vintage.id()).equals(areas);
    }

    private boolean isAlike(Vintage other) {
        return other.valid().equals(vintage.valid())
                && other.parents().equals(vintage.parents())
                && other.completeWithin().equals(vintage.completeWithin())
                && other.source().equals(vintage.source())
                && other.licence().equals(vintage.licence())
                && other.note().equals(vintage.note());
    }

    @Override
    public void writeTo(Store store) {
        DivisionImport.refuseDemo(store);
        store.write(vintage, areas, generalisations);
    }

    @Override
    public Stored stored() {
        VintageId id = vintage.id();
        return (from, to) -> to.write(from.vintage(id).orElseThrow(), from.areas(id), from.generalisations(id));
    }
}
