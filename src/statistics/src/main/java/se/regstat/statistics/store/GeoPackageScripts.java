package se.regstat.statistics.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import se.regstat.statistics.secret.Secret;

/** The SQL that makes a database a GeoPackage (OGC 12-128r14). */
final class GeoPackageScripts {

    private static final int APPLICATION_ID = 0x47504B47; // "GPKG"
    private static final int GEOPACKAGE_VERSION = 10200;
    static final int SWEREF99_TM = 3006;

    private GeoPackageScripts() {}

    /** Makes an empty database an empty GeoPackage. */
    static void begin(Statement sql) throws SQLException {
        sql.execute("PRAGMA application_id = " + APPLICATION_ID);
        sql.execute("PRAGMA user_version = " + GEOPACKAGE_VERSION);
        for (String statement : statements("gpkg.sql")) sql.execute(statement);
    }

    /**
     * Tells the database that it has a table, or a view.
     *
     * @param type {@code features} in EPSG:3006, or {@code attributes}
     * @param identifier unique in the database
     * @param changed when, as GeoPackages write it
     * @param bounds of all; null if there are none
     */
    static void contents(
            Connection connection,
            String type,
            GeoPackageFile.Description table,
            String identifier,
            String changed,
            Envelope bounds)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, min_x, min_y, max_x,"
                        + " max_y, srs_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, table.name());
            insert.setString(2, type);
            insert.setString(3, identifier);
            insert.setString(4, table.text());
            insert.setString(5, changed);
            double[] corners = {bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY()};
            for (int i = 0; i < corners.length; i++) {
                if (bounds.isNull()) insert.setNull(6 + i, Types.DOUBLE);
                else insert.setDouble(6 + i, corners[i]);
            }
            if (type.equals("features")) insert.setInt(10, SWEREF99_TM);
            else insert.setNull(10, Types.INTEGER);
            insert.executeUpdate();
        }
    }

    /** Tells the database that a table, or a view, has multipolygons in EPSG:3006 in its column {@code geom}. */
    static void geometry(Connection connection, String table) throws SQLException {
        geometry(connection, table, "MULTIPOLYGON");
    }

    /** @param kind of the geometries, in capitals */
    static void geometry(Connection connection, String table, String kind) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)")) {
            insert.setString(1, table);
            insert.setString(2, kind);
            insert.setInt(3, SWEREF99_TM);
            insert.executeUpdate();
        }
    }

    /** Gives a store a secret, in place of the one it has. */
    static void keep(Statement sql, Secret secret) throws SQLException {
        String hexadecimal = HexFormat.of().formatHex(secret.bytes());
        sql.execute("INSERT OR REPLACE INTO regstat_secret VALUES (1, X'" + hexadecimal + "')");
    }

    /** Takes a feature table and its index out of the database, if it is there. */
    static void drop(Statement sql, String table) throws SQLException {
        sql.execute("DROP TABLE IF EXISTS \"rtree_" + table + "_geom\"");
        sql.execute("DROP TABLE IF EXISTS \"" + table + "\"");
        for (String registry : List.of("gpkg_extensions", "gpkg_geometry_columns", "gpkg_contents")) {
            sql.execute("DELETE FROM " + registry + " WHERE table_name = '" + table + "'");
        }
    }

    /** Makes a table's spatial index, once its rows are in. */
    static void index(Statement sql, String table) throws SQLException {
        for (String statement : statements("feature-table.sql")) sql.execute(statement.replace("${t}", table));
    }

    /** Of a script beside this class. */
    static List<String> statements(String name) {
        try (InputStream in = GeoPackageScripts.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return text.lines().collect(Collectors.joining("\n")).transform(t -> List.of(t.split(";\n", -1))).stream()
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("resource " + name, e);
        }
    }
}
