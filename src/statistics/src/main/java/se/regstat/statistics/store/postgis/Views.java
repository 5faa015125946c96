package se.regstat.statistics.store.postgis;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.event.Events;

/**
 * The views of schema {@code regstat}, which other programs open: a vintage's areas, as in {@code deso_2025}; an indicator's values in a
 * division, as in {@code population_deso}; points that may be shown, as in {@code fires_points}. Each has a unique integer {@code fid} and a
 * column {@code geom}. Made from what is stored, and never of values for the services alone.
 */
final class Views {

    /** Longer names would be cut off by the database, and two become one. */
    private static final int LONGEST_NAME = 63;

    /** More than the areas of any division: a set of values has so many numbers to itself. */
    private static final long STEP = 1_000_000;

    private static final String AREAS = "Areas of ";

    private final Database database;

    Views(Database database) {
        this.database = database;
    }

    /**
     * @param text what the view is, in the words of its comment; it is made anew where that changes
     * @param select its query
     */
    private record View(String text, String select) {}

    /** Makes the views that should be there and are not, or are of something else by now, and drops those that should not be there. */
    void refresh(List<Vintage> vintages) throws SQLException, ParseException {
        Map<String, View> wanted = wanted(vintages);
        Map<String, String> there = new HashMap<>();
        database.select(
                "SELECT c.relname, obj_description(c.oid, 'pg_class') FROM pg_class c JOIN pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE n.nspname = 'regstat' AND c.relkind = 'v'"
                        + " AND pg_has_role(c.relowner, 'USAGE')",
                row -> there.put(row.getString(1), String.valueOf(row.getString(2))));
        for (Map.Entry<String, String> view : there.entrySet()) {
            View now = wanted.get(view.getKey());
            if (now == null || !now.text().equals(view.getValue())) {
                database.execute("DROP VIEW regstat." + quoted(view.getKey()));
            }
        }
        for (Map.Entry<String, View> view : wanted.entrySet()) {
            if (view.getValue().text().equals(there.get(view.getKey()))) continue;
            String name = "regstat." + quoted(view.getKey());
            database.execute("CREATE VIEW " + name + " AS " + view.getValue().select());
            database.execute(
                    "COMMENT ON VIEW " + name + " IS " + literal(view.getValue().text()));
        }
    }

    private Map<String, View> wanted(List<Vintage> vintages) throws SQLException, ParseException {
        Map<String, View> wanted = new TreeMap<>();
        vintages.forEach(vintage -> wanted.put(vintage.id().layerName(), areas(vintage)));
        Map<String, List<VintageId>> values = new LinkedHashMap<>();
        database.select(
                "SELECT DISTINCT indicator, division, vintage FROM regstat_store.shown_values"
                        + " ORDER BY indicator, division, vintage",
                row -> values.computeIfAbsent(row.getString("indicator"), indicator -> new ArrayList<>())
                        .add(Columns.vintage(row)));
        values.forEach((indicator, ids) -> ids.stream()
                .collect(Collectors.groupingBy(VintageId::division))
                .forEach((division, years) ->
                        wanted.putIfAbsent(indicator + "_" + division, values(indicator, division, years))));
        database.select(
                        "SELECT DISTINCT indicator FROM regstat_store.shown_points ORDER BY indicator",
                        row -> row.getString(1))
                .forEach(indicator -> wanted.putIfAbsent(Events.layerName(indicator), points(indicator)));
        wanted.keySet().removeIf(name -> name.length() > LONGEST_NAME);
        return wanted;
    }

    private static View areas(Vintage vintage) {
        StringBuilder parents = new StringBuilder();
        for (int i = 0; i < vintage.parents().size(); i++) {
            parents.append(", parent_codes[").append(i + 1).append("] AS ");
            parents.append(quoted(vintage.parents().get(i).division()));
        }
        String names = vintage.parents().stream().map(Vintage.Parent::division).collect(Collectors.joining(", "));
        return new View(
                AREAS + vintage.id() + (names.isEmpty() ? "" : ", which lie in those of " + names),
                "SELECT fid, geom, code, area_name, local_name" + parents
                        + ", land_area_km2 FROM regstat_store.areas WHERE " + of(vintage.id(), ""));
    }

    private static View values(String indicator, String division, List<VintageId> vintages) {
        String select = vintages.stream()
                .map(vintage ->
                        "SELECT v.number * " + STEP + " + c.n AS fid, a.geom, a.code, a.area_name, a.local_name,"
                                + " v.period AS year, nullif(c.number, 'NaN') AS value, s.status, v.vintage"
                                + " FROM regstat_store.shown_values v JOIN regstat_store.code_lists l ON l.id = v.code_list"
                                + " CROSS JOIN LATERAL unnest(l.codes, v.numbers) WITH ORDINALITY AS c (code, number, n)"
                                + " JOIN regstat_store.areas a ON a.code = c.code AND " + of(vintage, "a.")
                                + " JOIN regstat_store.statuses s ON s.code = get_byte(v.statuses, c.n::integer - 1)"
                                + " WHERE v.indicator = " + literal(indicator) + " AND " + of(vintage, "v."))
                .collect(Collectors.joining(" UNION ALL "));
        String years = vintages.stream().map(VintageId::year).collect(Collectors.joining(", "));
        return new View("Values of " + indicator + " in " + division + ", vintages " + years, select);
    }

    private static View points(String indicator) {
        return new View(
                "Points that " + indicator + " is counted from",
                "SELECT fid, geom, period AS year, count FROM regstat_store.shown_points WHERE indicator = "
                        + literal(indicator));
    }

    private static String of(VintageId id, String table) {
        return table + "division = " + literal(id.division()) + " AND " + table + "vintage = " + literal(id.year());
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
