package se.regstat.importing;

import java.util.HashSet;
import java.util.List;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.store.Store;

/**
 * A change log that passed every check and is ready to be stored.
 *
 * @param notes what was done or assumed that the user did not ask for in so many words
 */
public record PreparedChanges(ChangeLog log, List<String> notes) implements Prepared {

    public PreparedChanges {
        notes = List.copyOf(notes);
    }

    @Override
    public List<String> summary() {
        long drawn = log.changes().stream()
                .filter(change -> change.geometry().isPresent())
                .count();
        return List.of(log.division() + "@" + log.from() + " to " + log.division() + "@" + log.to() + ": "
                + log.changes().size() + " changes, " + drawn + " with geometry");
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public boolean isIn(Store store) {
        return store.changeLogs().stream()
                .filter(held -> held.layerName().equals(log.layerName()))
                .anyMatch(held -> new HashSet<>(held.changes()).equals(new HashSet<>(log.changes())));
    }

    @Override
    public void writeTo(Store store) {
        DivisionImport.refuseDemo(store);
        store.writeChanges(log);
    }

    @Override
    public Stored stored() {
        String name = log.layerName();
        return (from, to) -> from.changeLogs().stream()
                .filter(held -> held.layerName().equals(name))
                .forEach(to::writeChanges);
    }
}
