package se.regstat.statistics.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.locationtech.jts.io.ParseException;
import se.regstat.statistics.store.LockWait;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/**
 * A connection to a store's database: transactions, who may write, the revision. One opened read-only is one transaction, which sees the
 * store as it was when it was first asked for anything, whatever is written meanwhile.
 */
final class Database implements AutoCloseable {

    /** Rows that come at a time, where all would fill the memory. */
    private static final int FETCHED = 500;

    private static final long LEAST_REVISION = 1L << 32;

    private final StoreUrl url;
    private final Connection connection;
    private final boolean readOnly;

    /** Whether a transaction is open that what is written belongs to. */
    private boolean together;

    /** What is done once before a transaction ends; null if nothing is. */
    private Work last;

    Database(StoreUrl url, Connection connection, boolean readOnly) throws SQLException {
        this.url = url;
        this.connection = connection;
        this.readOnly = readOnly;
        connection.setReadOnly(readOnly);
        // Who writes has waited for those who wrote before, and is to see what they wrote.
        connection.setTransactionIsolation(
                readOnly ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
    }

    StoreUrl url() {
        return url;
    }

    Connection connection() {
        return connection;
    }

    interface Work {
        void run() throws SQLException, ParseException;
    }

    /** Makes a change to what is no part of the content: the revision stays. */
    void tend(Work work) {
        inTransaction(work);
    }

    /** Makes a change, and a new revision with it; both or neither. */
    void write(Work work) {
        inTransaction(() -> {
            work.run();
            nextRevision();
        });
    }

    interface Removal {
        /** @return how many things it removed */
        int run() throws SQLException, ParseException;
    }

    /** Removes something, and makes a new revision if it was there. @return how many things there were */
    int remove(Removal removal) {
        int[] removed = {0};
        inTransaction(() -> {
            removed[0] = removal.run();
            if (removed[0] > 0) nextRevision();
        });
        return removed[0];
    }

    /** Makes all that is written in the course of some work one transaction. */
    void together(Runnable work) {
        if (together) {
            work.run();
            return;
        }
        inTransaction(() -> {
            together = true;
            try {
                work.run();
            } finally {
                together = false;
            }
        });
    }

    /** Has something done once before the transaction that is open ends, however often this is asked. */
    void atTheEnd(Work work) {
        last = work;
    }

    private void nextRevision() throws SQLException {
        update(
                "UPDATE regstat_store.store SET revision = ?",
                ThreadLocalRandom.current().nextLong(LEAST_REVISION, Long.MAX_VALUE));
        execute("NOTIFY " + RevisionWatch.CHANNEL); // told when the transaction has come about
    }

    private void inTransaction(Work work) {
        try {
            if (together) {
                attempt(work);
                return;
            }
            try {
                lock();
                work.run();
                if (last != null) last.run();
                connection.commit();
            } catch (SQLException | ParseException | RuntimeException e) {
                undo(e);
                throw e;
            } finally {
                last = null;
            }
        } catch (SQLException e) {
            throw new StoreException("cannot write to the store " + url + ": " + PostgresTrouble.reason(e), e);
        } catch (ParseException e) {
            throw unreadable(e);
        }
    }

    /** Does a part of what a transaction does. Where that fails it is as if it had not been begun, and the transaction can go on. */
    void attempt(Work work) throws SQLException, ParseException {
        Savepoint before = connection.setSavepoint();
        try {
            work.run();
            connection.releaseSavepoint(before);
        } catch (SQLException | ParseException | RuntimeException e) {
            try {
                connection.rollback(before);
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
    }

    /**
     * Waits for who writes. They exclude each other by the row of the store, which nobody can lock who may not change it. Of those whose machine
     * or network is gone the database hears within a minute.
     */
    private void lock() throws SQLException {
        execute("SET LOCAL lock_timeout = '15s'; SET LOCAL tcp_keepalives_idle = 30;"
                + " SET LOCAL tcp_keepalives_interval = 10; SET LOCAL tcp_keepalives_count = 3");
        LockWait wait = new LockWait(url, this::lockedBy);
        while (!has("SELECT FROM regstat_store.store FOR UPDATE SKIP LOCKED")) {
            if (!wait.again()) {
                throw new StoreException("cannot write to the store " + url + ": " + lockedBy()
                        + " and did not let go; try again when that is done");
            }
        }
    }

    /** As in {@code process 4711 of the database (regstat, user importer) has it locked}. */
    private String lockedBy() {
        try {
            return one(
                    "SELECT coalesce(string_agg('process ' || a.pid || ' of the database (' || a.application_name || ', user '"
                            + " || a.usename || ')', ', '), 'another program') FROM pg_stat_activity a WHERE a.pid IN"
                            + " (SELECT pid FROM pg_locks WHERE relation = 'regstat_store.store'::regclass AND mode = 'RowShareLock')"
                            // Who waits has written nothing yet.
                            + " AND a.pid IN (SELECT pid FROM pg_locks WHERE locktype = 'transactionid' AND granted)"
                            + " AND a.pid <> pg_backend_pid()",
                    row -> row.getString(1) + " has it locked");
        } catch (SQLException e) {
            return "another program has it locked";
        }
    }

    private void undo(Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e); // the database undoes what it does not hear the end of
        }
    }

    interface Rows<T> {
        T read() throws SQLException, ParseException;
    }

    /** Reads one state of the store, in as many queries as it takes. */
    <T> T reading(Rows<T> rows) {
        boolean alone = !readOnly && !together;
        try {
            if (alone) execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            T read = rows.read();
            if (alone) connection.commit();
            return read;
        } catch (SQLException e) {
            if (alone) undo(e);
            throw PostgresTrouble.unreadable(url, e);
        } catch (ParseException e) {
            throw unreadable(e);
        }
    }

    private StoreException unreadable(ParseException e) {
        return new StoreException("the store " + url + " holds a geometry that cannot be read: " + e.getMessage(), e);
    }

    interface Reading<T> {
        T of(ResultSet row) throws SQLException, ParseException;
    }

    /** All rows of a query. */
    <T> List<T> select(String query, Reading<T> reading, Object... parameters) throws SQLException, ParseException {
        List<T> result = new ArrayList<>();
        each(FETCHED, query, row -> result.add(reading.of(row)), parameters);
        return result;
    }

    interface Row {
        void read(ResultSet row) throws SQLException, ParseException;
    }

    /**
     * Reads the rows of a query one after another.
     *
     * @param fetched how many come at a time
     */
    void each(int fetched, String query, Row each, Object... parameters) throws SQLException, ParseException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setFetchSize(fetched);
            set(select, parameters);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) each.read(rows);
            }
        }
    }

    interface Single<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** The only row of a query. */
    <T> T one(String query, Single<T> reading, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            set(select, parameters);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return reading.of(row);
            }
        }
    }

    /** Whether a query has any rows. */
    boolean has(String query, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            set(select, parameters);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** @return how many rows there were */
    int update(String statement, Object... parameters) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            set(update, parameters);
            return update.executeUpdate();
        }
    }

    /** A statement that makes or drops something. */
    void execute(String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
    }

    /** Lets go of what was read; a pooled connection is as it came. */
    @Override
    public void close() {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
            Connections.letGo(connection);
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        } catch (SQLException e) {
            // The database is gone, and with it all that was not written.
        }
    }
}
