package se.regstat.geotools.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import se.regstat.statistics.observation.Reach;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.snapshot.VintageAreas;

/** The layouts of a snapshot's layers of indicators, each made once. Thread-safe. */
public final class RowOrders {

    private final Map<List<Object>, RowOrder> made = new ConcurrentHashMap<>();

    /** For every year in which one of the series has any value; a year without is not there at all. */
    public RowOrder of(List<Series> series) {
        SortedMap<Integer, VintageAreas> years = Reach.areasByYear(series);
        List<Object> key = new ArrayList<>();
        years.forEach((year, areas) -> {
            key.add(year);
            key.add(areas.vintage().id());
        });
        return made.computeIfAbsent(key, k -> RowOrder.of(years));
    }
}
