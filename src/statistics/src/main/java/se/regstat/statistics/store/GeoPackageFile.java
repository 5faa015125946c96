package se.regstat.statistics.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.MultiPolygon;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;
import se.regstat.statistics.file.WholeFile;

/**
 * Writes a GeoPackage (OGC 12-128r14) for other programs to read. It holds no more of what is written than a row at a time. The same
 * tables give the same bytes, so that files of different servers are equal.
 */
public final class GeoPackageFile {

    private final Connection connection;
    private final String changed;
    private final GeoPackageGeometry geometries = new GeoPackageGeometry();
    private final Set<String> identifiers = new HashSet<>();

    private GeoPackageFile(Connection connection, Instant changed) {
        this.connection = connection;
        this.changed = changed.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
    }

    /** What writes the bytes: another one may put the same content into others. */
    public static String writer() {
        return "SQLite " + SQLiteJDBCLoader.getVersion();
    }

    /**
     * What a table is called.
     *
     * @param name for programs, unique in the file
     * @param title for people
     * @param text what is in it, and on which terms
     */
    public record Description(String name, String title, String text) {}

    /**
     * A row: its geometry, null if it has none, and values in the order of the columns, each a String, Integer, Double, Boolean,
     * Timestamp or null.
     */
    public record Row(MultiPolygon geometry, List<Object> values) {}

    /** What is in a file. Columns are names and the types of their values. */
    public sealed interface Table permits Features, Attributes, Places {}

    /**
     * Features, with a spatial index.
     *
     * @param rows read once, geometries in EPSG:3006 (E, N); numbered from 1
     */
    public record Features(Description description, Map<String, Class<?>> columns, Iterator<Row> rows)
            implements Table {}

    /** Rows without geometry, which that of {@code rows} is ignored for. */
    public record Attributes(Description description, Map<String, Class<?>> columns, Iterator<Row> rows)
            implements Table {}

    /**
     * The rows of one table as features, each with the geometry of a row of another, which is stored once: a view.
     *
     * @param rows the table of attributes, before this in the file
     * @param key its column with the number of a feature
     * @param features the table of these, before this in the file
     * @param columns of the rows that are shown
     */
    public record Places(Description description, String rows, String key, String features, List<String> columns)
            implements Table {}

    /**
     * Writes a file, wholly or not at all.
     *
     * @param changed when what is in it last changed
     * @throws StoreException if there is a file already, or it cannot be written
     */
    public static void write(Path file, Instant changed, List<Table> tables) {
        try {
            WholeFile.write(file, unfinished -> fill(unfinished, file, changed, tables));
        } catch (IOException e) {
            throw new StoreException(e.getMessage(), e);
        }
    }

    /**
     * Writes into a file that is empty or not there.
     *
     * @param named what messages call it
     * @throws IOException if it cannot be written; the message says why
     */
    public static void fill(Path file, Path named, Instant changed, List<Table> tables) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        // What fails is thrown away whole.
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
            GeoPackageFunctions.register(connection);
            try (Statement sql = connection.createStatement()) {
                GeoPackageScripts.begin(sql);
                connection.setAutoCommit(false);
                GeoPackageFile contents = new GeoPackageFile(connection, changed);
                for (Table table : tables) contents.add(table, sql);
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IOException(SqliteTrouble.reason(e, named), e);
        }
    }

    private void add(Table table, Statement sql) throws SQLException {
        if (table instanceof Features features) {
            Description description = features.description();
            create(sql, description, ", geom MULTIPOLYGON", features.columns());
            Envelope bounds = insert(description.name(), features.columns().size(), features.rows(), true);
            contents(description, "features", bounds);
            GeoPackageScripts.geometry(connection, description.name());
            GeoPackageScripts.index(sql, description.name());
        } else if (table instanceof Attributes attributes) {
            Description description = attributes.description();
            create(sql, description, "", attributes.columns());
            insert(description.name(), attributes.columns().size(), attributes.rows(), false);
            contents(description, "attributes", new Envelope());
        } else if (table instanceof Places places) {
            view(sql, places);
            contents(places.description(), "features", bounds(sql, places));
            GeoPackageScripts.geometry(connection, places.description().name());
        }
    }

    private static void create(Statement sql, Description table, String geometry, Map<String, Class<?>> columns)
            throws SQLException {
        StringBuilder create = new StringBuilder(
                "CREATE TABLE " + quoted(table.name()) + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL" + geometry);
        columns.forEach((name, type) ->
                create.append(", ").append(quoted(name)).append(' ').append(sqlType(type)));
        sql.execute(create.append(')').toString());
    }

    /** @return the bounds of all geometries */
    private Envelope insert(String table, int columns, Iterator<Row> rows, boolean geometry) throws SQLException {
        Envelope bounds = new Envelope();
        int first = geometry ? 2 : 1;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + quoted(table) + " VALUES (NULL" + ", ?".repeat(columns + first - 1) + ")")) {
            while (rows.hasNext()) {
                Row row = rows.next();
                if (geometry && row.geometry() != null) {
                    bounds.expandToInclude(row.geometry().getEnvelopeInternal());
                    insert.setBytes(1, geometries.encode(row.geometry(), GeoPackageScripts.SWEREF99_TM));
                } else if (geometry) {
                    insert.setNull(1, Types.BLOB);
                }
                for (int i = 0; i < columns; i++)
                    insert.setObject(first + i, stored(row.values().get(i)));
                insert.executeUpdate();
            }
        }
        return bounds;
    }

    private static Object stored(Object value) {
        return value instanceof Timestamp time
                ? time.toInstant().toString().replaceFirst("(:\\d\\d)Z$", "$1.000Z")
                : value;
    }

    /** Programs take the column {@code OGC_FID} of a view for its key. */
    private static void view(Statement sql, Places places) throws SQLException {
        String columns = places.columns().stream()
                .map(name -> ", r." + quoted(name) + " AS " + quoted(name))
                .collect(Collectors.joining());
        sql.execute("CREATE VIEW " + quoted(places.description().name()) + " AS SELECT r.fid AS OGC_FID, f.geom AS geom"
                + columns + " FROM " + quoted(places.rows()) + " r JOIN " + quoted(places.features())
                + " f ON f.fid = r."
                + quoted(places.key()));
    }

    private static Envelope bounds(Statement sql, Places places) throws SQLException {
        try (var row = sql.executeQuery("SELECT MIN(minx), MAX(maxx), MIN(miny), MAX(maxy) FROM "
                + quoted("rtree_" + places.features() + "_geom") + " WHERE id IN (SELECT DISTINCT "
                + quoted(places.key()) + " FROM " + quoted(places.rows()) + ")")) {
            row.next();
            double minX = row.getDouble(1);
            return row.wasNull()
                    ? new Envelope()
                    : new Envelope(minX, row.getDouble(2), row.getDouble(3), row.getDouble(4));
        }
    }

    /** Titles are unique in a GeoPackage; one that is another table's already gives way to the name. */
    private void contents(Description table, String type, Envelope bounds) throws SQLException {
        String title = table.title().isBlank() || identifiers.contains(table.title()) ? table.name() : table.title();
        identifiers.add(title);
        GeoPackageScripts.contents(connection, type, table, title, changed, bounds);
    }

    private static String sqlType(Class<?> type) {
        if (type == Integer.class) return "INTEGER";
        if (type == Boolean.class) return "BOOLEAN";
        if (type == Timestamp.class) return "DATETIME";
        return type == Double.class ? "DOUBLE" : "TEXT";
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
