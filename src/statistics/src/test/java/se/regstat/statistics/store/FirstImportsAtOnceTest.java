package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.copy.StoreCopy;

/** Two who make the same store at once: what one of them has stored stays, whatever becomes of the other. */
class FirstImportsAtOnceTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");

    @TempDir
    Path directory;

    private StoreUrl.GeoPackage url;

    @BeforeEach
    void name_a_store() {
        url = StoreUrl.of(directory.resolve("store.gpkg"));
    }

    @Test
    void nobody_but_its_owner_may_read_a_new_store_whatever_may_be_done_with_it_later() throws IOException {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            write(store);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(url.file())))
                .isEqualTo("rw-------");
        assertThat(url.isReadableByAll()).isFalse();
        Files.setPosixFilePermissions(url.file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(url.isReadableByAll()).isTrue();
        StoreUrl.GeoPackage copy = StoreUrl.of(directory.resolve("copy.gpkg"));
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            StoreCopy.toFile(store, copy);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(url.file())))
                .as("as its owner has it")
                .isEqualTo("rw-r--r--");
    }

    @Test
    void who_made_the_file_and_stored_nothing_leaves_what_another_has_stored() {
        Store refused = url.open(StoreUrl.Mode.CREATE);
        try (Store other = url.open(StoreUrl.Mode.CREATE)) {
            write(other);
        }
        refused.close();
        assertStored();
    }

    @Test
    void who_made_the_file_and_stored_nothing_leaves_it_while_another_writes() throws Exception {
        Store refused = url.open(StoreUrl.Mode.CREATE);
        try (Store other = url.open(StoreUrl.Mode.CREATE);
                var sql = ((GeoPackageStore) other).connection().createStatement()) {
            sql.execute("BEGIN IMMEDIATE");
            refused.close();
            assertThat(url.file()).exists();
            sql.execute("ROLLBACK");
            write(other);
        }
        assertStored();
    }

    @Test
    void nobody_writes_to_a_file_that_is_not_there_any_more() throws IOException {
        Store refused = url.open(StoreUrl.Mode.CREATE);
        try (Store other = url.open(StoreUrl.Mode.CREATE)) {
            refused.close();
            assertThat(url.file()).doesNotExist();
            assertThatThrownBy(() -> write(other))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("removed or replaced meanwhile")
                    .hasMessageContaining("again");
            Files.createFile(url.file());
            assertThatThrownBy(() -> write(other)).hasMessageContaining("removed or replaced meanwhile");
        }
        try (Store again = url.open(StoreUrl.Mode.CREATE)) {
            write(again);
        }
        assertStored();
    }

    private void assertStored() {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.areas(DESO)).hasSize(1);
        }
    }

    private static void write(Store store) {
        store.write(StoreContract.vintage(DESO), List.of(StoreContract.area("a", 0)), List.of());
    }
}
