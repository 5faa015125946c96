package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.snapshot.Snapshots;

/** A store's file with another put in its place, as with {@code cp}, is seen whatever the two have in common. */
class ReplacedStoreTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");

    @TempDir
    Path directory;

    @Test
    void as_many_writes_in_each() throws Exception {
        replacedIsSeen(store("one", "a"), store("other", "b"));
    }

    @Test
    void one_write_to_each_of_two_copies() throws Exception {
        StoreUrl.GeoPackage one = store("one", "a");
        StoreUrl.GeoPackage other = StoreUrl.of(directory.resolve("other.gpkg"));
        Files.copy(one.file(), other.file());
        write(one, "b");
        write(other, "c");
        replacedIsSeen(one, other);
    }

    @Test
    void both_written_by_an_earlier_version_that_counted_and_by_one_who_may_only_read() throws Exception {
        StoreUrl.GeoPackage one = counted(store("one", "a"));
        StoreUrl.GeoPackage other = counted(store("other", "b"));
        Files.setLastModifiedTime(other.file(), FileTime.fromMillis(1_700_000_000_000L));
        assertThat(other.file().toFile().setWritable(false)).isTrue();
        replacedIsSeen(one, other);
    }

    @Test
    void a_store_of_an_earlier_version_has_one_revision_while_nothing_changes() throws Exception {
        StoreUrl.GeoPackage store = counted(store("one", "a"));
        try (Store first = store.open(StoreUrl.Mode.READ_ONLY);
                Store second = store.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(first.revision()).isEqualTo(second.revision());
        }
    }

    private static void replacedIsSeen(StoreUrl.GeoPackage one, StoreUrl.GeoPackage other) throws Exception {
        try (Snapshots.Lease lease = Snapshots.acquire(one)) {
            assertThat(lease.refresh()).isFalse();
            Files.copy(
                    other.file(), one.file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            assertThat(lease.refresh()).isTrue();
            assertThat(lease.refresh()).isFalse();
        }
    }

    private StoreUrl.GeoPackage store(String name, String code) {
        StoreUrl.GeoPackage url = StoreUrl.of(directory.resolve(name + ".gpkg"));
        write(url, code);
        return url;
    }

    private static void write(StoreUrl.GeoPackage url, String code) {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(StoreContract.vintage(DESO), List.of(StoreContract.area(code, 0)), List.of());
        }
    }

    private static StoreUrl.GeoPackage counted(StoreUrl.GeoPackage url) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = connection.createStatement()) {
            sql.execute("UPDATE regstat_store SET revision = 1");
        }
        return url;
    }
}
