package org.geoserver.gwc.layer;

import org.geowebcache.filter.parameters.ParameterFilter;

/** How the tiles of a layer are kept. */
public interface GeoServerTileLayerInfo {
    /** Null if there is none. */
    ParameterFilter getParameterFilter(String key);

    /** In place of another with the same key. */
    boolean addParameterFilter(ParameterFilter parameterFilter);
}
