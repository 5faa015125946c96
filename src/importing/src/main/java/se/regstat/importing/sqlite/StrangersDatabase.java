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
import java.util.List;
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
 *   <li>what its views compute has an end: for one row, in rows, and in bytes;
 *   <li>a value is as large as a border can be, not larger.
 * </ul>
 */
public final class StrangersDatabase implements AutoCloseable {

    /** Fewer bytes than any row with a geometry has in the file. */
    private static final int BYTES_OF_ROW = 8;

    private static final long FEWEST_ROWS = 10_000;

    /** Of the longest value: a border of 4 million vertices. */
    private static final int LONGEST_VALUE = 64 << 20;

    /** Steps of SQLite's machine between two looks at the clock. */
    private static final int STEPS = 100_000;

    private final Connection connection;
    private final Bounds bounds;
    private final long mostRows;
    private long rows;
    private long bytes;
    private volatile long since = System.nanoTime();

    /**
     * How much reading may take.
     *
     * @param perRow until the next row is there, and until the first is
     * @param bytes of all values together
     */
    public record Bounds(Duration perRow, long bytes) {

        /** What is read is kept in memory, as geometries of about twice the size. */
        public static final Bounds USUAL =
                new Bounds(Duration.ofSeconds(60), Runtime.getRuntime().maxMemory() / 2);
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
                return System.nanoTime() - since > bounds.perRow().toNanos() ? 1 : 0;
            }
        });
    }

    public Connection connection() {
        return connection;
    }

    /** @throws SQLException if one of these tables is made by a module as it is read */
    public void refuseVirtual(List<String> tables) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(
                "SELECT count(*) FROM sqlite_master WHERE name = ? AND sql LIKE 'CREATE VIRTUAL%'")) {
            for (String table : tables) {
                sql.setString(1, table);
                try (ResultSet row = sql.executeQuery()) {
                    if (row.getInt(1) > 0) {
                        throw new SQLException(table
                                + " is a virtual table, which is not read from others' files; copy it into a plain one, as"
                                + " ogr2ogr does");
                    }
                }
            }
        }
    }

    /**
     * One more row was read.
     *
     * @param length of its values in bytes, as far as they are kept
     * @throws SQLException if the rows, or the bytes of all, are more than a table of this file can have, or than there is memory for
     */
    public void row(long length) throws SQLException {
        since = System.nanoTime();
        if (++rows > mostRows) {
            throw new SQLException("it has more than " + mostRows
                    + " rows, for which the file is too small, so that a view makes them;"
                    + " copy the layer into a table, as ogr2ogr does, and look at that");
        }
        bytes += length;
        if (bytes > bounds.bytes()) {
            throw new SQLException("its geometries take more than " + (bounds.bytes() >> 20)
                    + " MB in all, half of the memory that this program may take; give it more, as in"
                    + " REGSTAT_JAVA_OPTS=-Xmx8g, or import a part of it");
        }
    }

    /** The second half of a message that says which file cannot be read. */
    public String reason(SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException sqlite ? sqlite.getResultCode() : null;
        if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
            return "one row took longer than " + bounds.perRow().toSeconds()
                    + " s to compute, so that a view makes it that may never end; copy the layer into a table, as ogr2ogr does";
        }
        if (code == SQLiteErrorCode.SQLITE_TOOBIG) {
            return "a value is longer than " + (LONGEST_VALUE >> 20) + " MB, which no border is";
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
