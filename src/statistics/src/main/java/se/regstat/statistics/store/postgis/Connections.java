package se.regstat.statistics.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/**
 * Connects to databases. One that the container connects to comes from its pool. To others there is one connection for each store that is
 * open: a program that serves opens one at a time, see {@link se.regstat.statistics.snapshot.Snapshots}.
 */
public final class Connections {

    /** Of who reads: a database that says nothing for so long is gone. Who writes may wait for an index to be made. */
    private static final int SILENCE_SECONDS = 60;

    /** The servers that the environment's password is for. */
    private static final Set<String> ENTRUSTED = ConcurrentHashMap.newKeySet();

    private Connections() {}

    /**
     * Says that who started this program named this store, so that the password of the environment is for its servers. To others, as to
     * one that somebody adds in GeoServer, it is not sent.
     */
    public static void entrust(StoreUrl url) {
        if (url instanceof StoreUrl.PostgreSql postgres) ENTRUSTED.add(postgres.servers());
    }

    /**
     * Connects with autocommit. Passwords come from {@code PGPASSWORD}, see {@link #entrust}, or the driver's password file.
     *
     * @throws StoreException if the container knows of no such database
     */
    public static Connection open(StoreUrl.Database url, StoreUrl.Mode mode) throws SQLException {
        Connection connection = url instanceof StoreUrl.PostgreSql postgres
                ? new Driver().connect(address(postgres), properties(postgres, mode, System.getenv()))
                : dataSource((StoreUrl.Jndi) url).getConnection();
        try (Statement sql = connection.createStatement()) {
            // No name that others can make something of: who writes would run it.
            sql.execute("SET search_path = pg_catalog, pg_temp");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Leaves a connection with autocommit as it came. */
    static void letGo(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("RESET search_path");
        }
    }

    private static String address(StoreUrl.PostgreSql url) {
        return new StoreUrl.PostgreSql(url.servers(), url.database(), new TreeMap<>()).toString();
    }

    static Properties properties(StoreUrl.PostgreSql url, StoreUrl.Mode mode, Map<String, String> environment) {
        Properties properties = new Properties();
        PGProperty.APPLICATION_NAME.set(properties, "regstat");
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // Numbers and geometries come as they are, not as text.
        PGProperty.PREPARE_THRESHOLD.set(properties, -1);
        if (mode == StoreUrl.Mode.READ_ONLY) PGProperty.SOCKET_TIMEOUT.set(properties, SILENCE_SECONDS);
        if (environment.containsKey("PGUSER")) PGProperty.USER.set(properties, environment.get("PGUSER"));
        if (environment.containsKey("PGPASSWORD") && ENTRUSTED.contains(url.servers()))
            PGProperty.PASSWORD.set(properties, environment.get("PGPASSWORD"));
        url.parameters().forEach((name, value) -> {
            if (StoreUrl.PostgreSql.DRIVERS.contains(name)) properties.setProperty(name, value);
        });
        return properties;
    }

    @SuppressWarnings("BanJNDI") // names of other machines are no urls
    private static DataSource dataSource(StoreUrl.Jndi url) {
        try {
            if (new InitialContext().lookup(url.name()) instanceof DataSource source) return source;
            throw new StoreException(url + " is no data source; name one that the container has for PostgreSQL");
        } catch (NamingException e) {
            throw new StoreException(
                    "the container has no " + url
                            + "; set up a data source of that name there, or name the database itself"
                            + " with jdbc:postgresql://…, as commands outside of GeoServer do",
                    e);
        }
    }
}
