package se.regstat.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CatalogFactory;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.Info;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.StoreInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.catalog.event.CatalogModifyEvent;
import org.geoserver.catalog.event.CatalogPostModifyEvent;

/**
 * A catalog in memory that keeps GeoServer's rules as far as the plugin can notice them: what is found is a working copy and
 * changes nothing until it is saved; names are unique in their workspace; what others refer to cannot be removed.
 * Thread-safe. Longer than other classes, as it has a method for each of the catalog's.
 */
public final class HostCatalog implements Catalog {

    private final HostResourceLoader files;
    private final HostResourcePool pool;
    private final CatalogFactory factory;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<CatalogListener> listeners = new CopyOnWriteArrayList<>();
    private long changes;

    /** An empty catalog whose styles lie in the data directory. */
    public HostCatalog(HostResourceLoader files) {
        this.files = files;
        this.pool = new HostResourcePool(files);
        this.factory = Entry.factory(pool);
    }

    @Override
    public CatalogFactory getFactory() {
        return factory;
    }

    @Override
    public HostResourcePool getResourcePool() {
        return pool;
    }

    @Override
    public HostResourceLoader getResourceLoader() {
        return files;
    }

    /** How often something was added, saved or removed. */
    public synchronized long changes() {
        return changes;
    }

    // ---- finding

    /** Working copies of all objects of a kind, in the order they were added. */
    public synchronized <T extends CatalogInfo> List<T> all(Class<T> type) {
        return find(type, info -> true);
    }

    /** All that is known, a line for each object, for comparing. */
    public synchronized List<String> contents() {
        return all(CatalogInfo.class).stream()
                .map(info -> Entry.of(info).toString())
                .toList();
    }

    private synchronized <T extends CatalogInfo> List<T> find(Class<T> type, Predicate<T> predicate) {
        List<T> found = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (!type.isAssignableFrom(entry.type())) continue;
            T copy = type.cast(workingCopy(entry.view()));
            if (predicate.test(copy)) found.add(copy);
        }
        return found;
    }

    /** Only what has the name is copied: there are many objects, and they are asked for one by one. */
    private synchronized <T extends CatalogInfo> T named(String name, Class<T> type, Predicate<T> predicate) {
        for (Entry entry : entries.values()) {
            if (!type.isAssignableFrom(entry.type()) || !name.equals(nameOf(entry))) continue;
            T copy = type.cast(workingCopy(entry.view()));
            if (predicate.test(copy)) return copy;
        }
        return null;
    }

    /** Of a layer: its resource's, as it is saved. */
    private Object nameOf(Entry entry) {
        if (!(entry.property("resource") instanceof Info resource)) return entry.property("name");
        Entry saved = entries.get(Entry.of(resource).id());
        return (saved == null ? Entry.of(resource) : saved).property("name");
    }

    /** What is saved of an object, with what it refers to; objects without a place in the catalog as they are. */
    private Info workingCopy(Info info) {
        if (!(info instanceof CatalogInfo)) return info;
        Entry saved = entries.get(Entry.of(info).id());
        return (saved == null ? Entry.of(info) : saved).copy(this::workingCopy).view();
    }

    @Override
    public WorkspaceInfo getWorkspaceByName(String name) {
        return named(name, WorkspaceInfo.class, w -> true);
    }

    @Override
    public NamespaceInfo getNamespaceByPrefix(String prefix) {
        return find(NamespaceInfo.class, n -> n.getPrefix().equals(prefix)).stream()
                .findFirst()
                .orElse(null);
    }

    @Override
    public DataStoreInfo getDataStoreByName(WorkspaceInfo workspace, String name) {
        return named(name, DataStoreInfo.class, s -> s.getWorkspace().equals(workspace));
    }

    @Override
    public <T extends StoreInfo> List<T> getStoresByWorkspace(WorkspaceInfo workspace, Class<T> type) {
        return find(type, s -> s.getWorkspace().equals(workspace));
    }

    @Override
    public List<StyleInfo> getStyles() {
        return find(StyleInfo.class, s -> true);
    }

    @Override
    public List<StyleInfo> getStylesByWorkspace(WorkspaceInfo workspace) {
        return find(StyleInfo.class, s -> workspace.equals(s.getWorkspace()));
    }

    @Override
    public List<LayerGroupInfo> getLayerGroupsByWorkspace(WorkspaceInfo workspace) {
        return find(LayerGroupInfo.class, g -> workspace.equals(g.getWorkspace()));
    }

    @Override
    public FeatureTypeInfo getFeatureTypeByDataStore(DataStoreInfo store, String name) {
        return named(name, FeatureTypeInfo.class, f -> f.getStore().equals(store));
    }

    @Override
    public LayerInfo getLayerByName(String name) {
        int colon = name.indexOf(':');
        return named(
                name.substring(colon + 1),
                LayerInfo.class,
                l -> colon < 0 || name.startsWith(l.getResource().getNamespace().getPrefix() + ":"));
    }

    @Override
    public StyleInfo getStyleByName(WorkspaceInfo workspace, String name) {
        return named(name, StyleInfo.class, s -> Objects.equals(s.getWorkspace(), workspace));
    }

    @Override
    public LayerGroupInfo getLayerGroupByName(WorkspaceInfo workspace, String name) {
        return named(name, LayerGroupInfo.class, g -> Objects.equals(g.getWorkspace(), workspace));
    }

    private synchronized <T extends CatalogInfo> T withId(String id, Class<T> type) {
        Entry entry = entries.get(id);
        return entry != null && type.isAssignableFrom(entry.type()) ? type.cast(workingCopy(entry.view())) : null;
    }

    @Override
    public WorkspaceInfo getWorkspace(String id) {
        return withId(id, WorkspaceInfo.class);
    }

    @Override
    public NamespaceInfo getNamespace(String id) {
        return withId(id, NamespaceInfo.class);
    }

    @Override
    public DataStoreInfo getDataStore(String id) {
        return withId(id, DataStoreInfo.class);
    }

    @Override
    public FeatureTypeInfo getFeatureType(String id) {
        return withId(id, FeatureTypeInfo.class);
    }

    @Override
    public LayerInfo getLayer(String id) {
        return withId(id, LayerInfo.class);
    }

    @Override
    public StyleInfo getStyle(String id) {
        return withId(id, StyleInfo.class);
    }

    @Override
    public LayerGroupInfo getLayerGroup(String id) {
        return withId(id, LayerGroupInfo.class);
    }

    // ---- listening

    @Override
    public List<CatalogListener> getListeners() {
        return List.copyOf(listeners);
    }

    @Override
    public void addListener(CatalogListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(CatalogListener listener) {
        listeners.remove(listener);
    }

    private record Change(
            CatalogInfo getSource, List<String> getPropertyNames, List<Object> getOldValues, List<Object> getNewValues)
            implements CatalogModifyEvent, CatalogPostModifyEvent {

        static Change between(Entry before, Entry after) {
            List<String> names = before.differences(after);
            return new Change((CatalogInfo) before.view(), names, values(before, names), values(after, names));
        }

        private static List<Object> values(Entry entry, List<String> names) {
            List<Object> values = new ArrayList<>();
            for (String name : names) values.add(entry.property(name));
            return values;
        }
    }

    // ---- adding and saving

    private synchronized void add(CatalogInfo info, Object sameName) {
        if (sameName != null) throw new IllegalArgumentException(info + " already exists");
        put(info);
        listeners.forEach(listener -> listener.handleAddEvent(() -> info));
    }

    private synchronized void save(CatalogInfo info) {
        Entry before = entries.get(Entry.of(info).id());
        if (before == null) {
            throw new IllegalArgumentException(info + " is not in the catalog; add it first");
        }
        Change change = Change.between(before, Entry.of(info));
        listeners.forEach(listener -> listener.handleModifyEvent(change));
        put(info);
        listeners.forEach(listener -> listener.handlePostModifyEvent(change));
    }

    private void put(CatalogInfo info) {
        changes++;
        entries.put(Entry.of(info).id(), Entry.of(info).copy(reference -> reference));
    }

    private synchronized void removeUnless(CatalogInfo info, Predicate<CatalogInfo> refersToIt) {
        for (Entry entry : entries.values()) {
            CatalogInfo other = (CatalogInfo) entry.view();
            if (!other.equals(info) && refersToIt.test(other)) {
                throw new IllegalArgumentException("cannot remove " + info + ": " + other + " refers to it");
            }
        }
        if (entries.remove(Entry.of(info).id()) == null) return;
        changes++;
        listeners.forEach(listener -> listener.handleRemoveEvent(() -> info));
    }

    private static void require(Object value, String message) {
        if (value == null) throw new IllegalArgumentException(message);
    }

    @Override
    public void add(WorkspaceInfo workspace) {
        add(workspace, getWorkspaceByName(workspace.getName()));
    }

    @Override
    public void add(NamespaceInfo namespace) {
        require(namespace.getURI(), "a namespace needs a URI");
        add(namespace, getNamespaceByPrefix(namespace.getPrefix()));
    }

    @Override
    public void add(StoreInfo store) {
        require(store.getWorkspace(), "a store needs a workspace");
        add(store, getDataStoreByName(store.getWorkspace(), store.getName()));
    }

    @Override
    public void add(ResourceInfo resource) {
        require(resource.getStore(), "a resource needs a store");
        require(resource.getNamespace(), "a resource needs a namespace");
        // As GeoServer has it for what was entered by hand.
        if (resource.getNativeName() == null) resource.setNativeName(resource.getName());
        add(resource, getFeatureTypeByDataStore((DataStoreInfo) resource.getStore(), resource.getName()));
    }

    @Override
    public void add(LayerInfo layer) {
        require(layer.getResource(), "a layer needs a resource");
        ResourceInfo resource = layer.getResource();
        require(
                getFeatureTypeByDataStore((DataStoreInfo) resource.getStore(), resource.getName()),
                "a layer's resource has to be in the catalog");
        add(layer, getLayerByName(resource.getNamespace().getPrefix() + ":" + layer.getName()));
    }

    @Override
    public void add(LayerGroupInfo group) {
        checkLayers(group);
        add(group, getLayerGroupByName(group.getWorkspace(), group.getName()));
    }

    @Override
    public void add(StyleInfo style) {
        require(style.getFilename(), "a style needs a file name");
        add(style, getStyleByName(style.getWorkspace(), style.getName()));
    }

    private static void checkLayers(LayerGroupInfo group) {
        if (group.getLayers().isEmpty()) throw new IllegalArgumentException("a layer group must not be empty");
        if (group.getLayers().size() != group.getStyles().size()) {
            throw new IllegalArgumentException("a layer group has a style, or null, for every layer");
        }
        require(group.getMode(), "a layer group needs a mode");
    }

    @Override
    public void save(WorkspaceInfo workspace) {
        save((CatalogInfo) workspace);
    }

    @Override
    public void save(NamespaceInfo namespace) {
        save((CatalogInfo) namespace);
    }

    @Override
    public void save(StoreInfo store) {
        save((CatalogInfo) store);
        pool.forget(Entry.of(store).id());
    }

    @Override
    public void save(ResourceInfo resource) {
        save((CatalogInfo) resource);
    }

    @Override
    public void save(LayerInfo layer) {
        save((CatalogInfo) layer);
    }

    @Override
    public void save(LayerGroupInfo group) {
        checkLayers(group);
        save((CatalogInfo) group);
    }

    @Override
    public void save(StyleInfo style) {
        save((CatalogInfo) style);
    }

    // ---- removing

    @Override
    public void remove(WorkspaceInfo workspace) {
        if (getNamespaceByPrefix(workspace.getName()) != null) {
            throw new IllegalArgumentException("cannot remove a workspace before its namespace");
        }
        // As GeoServer has it: it asks for stores alone, and takes the folder away with all that lies in it.
        removeUnless(workspace, other -> other instanceof StoreInfo s && workspace.equals(s.getWorkspace()));
        files.get("workspaces/" + workspace.getName()).delete();
    }

    @Override
    public void remove(NamespaceInfo namespace) {
        removeUnless(namespace, other -> other instanceof ResourceInfo r && namespace.equals(r.getNamespace()));
        WorkspaceInfo workspace = getWorkspaceByName(namespace.getPrefix());
        if (workspace != null) remove(workspace);
    }

    @Override
    public void remove(StoreInfo store) {
        removeUnless(store, other -> other instanceof ResourceInfo r && store.equals(r.getStore()));
        pool.forget(Entry.of(store).id());
    }

    @Override
    public void remove(ResourceInfo resource) {
        removeUnless(resource, other -> other instanceof LayerInfo l && resource.equals(l.getResource()));
    }

    @Override
    public void remove(LayerInfo layer) {
        removeUnless(
                layer,
                other -> other instanceof LayerGroupInfo g && g.getLayers().contains(layer));
    }

    @Override
    public void remove(LayerGroupInfo group) {
        removeUnless(
                group,
                other -> other instanceof LayerGroupInfo g && g.getLayers().contains(group));
    }

    @Override
    public void remove(StyleInfo style) {
        removeUnless(style, other -> stylesOf(other).contains(style));
    }

    private static Collection<StyleInfo> stylesOf(CatalogInfo info) {
        if (info instanceof LayerGroupInfo group) return group.getStyles();
        if (!(info instanceof LayerInfo layer)) return List.of();
        List<StyleInfo> styles = new ArrayList<>(layer.getStyles());
        styles.add(layer.getDefaultStyle());
        return styles;
    }
}
