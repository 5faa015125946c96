package se.regstat.statistics.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** Opens stores in PostgreSQL, of the version of the schema that this program knows. */
public final class PostgisStores implements StoreUrl.Databases {

    @Override
    public Store open(StoreUrl.Database url, StoreUrl.Mode mode) {
        try (Opening opening = new Opening(url, mode)) {
            check(opening.connection, url, mode);
            return opening.store();
        } catch (SQLException e) {
            throw PostgresTrouble.unreadable(url, e);
        }
    }

    @Override
    public boolean exists(StoreUrl.Database url) {
        try (Connection connection = Connections.open(url, StoreUrl.Mode.READ_ONLY)) {
            return SchemaVersion.of(connection).isPresent();
        } catch (SQLException e) {
            throw PostgresTrouble.unreadable(url, e);
        }
    }

    @Override
    public StoreUrl.Changes changes(StoreUrl.Database url) {
        return new RevisionWatch(url);
    }

    private static void check(Connection connection, StoreUrl.Database url, StoreUrl.Mode mode) throws SQLException {
        OptionalInt version = SchemaVersion.of(connection);
        Optional<SchemaMigration> migration = mode == StoreUrl.Mode.READ_ONLY ? Optional.empty() : migration();
        boolean make = mode == StoreUrl.Mode.CREATE && version.isEmpty();
        boolean older = version.isPresent() && version.getAsInt() < SchemaVersion.KNOWN;
        if ((make || older) && migration.isPresent()) {
            migration.get().migrate(url);
            version = SchemaVersion.of(connection);
        }
        if (version.isEmpty()) {
            throw new StoreException("there is no store " + url
                    + "; 'regstat init' makes one from the publishers, 'regstat import division' from files");
        }
        if (version.getAsInt() != SchemaVersion.KNOWN) throw new StoreException(other(url, version.getAsInt()));
    }

    private static Optional<SchemaMigration> migration() {
        return ServiceLoader.load(SchemaMigration.class, SchemaMigration.class.getClassLoader())
                .findFirst();
    }

    private static String other(StoreUrl url, int version) {
        return version > SchemaVersion.KNOWN
                ? "the store " + url + " has version " + version + "; this program reads version " + SchemaVersion.KNOWN
                        + ". Install the version of Regstat here that brought it up to date"
                : "the store " + url + " has version " + version + ", and this program reads version "
                        + SchemaVersion.KNOWN
                        + "; bring it up to date as its importer, with 'regstat migrate --store URL'";
    }

    /** A connection that is closed again unless it becomes a store's. */
    private static final class Opening implements AutoCloseable {
        private final StoreUrl.Database url;
        private final StoreUrl.Mode mode;
        private final Connection connection;
        private boolean taken;

        Opening(StoreUrl.Database url, StoreUrl.Mode mode) throws SQLException {
            this.url = url;
            this.mode = mode;
            this.connection = Connections.open(url, mode);
        }

        Store store() throws SQLException {
            Store store = new PostgisStore(new Database(url, connection, mode == StoreUrl.Mode.READ_ONLY));
            taken = true;
            return store;
        }

        @Override
        public void close() throws SQLException {
            if (!taken) connection.close();
        }
    }
}
