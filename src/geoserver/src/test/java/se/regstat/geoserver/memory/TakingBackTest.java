package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What {@code publish: nothing} takes away, what it leaves, and that all of it can come back. */
class TakingBackTest {

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
    void everything_is_taken_back_edited_or_not_and_comes_again() throws IOException {
        LayerInfo edited = host.catalog().getLayerByName("regstat:deso_2025");
        edited.getResource().setTitle("Vår");
        host.catalog().save(edited.getResource());
        Files.writeString(data.resolve("workspaces/regstat/styles/removed.sld.bak.1"), "GeoServer keeps such copies");
        host.reload("publish: nothing");
        assertThat(host.catalog().all(CatalogInfo.class)).isEmpty();
        assertThat(host.layers()).isEmpty();
        assertThat(host.published()).isEmpty();
        assertThat(data.resolve("workspaces/regstat")).doesNotExist();
        assertThat(host.status()).contains("publishes nothing and took back its layers and the workspace regstat");
        host.reload();
        assertThat(host.status()).contains("has nothing to take back");
        host.reload("publish: all");
        assertThat(host.layers()).hasSize(6);
    }

    @Test
    void what_others_use_is_switched_off_and_named_and_goes_once_they_do_not() throws IOException {
        LayerGroupInfo theirs = groupOfOthers();
        host.reload("publish: nothing");
        assertThat(host.catalog().all(LayerInfo.class)).singleElement().matches(layer -> !layer.isEnabled());
        assertThat(host.catalog().all(FeatureTypeInfo.class)).hasSize(1);
        assertThat(host.catalog().all(DataStoreInfo.class)).singleElement().matches(store -> !store.isEnabled());
        assertThat(host.status()).contains("layer deso_2025", "theirs");
        host.catalog().remove(theirs);
        host.reload();
        assertThat(host.catalog().all(CatalogInfo.class)).isEmpty();
    }

    @Test
    void what_was_switched_off_is_on_again_with_the_rest() throws IOException {
        groupOfOthers();
        host.reload("publish: nothing");
        host.reload("publish: all");
        assertThat(host.layers()).hasSize(6);
        assertThat(host.catalog().all(DataStoreInfo.class)).singleElement().matches(DataStoreInfo::isEnabled);
    }

    @Test
    void layers_that_others_made_from_the_data_store_stay_switched_off_with_it_which_is_said() throws IOException {
        FeatureTypeInfo type = host.catalog().getFactory().createFeatureType();
        type.setName("theirs");
        type.setNativeName("deso_2025");
        type.setNamespace(host.catalog().getNamespaceByPrefix("regstat"));
        type.setStore(host.catalog().all(DataStoreInfo.class).get(0));
        host.catalog().add(type);
        host.reload("publish: nothing");
        assertThat(host.catalog().all(FeatureTypeInfo.class)).singleElement().isEqualTo(type);
        assertThat(host.catalog().all(DataStoreInfo.class)).singleElement().matches(store -> !store.isEnabled());
        assertThat(host.status())
                .contains("data store regstat (switched off, and with it the layers that others made from it)");
    }

    private LayerGroupInfo groupOfOthers() {
        LayerGroupInfo theirs = host.catalog().getFactory().createLayerGroup();
        theirs.setName("theirs");
        theirs.setMode(LayerGroupInfo.Mode.SINGLE);
        theirs.getLayers().add(host.catalog().getLayerByName("regstat:deso_2025"));
        theirs.getStyles().add(null);
        host.catalog().add(theirs);
        return theirs;
    }

    @Test
    void a_style_that_was_edited_stays_with_its_workspace_and_is_named() throws IOException {
        Path style = data.resolve("workspaces/regstat/styles/outline.sld");
        Files.writeString(style, "<edited/>");
        host.reload("publish: nothing");
        assertThat(host.catalog().all(StyleInfo.class)).singleElement().matches(s -> s.getName()
                .equals("outline"));
        assertThat(host.catalog().all(LayerInfo.class)).isEmpty();
        assertThat(style).hasContent("<edited/>");
        assertThat(host.status()).contains("the workspace regstat stays for what is in it: style outline");
        host.reload("publish: all");
        assertThat(host.layers()).hasSize(6);
        assertThat(style).hasContent("<edited/>");
    }

    @Test
    void styles_that_need_the_plugin_are_named_wherever_they_are() throws IOException {
        String drawn = "<Geometry>\n<Function name=\"bordersOnce\"><Function name=\"geometry\"/></Function></Geometry>";
        Path style = data.resolve("workspaces/regstat/styles/outline.sld");
        Files.writeString(style, drawn);
        globalStyle("copied", drawn);
        globalStyle("plain", "<Geometry/>");
        host.reload("publish: nothing");
        assertThat(host.status()).contains("bordersOnce").endsWith("read them then: copied, regstat:outline.");
        Files.writeString(style, drawn.replace("bordersOnce", "boundary"));
        host.reload();
        assertThat(host.status()).endsWith("read them then: copied.");
    }

    private void globalStyle(String name, String document) throws IOException {
        StyleInfo style = host.catalog().getFactory().createStyle();
        style.setName(name);
        style.setFilename(name + ".sld");
        Files.writeString(Files.createDirectories(data.resolve("styles")).resolve(style.getFilename()), document);
        host.catalog().add(style);
    }

    @Test
    void files_of_an_administrators_stay_with_the_workspace_and_are_named() throws IOException {
        Path template = data.resolve("workspaces/regstat/content.ftl");
        Path settings =
                Files.createDirectories(data.resolve("workspaces/regstat/own")).resolve("wms.xml");
        Files.writeString(template, "edited");
        Files.writeString(settings, "<wms/>");
        host.reload("publish: nothing");
        assertThat(template).hasContent("edited");
        assertThat(settings).hasContent("<wms/>");
        assertThat(host.catalog().all(WorkspaceInfo.class)).hasSize(1);
        assertThat(host.status()).contains("file content.ftl", "file own/wms.xml");
        Files.delete(template);
        Files.delete(settings);
        host.reload();
        assertThat(host.catalog().all(WorkspaceInfo.class)).isEmpty();
    }
}
