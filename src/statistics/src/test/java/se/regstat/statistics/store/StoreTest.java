package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.division.VintageId;

/** Stores in GeoPackages do what any store does, and are files. */
class StoreTest extends StoreContract {

    private static final VintageId DESO = VintageId.parse("deso@2025");

    private StoreUrl.GeoPackage url;

    @Override
    protected StoreUrl newStore() {
        url = StoreUrl.of(directory.resolve("a store.gpkg"));
        return url;
    }

    @Test
    void what_is_no_store_is_refused_in_plain_words() throws Exception {
        assertThatThrownBy(() -> Store.open(url)).hasMessageContaining("there is no store");
        Files.writeString(url.file(), "not a database, but long enough to have been one ".repeat(20));
        assertThatThrownBy(() -> Store.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a store.gpkg");
        assertThatThrownBy(() -> StoreUrl.parse("gpkg:" + directory + "/no/such/folder/x.gpkg")
                        .open(StoreUrl.Mode.CREATE))
                .hasMessageContaining("no folder");
    }

    @Test
    void a_demo_store_says_so() {
        Store.createDemo(url).close();
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.isDemo()).isTrue();
        }
        assertThatThrownBy(() -> Store.createDemo(url)).hasMessageContaining("already");
    }

    @Test
    void a_copy_has_what_the_store_has_and_goes_its_own_way() {
        StoreUrl.GeoPackage copy = StoreUrl.of(directory.resolve("it's a copy.gpkg"));
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(vintage(DESO), List.of(area("a", 0)), List.of());
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            store.copyTo(copy.file());
            try (Store copied = copy.open(StoreUrl.Mode.READ_WRITE)) {
                assertThat(copied.revision()).isEqualTo(store.revision());
                assertThat(copied.areas(DESO)).isEqualTo(store.areas(DESO));
                copied.remove(DESO);
            }
            assertThat(store.vintages()).containsExactly(vintage(DESO));
            assertThatThrownBy(() -> store.copyTo(copy.file())).isInstanceOf(StoreException.class);
        }
    }
}
