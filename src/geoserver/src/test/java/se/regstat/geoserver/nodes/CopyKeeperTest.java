package se.regstat.geoserver.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.memory.OneArea;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.LastCopy;

class CopyKeeperTest {

    @TempDir
    Path data;

    private final Deque<Runnable> begun = new ArrayDeque<>();
    private Duration now = Duration.ZERO;
    private Path folder;
    private StoreUrl store;
    private LastCopy.Key key;

    @BeforeEach
    void fill_a_store() {
        folder = data.resolve("last-store");
        store = OneArea.store(data);
        try (Store opened = store.open(StoreUrl.Mode.READ_ONLY)) {
            key = new LastCopy.Key(store.toString(), opened.revision(), "");
        }
    }

    private CopyKeeper keeper() {
        Retries retries = new Retries(Duration.ofMinutes(1), Duration.ofHours(1), () -> now.toNanos());
        return new CopyKeeper(() -> folder, begun::add, retries);
    }

    private void keep(CopyKeeper keeper) {
        keeper.keep(key, store, indicator -> true);
    }

    @Test
    void a_copy_is_made_elsewhere_and_once() throws IOException {
        CopyKeeper keeper = keeper();
        keep(keeper);
        keep(keeper);
        assertThat(begun).as("nobody waited for it").hasSize(1);
        assertThat(folder).doesNotExist();
        begun.remove().run();
        keep(keeper);
        assertThat(begun).isEmpty();
        assertThat(keeper.read(store, problem -> {}).orElseThrow().key()).isEqualTo(key);
        assertThat(copies()).isEqualTo(1);
    }

    @Test
    void another_that_has_the_folder_takes_the_copy_that_is_there() throws IOException {
        CopyKeeper one = keeper();
        CopyKeeper other = keeper();
        keep(one);
        keep(other);
        begun.remove().run();
        Path made = copy();
        begun.remove().run();
        assertThat(copy()).isEqualTo(made);
        assertThat(copies()).isEqualTo(1);
    }

    @Test
    void a_copy_that_cannot_be_written_is_tried_again_after_a_minute_and_then_two() throws IOException {
        Files.writeString(folder, "a file where the folder would be");
        CopyKeeper keeper = keeper();
        for (int minutes : new int[] {1, 2, 4}) {
            keep(keeper);
            begun.remove().run();
            now = now.plusMinutes(minutes).minusSeconds(1);
            keep(keeper);
            assertThat(begun).as("before %s minutes", minutes).isEmpty();
            now = now.plusSeconds(1);
        }
        Files.delete(folder);
        keep(keeper);
        begun.remove().run();
        assertThat(copies()).isEqualTo(1);
    }

    private Path copy() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".gpkg"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long copies() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".gpkg")).count();
        }
    }
}
