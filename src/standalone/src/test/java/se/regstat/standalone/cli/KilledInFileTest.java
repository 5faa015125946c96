package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.StoreContent;

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

    /** What a transaction changes is beside the file as it was, until the transaction ends. */
    @Override
    boolean isWritten(StoreUrl store) {
        return Files.exists(Path.of(((StoreUrl.GeoPackage) store).file() + "-journal"));
    }

    @Override
    String content(StoreUrl url) {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            return StoreContent.hash(store);
        }
    }

    /** Version 4 of it had no points, no code lists, no trials and no kinds of people, which were doubles beside their places. */
    @Override
    StoreUrl outdated(StoreUrl store) throws Exception {
        byte[] packed;
        try (Store read = store.open(StoreUrl.Mode.READ_ONLY)) {
            packed = packed(read.populations().get(0));
        }
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + ((StoreUrl.GeoPackage) store).file());
                Statement sql = connection.createStatement()) {
            for (String table : List.of(
                    "events",
                    "flows",
                    "lists",
                    "listed_areas",
                    "listed_parents",
                    "trials",
                    "population_kinds",
                    "secret",
                    "presences")) {
                sql.execute("DROP TABLE regstat_" + table);
                sql.execute("DELETE FROM gpkg_contents WHERE table_name = 'regstat_" + table + "'");
            }
            try (PreparedStatement update = connection.prepareStatement("UPDATE regstat_populations SET packed = ?")) {
                update.setBytes(1, packed);
                assertThat(update.executeUpdate()).isOne();
            }
            sql.execute("DROP INDEX regstat_values_told");
            sql.execute("UPDATE regstat_store SET schema_version = 4");
        }
        return store;
    }

    private static byte[] packed(WeightedPoints people) {
        double[] eastings = people.eastings();
        double[] northings = people.northings();
        double[] weights = people.weights();
        ByteBuffer packed =
                ByteBuffer.allocate(3 * Double.BYTES * weights.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < weights.length; i++) {
            packed.putDouble(eastings[i]).putDouble(northings[i]).putDouble(weights[i]);
        }
        return packed.array();
    }
}
