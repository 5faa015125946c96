package se.regstat.geotools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFactorySpi;
import org.geotools.util.KVP;
import org.geotools.util.logging.Logging;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.config.Configurations;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.postgis.Connections;

/**
 * Opens Regstat stores as GeoTools data stores. All data stores of one store share one snapshot in memory, see
 * {@link Snapshots}.
 */
public final class RegstatDataStoreFactory implements DataStoreFactorySpi {

    private static final Logger LOGGER = Logging.getLogger(RegstatDataStoreFactory.class);

    /** The value of parameter {@code dbtype}. */
    public static final String DBTYPE_VALUE = "regstat";

    /** What GeoServer calls the type of store. */
    public static final String DISPLAY_NAME = "Regstat";

    public static final Param DBTYPE = new Param(
            "dbtype", String.class, "Must be " + DBTYPE_VALUE, true, DBTYPE_VALUE, new KVP(Param.LEVEL, "program"));
    public static final Param STORE = new Param(
            "store",
            String.class,
            "The store: gpkg:FILE, or the path of its GeoPackage; jdbc:postgresql://HOST/DATABASE?user=NAME; or jndi:NAME of a data"
                    + " source of the container. Never a password",
            true,
            "gpkg:regstat.gpkg");
    public static final Param NAMESPACE =
            new Param("namespace", String.class, "Namespace URI of the feature types", false, null);
    public static final Param CONFIG = new Param(
            "config",
            String.class,
            "Folder of the configuration files, which tell of divisions and indicators; by default 'config' beside a store that is a file",
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

    /**
     * Where the store or its configuration cannot be read, what was read of it before goes on serving, while somebody holds it:
     * GeoServer disposes of data stores at will.
     *
     * @throws IOException if there is nothing of before; the message says what cannot be read and why
     */
    @Override
    public DataStore createDataStore(Map<String, ?> parameters) throws IOException {
        String store = (String) STORE.lookUp(parameters);
        String namespace = (String) NAMESPACE.lookUp(parameters);
        String config = (String) CONFIG.lookUp(parameters);
        try {
            StoreUrl url = StoreUrl.parse(store);
            Configuration configuration = Configurations.readOrKeep(
                    config == null || config.isBlank() ? beside(url) : Path.of(config),
                    problem -> LOGGER.log(
                            Level.WARNING, "Regstat goes on with the configuration as it was: {0}", problem));
            configuration
                    .store()
                    .map(named -> StoreUrl.parse(named, configuration.directory()))
                    .ifPresent(Connections::entrust);
            RegstatDataStore dataStore = open(Snapshots.acquire(url), configuration, namespace);
            dataStore.setDataStoreFactory(this);
            return dataStore;
        } catch (StoreException | ConfigurationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Path beside(StoreUrl url) {
        return url.folder()
                .orElseThrow(() ->
                        new StoreException("the store " + url + " lies in no folder with a configuration beside it;"
                                + " name the folder of the configuration files in '" + CONFIG.key + "'"))
                .resolve("config");
    }

    private static RegstatDataStore open(Snapshots.Lease lease, Configuration configuration, String namespace) {
        try {
            // Somebody else may have loaded it long ago, and a reload in GeoServer is a new data store.
            lease.refreshOrKeep(problem -> LOGGER.log(
                    Level.WARNING,
                    "Regstat answers from memory, as the store was when it was last read: {0}",
                    problem));
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
