package se.regstat.statistics.division;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What happened to a division's areas from one vintage to the next.
 *
 * @param from the earlier vintage's year, as in {@code 2018}
 * @param to the later one's
 * @param imported when, from which file (name only) and with which SHA-256
 */
public record ChangeLog(
        String division,
        String from,
        String to,
        List<Change> changes,
        Instant imported,
        String importedFrom,
        String checksum) {

    public ChangeLog {
        changes = List.copyOf(changes);
    }

    /** The layer that shows it, as in {@code deso_changes_2018_2025}. */
    public String layerName() {
        return division + "_changes_" + from + "_" + to;
    }

    /** Codes of areas, in either vintage, that are not the same area in the other. */
    public Set<String> changedCodes() {
        Set<String> codes = new HashSet<>();
        for (Change change : changes) {
            codes.add(change.from());
            codes.add(change.to());
        }
        return codes;
    }
}
