package se.regstat.importing.postgis;

import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.StoreContract;
import se.regstat.statistics.store.StoreUrl;

/** Stores in PostgreSQL do what any store does. */
@NeedsPostgres
class PostgisStoreTest extends StoreContract {

    @Override
    protected StoreUrl newStore() {
        return PostgresServer.running().database();
    }
}
