package se.regstat.statistics.store.postgis;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/** Which version of the schema a database has, as whoever migrated it wrote down. */
public final class SchemaVersion {

    /** The one that this program reads and writes. */
    public static final int KNOWN = 6;

    /** The schema of what is stored. */
    public static final String STORE = "regstat_store";

    /** The table of versions, in that schema. */
    public static final String HISTORY = "schema_history";

    private SchemaVersion() {}

    /** Empty if there is no store. */
    static OptionalInt of(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            try (ResultSet row = sql.executeQuery("SELECT to_regclass('" + STORE + "." + HISTORY + "') IS NOT NULL")) {
                row.next();
                if (!row.getBoolean(1)) return OptionalInt.empty();
            }
            try (ResultSet row = sql.executeQuery("SELECT max(version::integer) FROM " + STORE + "." + HISTORY
                    + " WHERE success AND version IS NOT NULL")) {
                row.next();
                int version = row.getInt(1);
                return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(version);
            }
        }
    }
}
