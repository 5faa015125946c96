package se.regstat.importing.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.regstat.importing.format.GeoFile;
import se.regstat.importing.format.PointTable;
import se.regstat.statistics.indicator.EventCoverage;

/**
 * Which points are to be brought in, and as what.
 *
 * @param table which columns have the coordinates, where the file has no geometries
 * @param period the column with years or dates; or a year, where all points are of one
 * @param count the column with how many there are at a point; one at each without it
 * @param where only features that have one of these values in each of these columns
 * @param covers where all are known; as {@code indicators.yml} has it if empty
 * @param source for readers; empty for what {@code indicators.yml} says
 */
public record EventsRequest(
        GeoFile file,
        String indicator,
        String period,
        Optional<PointTable> table,
        Optional<String> count,
        Map<String, List<String>> where,
        Optional<EventCoverage> covers,
        String source) {

    public EventsRequest {
        where = new LinkedHashMap<>(where);
    }
}
