package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.postgresql.PGEnvironment;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.postgis.SchemaVersion;

/** Commands killed while they write to PostgreSQL. */
@NeedsPostgres
class KilledInDatabaseTest extends KilledCommandsContract {

    private final PostgresServer server = PostgresServer.running();
    private final Connection watching = server.connect(PostgresServer.IMPORTER, "postgres");

    @AfterEach
    void see_enough() throws SQLException {
        watching.close();
    }

    @Override
    StoreUrl.PostgreSql newStore() {
        return server.database();
    }

    @Override
    StoreUrl another(StoreUrl store) {
        return server.copy((StoreUrl.PostgreSql) store);
    }

    /** Version 1 of it had no trials, no secret and no flows, and populations counted people alone. */
    @Override
    StoreUrl outdated(StoreUrl store) throws Exception {
        try (Connection connection = importing((StoreUrl.PostgreSql) store);
                Statement sql = connection.createStatement()) {
            sql.execute("SET search_path = regstat_store");
            sql.execute("ALTER TABLE populations ADD COLUMN weights double precision[]");
            sql.execute(
                    "UPDATE populations SET weights = kinds.weights FROM population_kinds kinds WHERE population = name");
            sql.execute("ALTER TABLE populations ALTER COLUMN weights SET NOT NULL");
            sql.execute("DROP TABLE population_kinds, trials, secret, flows");
            assertThat(sql.executeUpdate("DELETE FROM schema_history WHERE version > '1'"))
                    .isEqualTo(SchemaVersion.KNOWN - 1);
        }
        return store;
    }

    /** Whoever writes has an id of a transaction, until it ends. */
    @Override
    boolean isWritten(StoreUrl store) throws SQLException {
        return "t"
                .equals(told(
                        watching,
                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND datname = '"
                                + ((StoreUrl.PostgreSql) store).database() + "')"));
    }

    /** Tables of any version, row by row. */
    @Override
    String content(StoreUrl store) throws SQLException {
        try (Connection connection = importing((StoreUrl.PostgreSql) store)) {
            return told(connection, "SELECT md5(schema_to_xml('regstat_store', true, false, '')::text)");
        }
    }

    private Connection importing(StoreUrl.PostgreSql store) {
        return server.connect(PostgresServer.IMPORTER, store.database());
    }

    private static String told(Connection connection, String question) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Who may read its tables can, unless they are of an earlier version. */
    @Override
    void check(StoreUrl store) throws SQLException {
        StoreUrl.PostgreSql database = (StoreUrl.PostgreSql) store;
        try (Connection connection = importing(database)) {
            String version = told(connection, "SELECT max(version::integer) FROM regstat_store.schema_history");
            if (Integer.parseInt(version) < SchemaVersion.KNOWN) return;
        }
        try (Store read = server.as(PostgresServer.SERVER, database.database()).open(StoreUrl.Mode.READ_ONLY)) {
            read.vintages();
        }
    }

    @Override
    List<String> passwords() {
        return List.of(PGEnvironment.ORG_POSTGRESQL_PGPASSFILE.getName() + "=" + server.passwords());
    }
}
