package org.geoserver.gwc;

import java.util.List;
import java.util.Objects;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.gwc.config.GWCConfig;
import org.geoserver.gwc.layer.GeoServerTileLayer;
import org.geowebcache.layer.TileLayer;

/** Stands between GeoServer and the cache of tiles within it. */
public class GWC {
    private static GWC instance;

    /** @throws NullPointerException if there is none yet */
    public static GWC get() {
        return Objects.requireNonNull(instance);
    }

    /** What {@link #get} answers from now on. */
    protected static void set(GWC gwc) {
        instance = gwc;
    }

    public GWCConfig getConfig() {
        throw new UnsupportedOperationException();
    }

    /**
     * Tiles are kept of layers and groups from now on.
     *
     * @param catalogLayerNames as in {@code workspace:name}; no tiles may be kept of them yet
     * @param saneConfig how
     */
    public void autoConfigureLayers(List<String> catalogLayerNames, GWCConfig saneConfig) {
        throw new UnsupportedOperationException();
    }

    /** Null if no tiles are kept of it. */
    public GeoServerTileLayer getTileLayer(CatalogInfo source) {
        throw new UnsupportedOperationException();
    }

    /** Throws away all tiles of a layer, as in {@code workspace:name}. */
    public void truncate(String layerName) {
        throw new UnsupportedOperationException();
    }

    /** No tiles are kept of them any more. */
    public void removeTileLayers(List<String> layerNames) {
        throw new UnsupportedOperationException();
    }

    public void save(TileLayer layer) {
        throw new UnsupportedOperationException();
    }
}
