package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingStoreTest {

    @TempDir
    Path folder;

    @Test
    void a_store_that_is_not_there_is_told_so_with_what_makes_one() {
        assertThatThrownBy(() -> Store.open(StoreUrl.parse("gpkg:" + folder.resolve("no.gpkg"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no store gpkg:")
                .hasMessageContaining("'regstat init' makes one");
    }

    @Test
    void where_it_cannot_be_known_whether_there_is_one_nobody_says_that_there_is_none() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        for (StoreUrl.Mode mode : StoreUrl.Mode.values()) {
            assertThatThrownBy(() ->
                            StoreUrl.parse("gpkg:" + file.resolve("store.gpkg")).open(mode))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot tell whether there is a store: ")
                    .hasMessageContaining("Not a directory");
        }
    }

    @Test
    void a_folder_that_one_may_not_enter_is_named() throws IOException {
        Path closed = Files.createDirectories(folder.resolve("closed/inner")).getParent();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
        try {
            Assumptions.assumeFalse(Files.isExecutable(closed), "left out: this user may enter every folder");
            assertThatThrownBy(() -> Store.open(StoreUrl.parse("gpkg:" + closed.resolve("inner/store.gpkg"))))
                    .hasMessageContaining("you may not enter the folder " + closed);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
