package se.regstat.geoserver.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.StoreInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.ows.util.OwsUtils;
import org.geoserver.platform.resource.Resource;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.Program;
import se.regstat.geoserver.ledger.Properties;
import se.regstat.geoserver.ledger.Property;
import se.regstat.geotools.RegstatDataStoreFactory;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.store.StoreUrl;

/** What the layers stand on: workspace, namespace and data store. Those of somebody else's are never written into. */
public final class Workspace {

    /** The name of the data store. */
    public static final String STORE = "regstat";

    private static final String STORE_KEY = "store " + STORE;
    private static final String KEY = "workspace";
    private static final String LAYER = "layer ";
    private static final String NAME = "name";
    private static final String TAKEN_BACK = "taken back";
    private static final String REVISION = "regstatRevision";
    private static final String OFF = " (switched off, and with it the layers that others made from it)";
    private static final List<String> KEPT = List.of("document ", "tiles", "left ");
    private static final List<String> OF_WORKSPACE = List.of(Services.SERVICE, Services.SETTINGS);

    /** What GeoServer keeps of a style that was removed. */
    private static final Pattern COPY = Pattern.compile(".*\\.sld\\.bak(\\.\\d+)?");

    private static final List<String> OF_GEOSERVER = List.of("workspace.xml", "namespace.xml");

    private final Catalog catalog;
    private final Ledger ledger;
    private final String name;
    private WorkspaceInfo workspace;
    private NamespaceInfo namespace;
    private DataStoreInfo store;

    public Workspace(Catalog catalog, Ledger ledger, String name) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.name = name;
    }

    /** The one that was published into last. */
    public Workspace(Catalog catalog, Ledger ledger) {
        this(catalog, ledger, published(ledger).orElse("regstat"));
    }

    /** The name of the workspace that was published into last; empty if there was none. */
    public static Optional<String> published(Ledger ledger) {
        // What earlier versions of the plugin wrote names no workspace.
        return ledger.value(KEY, NAME).or(() -> ledger.knows(STORE_KEY) ? Optional.of("regstat") : Optional.empty());
    }

    /** Has the ledger say that nothing is published any more. */
    public static void takeBack(Ledger ledger) {
        ledger.record(TAKEN_BACK, NAME, "all");
    }

    /** Whether nothing is published because it was taken back. */
    public static boolean isTakenBack(Ledger ledger) {
        return ledger.knows(TAKEN_BACK);
    }

    public String name() {
        return name;
    }

    public WorkspaceInfo info() {
        return workspace;
    }

    NamespaceInfo namespace() {
        return namespace;
    }

    DataStoreInfo store() {
        return store;
    }

    /** Null if there is none. */
    public FeatureTypeInfo type(String name) {
        return catalog.getFeatureTypeByDataStore(store, name);
    }

    /** Null if there is none. */
    public LayerInfo layer(String name) {
        return catalog.getLayerByName(this.name + ":" + name);
    }

    /** How many of those that were published are there. {@link #find} was called before. */
    public int layers() {
        return (int) ledger.keys().stream()
                .filter(key -> key.startsWith(LAYER))
                .filter(key -> layer(key.substring(LAYER.length())) != null)
                .count();
    }

    /** Null if there is none. */
    StyleInfo style(String name) {
        return catalog.getStyleByName(workspace, name);
    }

    /**
     * Makes an object in the workspace, or brings one that the plugin made up to date: see {@link Ledger#publish}. It gets an id that follows
     * from its name, so that GeoServers which do not know of one another write the same. By that id it is known as ours too, where
     * GeoServer ended before the ledger was written.
     *
     * @param withId what the catalog has under an id, or null
     * @return whether it is in the catalog
     */
    <T extends CatalogInfo> boolean publish(
            String key,
            T existing,
            Supplier<T> blank,
            Consumer<T> identify,
            Function<T, List<Property>> properties,
            Consumer<T> add,
            Consumer<T> save,
            Function<String, T> withId) {
        if (existing != null && isMadeAs(key, existing)) ledger.adopt(key, properties.apply(existing));
        return ledger.publish(
                key,
                existing,
                blank,
                made -> {
                    giveId(key, made, withId);
                    identify.accept(made);
                },
                properties,
                add,
                save);
    }

    /** Unless another has it, which has come to another name. */
    <T extends CatalogInfo> void giveId(String key, T made, Function<String, T> withId) {
        if (withId.apply(idOf(key)) == null) OwsUtils.set(made, "id", idOf(key));
    }

    /** Whether it was made here, and the ledger does not know. */
    boolean isMadeAs(String key, CatalogInfo existing) {
        return !ledger.knows(key) && idOf(key).equals(existing.getId());
    }

    private String idOf(String key) {
        return "regstat." + name + "." + key.replace(' ', '.');
    }

    /** @return whether there is ours */
    public boolean find() {
        workspace = catalog.getWorkspaceByName(name);
        namespace = catalog.getNamespaceByPrefix(name);
        store = workspace == null ? null : catalog.getDataStoreByName(workspace, STORE);
        return store != null && isOurs(store);
    }

    /** Whether it is the plugin's kind of store. */
    public static boolean isOurs(DataStoreInfo store) {
        return RegstatDataStoreFactory.DBTYPE_VALUE.equals(
                store.getConnectionParameters().get(RegstatDataStoreFactory.DBTYPE.key));
    }

    /** @throws ConfigurationException if the workspace or the data store is somebody else's */
    public void check(Configuration configuration) {
        boolean ours = find();
        if (store == null ? workspace == null || knownAsOurs() : ours) return;
        throw new ConfigurationException(
                "the " + (store == null ? "" : "data store " + STORE + " in the ") + "workspace "
                        + name + " is there already and not Regstat's, which never writes into it; name another in "
                        + configuration.directory().resolve("regstat.yml") + ", as in  workspace: " + name
                        + "_statistics  and reload GeoServer");
    }

    private boolean knownAsOurs() {
        return published(ledger).filter(name::equals).isPresent()
                || ledger.leftIn().contains(name);
    }

    /**
     * Makes what is missing, and brings the data store up to date. It was {@linkplain #check checked} before.
     *
     * @param revision of the data
     * @return whether the data, or what is said of it, is not what it was
     */
    public boolean publish(StoreUrl url, long revision, Configuration configuration, String description) {
        find();
        if (store == null) forgetObjects();
        ledger.forget(TAKEN_BACK);
        ledger.record(KEY, NAME, name);
        if (workspace == null) {
            WorkspaceInfo made = catalog.getFactory().createWorkspace();
            made.setName(name);
            giveId(KEY, made, catalog::getWorkspace);
            catalog.add(made);
            workspace = catalog.getWorkspaceByName(name);
            namespace = catalog.getNamespaceByPrefix(name);
        }
        if (namespace == null) {
            NamespaceInfo made = catalog.getFactory().createNamespace();
            made.setPrefix(name);
            giveId("namespace", made, catalog::getNamespace);
            made.setURI("urn:" + name);
            catalog.add(made);
            namespace = catalog.getNamespaceByPrefix(name);
        }
        publish(
                STORE_KEY,
                store,
                catalog.getFactory()::createDataStore,
                made -> {
                    made.setName(STORE);
                    made.setWorkspace(workspace);
                    made.setType(RegstatDataStoreFactory.DISPLAY_NAME);
                },
                info -> propertiesOf(info, url, configuration, description),
                catalog::add,
                catalog::save,
                catalog::getDataStore);
        store = catalog.getDataStoreByName(workspace, STORE);
        // Where data alone has changed, or what is told of it elsewhere, or the program that tells, nothing else in the
        // catalog has: this lets GeoServer's updateSequence go on, by which clients learn that their capabilities are
        // old.
        String told = String.join(
                "-",
                Long.toString(revision),
                configuration.fingerprint().substring(0, 16),
                Program.CHECKSUM.substring(0, 16));
        ledger.record(KEY, REVISION, told);
        if (told.equals(workspace.getMetadata().get(REVISION, String.class))) return false;
        workspace.getMetadata().put(REVISION, told);
        catalog.save(workspace);
        return true;
    }

    /** What GeoServer has read of the data store and the styles is read anew: the files may have been written by another. */
    public void forgetWhatWasRead() {
        if (!find()) return;
        catalog.getStylesByWorkspace(workspace).forEach(catalog.getResourcePool()::clear);
        catalog.getResourcePool().clear(store);
    }

    /**
     * Switches all layers off by way of their data store, until there is something to publish again: GeoServer would try each
     * of them, at each request for capabilities, and log why it cannot. That is not written down, as it is so of this GeoServer alone.
     *
     * @return whether it did
     */
    public boolean switchOff() {
        if (!find() || !ledger.knows(STORE_KEY) || !store.isEnabled()) return false;
        switchTo(false);
        return true;
    }

    /** Undoes {@link #switchOff}. */
    public void switchOn() {
        if (find() && !store.isEnabled()) switchTo(true);
    }

    private void switchTo(boolean enabled) {
        store.setEnabled(enabled);
        Unwritten.change(catalog, () -> catalog.save(store));
    }

    /**
     * Removes the data store and the workspace, unless somebody else needs them: with a workspace GeoServer removes all that
     * lies in its folder without asking.
     *
     * @return what keeps the workspace, which the ledger then goes on knowing as ours; empty if it is gone
     */
    public List<String> remove() {
        if (workspace == null) return List.of();
        if (store != null && isOurs(store)) {
            try {
                catalog.remove(store);
                ledger.forget(STORE_KEY);
            } catch (IllegalArgumentException e) {
                disableStore();
            }
        }
        List<String> others = others();
        if (!others.isEmpty()) return others;
        // GeoServer removes no workspace before its namespace, and by itself the workspace after it.
        if (namespace != null) catalog.remove(namespace);
        WorkspaceInfo alone = catalog.getWorkspaceByName(name);
        if (alone != null) catalog.remove(alone);
        ledger.forget(KEY);
        return List.of();
    }

    private void disableStore() {
        if (!store.isEnabled()) return;
        store.setEnabled(false);
        ledger.record(STORE_KEY, Properties.ENABLED, "false");
        catalog.save(store);
    }

    private List<String> others() {
        List<String> others = new ArrayList<>();
        catalog.getStoresByWorkspace(workspace, StoreInfo.class)
                .forEach(other -> others.add("data store " + other.getName() + (other.equals(store) ? OFF : "")));
        catalog.getLayerGroupsByWorkspace(workspace).forEach(other -> others.add("layer group " + other.getName()));
        catalog.getStylesByWorkspace(workspace).forEach(other -> others.add("style " + other.getName()));
        // The files of those say no more.
        if (!others.isEmpty()) return others;
        for (Resource file :
                catalog.getResourceLoader().get("workspaces/" + name).list()) {
            if (!OF_GEOSERVER.contains(file.name())) addFiles(file, file.name(), others);
        }
        return others;
    }

    private static void addFiles(Resource file, String path, List<String> others) {
        boolean counts = file.getType() == Resource.Type.RESOURCE
                && !COPY.matcher(file.name()).matches();
        if (counts) others.add("file " + path);
        for (Resource below : file.list()) addFiles(below, path + "/" + below.name(), others);
    }

    /**
     * In a catalog without our store nothing is ours, whatever was written before: it is a new one, or was cleared. Services and settings
     * go with the workspace alone.
     */
    private void forgetObjects() {
        for (String key : ledger.keys()) {
            boolean there = workspace != null && OF_WORKSPACE.stream().anyMatch(key::startsWith);
            if (!there && KEPT.stream().noneMatch(key::startsWith)) ledger.forget(key);
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
