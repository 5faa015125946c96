package se.regstat.statistics.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.MultiPolygon;
import org.sqlite.SQLiteConfig;

/** Writes features to a GeoPackage of one layer, for other programs to read. */
public final class FeatureTableFile {

    private FeatureTableFile() {}

    /** A feature: values in the order of the columns, each a String, Integer, Double or null. */
    public record Row(MultiPolygon geometry, List<Object> values) {}

    /**
     * Writes a file with a spatial index, wholly or not at all.
     *
     * @param table the layer's name
     * @param columns names and the types of their values: String, Integer or Double
     * @param rows geometries in EPSG:3006 (E, N)
     * @throws StoreException if there is a file already, or it cannot be written
     */
    public static void write(Path file, String table, Map<String, Class<?>> columns, Iterator<Row> rows) {
        try {
            WholeFile.write(file, unfinished -> writeTo(unfinished, file, table, columns, rows));
        } catch (IOException e) {
            throw new StoreException(e.getMessage(), e);
        }
    }

    private static void writeTo(
            Path unfinished, Path file, String table, Map<String, Class<?>> columns, Iterator<Row> rows)
            throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        // What fails is thrown away whole.
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + unfinished.toAbsolutePath())) {
            GeoPackageFunctions.register(connection);
            try (Statement sql = connection.createStatement()) {
                GeoPackageScripts.begin(sql);
                connection.setAutoCommit(false);
                fill(connection, sql, table, columns, rows);
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IOException(SqliteTrouble.reason(e, file), e);
        }
    }

    private static void fill(
            Connection connection, Statement sql, String table, Map<String, Class<?>> columns, Iterator<Row> rows)
            throws SQLException {
        StringBuilder create = new StringBuilder("CREATE TABLE " + quoted(table)
                + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON");
        new LinkedHashMap<>(columns)
                .forEach((name, type) ->
                        create.append(", ").append(quoted(name)).append(' ').append(sqlType(type)));
        sql.execute(create.append(')').toString());
        Envelope bounds = new Envelope();
        GeoPackageGeometry geometries = new GeoPackageGeometry();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + quoted(table) + " VALUES (NULL, ?" + ", ?".repeat(columns.size()) + ")")) {
            while (rows.hasNext()) {
                Row row = rows.next();
                bounds.expandToInclude(row.geometry().getEnvelopeInternal());
                insert.setBytes(1, geometries.encode(row.geometry(), GeoPackageScripts.SWEREF99_TM));
                for (int i = 0; i < row.values().size(); i++) {
                    insert.setObject(2 + i, row.values().get(i));
                }
                insert.executeUpdate();
            }
        }
        GeoPackageScripts.features(connection, table, Optional.empty(), bounds);
        GeoPackageScripts.index(sql, table);
    }

    private static String sqlType(Class<?> type) {
        if (type == Integer.class) return "INTEGER";
        if (type == Boolean.class) return "BOOLEAN";
        return type == Double.class ? "DOUBLE" : "TEXT";
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
