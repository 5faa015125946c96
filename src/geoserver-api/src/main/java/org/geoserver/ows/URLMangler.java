package org.geoserver.ows;

/** Rewrites addresses for those who see the server from outside. */
public interface URLMangler {
    enum URLType {
        EXTERNAL,
        RESOURCE,
        SERVICE
    }
}
