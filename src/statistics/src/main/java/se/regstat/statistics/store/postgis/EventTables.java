package se.regstat.statistics.store.postgis;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.event.Events;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.store.GeoPackageGeometry;

/** The tables of points that indicators are counted from: a year is one row. Where points may be shown, they are rows besides. */
final class EventTables {

    private final Database database;
    private final IndicatorTable indicators;

    EventTables(Database database, IndicatorTable indicators) {
        this.database = database;
        this.indicators = indicators;
    }

    /** By indicator and year. */
    List<Events> read() throws SQLException, ParseException {
        return read("true");
    }

    private List<Events> read(String where, Object... parameters) throws SQLException, ParseException {
        return database.select(
                "SELECT indicator, period, covers, " + Columns.sent("eastings") + " AS eastings, "
                        + Columns.sent("northings") + " AS northings, " + Columns.sent("counts") + " AS counts, "
                        + Columns.PROVENANCE + " FROM regstat_store.events WHERE " + where
                        + " ORDER BY indicator, period",
                row -> new Events(
                        row.getString("indicator"),
                        row.getInt("period"),
                        EventCoverage.parse(row.getString("covers")),
                        Columns.reals(row.getBytes("eastings")),
                        Columns.reals(row.getBytes("northings")),
                        Columns.reals(row.getBytes("counts")),
                        Columns.provenance(row)),
                parameters);
    }

    /** Indicators whose points are shown, by id. */
    List<String> shown() throws SQLException, ParseException {
        return database.select(
                "SELECT DISTINCT indicator FROM regstat_store.shown_points ORDER BY indicator",
                row -> row.getString(1));
    }

    /** @param events of one indicator; those of the same years are replaced */
    void write(List<Events> events, boolean shown) throws SQLException, ParseException {
        if (events.isEmpty()) return;
        String indicator = events.get(0).indicator();
        for (Events year : events) remove("events", indicator, OptionalInt.of(year.year()));
        List<String> columns = Stream.concat(
                        Stream.of("indicator", "period", "covers", "eastings", "northings", "counts"),
                        Columns.PROVENANCE_COLUMNS.stream())
                .toList();
        CopyRows.into(database.connection(), "regstat_store.events", columns, rows -> {
            for (Events year : events) {
                rows.row()
                        .text(indicator)
                        .integer(year.year())
                        .text(year.covers().toString());
                rows.reals(year.eastings()).reals(year.northings()).reals(year.counts());
                rows.provenance(year.provenance());
            }
        });
        remove("shown_points", indicator, OptionalInt.empty());
        boolean restricted = indicators.known(indicator).isRestricted();
        show(indicator, shown && !restricted);
    }

    /** Makes points rows that views read, or takes these away. */
    void show(String indicator, boolean shown) throws SQLException, ParseException {
        if (!shown) remove("shown_points", indicator, OptionalInt.empty());
        else if (!database.has("SELECT FROM regstat_store.shown_points WHERE indicator = ? LIMIT 1", indicator)) {
            show(read("indicator = ?", indicator));
        }
    }

    private void show(List<Events> years) throws SQLException {
        List<String> columns = List.of("indicator", "period", "geom", "count");
        CopyRows.into(database.connection(), "regstat_store.shown_points", columns, rows -> {
            for (Events year : years) {
                for (int i = 0; i < year.size(); i++) {
                    rows.row().text(year.indicator()).integer(year.year());
                    rows.geometry(GeoPackageGeometry.PACKED.createPoint(
                            new Coordinate(year.eastings()[i], year.northings()[i])));
                    rows.real(year.counts()[i]);
                }
            }
        });
    }

    /**
     * @param year all years if empty
     * @return how many years there were
     */
    int delete(String indicator, OptionalInt year) throws SQLException {
        remove("shown_points", indicator, year);
        return remove("events", indicator, year);
    }

    private int remove(String table, String indicator, OptionalInt year) throws SQLException {
        String delete = "DELETE FROM regstat_store." + table + " WHERE indicator = ?";
        return year.isPresent()
                ? database.update(delete + " AND period = ?", indicator, year.getAsInt())
                : database.update(delete, indicator);
    }
}
