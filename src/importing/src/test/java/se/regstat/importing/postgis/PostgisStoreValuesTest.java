package se.regstat.importing.postgis;

import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.StoreValuesContract;

/** Stores in PostgreSQL do what any store does with values. */
@NeedsPostgres
class PostgisStoreValuesTest extends StoreValuesContract {

    @Override
    protected StoreUrl newStore() {
        return PostgresServer.running().database();
    }
}
