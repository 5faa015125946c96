package org.geoserver.config;

import org.geoserver.catalog.Info;

/** What holds of the whole server. */
public interface GeoServerInfo extends Info {
    /** Counts what is saved; clients know by it whether capabilities are old. Not counted while the server starts. */
    long getUpdateSequence();

    void setUpdateSequence(long sequence);
}
