package se.regstat.geoserver;

import java.util.List;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import se.regstat.geotools.RegstatDataStoreFactory;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.store.StoreUrl;

/** What the layers stand on: workspace, namespace and data store. */
final class Workspace {

    static final String WORKSPACE = "regstat";
    static final String NAMESPACE = "urn:regstat";

    private final Catalog catalog;
    private final Ledger ledger;
    private WorkspaceInfo workspace;
    private NamespaceInfo namespace;
    private DataStoreInfo store;

    Workspace(Catalog catalog, Ledger ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
    }

    WorkspaceInfo info() {
        return workspace;
    }

    NamespaceInfo namespace() {
        return namespace;
    }

    DataStoreInfo store() {
        return store;
    }

    /** Null if there is none. */
    FeatureTypeInfo type(String name) {
        return catalog.getFeatureTypeByDataStore(store, name);
    }

    /** Null if there is none. */
    LayerInfo layer(String name) {
        return catalog.getLayerByName(WORKSPACE + ":" + name);
    }

    /** Null if there is none. */
    StyleInfo style(String name) {
        return catalog.getStyleByName(workspace, name);
    }

    /** Makes what is missing, and brings the data store up to date. */
    void publish(StoreUrl url, Configuration configuration, String description) {
        workspace = catalog.getWorkspaceByName(WORKSPACE);
        store = workspace == null ? null : catalog.getDataStoreByName(workspace, WORKSPACE);
        if (store == null) forgetObjects();
        if (workspace == null) {
            WorkspaceInfo made = catalog.getFactory().createWorkspace();
            made.setName(WORKSPACE);
            catalog.add(made);
            workspace = catalog.getWorkspaceByName(WORKSPACE);
        }
        namespace = catalog.getNamespaceByPrefix(WORKSPACE);
        if (namespace == null) {
            NamespaceInfo made = catalog.getFactory().createNamespace();
            made.setPrefix(WORKSPACE);
            made.setURI(NAMESPACE);
            catalog.add(made);
            namespace = catalog.getNamespaceByPrefix(WORKSPACE);
        }
        ledger.publish(
                "store " + WORKSPACE,
                store,
                catalog.getFactory()::createDataStore,
                made -> {
                    made.setName(WORKSPACE);
                    made.setWorkspace(workspace);
                    made.setType(RegstatDataStoreFactory.DISPLAY_NAME);
                },
                info -> propertiesOf(info, url, configuration, description),
                catalog::add,
                catalog::save);
        store = catalog.getDataStoreByName(workspace, WORKSPACE);
    }

    /** In a catalog without our store nothing is ours, whatever was written before: it is a new one, or was cleared. */
    private void forgetObjects() {
        for (String key : ledger.keys()) {
            if (!key.startsWith("document ")) ledger.forget(key);
        }
    }

    private List<Property> propertiesOf(
            DataStoreInfo info, StoreUrl url, Configuration configuration, String description) {
        return List.of(
                new Property("description", info::getDescription, description, () -> info.setDescription(description)),
                Properties.enabled(info::isEnabled, info::setEnabled),
                parameter(info, RegstatDataStoreFactory.DBTYPE.key, RegstatDataStoreFactory.DBTYPE_VALUE),
                parameter(info, RegstatDataStoreFactory.STORE.key, url.toString()),
                parameter(
                        info,
                        RegstatDataStoreFactory.CONFIG.key,
                        configuration.directory().toString()),
                parameter(info, RegstatDataStoreFactory.NAMESPACE.key, namespace.getURI()));
    }

    private static Property parameter(DataStoreInfo info, String key, String value) {
        return new Property(
                "parameter " + key,
                () -> {
                    Object current = info.getConnectionParameters().get(key);
                    return current == null ? "" : current.toString();
                },
                value,
                () -> info.getConnectionParameters().put(key, value));
    }
}
