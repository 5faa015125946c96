package org.geoserver.gwc.config;

/** What GeoServer's cache of tiles does by default. */
public class GWCConfig {
    /** Whether tiles are kept of every new layer. */
    public boolean isCacheLayersByDefault() {
        throw new UnsupportedOperationException();
    }

    /** Whether the rest of it says how. */
    public boolean isSane() {
        throw new UnsupportedOperationException();
    }
}
