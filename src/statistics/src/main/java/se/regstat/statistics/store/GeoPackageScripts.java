package se.regstat.statistics.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL that makes a database a GeoPackage. */
final class GeoPackageScripts {

    private static final int APPLICATION_ID = 0x47504B47; // "GPKG"
    private static final int GEOPACKAGE_VERSION = 10200;

    private GeoPackageScripts() {}

    /** Makes an empty database an empty GeoPackage. */
    static void begin(Statement sql) throws SQLException {
        sql.execute("PRAGMA application_id = " + APPLICATION_ID);
        sql.execute("PRAGMA user_version = " + GEOPACKAGE_VERSION);
        for (String statement : statements("gpkg.sql")) sql.execute(statement);
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
