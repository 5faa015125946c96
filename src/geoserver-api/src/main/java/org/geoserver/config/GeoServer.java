package org.geoserver.config;

import java.util.Collection;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.WorkspaceInfo;

/** The running server's configuration. What it gives is changed by saving it. */
public interface GeoServer {
    Catalog getCatalog();

    GeoServerFactory getFactory();

    GeoServerInfo getGlobal();

    void save(GeoServerInfo global);

    /** Those of the workspace that a request is for, if it has any; else the server's. */
    SettingsInfo getSettings();

    /** Null if the workspace has none of its own. */
    SettingsInfo getSettings(WorkspaceInfo workspace);

    void add(SettingsInfo settings);

    void save(SettingsInfo settings);

    void remove(SettingsInfo settings);

    /** That of the workspace that a request is for, if it has one; else the server's. Null if there is none of the kind. */
    <T extends ServiceInfo> T getService(Class<T> kind);

    /** Null if the workspace has none of its own. */
    <T extends ServiceInfo> T getService(WorkspaceInfo workspace, Class<T> kind);

    void add(ServiceInfo service);

    void save(ServiceInfo service);

    void remove(ServiceInfo service);

    Collection<ConfigurationListener> getListeners();

    void addListener(ConfigurationListener listener);

    void removeListener(ConfigurationListener listener);
}
