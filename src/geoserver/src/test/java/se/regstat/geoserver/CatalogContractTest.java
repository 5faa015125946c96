package se.regstat.geoserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.PublishedInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.catalog.event.CatalogAddEvent;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.catalog.event.CatalogModifyEvent;
import org.geoserver.catalog.event.CatalogPostModifyEvent;
import org.geoserver.catalog.event.CatalogRemoveEvent;
import org.geoserver.platform.GeoServerResourceLoader;
import org.geoserver.platform.resource.Resource;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geotools.reprojection.Sweref99Tm;

/**
 * What publishing relies on of a catalog. Runs on GeoServer's own where that is on the class path (profile osgeo), else on the
 * one in memory, so that what is tested on that one holds of GeoServer too.
 */
class CatalogContractTest {

    @TempDir
    Path data;

    private Catalog catalog;

    @BeforeEach
    void empty_catalog() throws ReflectiveOperationException {
        catalog = catalog(data);
    }

    private static Catalog catalog(Path data) throws ReflectiveOperationException {
        Class<? extends Catalog> geoServers;
        try {
            geoServers = Class.forName("org.geoserver.catalog.impl.CatalogImpl").asSubclass(Catalog.class);
        } catch (ClassNotFoundException e) {
            Class<?> loader = Class.forName("se.regstat.catalog.HostResourceLoader");
            return Class.forName("se.regstat.catalog.HostCatalog")
                    .asSubclass(Catalog.class)
                    .getConstructor(loader)
                    .newInstance(loader.getConstructor(Path.class).newInstance(data));
        }
        Catalog catalog = geoServers.getConstructor().newInstance();
        GeoServerResourceLoader files =
                GeoServerResourceLoader.class.getConstructor(File.class).newInstance(data.toFile());
        geoServers.getMethod("setResourceLoader", GeoServerResourceLoader.class).invoke(catalog, files);
        return catalog;
    }

    // ---- finding

    @Test
    void what_is_not_there_is_null_or_an_empty_list() {
        assertThat(catalog.getWorkspaceByName("regstat")).isNull();
        assertThat(catalog.getNamespaceByPrefix("regstat")).isNull();
        assertThat(catalog.getLayerByName("regstat:deso")).isNull();
        WorkspaceInfo workspace = workspace("regstat");
        assertThat(catalog.getDataStoreByName(workspace, "regstat")).isNull();
        assertThat(catalog.getStyleByName(workspace, "outline")).isNull();
        assertThat(catalog.getLayerGroupByName(workspace, "all")).isNull();
        assertThat(catalog.getStoresByWorkspace(workspace, DataStoreInfo.class)).isEmpty();
        assertThat(catalog.getStylesByWorkspace(workspace)).isEmpty();
        assertThat(catalog.getLayerGroupsByWorkspace(workspace)).isEmpty();
        DataStoreInfo store = store(workspace);
        assertThat(catalog.getFeatureTypeByDataStore(store, "deso")).isNull();
    }

    @Test
    void objects_of_one_name_in_two_workspaces_are_kept_apart() {
        FeatureTypeInfo ours = type(store(workspace("regstat")), "deso");
        FeatureTypeInfo theirs = type(store(workspace("theirs")), "deso");
        layer(ours);
        layer(theirs);
        assertThat(catalog.getLayerByName("theirs:deso").getResource()).isEqualTo(theirs);
        assertThat(catalog.getLayerByName("regstat:deso").getResource()).isEqualTo(ours);
        assertThat(catalog.getLayerByName("regstat:nothing")).isNull();
        assertThat(ours).isNotEqualTo(theirs);
    }

    @Test
    void a_layer_is_called_as_its_type_and_tells_its_texts() {
        FeatureTypeInfo type = type(store(workspace("regstat")), "deso");
        type.setTitle("DeSO");
        catalog.save(type);
        layer(type);
        LayerInfo layer = catalog.getLayerByName("regstat:deso");
        assertThat(layer.getName()).isEqualTo("deso");
        assertThat(layer.getTitle()).isEqualTo("DeSO");
    }

    @Test
    void a_layer_is_switched_by_its_type() {
        FeatureTypeInfo type = type(store(workspace("regstat")), "deso");
        layer(type);
        assertThat(type.isEnabled()).as("until somebody switches it on").isFalse();
        type.setEnabled(true);
        catalog.save(type);
        assertThat(catalog.getLayerByName("regstat:deso").isEnabled()).isTrue();
        assertThat(catalog.getLayerByName("regstat:deso").isAdvertised()).isTrue();
        type = type(type);
        type.setEnabled(false);
        catalog.save(type);
        assertThat(catalog.getLayerByName("regstat:deso").isEnabled()).isFalse();
    }

    @Test
    void lists_and_maps_are_empty_to_begin_with() {
        FeatureTypeInfo type = catalog.getFactory().createFeatureType();
        assertThat(type.getKeywords()).isEmpty();
        assertThat(type.getMetadataLinks()).isEmpty();
        assertThat(type.getMetadata()).isEmpty();
        assertThat(type.getResponseSRS()).isEmpty();
        assertThat(catalog.getFactory().createLayer().getStyles()).isEmpty();
        assertThat(catalog.getFactory().createDataStore().getConnectionParameters())
                .isEmpty();
    }

    // ---- adding and saving

    @Test
    void nothing_is_changed_until_it_is_saved() {
        FeatureTypeInfo type = type(store(workspace("regstat")), "deso");
        type.setTitle("not saved");
        assertThat(type(type).getTitle()).isNotEqualTo("not saved");
        catalog.save(type);
        assertThat(type(type).getTitle()).isEqualTo("not saved");
    }

    @Test
    void who_finds_an_object_sees_nothing_of_what_others_do_to_theirs() {
        FeatureTypeInfo type = type(store(workspace("regstat")), "deso");
        FeatureTypeInfo first = type(type);
        FeatureTypeInfo second = type(type);
        first.setTitle("first");
        assertThat(second.getTitle()).isNotEqualTo("first");
    }

    @Test
    void lists_are_working_copies_too() {
        FeatureTypeInfo type = type(store(workspace("regstat")), "deso");
        type.getResponseSRS().add("3857");
        assertThat(type(type).getResponseSRS()).isEmpty();
        catalog.save(type);
        assertThat(type(type).getResponseSRS()).containsExactly("3857");
    }

    @Test
    void names_are_unique_in_their_workspace() {
        WorkspaceInfo workspace = workspace("regstat");
        FeatureTypeInfo type = type(store(workspace), "deso");
        layer(type);
        style(workspace, "outline");
        assertThatThrownBy(() -> workspace("regstat")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store(workspace)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> type(type.getStore(), "deso")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> layer(type)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> style(workspace, "outline")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void objects_are_equal_to_what_is_found_under_their_name() {
        WorkspaceInfo workspace = workspace("regstat");
        StyleInfo style = style(workspace, "outline");
        assertThat(catalog.getWorkspaceByName("regstat")).isEqualTo(workspace);
        assertThat(catalog.getStyleByName(workspace, "outline")).isEqualTo(style);
        assertThat(style.getWorkspace()).isEqualTo(workspace);
    }

    // ---- groups

    @Test
    void a_group_needs_layers_and_keeps_null_for_a_default_style() {
        WorkspaceInfo workspace = workspace("regstat");
        LayerInfo layer = layer(type(store(workspace), "deso"));
        LayerGroupInfo empty = group(workspace, "empty");
        assertThatThrownBy(() -> catalog.add(empty)).isInstanceOf(IllegalArgumentException.class);
        groupOfAll(workspace, layer);
        LayerGroupInfo found = catalog.getLayerGroupByName(workspace, "all");
        assertThat(found.getLayers()).hasSize(1);
        assertThat(found.getLayers().get(0).getName()).isEqualTo("deso");
        assertThat(found.getStyles()).containsExactly((StyleInfo) null);
        assertThat(catalog.getLayerGroupsByWorkspace(workspace)).hasSize(1);
    }

    @Test
    void a_group_holds_groups_which_cannot_go_before_it() {
        WorkspaceInfo workspace = workspace("regstat");
        groupOfAll(workspace, layer(type(store(workspace), "deso")));
        LayerGroupInfo tree = group(workspace, "tree");
        tree.setMode(LayerGroupInfo.Mode.CONTAINER);
        tree.getLayers().add(catalog.getLayerGroupByName(workspace, "all"));
        tree.getStyles().add(null);
        tree.getMetadata().put(PublishedInfo.ROOT_IN_CAPABILITIES, false);
        catalog.add(tree);
        LayerGroupInfo found = catalog.getLayerGroupByName(workspace, "tree");
        assertThat(found.getMode()).isEqualTo(LayerGroupInfo.Mode.CONTAINER);
        assertThat(found.getLayers()).containsExactly(catalog.getLayerGroupByName(workspace, "all"));
        assertThat(found.getMetadata().get(PublishedInfo.ROOT_IN_CAPABILITIES, Boolean.class))
                .isFalse();
        assertThatThrownBy(() -> catalog.remove(catalog.getLayerGroupByName(workspace, "all")))
                .isInstanceOf(IllegalArgumentException.class);
        catalog.remove(found);
        catalog.remove(catalog.getLayerGroupByName(workspace, "all"));
        assertThat(catalog.getLayerGroupsByWorkspace(workspace)).isEmpty();
    }

    // ---- styles

    @Test
    void a_styles_document_is_written_before_it_is_added_and_lies_in_its_workspace() throws IOException {
        WorkspaceInfo workspace = workspace("regstat");
        StyleInfo style = style(workspace, "outline");
        assertThat(data.resolve("workspaces/regstat/styles/outline.sld")).hasContent("<sld/>");
        Resource file = catalog.getResourceLoader().get("workspaces/regstat/styles/outline.sld");
        assertThat(file.getType()).isEqualTo(Resource.Type.RESOURCE);
        StringWriter read = new StringWriter();
        try (Reader reader = catalog.getResourcePool().readStyle(style)) {
            reader.transferTo(read);
        }
        assertThat(read).hasToString("<sld/>");
    }

    @Test
    void a_style_goes_with_its_document_once_it_is_removed() throws IOException {
        StyleInfo style = style(workspace("regstat"), "outline");
        catalog.remove(style);
        catalog.getResourcePool().deleteStyle(style, true);
        assertThat(data.resolve("workspaces/regstat/styles/outline.sld")).doesNotExist();
    }

    @Test
    void a_style_in_use_cannot_be_removed() {
        WorkspaceInfo workspace = workspace("regstat");
        StyleInfo style = style(workspace, "outline");
        LayerInfo layer = layer(type(store(workspace), "deso"));
        layer.setDefaultStyle(style);
        catalog.save(layer);
        StyleInfo used = catalog.getStyleByName(workspace, "outline");
        assertThatThrownBy(() -> catalog.remove(used)).isInstanceOf(IllegalArgumentException.class);
        assertThat(catalog.getStyleByName(workspace, "outline")).isNotNull();
    }

    // ---- removing

    @Test
    void what_others_refer_to_cannot_be_removed() {
        WorkspaceInfo workspace = workspace("regstat");
        DataStoreInfo store = store(workspace);
        FeatureTypeInfo type = type(store, "deso");
        LayerInfo layer = layer(type);
        groupOfAll(workspace, layer);
        assertThatThrownBy(() -> catalog.remove(catalog.getLayerByName("regstat:deso")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalog.remove(type(type))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalog.remove(catalog.getDataStoreByName(workspace, "regstat")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalog.remove(catalog.getWorkspaceByName("regstat")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void all_can_be_removed_from_the_top() {
        WorkspaceInfo workspace = workspace("regstat");
        DataStoreInfo store = store(workspace);
        FeatureTypeInfo type = type(store, "deso");
        LayerInfo layer = layer(type);
        groupOfAll(workspace, layer);
        catalog.remove(catalog.getLayerGroupByName(workspace, "all"));
        catalog.remove(catalog.getLayerByName("regstat:deso"));
        catalog.remove(type(type));
        catalog.remove(catalog.getDataStoreByName(workspace, "regstat"));
        catalog.remove(catalog.getNamespaceByPrefix("regstat"));
        if (catalog.getWorkspaceByName("regstat") != null) catalog.remove(catalog.getWorkspaceByName("regstat"));
        assertThat(catalog.getWorkspaceByName("regstat")).isNull();
        assertThat(catalog.getNamespaceByPrefix("regstat")).isNull();
        assertThat(catalog.getLayerByName("regstat:deso")).isNull();
    }

    // ---- listening

    @Test
    void listeners_hear_what_was_added_changed_and_removed() {
        Heard heard = new Heard();
        catalog.addListener(heard);
        FeatureTypeInfo type = type(store(workspace("regstat")), "deso");
        type.setTitle("DeSO");
        catalog.save(type);
        assertThat(heard.added).contains("deso");
        assertThat(heard.changed).contains("deso: title from null to DeSO");
        catalog.remove(type(type));
        assertThat(heard.removed).containsExactly("deso");
        catalog.removeListener(heard);
        heard.added.clear();
        type(type.getStore(), "regso");
        assertThat(heard.added).isEmpty();
    }

    @Test
    void a_listener_may_save_what_it_heard_of_once_more() {
        FeatureTypeInfo type = type(store(workspace("regstat")), "deso");
        catalog.addListener(new Heard() {
            @Override
            public void handlePostModifyEvent(CatalogPostModifyEvent event) {
                if (!event.getPropertyNames().contains("title")) return;
                FeatureTypeInfo again = type((FeatureTypeInfo) event.getSource());
                again.setAbstract("about "
                        + event.getNewValues().get(event.getPropertyNames().indexOf("title")));
                catalog.save(again);
            }
        });
        type.setTitle("DeSO");
        catalog.save(type);
        assertThat(type(type).getTitle()).isEqualTo("DeSO");
        assertThat(type(type).getAbstract()).isEqualTo("about DeSO");
    }

    // ---- made as publishing makes them

    private WorkspaceInfo workspace(String name) {
        WorkspaceInfo workspace = catalog.getFactory().createWorkspace();
        workspace.setName(name);
        NamespaceInfo namespace = catalog.getFactory().createNamespace();
        namespace.setPrefix(name);
        namespace.setURI("urn:" + name);
        catalog.add(workspace);
        catalog.add(namespace);
        return catalog.getWorkspaceByName(name);
    }

    private DataStoreInfo store(WorkspaceInfo workspace) {
        DataStoreInfo store = catalog.getFactory().createDataStore();
        store.setName("regstat");
        store.setType("Regstat");
        store.setWorkspace(workspace);
        store.setEnabled(true);
        catalog.add(store);
        return catalog.getDataStoreByName(workspace, "regstat");
    }

    private FeatureTypeInfo type(DataStoreInfo store, String name) {
        FeatureTypeInfo type = catalog.getFactory().createFeatureType();
        type.setName(name);
        type.setNativeName(name);
        type.setStore(store);
        type.setNamespace(catalog.getNamespaceByPrefix(store.getWorkspace().getName()));
        type.setSRS("EPSG:3006");
        catalog.add(type);
        return catalog.getFeatureTypeByDataStore(store, name);
    }

    private FeatureTypeInfo type(FeatureTypeInfo known) {
        return catalog.getFeatureTypeByDataStore(known.getStore(), known.getName());
    }

    private LayerInfo layer(FeatureTypeInfo type) {
        LayerInfo layer = catalog.getFactory().createLayer();
        layer.setResource(type);
        catalog.add(layer);
        return catalog.getLayerByName(type.getNamespace().getPrefix() + ":" + type.getName());
    }

    private LayerGroupInfo group(WorkspaceInfo workspace, String name) {
        LayerGroupInfo group = catalog.getFactory().createLayerGroup();
        group.setName(name);
        group.setWorkspace(workspace);
        group.setMode(LayerGroupInfo.Mode.SINGLE);
        group.setBounds(new ReferencedEnvelope(0, 1, 0, 1, Sweref99Tm.crs()));
        return group;
    }

    /** A group {@code all}, which shows the layer in its default style. */
    private void groupOfAll(WorkspaceInfo workspace, LayerInfo layer) {
        LayerGroupInfo group = group(workspace, "all");
        group.getLayers().add(layer);
        group.getStyles().add(null);
        catalog.add(group);
    }

    private StyleInfo style(WorkspaceInfo workspace, String name) {
        StyleInfo style = catalog.getFactory().createStyle();
        style.setName(name);
        style.setWorkspace(workspace);
        style.setFilename(name + ".sld");
        style.setFormat("sld");
        style.setFormatVersion(new Version("1.0.0"));
        try {
            catalog.getResourcePool()
                    .writeStyle(style, new ByteArrayInputStream("<sld/>".getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        catalog.add(style);
        return catalog.getStyleByName(workspace, name);
    }

    private static class Heard implements CatalogListener {
        private final List<String> added = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();

        @Override
        public void handleAddEvent(CatalogAddEvent event) {
            if (event.getSource() instanceof FeatureTypeInfo type) added.add(type.getName());
        }

        @Override
        public void handleRemoveEvent(CatalogRemoveEvent event) {
            CatalogInfo source = event.getSource();
            if (source instanceof FeatureTypeInfo type) removed.add(type.getName());
        }

        @Override
        public void handleModifyEvent(CatalogModifyEvent event) {}

        @Override
        public void handlePostModifyEvent(CatalogPostModifyEvent event) {
            for (int i = 0; i < event.getPropertyNames().size(); i++) {
                changed.add(((FeatureTypeInfo) event.getSource()).getName() + ": "
                        + event.getPropertyNames().get(i) + " from "
                        + event.getOldValues().get(i) + " to "
                        + event.getNewValues().get(i));
            }
        }

        @Override
        public void reloaded() {}
    }
}
