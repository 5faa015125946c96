package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another {@code workspace:} takes the layers along, or leaves all as it is. */
class MovingTest {

    @TempDir
    Path data;

    private Plugin host;

    @BeforeEach
    void publish() throws IOException {
        OneArea.storeOf(data);
        host = Plugin.start(data);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void another_name_takes_the_layers_along_and_says_so() throws IOException {
        int objects = host.catalog().all(CatalogInfo.class).size();
        host.reload("workspace: statistik");
        assertThat(host.layers()).hasSize(6).allMatch(layer -> layer.prefix().equals("statistik"));
        assertThat(host.catalog().all(CatalogInfo.class)).hasSize(objects);
        assertThat(data.resolve("workspaces/statistik/content.ftl")).exists();
        assertThat(data.resolve("workspaces/regstat")).doesNotExist();
        assertThat(host.status())
                .contains("moved to the workspace statistik and took back its layers and the workspace regstat")
                .doesNotContain("publishes nothing");
    }

    @Test
    void there_is_a_way_back() throws IOException {
        host.reload("workspace: statistik");
        host.reload("workspace: regstat");
        assertThat(host.layers()).hasSize(6).allMatch(layer -> layer.prefix().equals("regstat"));
        assertThat(host.catalog().all(WorkspaceInfo.class)).hasSize(1);
    }

    @Test
    void there_is_a_way_back_to_where_something_was_left() throws IOException {
        LayerGroupInfo theirs = host.catalog().getFactory().createLayerGroup();
        theirs.setName("theirs");
        theirs.setMode(LayerGroupInfo.Mode.SINGLE);
        theirs.getLayers().add(host.catalog().getLayerByName("regstat:deso_2025"));
        theirs.getStyles().add(null);
        host.catalog().add(theirs);
        host.reload("workspace: statistik");
        assertThat(host.layers()).hasSize(6).allMatch(layer -> layer.prefix().equals("statistik"));
        host.reload("workspace: regstat");
        assertThat(host.layers()).hasSize(6).allMatch(layer -> layer.prefix().equals("regstat"));
        assertThat(host.catalog().all(LayerInfo.class)).hasSize(6).allMatch(LayerInfo::isEnabled);
    }

    @Test
    void a_taken_name_takes_nothing_down() throws IOException {
        WorkspaceInfo theirs = host.catalog().getFactory().createWorkspace();
        theirs.setName("taken");
        host.catalog().add(theirs);
        long before = host.catalog().changes();
        host.reload("workspace: taken");
        assertThat(host.catalog().changes()).isEqualTo(before);
        assertThat(host.layers()).hasSize(6).allMatch(layer -> layer.prefix().equals("regstat"));
        assertThat(host.published()).isPresent();
        assertThat(host.status()).contains("the workspace taken is there already", "leaves what it published before");
    }
}
