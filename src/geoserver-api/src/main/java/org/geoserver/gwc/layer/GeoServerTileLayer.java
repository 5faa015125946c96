package org.geoserver.gwc.layer;

import org.geowebcache.layer.TileLayer;

/** The tiles of a layer of GeoServer's. */
public class GeoServerTileLayer extends TileLayer {
    public GeoServerTileLayerInfo getInfo() {
        throw new UnsupportedOperationException();
    }

    /** After the filters of its parameters were changed. */
    public void resetParameterFilters() {
        throw new UnsupportedOperationException();
    }
}
