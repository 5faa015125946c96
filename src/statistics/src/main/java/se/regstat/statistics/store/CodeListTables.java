package se.regstat.statistics.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.regstat.statistics.division.CodeList;
import se.regstat.statistics.division.VintageId;

/** The tables of code lists. */
final class CodeListTables {

    private final Connection connection;

    CodeListTables(Connection connection) {
        this.connection = connection;
    }

    /** By division and vintage. */
    List<CodeList> read() throws SQLException {
        Map<Long, List<CodeList.Listed>> areas = areas(parents());
        List<CodeList> lists = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT * FROM regstat_lists ORDER BY division, vintage")) {
            while (row.next()) {
                lists.add(new CodeList(
                        new VintageId(row.getString("division"), row.getString("vintage")),
                        areas.getOrDefault(row.getLong("id"), List.of()),
                        row.getString("source"),
                        Instant.parse(row.getString("imported")),
                        row.getString("imported_from"),
                        row.getString("checksum")));
            }
        }
        return lists;
    }

    private Map<Long, Map<String, String>> parents() throws SQLException {
        Map<Long, Map<String, String>> parents = new HashMap<>();
        try (Statement select = connection.createStatement();
                ResultSet row =
                        select.executeQuery("SELECT area, parent_division, parent_code FROM regstat_listed_parents")) {
            while (row.next()) {
                parents.computeIfAbsent(row.getLong(1), area -> new HashMap<>())
                        .put(row.getString(2), row.getString(3));
            }
        }
        return parents;
    }

    private Map<Long, List<CodeList.Listed>> areas(Map<Long, Map<String, String>> parents) throws SQLException {
        Map<Long, List<CodeList.Listed>> areas = new HashMap<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT id, list, code, name FROM regstat_listed_areas")) {
            while (row.next()) {
                areas.computeIfAbsent(row.getLong(2), list -> new ArrayList<>())
                        .add(new CodeList.Listed(
                                row.getString(3), row.getString(4), parents.getOrDefault(row.getLong(1), Map.of())));
            }
        }
        return areas;
    }

    /** Replaces the list of the same vintage. */
    void write(CodeList list) throws SQLException {
        delete(list.vintage());
        long id;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO regstat_lists (division, vintage, source, imported, imported_from, checksum)"
                        + " VALUES (?, ?, ?, ?, ?, ?) RETURNING id")) {
            insert.setString(1, list.vintage().division());
            insert.setString(2, list.vintage().year());
            insert.setString(3, list.source());
            insert.setString(4, list.imported().toString());
            insert.setString(5, list.importedFrom());
            insert.setString(6, list.checksum());
            id = inserted(insert);
        }
        try (PreparedStatement area = connection.prepareStatement(
                        "INSERT INTO regstat_listed_areas (list, code, name) VALUES (?, ?, ?) RETURNING id");
                PreparedStatement parent = connection.prepareStatement(
                        "INSERT INTO regstat_listed_parents (area, parent_division, parent_code) VALUES (?, ?, ?)")) {
            area.setLong(1, id);
            for (CodeList.Listed listed : list.areas()) {
                area.setString(2, listed.code());
                area.setString(3, listed.name());
                parent.setLong(1, inserted(area));
                for (Map.Entry<String, String> one : listed.parents().entrySet()) {
                    parent.setString(2, one.getKey());
                    parent.setString(3, one.getValue());
                    parent.executeUpdate();
                }
            }
        }
    }

    private static long inserted(PreparedStatement insert) throws SQLException {
        try (ResultSet row = insert.executeQuery()) {
            return row.getLong(1);
        }
    }

    /** @return how many lists there were of the vintage: 1 or 0 */
    int delete(VintageId vintage) throws SQLException {
        String list = "(SELECT id FROM regstat_lists WHERE division = ? AND vintage = ?)";
        run(
                "DELETE FROM regstat_listed_parents WHERE area IN (SELECT id FROM regstat_listed_areas WHERE list IN "
                        + list + ")",
                vintage);
        run("DELETE FROM regstat_listed_areas WHERE list IN " + list, vintage);
        return run("DELETE FROM regstat_lists WHERE division = ? AND vintage = ?", vintage);
    }

    private int run(String delete, VintageId vintage) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setString(1, vintage.division());
            statement.setString(2, vintage.year());
            return statement.executeUpdate();
        }
    }
}
