package se.regstat.statistics.division;

import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;

/**
 * What became of one or several areas from one vintage to the next, all that took part in it together.
 *
 * @param before codes of the areas in the earlier vintage, at least one
 * @param after codes of the areas that they became in the later one, at least one
 * @param kinds what the change log calls it
 * @param date when it took effect; empty if the log does not tell, or tells several dates
 * @param geometry what changed hands or was added, EPSG:3006 (E, N); empty where that cannot be told
 */
public record Evolution(
        NavigableSet<String> before,
        NavigableSet<String> after,
        Set<ChangeKind> kinds,
        Optional<LocalDate> date,
        Optional<Geometry> geometry) {

    public Evolution {
        before = Collections.unmodifiableNavigableSet(before);
        after = Collections.unmodifiableNavigableSet(after);
        kinds = Collections.unmodifiableSet(kinds);
    }
}
