package se.regstat.statistics.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Point;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;

/**
 * The table of points that indicators are counted from: a year is one row, packed, so that a store is read in a moment. Where points may be
 * shown, they are a feature table besides, which GIS programs read.
 */
final class EventTables {

    private static final int NUMBERS = 3;

    private final Connection connection;
    private final GeoPackageGeometry geometries;

    EventTables(Connection connection, GeoPackageGeometry geometries) {
        this.connection = connection;
        this.geometries = geometries;
    }

    /** By indicator and year. */
    List<Events> read() throws SQLException {
        return read(indicator -> true);
    }

    /** Those of the indicators that are wanted; others are not unpacked. */
    private List<Events> read(Predicate<String> wanted) throws SQLException {
        List<Events> events = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT * FROM regstat_events ORDER BY indicator, period");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (!wanted.test(row.getString("indicator"))) continue;
                double[][] columns = new double[NUMBERS][row.getInt("points")];
                ByteBuffer packed = ByteBuffer.wrap(row.getBytes("packed")).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < columns[0].length; i++) {
                    for (double[] column : columns) column[i] = packed.getDouble();
                }
                events.add(new Events(
                        row.getString("indicator"),
                        row.getInt("period"),
                        EventCoverage.parse(row.getString("covers")),
                        columns[0],
                        columns[1],
                        columns[2],
                        ValueTables.provenance(row)));
            }
        }
        return events;
    }

    /** @param events of one indicator; those of the same years are replaced */
    void write(List<Events> events, boolean shown) throws SQLException {
        for (Events year : events) {
            remove(year.indicator(), OptionalInt.of(year.year()));
            insert(year);
        }
        if (!events.isEmpty()) show(events.get(0).indicator(), shown);
    }

    private void insert(Events year) throws SQLException {
        ByteBuffer packed =
                ByteBuffer.allocate(NUMBERS * Double.BYTES * year.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < year.size(); i++) {
            packed.putDouble(year.eastings()[i]).putDouble(year.northings()[i]).putDouble(year.counts()[i]);
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO regstat_events (indicator, period, covers, points, packed, "
                        + ValueTables.PROVENANCE + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, year.indicator());
            insert.setInt(2, year.year());
            insert.setString(3, year.covers().toString());
            insert.setInt(4, year.size());
            insert.setBytes(5, packed.array());
            AncillaryTables.setProvenance(insert, 6, year.provenance());
            insert.executeUpdate();
        }
    }

    /**
     * @param year all years if empty
     * @return how many years there were
     */
    int delete(String indicator, OptionalInt year) throws SQLException {
        int removed = remove(indicator, year);
        if (removed == 0 || !isShown(indicator)) return removed;
        String table = Events.layerName(indicator);
        boolean any = indicators().contains(indicator);
        try (Statement sql = connection.createStatement()) {
            if (any) sql.execute("DELETE FROM \"" + table + "\" WHERE year = " + year.orElseThrow());
            else GeoPackageScripts.drop(sql, table);
        }
        return removed;
    }

    private int remove(String indicator, OptionalInt year) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM regstat_events WHERE indicator = ? AND (? IS NULL OR period = ?)")) {
            Integer period = year.isPresent() ? year.getAsInt() : null;
            delete.setString(1, indicator);
            delete.setObject(2, period);
            delete.setObject(3, period);
            return delete.executeUpdate();
        }
    }

    /** Indicators whose points are a feature table. */
    List<String> shown() throws SQLException {
        TreeSet<String> shown = new TreeSet<>();
        for (String indicator : indicators()) {
            if (isShown(indicator)) shown.add(indicator);
        }
        return List.copyOf(shown);
    }

    private Set<String> indicators() throws SQLException {
        Set<String> indicators = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT indicator FROM regstat_events");
                ResultSet row = select.executeQuery()) {
            while (row.next()) indicators.add(row.getString(1));
        }
        return indicators;
    }

    /** Whether there is a feature table that was made here: others may have made one of the same name, but not with these words. */
    private boolean isShown(String indicator) throws SQLException {
        return has("gpkg_contents WHERE table_name = ? AND description = ?", indicator, description(indicator));
    }

    private boolean has(String where, String indicator, String... more) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM " + where)) {
            select.setString(1, Events.layerName(indicator));
            for (int i = 0; i < more.length; i++) select.setString(2 + i, more[i]);
            try (ResultSet row = select.executeQuery()) {
                return row.getInt(1) > 0;
            }
        }
    }

    private static String description(String indicator) {
        return "Points that " + indicator + " is counted from";
    }

    /** Makes the feature table anew of all years, or takes it away; what others made under its name is left alone. */
    void show(String indicator, boolean shown) throws SQLException {
        String table = Events.layerName(indicator);
        try (Statement sql = connection.createStatement()) {
            if (isShown(indicator)) GeoPackageScripts.drop(sql, table);
            if (!shown) return;
            if (has("sqlite_master WHERE name = ?", indicator)) {
                throw new StoreException("the store has a table " + table
                        + " that is not of points from here, where those of '" + indicator
                        + "' should be; rename it, or say publish_points: false in indicators.yml");
            }
            List<Events> years = read(indicator::equals);
            sql.execute("CREATE TABLE \"" + table + "\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT"
                    + " NOT NULL, year INTEGER NOT NULL, count DOUBLE NOT NULL)");
            Envelope bounds = new Envelope();
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO \"" + table + "\" (geom, year, count) VALUES (?, ?, ?)")) {
                for (Events year : years) insert(year, insert, bounds);
            }
            var described = new GeoPackageFile.Description(table, table, description(indicator));
            String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
            GeoPackageScripts.contents(connection, "features", described, table, now, bounds);
            GeoPackageScripts.geometry(connection, table, "POINT");
            GeoPackageScripts.index(sql, table);
        }
    }

    private void insert(Events year, PreparedStatement insert, Envelope bounds) throws SQLException {
        for (int i = 0; i < year.size(); i++) {
            Coordinate place = new Coordinate(year.eastings()[i], year.northings()[i]);
            Point point = GeoPackageGeometry.PACKED.createPoint(place);
            bounds.expandToInclude(place);
            insert.setBytes(1, geometries.encode(point, GeoPackageScripts.SWEREF99_TM));
            insert.setInt(2, year.year());
            insert.setDouble(3, year.counts()[i]);
            insert.executeUpdate();
        }
    }
}
