package se.regstat.geoserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.ledger.News;
import se.regstat.geoserver.memory.OneArea;
import se.regstat.geoserver.nodes.CopyKeeper;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.store.StoreUrl;

/** A store that tells of its changes, once each. */
class ServedStoreTest {

    @TempDir
    Path folder;

    /** What is told next. */
    private boolean told;

    private StoreUrl.GeoPackage url;
    private ServedStore store;

    @BeforeEach
    void serve() throws Exception {
        url = OneArea.store(folder);
        store = new ServedStore(
                () -> {
                    throw new AssertionError("there are no layers to switch off");
                },
                new CopyKeeper(() -> folder),
                served -> new StoreUrl.Changes() {
                    @Override
                    public boolean await(Duration most) {
                        return told;
                    }

                    @Override
                    public void close() {}
                });
        store.name(url);
        assertThat(store.serve(Configuration.load(OneArea.configuration(folder)), new News(null)))
                .isTrue();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_was_told_while_nobody_could_look_is_looked_at_afterwards() throws Exception {
        Snapshot shown = shown();
        await(false);
        assertThat(isNew(shown)).isFalse();
        write(2025);
        await(true);
        await(false);
        assertThat(isNew(shown)).isTrue();
        assertThat(shown()).isNotSameAs(shown);
    }

    @Test
    @Timeout(60)
    void what_was_told_and_could_not_be_read_is_read_later_though_nothing_is_told_again() throws Exception {
        Snapshot shown = shown();
        write(2025);
        Path away = Files.move(url.file(), folder.resolve("away"));
        await(true);
        assertThat(isNew(shown)).isFalse();
        await(false);
        assertThat(isNew(shown)).isFalse();
        Files.move(away, url.file());
        do await(false);
        while (!isNew(shown));
        assertThat(shown().revision()).isNotEqualTo(shown.revision());
    }

    private void await(boolean tell) throws InterruptedException {
        told = tell;
        store.await(Duration.ofSeconds(1));
    }

    private boolean isNew(Snapshot shown) {
        return store.isNew(shown, () -> new News(null));
    }

    private Snapshot shown() {
        return store.served().orElseThrow().lease().current();
    }

    /** A year more. */
    private void write(int year) {
        OneArea.write(url, year);
    }
}
