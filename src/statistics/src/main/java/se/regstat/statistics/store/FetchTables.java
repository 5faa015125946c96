package se.regstat.statistics.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of what was fetched by which recipe. */
final class FetchTables {

    private final Connection connection;

    FetchTables(Connection connection) {
        this.connection = connection;
    }

    /** By recipe. */
    List<FetchRecord> read() throws SQLException {
        List<FetchRecord> fetches = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT recipe, kommuner, fetched FROM regstat_fetches ORDER BY recipe");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String kommuner = row.getString("kommuner");
                fetches.add(new FetchRecord(
                        row.getString("recipe"),
                        kommuner.isEmpty() ? List.of() : List.of(kommuner.split(" ")),
                        Instant.parse(row.getString("fetched"))));
            }
        }
        return fetches;
    }

    void write(FetchRecord fetch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO regstat_fetches (recipe, kommuner, fetched) VALUES (?, ?, ?)")) {
            insert.setString(1, fetch.recipe());
            insert.setString(2, String.join(" ", fetch.kommuner()));
            insert.setString(3, fetch.fetched().toString());
            insert.executeUpdate();
        }
    }
}
