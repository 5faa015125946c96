package se.regstat.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.geoserver.catalog.Info;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.config.ConfigurationListener;
import org.geoserver.config.ContactInfo;
import org.geoserver.config.GeoServer;
import org.geoserver.config.GeoServerFactory;
import org.geoserver.config.GeoServerInfo;
import org.geoserver.config.ServiceInfo;
import org.geoserver.config.SettingsInfo;

/**
 * A configuration in memory that keeps GeoServer's rules as {@link HostCatalog} does: what is found is a working copy and changes nothing
 * until it is saved, and a workspace has one of a kind. Of services it knows those that were added. Thread-safe.
 */
public final class HostGeoServer implements GeoServer {

    /** As GeoServer has it that was just installed. */
    private static final int DECIMALS = 4;

    private final HostCatalog catalog;
    private final GeoServerFactory factory;
    private final Map<Place, Entry> entries = new LinkedHashMap<>();

    private final List<ConfigurationListener> listeners = new CopyOnWriteArrayList<>();
    private long changes;

    /** @param workspace its id; empty for the server */
    private record Place(Class<? extends Info> kind, String workspace) {}

    /** @param address as clients see it; null if nobody told */
    public HostGeoServer(HostCatalog catalog, String address) {
        this.catalog = catalog;
        this.factory = new Factory(catalog.getResourcePool());
        SettingsInfo settings = factory.createSettings();
        settings.setProxyBaseUrl(address);
        settings.setNumDecimals(DECIMALS);
        put(settings, null);
        GeoServerInfo global = Entry.create(GeoServerInfo.class, catalog.getResourcePool());
        global.setUpdateSequence(0);
        put(global, null);
    }

    /** One whose address nobody told. */
    public HostGeoServer(HostCatalog catalog) {
        this(catalog, null);
    }

    /** How often something of it was added, saved or removed. */
    public synchronized long changes() {
        return changes;
    }

    /** The same name as {@link #getCatalog}, for those who know what it is. */
    public HostCatalog catalog() {
        return catalog;
    }

    @Override
    public HostCatalog getCatalog() {
        return catalog;
    }

    @Override
    public GeoServerFactory getFactory() {
        return factory;
    }

    @Override
    public GeoServerInfo getGlobal() {
        return find(GeoServerInfo.class, null);
    }

    @Override
    public void save(GeoServerInfo global) {
        save(global, null);
    }

    private record Factory(HostResourcePool pool) implements GeoServerFactory {
        @Override
        public SettingsInfo createSettings() {
            SettingsInfo settings = Entry.create(SettingsInfo.class, pool);
            settings.setContact(createContact());
            return settings;
        }

        @Override
        public ContactInfo createContact() {
            return Entry.create(ContactInfo.class, pool);
        }

        @Override
        public <T> T create(Class<T> kind) {
            return kind.cast(Entry.create(kind.asSubclass(Info.class), pool));
        }
    }

    // ---- settings

    @Override
    public SettingsInfo getSettings() {
        return find(SettingsInfo.class, null);
    }

    @Override
    public SettingsInfo getSettings(WorkspaceInfo workspace) {
        return find(SettingsInfo.class, workspace);
    }

    @Override
    public void add(SettingsInfo settings) {
        add(settings, Objects.requireNonNull(settings.getWorkspace(), "settings must be of a workspace"));
    }

    @Override
    public void save(SettingsInfo settings) {
        save(settings, settings.getWorkspace());
    }

    @Override
    public void remove(SettingsInfo settings) {
        remove(settings, settings.getWorkspace());
    }

    // ---- services

    @Override
    public <T extends ServiceInfo> T getService(Class<T> kind) {
        return find(kind, null);
    }

    @Override
    public <T extends ServiceInfo> T getService(WorkspaceInfo workspace, Class<T> kind) {
        return find(kind, workspace);
    }

    @Override
    public void add(ServiceInfo service) {
        add(service, service.getWorkspace());
    }

    @Override
    public void save(ServiceInfo service) {
        save(service, service.getWorkspace());
    }

    @Override
    public void remove(ServiceInfo service) {
        remove(service, service.getWorkspace());
    }

    // ---- listening

    @Override
    public List<ConfigurationListener> getListeners() {
        return List.copyOf(listeners);
    }

    @Override
    public void addListener(ConfigurationListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(ConfigurationListener listener) {
        listeners.remove(listener);
    }

    // ---- both

    private static Place place(Class<? extends Info> kind, WorkspaceInfo workspace) {
        return new Place(kind, workspace == null ? "" : Entry.of(workspace).id());
    }

    private synchronized <T extends Info> T find(Class<T> kind, WorkspaceInfo workspace) {
        Entry saved = entries.get(place(kind, workspace));
        return saved == null ? null : kind.cast(copy(saved).view());
    }

    private static Entry copy(Entry entry) {
        return entry.copy(reference -> reference);
    }

    private synchronized void put(Info info, WorkspaceInfo workspace) {
        changes++;
        Entry entry = Entry.of(info);
        entries.put(place(entry.type(), workspace), copy(entry));
    }

    private synchronized void add(Info info, WorkspaceInfo workspace) {
        if (entries.containsKey(place(Entry.of(info).type(), workspace))) {
            throw new IllegalArgumentException(info + " already exists");
        }
        put(info, workspace);
    }

    private synchronized void save(Info info, WorkspaceInfo workspace) {
        if (!entries.containsKey(place(Entry.of(info).type(), workspace))) {
            throw new IllegalArgumentException(info + " is not there; add it first");
        }
        put(info, workspace);
    }

    private synchronized void remove(Info info, WorkspaceInfo workspace) {
        changes++;
        entries.remove(place(Entry.of(info).type(), workspace));
    }
}
