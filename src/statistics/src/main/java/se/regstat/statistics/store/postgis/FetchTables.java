package se.regstat.statistics.store.postgis;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.store.FetchRecord;

/** The table of what was fetched from publishers. */
final class FetchTables {

    private final Database database;

    FetchTables(Database database) {
        this.database = database;
    }

    /** By recipe. */
    List<FetchRecord> read() throws SQLException, ParseException {
        return database.select(
                "SELECT * FROM regstat_store.fetches ORDER BY recipe",
                row -> new FetchRecord(
                        row.getString("recipe"), Columns.texts(row, "kommuner"), Columns.time(row, "fetched")));
    }

    void write(FetchRecord fetch) throws SQLException {
        database.update(
                "INSERT INTO regstat_store.fetches VALUES (?, ?, ?) ON CONFLICT (recipe) DO UPDATE SET"
                        + " kommuner = excluded.kommuner, fetched = excluded.fetched",
                fetch.recipe(),
                database.connection().createArrayOf("text", fetch.kommuner().toArray()),
                OffsetDateTime.ofInstant(fetch.fetched(), ZoneOffset.UTC));
    }
}
