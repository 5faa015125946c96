package se.regstat.importing;

import java.util.List;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.store.Store;

/**
 * A mask, ready to be stored.
 *
 * @param warnings what was repaired
 */
public record PreparedMask(Mask mask, List<String> warnings) implements Prepared {

    public PreparedMask {
        warnings = List.copyOf(warnings);
    }

    @Override
    public List<String> summary() {
        return List.of("mask " + mask.name() + ": " + mask.polygons().size() + " polygons");
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public boolean isIn(Store store) {
        return store.masks().stream()
                .anyMatch(held -> held.name().equals(mask.name())
                        && held.provenance().source().equals(mask.provenance().source())
                        && held.polygons().equals(mask.polygons()));
    }

    @Override
    public void writeTo(Store store) {
        DivisionImport.refuseDemo(store);
        store.writeMask(mask);
    }

    @Override
    public Stored stored() {
        String name = mask.name();
        return (from, to) ->
                from.masks().stream().filter(held -> held.name().equals(name)).forEach(to::writeMask);
    }
}
