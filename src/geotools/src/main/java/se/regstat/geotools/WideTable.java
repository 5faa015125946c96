package se.regstat.geotools;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import se.regstat.geotools.rows.RowOrder;
import se.regstat.geotools.rows.RowOrders;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Series;

/**
 * All indicators of a division side by side, a row per area and year: {@code geom, code, area_name, name_origin, local_name
 * (if any has one), <parent division>..., period, year, vintage, <indicator>...}. A value that is not there is null; the indicator's own
 * layer says why.
 */
final class WideTable {

    private WideTable() {}

    /** @param series of one division, not none */
    static AreaTable of(String name, List<Series> series, RowOrders layouts, AreaNames names, String namespace) {
        RowOrder layout = layouts.of(series);
        Set<String> taken = new LinkedHashSet<>(List.of(AreaTable.PERIOD, AreaTable.YEAR));
        AreaTable.Columns columns =
                new AreaTable.Columns(name, namespace, layout, names).areas().localNameIfAny();
        layout.slices().stream()
                .flatMap(slice -> slice.areas().vintage().parents().stream())
                .map(Vintage.Parent::division)
                .distinct()
                .forEach(parent -> {
                    String attribute = attributeOf(VintageTable.attributeOf(parent), taken);
                    columns.add(attribute, String.class, VintageTable.parent(parent));
                });
        columns.years().vintage();
        for (Series one : series) {
            String attribute = attributeOf(one.indicator().id(), taken);
            columns.add(attribute, Double.class, SeriesTable.value(one, SeriesTable.years(one, layout)));
        }
        return columns.table();
    }

    /** The id, unless the layer has another attribute of that name. */
    private static String attributeOf(String id, Set<String> taken) {
        String attribute = VintageTable.isTaken(id) ? id + "_value" : id;
        while (!taken.add(attribute)) attribute += "_value";
        return attribute;
    }
}
