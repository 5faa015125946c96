package se.regstat.standalone.clients;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** Reads geometries by code straight from a GeoPackage's table (OGC 12-128r18, 2.1.3), past all code under test. */
final class GeoPackageLayer {

    private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};

    private GeoPackageLayer() {}

    static Map<String, Geometry> read(Path file, String table, String codeColumn) {
        Map<String, Geometry> geometries = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet geometryColumn = statement.executeQuery(
                        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = '" + table + "'")) {
            String column = geometryColumn.getString(1);
            try (ResultSet rows = statement.executeQuery(
                    "SELECT \"" + codeColumn + "\", \"" + column + "\" FROM \"" + table + "\"")) {
                while (rows.next()) {
                    String code = rows.getString(1);
                    if (geometries.put(code, geometry(rows.getBytes(2))) != null) {
                        throw new IllegalStateException(file + ", " + table + ": " + code + " occurs more than once");
                    }
                }
            }
        } catch (SQLException | ParseException e) {
            throw new IllegalStateException(file + ", " + table + ": " + e.getMessage(), e);
        }
        return geometries;
    }

    private static Geometry geometry(byte[] blob) throws ParseException {
        int flags = blob[3];
        int skip = 8 + ENVELOPE_BYTES[flags >> 1 & 7];
        return new WKBReader().read(Arrays.copyOfRange(blob, skip, blob.length));
    }
}
