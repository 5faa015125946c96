package se.regstat.catalog;

import org.geoserver.config.GeoServer;
import org.geoserver.config.SettingsInfo;

/**
 * A configuration that is hardly more than its catalog.
 *
 * @param address as clients see it; null if nobody told
 */
public record HostGeoServer(HostCatalog catalog, String address) implements GeoServer {

    /** One whose address nobody told. */
    public HostGeoServer(HostCatalog catalog) {
        this(catalog, null);
    }

    @Override
    public HostCatalog getCatalog() {
        return catalog;
    }

    @Override
    public SettingsInfo getSettings() {
        return () -> address;
    }
}
