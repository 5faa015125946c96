package se.regstat.standalone.cli;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import se.regstat.statistics.store.StoreUrl;

/** Commands killed while they write to a GeoPackage. */
class KilledInFileTest extends KilledCommandsContract {

    private int stores;

    @Override
    StoreUrl.GeoPackage newStore() {
        return StoreUrl.of(folder.resolve("store" + stores++ + ".gpkg"));
    }

    @Override
    StoreUrl another(StoreUrl store) throws Exception {
        StoreUrl.GeoPackage copy = newStore();
        Files.copy(((StoreUrl.GeoPackage) store).file(), copy.file());
        return copy;
    }

    /** Version 4 of it had no points, no code lists, no trials and no kinds of people. */
    @Override
    StoreUrl outdated(StoreUrl store) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + ((StoreUrl.GeoPackage) store).file());
                Statement sql = connection.createStatement()) {
            for (String table :
                    List.of("events", "lists", "listed_areas", "listed_parents", "trials", "population_kinds")) {
                sql.execute("DROP TABLE regstat_" + table);
                sql.execute("DELETE FROM gpkg_contents WHERE table_name = 'regstat_" + table + "'");
            }
            sql.execute("UPDATE regstat_store SET schema_version = 4");
        }
        return store;
    }
}
