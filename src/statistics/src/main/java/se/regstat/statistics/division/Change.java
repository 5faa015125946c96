package se.regstat.statistics.division;

import java.time.LocalDate;
import java.util.Optional;
import org.locationtech.jts.geom.MultiPolygon;

/**
 * One row of a change log.
 *
 * @param from code in the earlier vintage
 * @param to code in the later vintage
 * @param date when it took effect, if the log tells
 * @param geometry what changed hands or was added, EPSG:3006 (E, N); empty where the two vintages' areas cannot tell
 */
public record Change(
        String from, String to, ChangeKind kind, Optional<LocalDate> date, Optional<MultiPolygon> geometry) {}
