package org.geowebcache.layer;

/** A layer of tiles. */
public abstract class TileLayer {
    /** As in {@code workspace:name}. */
    public String getName() {
        throw new UnsupportedOperationException();
    }
}
