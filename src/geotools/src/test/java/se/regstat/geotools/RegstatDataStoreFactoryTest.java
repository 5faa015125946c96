package se.regstat.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFactorySpi;
import org.geotools.api.data.DataStoreFinder;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import se.regstat.importing.borders.Generalisations;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Opening real stores the way GeoTools does. */
class RegstatDataStoreFactoryTest {

    private static final VintageAreas DESO = Region.deso("2025", 3);

    @TempDir
    private Path folder;

    private StoreUrl.GeoPackage url;

    @BeforeEach
    void makeStore() {
        url = StoreUrl.of(folder.resolve("some store.gpkg"));
        write(DESO);
    }

    private void write(VintageAreas vintage) {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage.vintage(), vintage.areas(), Generalisations.of(vintage.areas()));
        }
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("dbtype", "regstat");
        parameters.put("store", url.toString());
        parameters.put("namespace", "https://example.org/regstat");
        return parameters;
    }

    private DataStore open() throws IOException {
        return DataStoreFinder.getDataStore(parameters());
    }

    @Test
    void geo_tools_finds_the_factory() {
        assertThat(ServiceLoader.load(DataStoreFactorySpi.class))
                .anyMatch(factory -> factory.getDisplayName().equals("Regstat") && factory.isAvailable());
    }

    @Test
    void a_store_is_read_as_it_was_written() throws IOException {
        DataStore store = open();
        try {
            assertThat(store.getTypeNames()).containsExactly("divisions", "indicators", "deso_2025");
            for (SimpleFeature feature :
                    DataUtilities.list(store.getFeatureSource("deso_2025").getFeatures())) {
                int area = DESO.indexOf((String) feature.getAttribute("code")).orElseThrow();
                Geometry expected = DESO.areas().get(area).geometry();
                assertThat(((Geometry) feature.getDefaultGeometry()).equalsExact(expected))
                        .isTrue();
            }
        } finally {
            store.dispose();
        }
    }

    @Test
    void a_plain_path_is_a_store_too() throws IOException {
        Map<String, Object> parameters = parameters();
        parameters.put("store", url.file().toString());
        DataStore store = DataStoreFinder.getDataStore(parameters);
        assertThat(store.getTypeNames()).contains("deso_2025");
        store.dispose();
    }

    @Test
    void titles_come_from_the_configuration() throws IOException {
        Path config = Files.createDirectory(folder.resolve("settings"));
        Files.writeString(config.resolve("divisions.yml"), """
                divisions:
                  deso:
                    title: { sv: Hittepåområden, en: Invented areas }
                """);
        Map<String, Object> parameters = parameters();
        parameters.put("config", config.toString());
        DataStore store = DataStoreFinder.getDataStore(parameters);
        SimpleFeature row = DataUtilities.list(
                        store.getFeatureSource("divisions").getFeatures())
                .get(0);
        assertThat(row.getAttribute("title_sv")).isEqualTo("Hittepåområden");
        store.dispose();
    }

    @Test
    void two_data_stores_share_one_snapshot() throws IOException {
        DataStore one = open();
        DataStore other = open();
        assertThat(geometry(one)).isSameAs(geometry(other));
        one.dispose();
        assertThat(geometry(other)).isNotNull();
        other.dispose();
        DataStore later = open();
        assertThat(geometry(later)).isNotSameAs(geometry(other));
        later.dispose();
    }

    private static Object geometry(DataStore store) throws IOException {
        return DataUtilities.list(store.getFeatureSource("deso_2025").getFeatures(new Query("deso_2025")))
                .get(0)
                .getDefaultGeometry();
    }

    /** As in GeoServer's reload, where another user of the snapshot holds on to it. */
    @Test
    void a_store_opened_after_an_import_sees_it() throws IOException {
        try (Snapshots.Lease held = Snapshots.acquire(url)) {
            open().dispose();
            write(Region.deso("2018", 2));
            DataStore store = open();
            assertThat(store.getTypeNames())
                    .containsExactlyInAnyOrder("divisions", "indicators", "deso_2018", "deso_2025");
            assertThat(held.current().vintage(new VintageId("deso", "2018"))).isPresent();
            store.dispose();
        }
    }

    @Test
    void a_refresh_shows_in_an_open_data_store() throws IOException {
        DataStore store = open();
        try (Snapshots.Lease lease = Snapshots.acquire(url)) {
            write(Region.deso("2018", 2));
            assertThat(lease.refresh()).isTrue();
            assertThat(store.getFeatureSource("deso_2018").getCount(Query.ALL)).isEqualTo(4);
        }
        store.dispose();
    }

    @Test
    void a_store_that_is_not_there_is_named() {
        Map<String, Object> parameters = parameters();
        parameters.put("store", "gpkg:" + folder.resolve("none.gpkg"));
        assertThatThrownBy(() -> DataStoreFinder.getDataStore(parameters))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.gpkg");
    }

    @Test
    void an_address_with_a_password_is_refused_and_not_repeated() {
        Map<String, Object> parameters = parameters();
        parameters.put("store", "jdbc:postgresql://localhost/regstat?user=u&password=geheim");
        assertThatThrownBy(() -> DataStoreFinder.getDataStore(parameters))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("PGPASSWORD")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void of_a_database_the_folder_of_the_configuration_must_be_named() {
        Map<String, Object> parameters = parameters();
        parameters.remove("config");
        parameters.put("store", "jdbc:postgresql://localhost/regstat");
        assertThatThrownBy(() -> DataStoreFinder.getDataStore(parameters))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'config'");
    }

    @Test
    void parameters_of_others_are_left_to_them() throws IOException {
        RegstatDataStoreFactory factory = new RegstatDataStoreFactory();
        assertThat(factory.canProcess(Map.of("dbtype", "geopkg", "store", "x.gpkg")))
                .isFalse();
        assertThat(factory.canProcess(Map.of("dbtype", "regstat"))).isFalse();
        assertThat(factory.canProcess(parameters())).isTrue();
    }

    @Test
    void no_stores_are_made() {
        assertThatThrownBy(() -> new RegstatDataStoreFactory().createNewDataStore(parameters()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("regstat import");
    }
}
