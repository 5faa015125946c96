package se.regstat.importing.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * An SQLite database that anybody may have made, opened to be read:
 *
 * <ul>
 *   <li>nothing in it is run but what reading needs: no triggers, as nothing is written; no extensions; views use no function that
 *       could do more than compute, and no other files;
 *   <li>what its views compute has an end: in time, in rows, and in bytes; no module of SQLite makes anything of it;
 *   <li>a value is as large as a border can be, not larger.
 * </ul>
 */
public final class StrangersDatabase implements AutoCloseable {

    /** Fewer bytes than any row with a geometry has in the file. */
    private static final int BYTES_OF_ROW = 8;

    private static final long FEWEST_ROWS = 10_000;

    /** What a row takes in memory beside its values, and a text beside its letters, about. */
    private static final int BYTES_KEPT_OF_ROW = 200;

    private static final long BYTES_KEPT_OF_TEXT = 72;

    /** Of the longest value: a border of 4 million vertices. */
    private static final int LONGEST_VALUE = 64 << 20;

    /** Steps of SQLite's machine between two looks at the clock. */
    private static final int STEPS = 100_000;

    private final Connection connection;
    private final Bounds bounds;
    private final long mostRows;
    private long rows;
    private long bytes;
    private final long opened = System.nanoTime();

    /**
     * How much reading may take.
     *
     * @param time for all of it
     * @param bytes of all values together
     */
    public record Bounds(Duration time, long bytes) {

        /** What is read is kept in memory, geometries in about twice the size. */
        public static final Bounds USUAL =
                new Bounds(Duration.ofMinutes(5), Runtime.getRuntime().maxMemory() / 2);
    }

    private StrangersDatabase(Connection connection, Path file, Bounds bounds) throws IOException {
        this.connection = connection;
        this.bounds = bounds;
        this.mostRows = Math.max(FEWEST_ROWS, Files.size(file) / BYTES_OF_ROW);
    }

    /**
     * Opens it; all that is thrown is told by {@link #reason}.
     *
     * @throws SQLException if it is none
     */
    public static StrangersDatabase open(Path file, Bounds bounds) throws SQLException, IOException {
        // What follows a question mark would be taken for settings of the connection.
        if (file.toAbsolutePath().toString().contains("?")) {
            throw new SQLException("its path has a question mark; rename it");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setOpenMode(SQLiteOpenMode.READONLY);
        config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, String.valueOf(LONGEST_VALUE));
        config.setPragma(SQLiteConfig.Pragma.LIMIT_ATTACHED, "0");
        StrangersDatabase opened =
                new StrangersDatabase(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()), file, bounds);
        try (Statement sql = opened.connection.createStatement()) {
            sql.execute("PRAGMA trusted_schema = OFF");
            sql.execute("PRAGMA cell_size_check = ON");
            opened.watch();
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    private void watch() throws SQLException {
        ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return isLate() ? 1 : 0;
            }
        });
    }

    /**
     * A statement, once SQLite says that it reads tables alone, through however many views: what modules make of a file while they read it
     * is no stranger's to decide. Unread, as indices of GeoPackages are, they do nothing.
     *
     * @throws SQLException if it reads a virtual table, or cannot be
     */
    public PreparedStatement reading(String select) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + select);
                ResultSet steps = explain.executeQuery()) {
            while (steps.next()) {
                if (steps.getString("opcode").equals("VOpen")) {
                    throw new SQLException(
                            "what it has to be read from is a virtual table, or a view of one, which is not read from"
                                    + " others' files; copy the layer into a table, as ogr2ogr does");
                }
            }
        }
        return connection.prepareStatement(select);
    }

    /**
     * One more row was read.
     *
     * @throws SQLException if the rows are more than a table of this file can have, or than there is time or memory for
     */
    public void row() throws SQLException {
        passingRow();
        keep(BYTES_KEPT_OF_ROW);
    }

    /**
     * One more row was read, of which nothing is kept.
     *
     * @throws SQLException if the rows are more than a table of this file can have, or than there is time for
     */
    public void passingRow() throws SQLException {
        if (++rows > mostRows) {
            throw new SQLException("it has more than " + mostRows
                    + " rows, for which the file is too small, so that a view makes them;"
                    + " copy the layer into a table, as ogr2ogr does, and look at that");
        }
        if (isLate()) throw new SQLException(late());
    }

    /** The text, which is kept from now on; null if there is none. @throws SQLException if there is no memory for it */
    public String kept(String text) throws SQLException {
        if (text != null) keep(BYTES_KEPT_OF_TEXT + text.length());
        return text;
    }

    /** The bytes, of which is kept what is made of them; null if there are none. @throws SQLException if there is no memory for it */
    public byte[] kept(byte[] value) throws SQLException {
        if (value != null) keep(value.length);
        return value;
    }

    private void keep(long length) throws SQLException {
        bytes += length;
        if (bytes > bounds.bytes()) {
            throw new SQLException("what is read of it takes more than " + (bounds.bytes() >> 20)
                    + " MB in all, half of the memory that this program may take; give it more, as in"
                    + " REGSTAT_JAVA_OPTS=-Xmx8g, or import a part of it");
        }
    }

    /** The second half of a message that says which file cannot be read. */
    public String reason(SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException sqlite ? sqlite.getResultCode() : null;
        if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
            return late();
        }
        if (code == SQLiteErrorCode.SQLITE_TOOBIG) {
            return "a value is longer than " + (LONGEST_VALUE >> 20) + " MB, which no border is";
        }
        return String.valueOf(e.getMessage());
    }

    private boolean isLate() {
        return System.nanoTime() - opened > bounds.time().toNanos();
    }

    private String late() {
        return "reading it took longer than " + bounds.time().toSeconds()
                + " s; if it has views, one may never end: copy the layer into a table, as ogr2ogr does";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
