package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.file.WholeFile;
import se.regstat.statistics.snapshot.Snapshots;

/** A store whose last write was cut off, or cannot be finished. */
class UnfinishedWriteTest {

    private static final VintageId DESO = VintageId.parse("deso@2025");

    @TempDir
    Path directory;

    private StoreUrl.GeoPackage url;

    @BeforeEach
    void make_a_store() {
        url = StoreUrl.of(directory.resolve("store.gpkg"));
        write(url, areas(300));
    }

    @Test
    void a_reader_undoes_what_a_killed_program_left_half_written() throws Exception {
        StoreUrl.GeoPackage cut = cutOff();
        assertThat(journal(cut)).as("the write was cut off").exists();
        try (Store store = cut.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.areas(DESO)).isEqualTo(areas(300));
        }
        assertThat(journal(cut)).doesNotExist();
    }

    @Test
    void a_snapshot_of_it_is_as_before_the_write() throws Exception {
        try (Snapshots.Lease lease = Snapshots.acquire(cutOff())) {
            assertThat(lease.current().vintage(DESO).orElseThrow().areas()).isEqualTo(areas(300));
        }
    }

    @Test
    void who_may_not_write_is_told_what_to_do() {
        SQLException hot = new SQLiteException("[SQLITE_READONLY_ROLLBACK]", SQLiteErrorCode.SQLITE_READONLY_ROLLBACK);
        assertThat(SqliteTrouble.reason(hot, url.file()))
                .contains("cut off", "./regstat list --store " + url.file(), "may write");
    }

    @Test
    void a_file_of_no_bytes_is_an_empty_store() throws Exception {
        StoreUrl.GeoPackage none = StoreUrl.of(Files.createFile(directory.resolve("none.gpkg")));
        long revision;
        try (Store store = none.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.vintages()).isEmpty();
            assertThat(store.values()).isEmpty();
            assertThat(store.masks()).isEmpty();
            revision = store.revision();
        }
        assertThat(none.file()).isEmptyFile();
        try (Store again = none.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(again.revision()).isEqualTo(revision);
        }
        write(none, areas(2));
        try (Store store = none.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.areas(DESO)).hasSize(2);
        }
    }

    @Test
    void a_full_disk_is_called_a_full_disk_and_the_store_is_as_before() throws Exception {
        try (GeoPackageStore store = (GeoPackageStore) url.open(StoreUrl.Mode.READ_WRITE)) {
            full(store.connection());
            assertThatThrownBy(() -> store.write(StoreContract.vintage(DESO), areas(5000), List.of()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the disk is full")
                    .hasMessageContaining(url.file().toString());
            assertThat(store.areas(DESO)).isEqualTo(areas(300));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.areas(DESO)).isEqualTo(areas(300));
        }
    }

    @Test
    void a_store_that_nothing_was_written_to_is_not_left_behind() {
        StoreUrl.GeoPackage unused = StoreUrl.of(directory.resolve("unused.gpkg"));
        unused.open(StoreUrl.Mode.CREATE).close();
        assertThat(unused.file()).doesNotExist();
        assertThatThrownBy(() -> {
                    try (Store store = unused.open(StoreUrl.Mode.CREATE)) {
                        store.write(
                                StoreContract.vintage(DESO),
                                List.of(StoreContract.area("b", 0), StoreContract.area("a", 1)),
                                List.of());
                    }
                })
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(directory)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("unused"));
    }

    @Test
    void a_file_that_cannot_be_finished_leaves_nothing_and_is_named() throws Exception {
        Path out = directory.resolve("result.csv");
        assertThatThrownBy(() -> WholeFile.write(out, unfinished -> {
                    Files.writeString(unfinished, "half of it");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(out.toString())
                .hasMessageContaining("the disk is full");
        WholeFile.write(directory.resolve("whole.csv"), unfinished -> Files.writeString(unfinished, "whole"));
        assertThatThrownBy(() -> WholeFile.write(
                        directory.resolve("whole.csv"), unfinished -> Files.writeString(unfinished, "other")))
                .hasMessageContaining("already");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("store.gpkg", "whole.csv");
        }
        assertThat(directory.resolve("whole.csv")).hasContent("whole");
    }

    @Test
    void a_geopackage_that_cannot_be_finished_leaves_nothing() {
        Path out = directory.resolve("result.gpkg");
        var rows = IntStream.range(0, 5000)
                .mapToObj(i -> {
                    if (i == 4000) throw new StoreException("cancelled");
                    return new GeoPackageFile.Row(StoreContract.area("a", i).geometry(), List.of());
                })
                .iterator();
        var areas = new GeoPackageFile.Features(
                new GeoPackageFile.Description("areas", "Areas", ""), java.util.Map.of(), rows);
        assertThatThrownBy(() -> GeoPackageFile.write(out, Instant.EPOCH, List.of(areas)))
                .hasMessage("cancelled");
        assertThat(directory)
                .isDirectoryNotContaining(file -> file.getFileName().toString().contains("result"));
    }

    /** What lies on the disk when a program is killed within a write: a copy of it, since nobody else may be killed here. */
    private StoreUrl.GeoPackage cutOff() throws Exception {
        StoreUrl.GeoPackage copy = StoreUrl.of(directory.resolve("cut off.gpkg"));
        try (GeoPackageStore store = (GeoPackageStore) url.open(StoreUrl.Mode.READ_WRITE);
                Statement sql = store.connection().createStatement()) {
            sql.execute("PRAGMA cache_size = 5"); // the rest goes to the file before it is committed
            sql.execute("BEGIN");
            sql.execute("UPDATE deso_2025 SET area_name = 'half', code = 'half' || fid");
            Files.copy(url.file(), copy.file());
            Files.copy(journal(url), journal(copy));
            sql.execute("ROLLBACK");
        }
        return copy;
    }

    private static Path journal(StoreUrl.GeoPackage url) {
        return url.file().resolveSibling(url.file().getFileName() + "-journal");
    }

    private static void full(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            int pages = sql.executeQuery("PRAGMA page_count").getInt(1);
            sql.execute("PRAGMA max_page_count = " + (pages + 10));
        }
    }

    private static void write(StoreUrl.GeoPackage url, List<Area> areas) {
        try (Store store = url.open(StoreUrl.Mode.CREATE)) {
            store.write(StoreContract.vintage(DESO), areas, List.of());
        }
    }

    private static List<Area> areas(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> StoreContract.area(String.format("%05d", i), i))
                .toList();
    }
}
