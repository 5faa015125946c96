package se.regstat.statistics.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.locationtech.jts.io.ParseException;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import se.regstat.statistics.secret.Secret;

/**
 * The file of a store in a GeoPackage, as a database: opened, made, upgraded, healed after an unfinished write, and given back if
 * nothing came of it; its revision; transactions.
 *
 * <p>One opened read-only sees one state of the file from its opening to its closing, whatever is written meanwhile.
 */
final class StoreFile implements AutoCloseable {

    private static final int SCHEMA_VERSION = 12;

    /** Revisions below are counts, of earlier versions of this program. */
    private static final long LEAST_RANDOM = 1L << 32;

    private final StoreUrl.GeoPackage url;
    private final Connection connection;

    /** The revision that a file made here began with; as long as it has that one, nobody has stored anything in it. */
    private OptionalLong made = OptionalLong.empty();

    /** Whether a transaction is open that what is written belongs to. */
    private boolean together;

    private StoreFile(StoreUrl.GeoPackage url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    static StoreFile open(StoreUrl.GeoPackage url, StoreUrl.Mode mode) {
        boolean exists = url.exists();
        if (!exists && mode == StoreUrl.Mode.CREATE) return create(url, false);
        if (!exists) {
            throw new StoreException("there is no store " + url
                    + "; 'regstat init' makes one from the publishers, 'regstat import division' from files");
        }
        boolean readOnly = mode == StoreUrl.Mode.READ_ONLY;
        try {
            return opened(url, readOnly);
        } catch (SQLException e) {
            if (!readOnly || !SqliteTrouble.isUnfinishedWrite(e)) throw unreadable(url, e);
        }
        undoUnfinishedWrite(url);
        try {
            return opened(url, true);
        } catch (SQLException e) {
            throw unreadable(url, e);
        }
    }

    private static StoreFile opened(StoreUrl.GeoPackage url, boolean readOnly) throws SQLException {
        StoreFile file = new StoreFile(url, connect(url, readOnly));
        try {
            if (file.isEmptyDatabase()) {
                if (readOnly) {
                    file.close();
                    file = new StoreFile(url, connect("jdbc:sqlite::memory:", url, false));
                }
                file.fill(false, readOnly ? 0 : newRevision());
            }
            file.checkSchema();
            if (readOnly) file.connection.setAutoCommit(false);
            else file.upgrade();
            return file;
        } catch (SQLException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** SQLite undoes what a killed program or a full disk left half written when somebody reads who may write. */
    private static void undoUnfinishedWrite(StoreUrl.GeoPackage url) {
        try (Connection writing = connect(url, false);
                Statement sql = writing.createStatement()) {
            sql.executeQuery("SELECT count(*) FROM sqlite_master").close();
        } catch (SQLException e) {
            // Who reads next is told what stands in the way.
        }
    }

    /**
     * A new store, whose file stays only if something is written to it or it is a demo.
     *
     * @throws StoreException if there is a file already, or none can be written there
     */
    static StoreFile create(StoreUrl.GeoPackage url, boolean demo) {
        if (Files.exists(url.file())) throw new StoreException("there is a file " + url.file() + " already");
        if (url.file().getParent() != null && !Files.isDirectory(url.file().getParent())) {
            throw new StoreException("there is no folder " + url.file().getParent() + " to make a store in");
        }
        StoreFile file = new StoreFile(url, connect(url, false));
        file.made = OptionalLong.of(newRevision());
        try {
            file.fill(demo, file.made.getAsLong());
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
        if (demo) file.made = OptionalLong.empty();
        return file;
    }

    private void fill(boolean demo, long revision) {
        inTransaction(sql -> {
            if (!isEmptyDatabase()) return; // another was quicker
            GeoPackageScripts.begin(sql);
            for (String statement : GeoPackageScripts.statements("schema.sql")) sql.execute(statement);
            sql.execute("INSERT INTO regstat_store VALUES (1, 1, " + revision + ", " + (demo ? 1 : 0) + ")");
            upgradeFrom(1, sql);
        });
    }

    private static void upgradeFrom(int version, Statement sql) throws SQLException {
        for (int next = version + 1; next <= SCHEMA_VERSION; next++) {
            for (String statement : GeoPackageScripts.statements("schema-" + next + ".sql")) sql.execute(statement);
        }
        if (version < 3) sql.execute("UPDATE regstat_store SET identity = '" + UUID.randomUUID() + "'");
        if (version < 10) GeoPackageScripts.keep(sql, Secret.random());
        if (version < 12) new ValueTables(sql.getConnection()).tellPresences();
        sql.execute("UPDATE regstat_store SET schema_version = " + SCHEMA_VERSION);
    }

    private static Connection connect(StoreUrl.GeoPackage url, boolean readOnly) {
        return connect("jdbc:sqlite:" + url.file(), url, readOnly);
    }

    private static Connection connect(String database, StoreUrl.GeoPackage url, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        if (readOnly) {
            config.setReadOnly(true);
            config.setOpenMode(SQLiteOpenMode.READONLY);
        }
        try {
            Connection connection = config.createConnection(database);
            LockWait.on(connection, url.file());
            if (!readOnly) GeoPackageFunctions.register(connection);
            return connection;
        } catch (SQLException e) {
            throw new StoreException("cannot open the store " + url + ": " + SqliteTrouble.reason(e, url.file()), e);
        }
    }

    /** As a file of no bytes is, and one whose first write was undone. */
    private boolean isEmptyDatabase() throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT count(*) FROM sqlite_master")) {
            return row.getInt(1) == 0;
        }
    }

    private void checkSchema() throws SQLException {
        try (Statement sql = connection.createStatement()) {
            try (ResultSet row = sql.executeQuery("SELECT count(*) FROM sqlite_master WHERE name = 'regstat_store'")) {
                if (row.getInt(1) == 0) {
                    throw new StoreException(
                            url.file()
                                    + " is a database but not a store of this program; name another file with --store, and import into that");
                }
            }
        }
        if (schemaVersion() > SCHEMA_VERSION) {
            throw new StoreException("the store " + url + " has version " + schemaVersion()
                    + "; this program reads versions up to " + SCHEMA_VERSION);
        }
    }

    int schemaVersion() {
        return query("SELECT schema_version FROM regstat_store", row -> row.getInt(1))
                .get(0);
    }

    /** Brings a store of an earlier version up to this one, whatever it holds. */
    private void upgrade() {
        if (schemaVersion() == SCHEMA_VERSION) return;
        inTransaction(sql -> {
            if (schemaVersion() < SCHEMA_VERSION) upgradeFrom(schemaVersion(), sql);
        });
    }

    StoreUrl url() {
        return url;
    }

    long revision() {
        long stored = query("SELECT revision FROM regstat_store", row -> row.getLong(1))
                .get(0);
        return stored >= LEAST_RANDOM ? stored : 31 * stored + fileIdentity();
    }

    /** Empty for stores that were last written by versions of this program that gave them none. */
    Optional<UUID> identity() {
        if (schemaVersion() < 3) return Optional.empty();
        return query("SELECT identity FROM regstat_store", row -> UUID.fromString(row.getString(1))).stream()
                .findFirst();
    }

    /** Random, so that stores written independently of each other have different ones, also those copied from one. */
    private static long newRevision() {
        return ThreadLocalRandom.current().nextLong(LEAST_RANDOM, Long.MAX_VALUE);
    }

    /** For stores last written by earlier versions of this program, which counted from 0: which file it is, and of when. */
    private long fileIdentity() {
        try {
            BasicFileAttributes file = Files.readAttributes(url.file(), BasicFileAttributes.class);
            return Objects.hash(file.fileKey(), file.lastModifiedTime(), file.size());
        } catch (IOException e) {
            throw new StoreException("cannot read the store " + url + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            if (made.isPresent()) removeIfUnused(made.getAsLong());
        } catch (SQLException e) {
            throw new StoreException("cannot close the store " + url + ": " + e.getMessage(), e);
        }
    }

    /** Removes the file while nobody else can write to it; others who have it open are told so when they write. */
    private void removeIfUnused(long empty) {
        try (Statement sql = connection.createStatement()) {
            BusyHandler.clearHandler(connection);
            sql.execute("BEGIN EXCLUSIVE");
            if (!isEmptyDatabase() && revision() != empty) return;
            sql.execute("CREATE TABLE unused (id)"); // never committed: it fails if the name is another file's by now
            Files.deleteIfExists(url.file());
        } catch (SQLException | StoreException e) {
            // Somebody has something to do with it: it stays.
        } catch (IOException e) {
            throw new StoreException("the store " + url + " is empty and could not be removed: " + e.getMessage(), e);
        }
    }

    interface Work {
        void run(Statement sql) throws SQLException;
    }

    /** Makes a change, and a new revision with it; both or neither. */
    void write(Work work) {
        inTransaction(sql -> {
            work.run(sql);
            nextRevision(sql);
        });
    }

    interface Removal {
        /** @return how many things it removed */
        int run() throws SQLException;
    }

    /** Removes something, and makes a new revision if it was there. @return how many things there were */
    int remove(Removal removal) {
        int[] removed = {0};
        inTransaction(sql -> {
            removed[0] = removal.run();
            if (removed[0] > 0) nextRevision(sql);
        });
        return removed[0];
    }

    private static void nextRevision(Statement sql) throws SQLException {
        sql.execute("UPDATE regstat_store SET revision = " + newRevision());
    }

    /** Makes all that is written in the course of some work one transaction. */
    void together(Runnable work) {
        if (together) {
            work.run();
            return;
        }
        inTransaction(sql -> {
            together = true;
            try {
                work.run();
            } finally {
                together = false;
            }
        });
    }

    /** Copies what is in the file as it is now. */
    void copyTo(Path copy) {
        try (Connection reading = connect(url, true);
                Statement sql = reading.createStatement()) {
            sql.execute("VACUUM INTO '" + copy.toString().replace("'", "''") + "'");
        } catch (SQLException e) {
            throw new StoreException(
                    "cannot copy the store " + url + " to " + copy + ": " + SqliteTrouble.reason(e, url.file()), e);
        }
    }

    private void inTransaction(Work work) {
        try (Statement sql = connection.createStatement()) {
            if (together) {
                part(sql, work);
                return;
            }
            // Whoever cannot write is told so, or waits, before the work and not after.
            sql.execute("BEGIN IMMEDIATE");
            try {
                work.run(sql);
                sql.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                undo(sql, "ROLLBACK", e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException(
                    "cannot write to the store " + url + ": " + SqliteTrouble.reason(e, url.file()), e);
        }
    }

    /** A write in the course of others: whoever catches what it fails with goes on as if it had not been. */
    private static void part(Statement sql, Work work) throws SQLException {
        sql.execute("SAVEPOINT part");
        try {
            work.run(sql);
            sql.execute("RELEASE part");
        } catch (SQLException | RuntimeException e) {
            undo(sql, "ROLLBACK TO part", e);
            throw e;
        }
    }

    private static void undo(Statement sql, String rollback, Exception because) {
        try {
            sql.execute(rollback);
        } catch (SQLException e) {
            because.addSuppressed(e); // SQLite has done so itself where the disk was full
        }
    }

    interface Reading<T> {
        T of(ResultSet row) throws SQLException, ParseException;
    }

    <T> List<T> query(String select, Reading<T> reading) {
        return reading(() -> select(select, reading));
    }

    <T> T reading(Rows<T> rows) {
        try {
            return rows.read();
        } catch (SQLException e) {
            throw unreadable(url, e);
        } catch (ParseException e) {
            throw new StoreException(
                    "the store " + url + " holds a geometry that cannot be read: " + e.getMessage(), e);
        }
    }

    private <T> List<T> select(String select, Reading<T> reading) throws SQLException, ParseException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(select)) {
            List<T> result = new ArrayList<>();
            while (rows.next()) result.add(reading.of(rows));
            return result;
        }
    }

    private static StoreException unreadable(StoreUrl.GeoPackage url, SQLException e) {
        return new StoreException("cannot read the store " + url + ": " + SqliteTrouble.reason(e, url.file()), e);
    }

    interface Rows<T> {
        T read() throws SQLException, ParseException;
    }

    /** What stores of earlier versions do not have; reading does not upgrade them. */
    <T> List<T> since(int version, Rows<List<T>> rows) {
        return schemaVersion() < version ? List.of() : reading(rows);
    }
}
