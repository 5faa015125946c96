package se.regstat.geoserver.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.StoreInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
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

    private static final String STORE = "regstat";
    private static final String STORE_KEY = "store " + STORE;
    private static final String KEY = "workspace";
    private static final String NAME = "name";
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

    /** Null if there is none. */
    StyleInfo style(String name) {
        return catalog.getStyleByName(workspace, name);
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
        ledger.record(KEY, NAME, name);
        if (workspace == null) {
            WorkspaceInfo made = catalog.getFactory().createWorkspace();
            made.setName(name);
            catalog.add(made);
            workspace = catalog.getWorkspaceByName(name);
            namespace = catalog.getNamespaceByPrefix(name);
        }
        if (namespace == null) {
            NamespaceInfo made = catalog.getFactory().createNamespace();
            made.setPrefix(name);
            made.setURI("urn:" + name);
            catalog.add(made);
            namespace = catalog.getNamespaceByPrefix(name);
        }
        ledger.publish(
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
                catalog::save);
        store = catalog.getDataStoreByName(workspace, STORE);
        boolean changed = ledger.update(KEY, List.of(revision(revision, configuration)));
        if (changed) catalog.save(workspace);
        return changed;
    }

    /**
     * Where data alone has changed, or what is told of it elsewhere, or the program that tells, nothing else in the catalog has: this lets GeoServer's updateSequence go on, by which clients
     * learn that their capabilities are old.
     */
    private Property revision(long revision, Configuration configuration) {
        String told = String.join(
                "-",
                Long.toString(revision),
                configuration.fingerprint().substring(0, 16),
                Program.CHECKSUM.substring(0, 16));
        return new Property(REVISION, () -> workspace.getMetadata().get(REVISION, String.class), told, () -> workspace
                .getMetadata()
                .put(REVISION, told));
    }

    /**
     * Switches all layers off by way of their data store, until there is something to publish again: GeoServer would try each
     * of them, at each request for capabilities, and log why it cannot.
     *
     * @return whether they are off and were not switched off by somebody else
     */
    public boolean switchOff() {
        if (!find() || !ledger.knows(STORE_KEY)) return false;
        if (store.isEnabled()) {
            store.setEnabled(false);
            ledger.record(STORE_KEY, Properties.ENABLED, "false");
            catalog.save(store);
        }
        return ledger.value(STORE_KEY, Properties.ENABLED)
                .filter("false"::equals)
                .isPresent();
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
                switchOff();
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
