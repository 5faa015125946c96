package org.geoserver.config;

/** Run at start and again at every reload of the configuration. */
public interface GeoServerReinitializer extends GeoServerInitializer {
    default void beforeReinitialize(GeoServer geoServer) throws Exception {}

    default void reinitialize(GeoServer geoServer) throws Exception {
        initialize(geoServer);
    }
}
