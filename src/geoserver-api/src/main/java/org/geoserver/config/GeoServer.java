package org.geoserver.config;

import org.geoserver.catalog.Catalog;

/** The running server's configuration. */
public interface GeoServer {
    Catalog getCatalog();

    /** Those of the workspace that a request is for, if it has any; else the server's. */
    SettingsInfo getSettings();
}
