package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.catalog.HostLayers;

/** Whose workspace the plugin writes into. */
class WorkspaceTest {

    @TempDir
    Path data;

    private Path regstat;
    private Plugin host;

    @BeforeEach
    void fill_a_store() throws IOException {
        regstat = OneArea.storeOf(data).file().getParent();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private void settings(String yaml) throws IOException {
        Files.writeString(regstat.resolve("regstat.yml"), yaml);
    }

    // ---- somebody else's

    @Test
    void a_workspace_of_somebody_elses_is_not_written_into_and_told_of_with_what_to_do() throws IOException {
        startWithAForeignWorkspace(false);
        assertThat(host.catalog().all(CatalogInfo.class)).hasSize(1);
        assertThat(host.status())
                .contains(
                        "the workspace regstat is there already", "name another in regstat/regstat.yml", "workspace: ");
        String advice = host.status().replaceFirst("(?s).*(workspace: \\S+).*", "$1");
        settings(advice);
        host.reload();
        assertThat(host.layers()).extracting(HostLayers.Layer::prefixedName).contains("regstat_statistics:deso_2025");
        assertThat(host.layer("deso_2025").orElseThrow().namespaceUri()).isEqualTo("urn:regstat_statistics");
        assertThat(host.catalog().all(WorkspaceInfo.class)).hasSize(2);
    }

    @Test
    void a_data_store_of_somebody_elses_is_not_written_into() throws IOException {
        startWithAForeignWorkspace(true);
        assertThat(host.catalog().all(CatalogInfo.class)).hasSize(2);
        assertThat(host.catalog().all(DataStoreInfo.class).get(0).getConnectionParameters())
                .isEmpty();
        assertThat(host.status()).contains("the data store regstat in the workspace regstat is there already");
    }

    private void startWithAForeignWorkspace(boolean withStore) throws IOException {
        Files.move(regstat.resolve("regstat.gpkg"), data.resolve("later"));
        host = Plugin.start(data);
        WorkspaceInfo theirs = host.catalog().getFactory().createWorkspace();
        theirs.setName("regstat");
        host.catalog().add(theirs);
        if (withStore) {
            DataStoreInfo store = host.catalog().getFactory().createDataStore();
            store.setName("regstat");
            store.setType("PostGIS");
            store.setWorkspace(theirs);
            host.catalog().add(store);
        }
        Files.move(data.resolve("later"), regstat.resolve("regstat.gpkg"));
        host.reload();
    }

    @Test
    void a_name_that_no_workspace_can_have_is_refused_and_what_is_there_stays() throws IOException {
        host = Plugin.start(data);
        settings("workspace: 'a b'");
        host.reload();
        assertThat(host.status()).contains("line 1, workspace: 'a b' should be letters");
        assertThat(host.layers()).hasSize(6);
    }
}
