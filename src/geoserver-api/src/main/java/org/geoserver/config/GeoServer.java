package org.geoserver.config;

import org.geoserver.catalog.Catalog;

/** The running server's configuration. */
public interface GeoServer {
    Catalog getCatalog();
}
