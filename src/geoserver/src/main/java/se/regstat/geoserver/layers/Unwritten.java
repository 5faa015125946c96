package se.regstat.geoserver.layers;

import java.util.List;
import java.util.regex.Pattern;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.config.ConfigurationListener;
import org.geoserver.config.GeoServer;

/**
 * Changes of the catalog in memory that GeoServer does not write down. Only for who keeps administrators out meanwhile, as what they change
 * would not be written either.
 */
public final class Unwritten {

    /**
     * Those of GeoServer's own listeners that write what they hear of. Settings of tiles are among it, which GeoServer looks for on disk
     * itself; and access rules and templates, which go with a layer for good, and are the matter of whoever removed it.
     */
    private static final Pattern WRITERS = Pattern.compile(
            "org\\.geoserver\\.(gwc\\..*"
                    + "|security\\.SecuredResourceNameChangeListener"
                    + "|featurestemplating\\.configuration\\..*"
                    + "|config\\.(GeoServerConfigPersister|GeoServerResourcePersister|UpdateSequenceListener|Catalog\\w+Updater))");

    private Unwritten() {}

    /** Works on the catalog. */
    public static void change(Catalog catalog, Runnable work) {
        List<CatalogListener> writers =
                catalog.getListeners().stream().filter(Unwritten::writes).toList();
        writers.forEach(catalog::removeListener);
        try {
            work.run();
        } finally {
            writers.forEach(catalog::addListener);
        }
    }

    /** Works on the rest of the configuration. */
    public static void change(GeoServer geoServer, Runnable work) {
        List<ConfigurationListener> writers =
                geoServer.getListeners().stream().filter(Unwritten::writes).toList();
        writers.forEach(geoServer::removeListener);
        try {
            work.run();
        } finally {
            writers.forEach(geoServer::addListener);
        }
    }

    private static boolean writes(Object listener) {
        return WRITERS.matcher(listener.getClass().getName()).matches();
    }
}
