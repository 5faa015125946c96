package se.regstat.standalone.cli;

import java.util.List;
import org.postgresql.PGEnvironment;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Commands killed while they write to PostgreSQL. */
@NeedsPostgres
class KilledInDatabaseTest extends KilledCommandsContract {

    private final PostgresServer server = PostgresServer.running();

    @Override
    StoreUrl.PostgreSql newStore() {
        return server.database();
    }

    @Override
    StoreUrl another(StoreUrl store) {
        return server.copy((StoreUrl.PostgreSql) store);
    }

    /** Before the first version of the tables there are none; all of them come at once. */
    @Override
    StoreUrl outdated(StoreUrl store) {
        return newStore();
    }

    /** Where there are tables, who may read them can. */
    @Override
    void check(StoreUrl store) {
        if (!store.exists()) return;
        StoreUrl.PostgreSql database = (StoreUrl.PostgreSql) store;
        try (Store read = server.as(PostgresServer.SERVER, database.database()).open(StoreUrl.Mode.READ_ONLY)) {
            read.vintages();
        }
    }

    @Override
    List<String> passwords() {
        return List.of(PGEnvironment.ORG_POSTGRESQL_PGPASSFILE.getName() + "=" + server.passwords());
    }
}
