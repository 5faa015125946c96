package se.regstat.statistics.store.postgis;

import se.regstat.statistics.store.StoreUrl;

/** Makes the tables of a store and brings them up to date. Found by name, and there for who imports alone: who serves reads. */
public interface SchemaMigration {

    /**
     * Makes a store where there is none, brings one of an earlier version up to {@link SchemaVersion#KNOWN}, and lets the roles read that
     * the url names.
     *
     * @throws se.regstat.statistics.store.StoreException if that cannot be
     */
    void migrate(StoreUrl.Database url);
}
