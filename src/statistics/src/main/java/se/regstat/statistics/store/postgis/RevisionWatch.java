package se.regstat.statistics.store.postgis;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/**
 * Hears of changes of a store in PostgreSQL, over a connection of its own. A primary tells of them (LISTEN); a standby, where that is refused,
 * is asked for the revision at each wait, and listened to when it has become a primary. A primary is asked too, by which a connection that is dead shows. After a
 * connection is lost it is made anew, at first at once and then after longer and longer pauses, up to half a minute.
 */
final class RevisionWatch implements StoreUrl.Changes {

    /** What is told on, see {@link Database}. */
    static final String CHANNEL = "regstat_store";

    private static final Logger LOGGER = Logger.getLogger(RevisionWatch.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final StoreUrl.Database url;
    private volatile Connection connection;
    private volatile boolean closed;
    private boolean listening;
    private OptionalLong revision = OptionalLong.empty();

    /** Until the next try to connect. */
    private Duration pause = Duration.ZERO;

    private long nextTry = System.nanoTime();

    RevisionWatch(StoreUrl.Database url) {
        this.url = url;
    }

    @Override
    public synchronized boolean await(Duration most) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException(); // the driver does not ask
        if (closed) {
            TimeUnit.NANOSECONDS.sleep(most.toNanos());
            return false;
        }
        if (connection == null && !isTimeToConnect()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(most.toNanos(), Math.max(0, nextTry - System.nanoTime())));
            if (!isTimeToConnect()) return false;
        }
        try {
            if (connection == null) {
                connect();
                return true;
            }
            boolean told = hear(most);
            return ask() || told;
        } catch (SQLException | StoreException e) {
            LOGGER.log(Level.FINE, "the connection that hears of changes is lost: {0}", e.getMessage());
            boolean lost = connection != null || pause.isZero();
            letGo();
            waitLonger();
            return lost && !closed;
        }
    }

    private void connect() throws SQLException {
        connection = Connections.open(url, StoreUrl.Mode.READ_ONLY);
        if (closed) throw new SQLException("closed meanwhile");
        connection.setAutoCommit(true);
        ask();
        pause = Duration.ZERO;
    }

    private boolean isTimeToConnect() {
        return System.nanoTime() - nextTry >= 0;
    }

    private void waitLonger() {
        nextTry = System.nanoTime() + pause.toNanos();
        Duration longer = pause.isZero() ? Duration.ofSeconds(1) : pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    /** Waits for what a primary tells. @return whether it did */
    private boolean hear(Duration most) throws SQLException, InterruptedException {
        if (!listening) {
            TimeUnit.NANOSECONDS.sleep(most.toNanos());
            return false;
        }
        PGNotification[] told = connection.unwrap(PGConnection.class).getNotifications((int) most.toMillis());
        return told != null && told.length > 0;
    }

    /** @return whether the revision is another one than the last time */
    private boolean ask() throws SQLException {
        OptionalLong before = revision;
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT revision, pg_is_in_recovery() FROM regstat_store.store")) {
            revision = row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            if (!listening && !row.getBoolean(2) && connection.isWrapperFor(PGConnection.class)) listen();
        }
        return !revision.equals(before);
    }

    private void listen() throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("LISTEN " + CHANNEL);
            listening = true;
        }
    }

    /** Waits for nobody: who waits for a database that hangs stops waiting. */
    @Override
    public void close() {
        closed = true;
        end(connection);
    }

    private void letGo() {
        end(connection);
        connection = null;
        listening = false;
    }

    /**
     * Says no farewell to a database that may hang, and has a pool make no use of a connection that listens. The driver is asked, as not every
     * pool passes this on.
     */
    private static void end(Connection last) {
        if (last == null) return;
        try (last) {
            if (last.isWrapperFor(PGConnection.class) && last.unwrap(PGConnection.class) instanceof Connection driver) {
                driver.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOGGER.log(Level.FINE, "a connection could not be closed: {0}", e.getMessage());
        }
    }
}
