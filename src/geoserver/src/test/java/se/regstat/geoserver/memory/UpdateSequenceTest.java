package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.catalog.event.CatalogPostModifyEvent;
import org.geoserver.config.GeoServerInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.ledger.Program;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Clients ask by GeoServer's update sequence whether their capabilities are old. At a start GeoServer does not count what is saved. */
class UpdateSequenceTest {

    @TempDir
    Path data;

    private StoreUrl store;
    private Plugin host;

    @BeforeEach
    void start() throws IOException {
        store = OneArea.storeOf(data);
        host = Plugin.start(data);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void a_start_with_other_data_moves_it_once() {
        long first = sequence();
        assertThat(first).as("of the first start").isEqualTo(1);
        host.reload();
        assertThat(sequence()).as("of the same").isEqualTo(first);
        try (Store open = store.open(StoreUrl.Mode.READ_WRITE)) {
            open.writeValues(open.values());
        }
        host.reload();
        assertThat(sequence()).isEqualTo(first + 1);
    }

    @Test
    void a_start_with_another_configuration_moves_it_once() throws IOException {
        long before = sequence();
        Files.writeString(data.resolve("regstat/regstat.yml"), "publishing: {fees: Inga}");
        host.reload();
        assertThat(sequence()).isEqualTo(before + 1);
    }

    @Test
    void a_start_of_another_version_of_the_plugin_moves_it_once() throws IOException {
        long before = sequence();
        Path ledger = data.resolve("regstat/published.yml");
        String program = Program.CHECKSUM.substring(0, 16);
        assertThat(Files.readString(ledger)).contains(program);
        Files.writeString(ledger, Files.readString(ledger).replace(program, "0123456789abcdef"));
        WorkspaceInfo workspace = host.catalog().getWorkspaceByName("regstat");
        workspace.getMetadata().compute("regstatRevision", (key, told) -> ((String) told)
                .replace(program, "0123456789abcdef"));
        host.catalog().save(workspace);
        host.reload();
        assertThat(sequence()).isEqualTo(before + 1);
        host.reload();
        assertThat(sequence()).isEqualTo(before + 1);
    }

    @Test
    void where_geoserver_counts_nothing_is_added() throws IOException {
        host.catalog().addListener(new Counting());
        long before = sequence();
        host.reload("publishing: {fees: Inga}");
        assertThat(sequence()).isEqualTo(before + 1);
    }

    private long sequence() {
        return host.geoServer().getGlobal().getUpdateSequence();
    }

    /** As GeoServer does once it has started; of the workspace alone, to keep sums simple. */
    private final class Counting extends ModificationListener {
        @Override
        public void handlePostModifyEvent(CatalogPostModifyEvent event) {
            if (!(event.getSource() instanceof WorkspaceInfo)) return;
            GeoServerInfo global = host.geoServer().getGlobal();
            global.setUpdateSequence(global.getUpdateSequence() + 1);
            host.geoServer().save(global);
        }
    }
}
