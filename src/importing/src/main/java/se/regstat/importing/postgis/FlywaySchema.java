package se.regstat.importing.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.postgis.Connections;
import se.regstat.statistics.store.postgis.PostgresTrouble;
import se.regstat.statistics.store.postgis.SchemaMigration;
import se.regstat.statistics.store.postgis.SchemaVersion;

/**
 * Makes the tables by the scripts beside this class, one after the other, each once. {@code V1__store.sql} and its like are never changed
 * once they were published: what comes later is a script of its own, and {@link SchemaVersion#KNOWN} its number. Who may read is told every time.
 */
public final class FlywaySchema implements SchemaMigration {

    private static final String SCRIPTS = "classpath:se/regstat/importing/postgis";
    private static final String SERVER = "regstat_server";
    private static final String READER = "regstat_reader";

    @Override
    public void migrate(StoreUrl.Database url) {
        FluentConfiguration configuration = configuration(url, postgis(url));
        requireRoles(url);
        try {
            configuration.load().migrate();
        } catch (FlywayException e) {
            throw new StoreException("the store " + url + " cannot be made or brought up to date: " + reason(e), e);
        }
    }

    private static FluentConfiguration configuration(StoreUrl.Database url, String postgis) {
        Map<String, String> roles = url instanceof StoreUrl.PostgreSql postgres ? postgres.parameters() : Map.of();
        FluentConfiguration configuration = Flyway.configure(FlywaySchema.class.getClassLoader());
        // Else a second connection notes what a first has done, and a program that ends between leaves tables of which
        // nobody knows.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration
                .dataSource(new MigratingConnections(url))
                .locations(SCRIPTS)
                .defaultSchema(SchemaVersion.STORE)
                .schemas(SchemaVersion.STORE)
                .table(SchemaVersion.HISTORY)
                .javaMigrations(new JavaMigration[0])
                .validateMigrationNaming(true)
                .group(true) // all that is to be done is one transaction
                .cleanDisabled(true)
                .placeholders(Map.of("postgis", postgis))
                .callbacks(new ReadingRights(role(roles, "serverRole", SERVER), role(roles, "readerRole", READER)));
    }

    /** A role that the address names is there: a slip of the pen would let nobody read, without a word. */
    private static void requireRoles(StoreUrl.Database url) {
        if (!(url instanceof StoreUrl.PostgreSql postgres)) return;
        for (String name : StoreUrl.PostgreSql.OURS) {
            String role = postgres.parameters().get(name);
            if (role != null && !exists(url, role)) {
                throw new StoreException(
                        "there is no role " + role + ", which " + name + " in the store's address names; who"
                                + " administrates the database makes one with CREATE ROLE");
            }
        }
    }

    private static boolean exists(StoreUrl.Database url, String role) {
        try (Connection connection = Connections.open(url, StoreUrl.Mode.CREATE);
                PreparedStatement select = connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
            select.setString(1, role);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw PostgresTrouble.unreadable(url, e);
        }
    }

    /** Which roles may read a store beside its importer, and what: a line each. */
    public List<String> readers(StoreUrl.Database url) {
        String asked =
                "SELECT r.rolname, has_schema_privilege(r.oid, '" + SchemaVersion.STORE + "', 'USAGE') FROM pg_roles r"
                        + " WHERE NOT r.rolsuper AND r.rolname !~ '^pg_' AND has_schema_privilege(r.oid, 'regstat', 'USAGE')"
                        + " AND r.rolname <> current_user ORDER BY 1";
        try (Connection connection = Connections.open(url, StoreUrl.Mode.CREATE);
                PreparedStatement select = connection.prepareStatement(asked);
                ResultSet row = select.executeQuery()) {
            List<String> readers = new ArrayList<>();
            while (row.next()) {
                readers.add(row.getString(1) + " reads " + (row.getBoolean(2) ? "all of it" : "its views"));
            }
            return readers;
        } catch (SQLException e) {
            throw PostgresTrouble.unreadable(url, e);
        }
    }

    /** Written into scripts as it is. */
    private static String role(Map<String, String> parameters, String name, String byDefault) {
        String role = parameters.getOrDefault(name, byDefault);
        if (role.matches("[a-z_][a-z0-9_]*")) return role;
        throw new StoreException(name
                + " in the store's address is no name of a role: lower-case letters, digits and _, as in " + byDefault);
    }

    private static String reason(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) return PostgresTrouble.reason(database);
        }
        return e.getMessage();
    }

    /** The schema that PostGIS is in, as it is written in a script. */
    private static String postgis(StoreUrl.Database url) {
        String asked = "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'postgis') AS available,"
                + " quote_ident(n.nspname) AS schema, has_schema_privilege('public', n.oid, 'CREATE') AS open"
                + " FROM (SELECT) AS one LEFT JOIN pg_extension e ON e.extname = 'postgis'"
                + " LEFT JOIN pg_namespace n ON n.oid = e.extnamespace";
        try (Connection connection = Connections.open(url, StoreUrl.Mode.CREATE);
                PreparedStatement select = connection.prepareStatement(asked);
                ResultSet row = select.executeQuery()) {
            row.next();
            String schema = row.getString("schema");
            if (schema == null) {
                throw new StoreException("the database of " + url + " has no PostGIS; "
                        + (row.getBoolean("available")
                                ? ""
                                : "install it on its server (Debian: postgresql-15-postgis-3); then ")
                        + "who administrates the database runs in it: CREATE EXTENSION postgis");
            }
            if (row.getBoolean("open")) {
                throw new StoreException(
                        "in the database of " + url + " anybody may put something into schema " + schema
                                + ", which PostGIS is in, and so have importers run it; who administrates the database runs in it:"
                                + " REVOKE CREATE ON SCHEMA " + schema + " FROM PUBLIC");
            }
            return schema;
        } catch (SQLException e) {
            throw PostgresTrouble.unreadable(url, e);
        }
    }
}
