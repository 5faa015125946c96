package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.ancillary.Mask;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.ListedValues;
import se.regstat.statistics.indicator.Presence;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.request.Weighting;

/** Stores in GeoPackages do what any store does with values, and earlier versions of them are read. */
class StoreValuesTest extends StoreValuesContract {

    private static final VintageId DESO = VintageId.parse("deso@2018");

    private static final Trials TRIALS = new Trials(
            DESO,
            "basis",
            24,
            List.of(
                    new Trials.Score(Weighting.MASK, Mask.BUILT_UP, 0.125, Optional.empty()),
                    new Trials.Score(Weighting.AREA, "", 0.25, Optional.empty())));

    private StoreUrl.GeoPackage url;
    private int stores;

    @Override
    protected StoreUrl newStore() {
        StoreUrl.GeoPackage store = StoreUrl.of(directory.resolve("store" + stores++ + ".gpkg"));
        if (url == null) url = store;
        return store;
    }

    @Test
    void a_store_of_the_first_version_is_read_as_it_is_and_brought_up_to_date_when_written_to() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = connection.createStatement()) {
            for (String table : List.of(
                    "regstat_code_lists",
                    "regstat_values",
                    "regstat_replaced_values",
                    "regstat_change_logs",
                    "regstat_changes",
                    "regstat_masks",
                    "regstat_mask_polygons",
                    "regstat_populations",
                    "regstat_population_kinds",
                    "regstat_fetches",
                    "regstat_trials",
                    "regstat_secret",
                    "regstat_events",
                    "regstat_flows",
                    "regstat_lists",
                    "regstat_listed_areas",
                    "regstat_listed_parents")) {
                sql.execute("DROP TABLE " + table);
                sql.execute("DELETE FROM gpkg_contents WHERE table_name = '" + table + "'");
            }
            dropPresences(sql);
            sql.execute("ALTER TABLE regstat_store DROP COLUMN identity");
            sql.execute("UPDATE regstat_store SET schema_version = 1");
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.identity()).isEmpty();
            assertThat(store.secret()).isEmpty();
            assertThat(store.areas(DESO)).hasSize(1);
            assertThat(store.values()).isEmpty();
            assertThat(store.changeLogs()).isEmpty();
            assertThat(store.fetches()).isEmpty();
            assertThat(store.trials()).isEmpty();
            assertThat(store.events()).isEmpty();
            assertThat(store.codeLists()).isEmpty();
        }
        long read;
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            read = store.revision();
        }
        try (Store store = Store.open(url)) {
            assertThat(store.secret()).isPresent();
            assertThat(store.revision())
                    .as("what was read before had no secret")
                    .isNotEqualTo(read);
            store.writeValues(List.of(values("population", 2022, FIRST, 1, 2, 3)));
            store.writeEvents(List.of(fires(2022, FIRST, 1)), false);
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.identity()).isPresent();
            assertThat(store.secret()).isPresent();
            assertThat(store.areas(DESO)).hasSize(1);
            assertThat(store.values()).hasSize(1);
        }
    }

    @Test
    void a_store_of_the_fourth_version_is_read_as_it_is_and_brought_up_to_date_when_written_to() throws SQLException {
        Optional<UUID> identity;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = connection.createStatement();
                Store store = Store.open(url)) {
            identity = store.identity();
            for (String table : List.of(
                    "regstat_events",
                    "regstat_flows",
                    "regstat_lists",
                    "regstat_listed_areas",
                    "regstat_listed_parents",
                    "regstat_trials",
                    "regstat_secret",
                    "regstat_population_kinds")) {
                sql.execute("DROP TABLE " + table);
                sql.execute("DELETE FROM gpkg_contents WHERE table_name = '" + table + "'");
            }
            dropPresences(sql);
            sql.execute("UPDATE regstat_store SET schema_version = 4");
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.events()).isEmpty();
            assertThat(store.areas(DESO)).hasSize(1);
        }
        try (Store store = Store.open(url)) {
            store.writeEvents(List.of(fires(2022, FIRST, 1)), false);
            store.writeCodeList(list("deso@2025", "9801A0010"));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.identity()).isEqualTo(identity);
            assertThat(store.events()).hasSize(1);
            assertThat(store.codeLists()).hasSize(1);
        }
    }

    @Test
    void what_is_told_of_values_is_as_if_they_were_read_whatever_was_written_and_removed() {
        double none = Double.NaN;
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(
                    values("population", 2021, FIRST, 1, 2, 3),
                    values("population", 2022, FIRST, 0, none, -1),
                    values("population", 2023, FIRST, none, none, none),
                    values("tenants", 2022, FIRST, 7, 8, 9)));
            assertListed(store, 4);
            store.writeValues(List.of(values("population", 2022, FIRST, none, 0, 1)));
            assertListed(store, 4);
            store.removeValues("population", DESO, 2023);
            assertListed(store, 3);
            store.removeIndicator("tenants", OptionalInt.empty());
            assertListed(store, 2);
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertListed(store, 2);
        }
        try (Store store = Store.open(url)) {
            store.remove(DESO);
            assertListed(store, 0);
        }
    }

    private static void assertListed(Store store, int number) {
        List<PublishedValues> read = store.values();
        List<ListedValues> listed = store.listValues().orElseThrow();
        assertThat(read).hasSize(number);
        assertThat(listed)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactlyElementsOf(read.stream()
                        .map(values -> new ListedValues(
                                0,
                                values.indicator(),
                                values.vintage(),
                                values.year(),
                                values.codes(),
                                Presence.of(values),
                                values.provenance()))
                        .toList());
        for (int i = 0; i < number; i++) {
            PublishedValues values = store.values(listed.get(i));
            assertThat(values.values()).containsExactly(read.get(i).values());
            assertThat(values.statuses()).containsExactly(read.get(i).statuses());
            assertThat(values.provenance()).isEqualTo(read.get(i).provenance());
        }
    }

    @Test
    void values_of_the_eleventh_version_are_read_whole_and_told_of_once_the_store_is_brought_up_to_date()
            throws SQLException {
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(
                    values("population", 2021, FIRST, 1, 2, 3), values("population", 2022, FIRST, 0, Double.NaN, -1)));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = connection.createStatement()) {
            dropPresences(sql);
            sql.execute("UPDATE regstat_store SET schema_version = 11");
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.listValues()).isEmpty();
            assertThat(store.values()).hasSize(2);
        }
        try (Store store = Store.open(url)) {
            assertListed(store, 2);
        }
    }

    private static void dropPresences(Statement sql) throws SQLException {
        sql.execute("DROP TABLE regstat_presences");
        sql.execute("DROP INDEX IF EXISTS regstat_values_told");
        sql.execute("DELETE FROM gpkg_contents WHERE table_name = 'regstat_presences'");
    }

    @Test
    void a_population_of_the_seventh_version_is_read_as_it_is_before_and_after_the_store_is_brought_up_to_date()
            throws SQLException {
        ByteBuffer packed = ByteBuffer.allocate(6 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : new double[] {450_050, 6_400_050, 12, 450_150, 6_400_050.25, 0.5})
            packed.putDouble(number);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO regstat_populations VALUES (1, 'rutor', 2023, 100, 2, ?, '2025-01-01T00:00:00Z', 'f', 'c', 's')")) {
            for (String table : List.of("regstat_population_kinds", "regstat_secret", "regstat_flows")) {
                sql.execute("DROP TABLE " + table);
                sql.execute("DELETE FROM gpkg_contents WHERE table_name = '" + table + "'");
            }
            dropPresences(sql);
            sql.execute("ALTER TABLE regstat_trials DROP COLUMN spread");
            sql.execute("UPDATE regstat_store SET schema_version = 7");
            insert.setBytes(1, packed.array());
            insert.executeUpdate();
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertOfVersion7(store);
        }
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(values("population", 2022, FIRST, 1, 2, 3)));
            assertOfVersion7(store);
            store.writePopulation(store.populations().get(0));
            assertOfVersion7(store);
        }
    }

    @Test
    void a_store_of_the_eighth_version_tells_its_trials_once_it_is_brought_up_to_date_and_has_a_secret_then()
            throws SQLException {
        try (Store store = Store.open(url)) {
            store.writeTrials(List.of(TRIALS));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = connection.createStatement()) {
            for (String table : List.of("regstat_secret", "regstat_flows")) {
                sql.execute("DROP TABLE " + table);
                sql.execute("DELETE FROM gpkg_contents WHERE table_name = '" + table + "'");
            }
            dropPresences(sql);
            sql.execute("ALTER TABLE regstat_trials DROP COLUMN spread");
            sql.execute("UPDATE regstat_store SET schema_version = 8");
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.trials()).isEmpty();
            assertThat(store.secret()).isEmpty();
        }
        try (Store store = Store.open(url)) {
            store.writeValues(List.of(values("population", 2022, FIRST, 1, 2, 3)));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.trials()).containsExactly(TRIALS);
            assertThat(store.secret()).isPresent();
        }
    }

    private static void assertOfVersion7(Store store) {
        WeightedPoints rutor = store.populations().get(0);
        assertThat(rutor.kinds()).containsExactly(WeightedPoints.PEOPLE);
        assertThat(rutor.eastings()).containsExactly(450_050, 450_150);
        assertThat(rutor.northings()).containsExactly(6_400_050, 6_400_050.25);
        assertThat(rutor.weights()).containsExactly(12, 0.5);
        assertThat(rutor.cellSize()).isEqualTo(100);
    }

    @Test
    void points_are_a_layer_for_other_programs_only_where_they_may_be_shown() throws SQLException {
        try (Store store = Store.open(url)) {
            store.writeEvents(List.of(fires(2021, FIRST, 1), fires(2022, FIRST, 3, 1, 2)), true);
            assertThat(rows("SELECT count(*) FROM fires_points")).isEqualTo(4);
            assertThat(rows("SELECT count(*) FROM rtree_fires_points_geom")).isEqualTo(4);
            assertThat(rows("SELECT count(*) FROM gpkg_geometry_columns WHERE geometry_type_name = 'POINT'"))
                    .isEqualTo(1);
            store.removeIndicator("fires", OptionalInt.of(2022));
            assertThat(rows("SELECT count(*) FROM fires_points")).isEqualTo(1);
            store.writeEvents(List.of(fires(2022, FIRST, 3, 1, 2)), false);
            assertThat(rows("SELECT count(*) FROM sqlite_master WHERE name LIKE '%fires%'"))
                    .isZero();
            assertThat(rows("SELECT count(*) FROM gpkg_contents WHERE table_name LIKE '%fires%'"))
                    .isZero();
        }
    }

    @Test
    void a_store_of_a_later_version_is_refused() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = connection.createStatement()) {
            sql.execute("UPDATE regstat_store SET schema_version = 99");
        }
        assertThatThrownBy(() -> Store.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 99");
    }

    private int rows(String count) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = connection.createStatement();
                var row = sql.executeQuery(count)) {
            return row.getInt(1);
        }
    }
}
