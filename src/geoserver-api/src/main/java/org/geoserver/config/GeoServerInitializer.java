package org.geoserver.config;

/** Run once, after the catalog and the configuration are loaded. */
public interface GeoServerInitializer {
    void initialize(GeoServer geoServer) throws Exception;
}
