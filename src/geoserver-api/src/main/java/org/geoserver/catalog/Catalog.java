package org.geoserver.catalog;

import java.util.Collection;
import java.util.List;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.platform.GeoServerResourceLoader;

/** What a GeoServer publishes. What its methods return are working copies: nothing is changed until they are saved. */
public interface Catalog {
    CatalogFactory getFactory();

    ResourcePool getResourcePool();

    GeoServerResourceLoader getResourceLoader();

    void add(StoreInfo store);

    void save(StoreInfo store);

    void remove(StoreInfo store);

    void add(ResourceInfo resource);

    void save(ResourceInfo resource);

    void remove(ResourceInfo resource);

    void add(LayerInfo layer);

    void save(LayerInfo layer);

    void remove(LayerInfo layer);

    void add(LayerGroupInfo layerGroup);

    void save(LayerGroupInfo layerGroup);

    void remove(LayerGroupInfo layerGroup);

    void add(StyleInfo style);

    void save(StyleInfo style);

    void remove(StyleInfo style);

    void add(NamespaceInfo namespace);

    void save(NamespaceInfo namespace);

    void remove(NamespaceInfo namespace);

    void add(WorkspaceInfo workspace);

    void save(WorkspaceInfo workspace);

    void remove(WorkspaceInfo workspace);

    WorkspaceInfo getWorkspaceByName(String name);

    NamespaceInfo getNamespaceByPrefix(String prefix);

    <T extends StoreInfo> List<T> getStoresByWorkspace(WorkspaceInfo workspace, Class<T> type);

    /** Of all workspaces and of none. */
    List<StyleInfo> getStyles();

    List<StyleInfo> getStylesByWorkspace(WorkspaceInfo workspace);

    List<LayerGroupInfo> getLayerGroupsByWorkspace(WorkspaceInfo workspace);

    DataStoreInfo getDataStoreByName(WorkspaceInfo workspace, String name);

    FeatureTypeInfo getFeatureTypeByDataStore(DataStoreInfo dataStore, String name);

    /** @param name may be qualified, as in {@code workspace:name} */
    LayerInfo getLayerByName(String name);

    StyleInfo getStyleByName(WorkspaceInfo workspace, String name);

    LayerGroupInfo getLayerGroupByName(WorkspaceInfo workspace, String name);

    /** Null if there is none. */
    WorkspaceInfo getWorkspace(String id);

    /** Null if there is none. */
    NamespaceInfo getNamespace(String id);

    /** Null if there is none. */
    DataStoreInfo getDataStore(String id);

    /** Null if there is none. */
    FeatureTypeInfo getFeatureType(String id);

    /** Null if there is none. */
    LayerInfo getLayer(String id);

    /** Null if there is none. */
    StyleInfo getStyle(String id);

    /** Null if there is none. */
    LayerGroupInfo getLayerGroup(String id);

    Collection<CatalogListener> getListeners();

    void addListener(CatalogListener listener);

    void removeListener(CatalogListener listener);
}
