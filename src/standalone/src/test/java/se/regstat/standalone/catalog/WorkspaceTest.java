package se.regstat.standalone.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose workspace the plugin writes into, and what is left of it when it goes. */
class WorkspaceTest {

    @TempDir
    Path data;

    private Path regstat;
    private PluginHost host;

    @BeforeEach
    void fill_a_store() throws IOException {
        regstat = Files.createDirectory(data.resolve("regstat"));
        Files.move(OneArea.store(data).file(), regstat.resolve("regstat.gpkg"));
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
                        "the workspace regstat is there already",
                        regstat.resolve("regstat.yml").toString(),
                        "workspace: ");
        String advice = host.status().replaceFirst("(?s).*(workspace: \\S+).*", "$1");
        settings(advice);
        host.reload();
        assertThat(host.layers()).extracting(Layers.Layer::prefixedName).contains("regstat_statistics:deso_2025");
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
        host = PluginHost.start(data);
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
    void another_name_takes_the_layers_along() throws IOException {
        host = PluginHost.start(data);
        int objects = host.catalog().all(CatalogInfo.class).size();
        settings("workspace: statistik");
        host.reload();
        assertThat(host.layers()).hasSize(6).allMatch(layer -> layer.prefix().equals("statistik"));
        assertThat(host.catalog().all(CatalogInfo.class)).hasSize(objects);
        assertThat(data.resolve("workspaces/statistik/content.ftl")).exists();
        assertThat(data.resolve("workspaces/regstat/content.ftl")).doesNotExist();
    }

    @Test
    void a_name_that_no_workspace_can_have_is_refused_and_what_is_there_stays() throws IOException {
        host = PluginHost.start(data);
        settings("workspace: 'a b'");
        host.reload();
        assertThat(host.status()).contains("line 1, workspace: 'a b' should be letters");
        assertThat(host.layers()).hasSize(6);
    }

    // ---- taking back

    @Test
    void publish_nothing_takes_everything_back_edited_or_not() throws IOException {
        host = PluginHost.start(data);
        LayerInfo edited = host.catalog().getLayerByName("regstat:deso_2025");
        edited.getResource().setTitle("Vår");
        host.catalog().save(edited.getResource());
        settings("publish: nothing");
        host.reload();
        assertThat(host.catalog().all(CatalogInfo.class)).isEmpty();
        assertThat(host.layers()).isEmpty();
        assertThat(host.published()).isEmpty();
        try (var files = Files.list(data.resolve("workspaces/regstat"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(host.status()).contains("publishes nothing and took back its layers and the workspace regstat");
        host.reload();
        assertThat(host.status()).contains("has nothing to take back");
        settings("publish: all");
        host.reload();
        assertThat(host.layers()).hasSize(6);
    }

    @Test
    void what_others_use_is_switched_off_and_named() throws IOException {
        host = PluginHost.start(data);
        LayerGroupInfo theirs = host.catalog().getFactory().createLayerGroup();
        theirs.setName("theirs");
        theirs.setMode(LayerGroupInfo.Mode.SINGLE);
        theirs.getLayers().add(host.catalog().getLayerByName("regstat:deso_2025"));
        theirs.getStyles().add(null);
        host.catalog().add(theirs);
        settings("publish: nothing");
        host.reload();
        assertThat(host.catalog().all(LayerInfo.class)).singleElement().matches(layer -> !layer.isEnabled());
        assertThat(host.catalog().all(FeatureTypeInfo.class)).hasSize(1);
        assertThat(host.catalog().all(DataStoreInfo.class)).singleElement().matches(store -> !store.isEnabled());
        assertThat(host.status()).contains("layer deso_2025", "theirs");
    }

    @Test
    void a_style_that_was_edited_stays_with_its_workspace() throws IOException {
        host = PluginHost.start(data);
        Files.writeString(data.resolve("workspaces/regstat/styles/outline.sld"), "<edited/>");
        settings("publish: nothing");
        host.reload();
        assertThat(host.catalog().all(StyleInfo.class))
                .extracting(StyleInfo::getName)
                .isEqualTo(List.of("outline"));
        assertThat(host.catalog().all(LayerInfo.class)).isEmpty();
        assertThat(data.resolve("workspaces/regstat/styles/outline.sld")).hasContent("<edited/>");
    }
}
