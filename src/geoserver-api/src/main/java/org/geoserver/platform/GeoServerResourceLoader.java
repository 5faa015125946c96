package org.geoserver.platform;

import org.geoserver.platform.resource.Resource;

/** Gives access to the data directory. */
public class GeoServerResourceLoader {
    /** @param path relative to the data directory, with {@code /} */
    public Resource get(String path) {
        throw new UnsupportedOperationException(path);
    }
}
