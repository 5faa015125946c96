package se.regstat.catalog;

import org.geoserver.config.GeoServer;

/** A configuration that is nothing but its catalog. */
public record HostGeoServer(HostCatalog catalog) implements GeoServer {
    @Override
    public HostCatalog getCatalog() {
        return catalog;
    }
}
