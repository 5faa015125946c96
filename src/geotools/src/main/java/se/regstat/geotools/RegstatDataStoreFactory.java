package se.regstat.geotools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFactorySpi;
import org.geotools.util.KVP;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/**
 * Opens Regstat stores as GeoTools data stores. All data stores of one file share one snapshot in memory, see
 * {@link Snapshots}.
 */
public final class RegstatDataStoreFactory implements DataStoreFactorySpi {

    /** The value of parameter {@code dbtype}. */
    public static final String DBTYPE_VALUE = "regstat";

    /** What GeoServer calls the type of store. */
    public static final String DISPLAY_NAME = "Regstat";

    public static final Param DBTYPE = new Param(
            "dbtype", String.class, "Must be " + DBTYPE_VALUE, true, DBTYPE_VALUE, new KVP(Param.LEVEL, "program"));
    public static final Param STORE = new Param(
            "store", String.class, "The store: gpkg:FILE, or the path of its GeoPackage", true, "gpkg:regstat.gpkg");
    public static final Param NAMESPACE =
            new Param("namespace", String.class, "Namespace URI of the feature types", false, null);
    public static final Param CONFIG = new Param(
            "config",
            String.class,
            "Folder of the configuration files, which tell of divisions and indicators; by default 'config' beside the store",
            false,
            null);

    @Override
    public String getDisplayName() {
        return DISPLAY_NAME;
    }

    @Override
    public String getDescription() {
        return "Statistical divisions and indicators of Sweden";
    }

    @Override
    public Param[] getParametersInfo() {
        return new Param[] {DBTYPE, STORE, NAMESPACE, CONFIG};
    }

    @Override
    public boolean canProcess(Map<String, ?> parameters) {
        return DBTYPE_VALUE.equals(parameters.get(DBTYPE.key)) && DataStoreFactorySpi.super.canProcess(parameters);
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    /** @throws IOException if the store or its configuration cannot be read; the message says which and why */
    @Override
    public DataStore createDataStore(Map<String, ?> parameters) throws IOException {
        String store = (String) STORE.lookUp(parameters);
        String namespace = (String) NAMESPACE.lookUp(parameters);
        String config = (String) CONFIG.lookUp(parameters);
        try {
            StoreUrl url = StoreUrl.parse(store);
            Configuration configuration = Configuration.load(
                    config == null || config.isBlank() ? url.file().resolveSibling("config") : Path.of(config));
            RegstatDataStore dataStore = open(Snapshots.acquire(url), configuration, namespace);
            dataStore.setDataStoreFactory(this);
            return dataStore;
        } catch (StoreException | ConfigurationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static RegstatDataStore open(Snapshots.Lease lease, Configuration configuration, String namespace) {
        try {
            // Somebody else may have loaded it long ago, and a reload in GeoServer is a new data store.
            lease.refresh();
            return new RegstatDataStore(lease, configuration, namespace);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /** Not supported: stores are made by {@code regstat import}. */
    @Override
    public DataStore createNewDataStore(Map<String, ?> parameters) {
        throw new UnsupportedOperationException("Regstat stores are read-only here; make one with: regstat import");
    }
}
