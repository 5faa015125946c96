package se.regstat.statistics.store.postgis;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** How the comment of a view begins that was made here; others are left alone. */
    private static final String MARK = "Regstat: ";

    /** What PostgreSQL says where a view is held by who reads it, or by another view. */
    private static final Set<String> HELD = Set.of("55P03", "2BP01");

    private final Database database;

    Views(Database database) {
        this.database = database;
    }

    /**
     * @param what it shows; it is made anew where that changes
     * @param select its query
     */
    private record View(String name, String what, String select) {

        /** Its comment. */
        String text() {
            return MARK + what;
        }
    }

    /**
     * Makes the views that should be there and are not, or are of something else by now, and drops those that should not be there. What others hold
     * stays for now: a view whose rows are gone shows nothing, and an import does not wait for who looks at one.
     *
     * @return what changed or could not, a line each
     */
    List<String> refresh(List<Vintage> vintages) throws SQLException, ParseException {
        List<String> notes = new ArrayList<>();
        Map<String, View> wanted = wanted(vintages, notes);
        Map<String, Optional<String>> there = new TreeMap<>();
        database.select(
                "SELECT c.relname, CASE WHEN c.relkind = 'v' AND pg_has_role(c.relowner, 'USAGE')"
                        + " THEN obj_description(c.oid, 'pg_class') END FROM pg_class c"
                        + " WHERE c.relnamespace = 'regstat'::regnamespace",
                row -> there.put(
                        row.getString(1), Optional.ofNullable(row.getString(2)).filter(text -> text.startsWith(MARK))));
        database.execute("SET LOCAL lock_timeout = '300ms'");
        for (Map.Entry<String, Optional<String>> view : there.entrySet()) {
            String name = view.getKey();
            if (view.getValue().isEmpty() || wanted.containsKey(name)) continue;
            boolean dropped = attempt(() -> database.execute("DROP VIEW " + named(name)));
            notes.add(
                    dropped
                            ? "view " + name + " is gone"
                            : "view " + name
                                    + " shows nothing any more, and stays as long as another program or view holds it");
        }
        for (Map.Entry<String, View> view : wanted.entrySet()) {
            String name = view.getKey();
            Optional<String> before = there.getOrDefault(name, Optional.of(""));
            if (before.isEmpty()) {
                notes.add("there is no view " + name
                        + ": schema regstat has something else of that name, which is left alone");
            } else if (!before.get().equals(view.getValue().text())) {
                boolean made =
                        attempt(() -> make(name, view.getValue(), !before.get().isEmpty()));
                notes.add(
                        made
                                ? "view " + name + " is there now"
                                : "view " + name + " keeps its columns as long as another program or view holds it");
            }
        }
        database.execute("SET LOCAL lock_timeout = '15s'");
        return notes;
    }

    /** Makes a view, in place of one where there is one: with other columns, for the same readers. */
    private void make(String name, View view, boolean again) throws SQLException, ParseException {
        List<String> grants = new ArrayList<>();
        if (again) {
            grants.addAll(database.select(
                    "SELECT format('GRANT %s ON %s TO %s', a.privilege_type, c.oid::regclass, CASE a.grantee WHEN 0 THEN"
                            + " 'PUBLIC' ELSE a.grantee::regrole::text END) FROM pg_class c, aclexplode(c.relacl) a"
                            + " WHERE c.oid = ?::regclass AND a.grantee <> c.relowner",
                    row -> row.getString(1), named(name)));
            database.execute("DROP VIEW " + named(name));
        }
        database.execute("CREATE VIEW " + named(name) + " AS " + view.select());
        database.execute("COMMENT ON VIEW " + named(name) + " IS " + literal(view.text()));
        for (String grant : grants) database.execute(grant);
    }

    /** @return whether nobody held what it takes */
    private boolean attempt(Database.Work work) throws SQLException, ParseException {
        try {
            database.attempt(work);
            return true;
        } catch (SQLException e) {
            if (HELD.contains(e.getSQLState())) return false;
            throw e;
        }
    }

    /** @param notes hears of those that there cannot be */
    private Map<String, View> wanted(List<Vintage> vintages, List<String> notes) throws SQLException, ParseException {
        Map<String, View> wanted = new TreeMap<>();
        List<View> all = new ArrayList<>();
        vintages.forEach(vintage -> all.add(areas(vintage)));
        all.addAll(database.select(
                "SELECT DISTINCT indicator, division FROM regstat_store.shown_values ORDER BY indicator, division",
                row -> values(row.getString(1), row.getString(2))));
        all.addAll(database.select(
                "SELECT DISTINCT indicator FROM regstat_store.shown_points ORDER BY indicator",
                row -> points(row.getString(1))));
        for (View view : all) {
            if (view.name().length() > LONGEST_NAME) {
                notes.add("there is no view " + view.name() + ": a name in PostgreSQL has at most " + LONGEST_NAME
                        + " characters");
            } else if (wanted.putIfAbsent(view.name(), view) != null) {
                notes.add("view " + view.name() + " is of "
                        + wanted.get(view.name()).what() + ", so there is none of " + view.what());
            }
        }
        return wanted;
    }

    private static View areas(Vintage vintage) {
        VintageId id = vintage.id();
        List<String> parents =
                vintage.parents().stream().map(Vintage.Parent::division).toList();
        String columns = parents.stream()
                .map(parent -> ", parent_codes[array_position(parent_divisions, " + literal(parent) + ")] AS "
                        + quoted(parent))
                .collect(Collectors.joining());
        return new View(
                id.layerName(),
                "areas of " + id + (parents.isEmpty() ? "" : ", which lie in those of " + String.join(", ", parents)),
                "SELECT fid, geom, code, area_name, local_name" + columns
                        + ", land_area_km2 FROM regstat_store.areas WHERE division = " + literal(id.division())
                        + " AND vintage = " + literal(id.year()));
    }

    private static View values(String indicator, String division) {
        return new View(
                indicator + "_" + division,
                "values of " + indicator + " in " + division,
                "SELECT v.number * " + STEP + " + c.n AS fid, a.geom, a.code, a.area_name, a.local_name,"
                        + " v.period AS year, nullif(c.number, 'NaN') AS value, s.status, v.vintage"
                        + " FROM regstat_store.shown_values v JOIN regstat_store.code_lists l ON l.id = v.code_list"
                        + " CROSS JOIN LATERAL unnest(l.codes, v.numbers) WITH ORDINALITY AS c (code, number, n)"
                        + " JOIN regstat_store.areas a ON a.division = v.division AND a.vintage = v.vintage"
                        + " AND a.code = c.code"
                        + " JOIN regstat_store.statuses s ON s.code = get_byte(v.statuses, c.n::integer - 1)"
                        + " WHERE v.indicator = " + literal(indicator) + " AND v.division = " + literal(division));
    }

    private static View points(String indicator) {
        return new View(
                Events.layerName(indicator),
                "points that " + indicator + " is counted from",
                "SELECT fid, geom, period AS year, count FROM regstat_store.shown_points WHERE indicator = "
                        + literal(indicator));
    }

    private static String named(String view) {
        return "regstat." + quoted(view);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
