package se.regstat.statistics.store.postgis;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.store.GeoPackageGeometry;

/** The tables of change logs. */
final class ChangeTables {

    private final Database database;
    private final GeoPackageGeometry geometries = new GeoPackageGeometry();

    ChangeTables(Database database) {
        this.database = database;
    }

    /** By division and vintages; changes in the order of the log. */
    List<ChangeLog> read() throws SQLException, ParseException {
        Map<List<String>, List<Change>> changes = new HashMap<>();
        database.select(
                "SELECT division, from_vintage, to_vintage, from_code, to_code, kind, date, " + Columns.wkb("geom")
                        + " AS wkb FROM regstat_store.changes ORDER BY division, from_vintage, to_vintage, number",
                row -> changes.computeIfAbsent(key(row), k -> new ArrayList<>()).add(change(row)));
        return database.select(
                "SELECT * FROM regstat_store.change_logs ORDER BY division, from_vintage, to_vintage",
                row -> new ChangeLog(
                        row.getString("division"),
                        row.getString("from_vintage"),
                        row.getString("to_vintage"),
                        changes.getOrDefault(key(row), List.of()),
                        Columns.time(row, "imported"),
                        row.getString("imported_from"),
                        row.getString("checksum")));
    }

    private Change change(ResultSet row) throws SQLException, ParseException {
        byte[] wkb = row.getBytes("wkb");
        return new Change(
                row.getString("from_code"),
                row.getString("to_code"),
                ChangeKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString("date")).map(LocalDate::parse),
                wkb == null ? Optional.empty() : Optional.of((MultiPolygon) geometries.decodeWkb(wkb)));
    }

    private static List<String> key(ResultSet row) throws SQLException {
        return List.of(row.getString("division"), row.getString("from_vintage"), row.getString("to_vintage"));
    }

    /** Replaces the log between the same vintages. */
    void write(ChangeLog log) throws SQLException {
        database.update(
                "DELETE FROM regstat_store.change_logs WHERE division = ? AND from_vintage = ? AND to_vintage = ?",
                log.division(),
                log.from(),
                log.to());
        database.update(
                "INSERT INTO regstat_store.change_logs VALUES (?, ?, ?, ?, ?, ?)",
                log.division(),
                log.from(),
                log.to(),
                OffsetDateTime.ofInstant(log.imported(), ZoneOffset.UTC),
                log.importedFrom(),
                log.checksum());
        List<String> columns = List.of(
                "division", "from_vintage", "to_vintage", "number", "from_code", "to_code", "kind", "date", "geom");
        CopyRows.into(database.connection(), "regstat_store.changes", columns, rows -> {
            int number = 0;
            for (Change change : log.changes()) {
                rows.row().text(log.division()).text(log.from()).text(log.to()).integer(++number);
                rows.text(change.from()).text(change.to()).text(change.kind().id());
                if (change.date().isPresent()) rows.date(change.date().get());
                else rows.nothing();
                if (change.geometry().isPresent())
                    rows.geometry(change.geometry().get());
                else rows.nothing();
            }
        });
    }
}
