package se.regstat.statistics.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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

/** The tables of change logs. */
final class ChangeTables {

    private final Connection connection;
    private final GeoPackageGeometry geometries;

    ChangeTables(Connection connection, GeoPackageGeometry geometries) {
        this.connection = connection;
        this.geometries = geometries;
    }

    /** By division and vintages; changes in the order of the log. */
    List<ChangeLog> read() throws SQLException, ParseException {
        Map<List<String>, List<Change>> changes = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM regstat_changes ORDER BY id");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                byte[] wkb = row.getBytes("wkb");
                changes.computeIfAbsent(key(row), k -> new ArrayList<>())
                        .add(new Change(
                                row.getString("from_code"),
                                row.getString("to_code"),
                                ChangeKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                                Optional.ofNullable(row.getString("date")).map(LocalDate::parse),
                                wkb == null
                                        ? Optional.empty()
                                        : Optional.of((MultiPolygon) geometries.decodeWkb(wkb))));
            }
        }
        List<ChangeLog> logs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT * FROM regstat_change_logs ORDER BY division, from_vintage, to_vintage");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                logs.add(new ChangeLog(
                        row.getString("division"),
                        row.getString("from_vintage"),
                        row.getString("to_vintage"),
                        changes.getOrDefault(key(row), List.of()),
                        Instant.parse(row.getString("imported")),
                        row.getString("imported_from"),
                        row.getString("checksum")));
            }
        }
        return logs;
    }

    private static List<String> key(ResultSet row) throws SQLException {
        return List.of(row.getString("division"), row.getString("from_vintage"), row.getString("to_vintage"));
    }

    /** Replaces the log between the same vintages. */
    void write(ChangeLog log) throws SQLException {
        delete(log.division(), log.from(), log.to());
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO regstat_change_logs (division, from_vintage, to_vintage, imported, imported_from, checksum)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, log.division());
            insert.setString(2, log.from());
            insert.setString(3, log.to());
            insert.setString(4, log.imported().toString());
            insert.setString(5, log.importedFrom());
            insert.setString(6, log.checksum());
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO regstat_changes (division, from_vintage, to_vintage, from_code, to_code, kind, date, wkb)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Change change : log.changes()) {
                insert.setString(1, log.division());
                insert.setString(2, log.from());
                insert.setString(3, log.to());
                insert.setString(4, change.from());
                insert.setString(5, change.to());
                insert.setString(6, change.kind().id());
                insert.setString(7, change.date().map(LocalDate::toString).orElse(null));
                insert.setBytes(8, change.geometry().map(geometries::encodeWkb).orElse(null));
                insert.executeUpdate();
            }
        }
    }

    /** @return whether there was such a log */
    boolean delete(String division, String from, String to) throws SQLException {
        boolean found = false;
        for (String table : List.of("regstat_changes", "regstat_change_logs")) {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM " + table + " WHERE division = ? AND from_vintage = ? AND to_vintage = ?")) {
                delete.setString(1, division);
                delete.setString(2, from);
                delete.setString(3, to);
                found = delete.executeUpdate() > 0;
            }
        }
        return found;
    }
}
