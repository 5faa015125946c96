package se.regstat.importing.format;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import se.regstat.importing.sqlite.StrangersDatabase;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.store.GeoPackageGeometry;

/** Reads a layer of a GeoPackage (OGC 12-128). */
final class GeoPackageFile {

    private static final List<String> OWN_TABLES =
            List.of("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys");

    private record Layer(String table, String column, String type, int srsId) {
        boolean mayHave(Shape shape) {
            String upper = type.toUpperCase(Locale.ROOT);
            boolean areas = upper.contains("POLYGON") || upper.contains("SURFACE");
            boolean points = upper.equals("POINT") || (shape == Shape.POINTS && upper.equals("MULTIPOINT"));
            return upper.startsWith("GEOMETRY") || (shape != Shape.POINTS && areas) || (shape != Shape.AREAS && points);
        }
    }

    private final Path file;
    private final Path told;
    private final StrangersDatabase.Bounds bounds;

    GeoPackageFile(Path file) {
        this(file, file);
    }

    /** @param told what it was made of, for messages */
    GeoPackageFile(Path file, Path told) {
        this(file, told, StrangersDatabase.Bounds.USUAL);
    }

    GeoPackageFile(Path file, Path told, StrangersDatabase.Bounds bounds) {
        this.file = file;
        this.told = told;
        this.bounds = bounds;
    }

    FeatureFile read(Optional<String> layer, Optional<CrsName> crs, Shape shape, Problems problems) {
        try (StrangersDatabase database = StrangersDatabase.open(file, bounds)) {
            try {
                database.refuseVirtual(OWN_TABLES);
                Layer chosen = choose(layers(database.connection()), layer, shape);
                database.refuseVirtual(List.of(chosen.table()));
                return read(database, chosen, crs, shape, problems);
            } catch (SQLException e) {
                throw unreadable(database.reason(e), e);
            }
        } catch (SQLException | IOException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private ImportException unreadable(String reason, Exception cause) {
        return new ImportException(told + " cannot be read as a GeoPackage: " + reason, cause);
    }

    private List<Layer> layers(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            try (ResultSet row = sql.executeQuery(
                    "SELECT count(*) FROM sqlite_master WHERE name IN ('gpkg_contents', 'gpkg_geometry_columns')")) {
                if (row.getInt(1) < 2) {
                    throw new ImportException(
                            told
                                    + " is an SQLite database but not a GeoPackage with features: it lacks the table gpkg_contents or gpkg_geometry_columns");
                }
            }
            List<Layer> layers = new ArrayList<>();
            try (ResultSet rows = sql.executeQuery(
                    "SELECT g.table_name, g.column_name, g.geometry_type_name, g.srs_id FROM gpkg_contents c"
                            + " JOIN gpkg_geometry_columns g ON g.table_name = c.table_name ORDER BY g.table_name")) {
                while (rows.next()) {
                    layers.add(new Layer(rows.getString(1), rows.getString(2), rows.getString(3), rows.getInt(4)));
                }
            }
            if (layers.isEmpty()) throw new ImportException(told + " has no layer with geometry");
            return layers;
        }
    }

    private Layer choose(List<Layer> layers, Optional<String> wanted, Shape shape) {
        if (wanted.isPresent()) {
            return layers.stream()
                    .filter(layer -> layer.table().equals(wanted.get()))
                    .findFirst()
                    .orElseThrow(() -> new ImportException(
                            told + " has no layer '" + wanted.get() + "'; its layers are: " + names(layers)));
        }
        List<Layer> suitable =
                layers.stream().filter(layer -> layer.mayHave(shape)).toList();
        if (suitable.size() == 1) return suitable.get(0);
        if (suitable.isEmpty()) {
            throw new ImportException(
                    told + " has no layer of " + shape.several() + "; its layers are: " + names(layers));
        }
        throw new ImportException(
                told + " has " + suitable.size() + " layers; say which with --layer: " + names(suitable));
    }

    private static String names(List<Layer> layers) {
        return layers.stream().map(Layer::table).collect(Collectors.joining(", "));
    }

    private FeatureFile read(
            StrangersDatabase database, Layer layer, Optional<CrsName> crs, Shape shape, Problems problems)
            throws SQLException {
        Connection connection = database.connection();
        StatedCrs stated =
                new StatedCrs(told + ", layer " + layer.table(), crs(connection, layer), crs, Optional.empty());
        GeoPackageGeometry geometries = new GeoPackageGeometry();
        List<Feature> features = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT * FROM " + quoted(layer.table()))) {
            ResultSetMetaData table = rows.getMetaData();
            int geometryColumn = 0;
            for (int i = 1; i <= table.getColumnCount(); i++) {
                if (table.getColumnName(i).equalsIgnoreCase(layer.column())) geometryColumn = i;
                else columns.add(table.getColumnName(i));
            }
            if (geometryColumn == 0) {
                throw new ImportException(told + ", layer " + layer.table() + ": there is no geometry column '"
                        + layer.column() + "', though gpkg_geometry_columns says so");
            }
            for (int number = 1; rows.next(); number++) {
                String position = "feature " + number;
                byte[] blob = rows.getBytes(geometryColumn);
                database.row(blob == null ? 0 : blob.length);
                Map<String, String> attributes = new HashMap<>();
                for (int i = 1; i <= table.getColumnCount(); i++) {
                    if (i == geometryColumn) continue;
                    Object value = rows.getObject(i);
                    if (value != null && !(value instanceof byte[])) {
                        attributes.put(table.getColumnName(i), Numbers.text(value));
                    }
                }
                geometry(geometries, blob, shape, position, attributes, problems)
                        .ifPresent(geometry -> features.add(new Feature(position, attributes, geometry)));
            }
        }
        return new FeatureFile(columns, stated, features);
    }

    private static Optional<Geometry> geometry(
            GeoPackageGeometry geometries,
            byte[] blob,
            Shape shape,
            String position,
            Map<String, String> attributes,
            Problems problems) {
        if (blob == null) {
            problems.add(position, "it has no geometry", attributes);
            return Optional.empty();
        }
        try {
            Geometry geometry = geometries.decode(blob);
            if (shape.accepts(geometry, position, attributes, problems)) return Optional.of(geometry);
        } catch (ParseException | RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            boolean curve = message.contains("Unknown WKB type") || message.contains("Unknown geometry type");
            problems.add(position, curve ? Polygons.CURVE : "its geometry cannot be read: " + message, attributes);
        }
        return Optional.empty();
    }

    /** What the layer says; the numbers 0 and -1 are for layers that do not. */
    private static Optional<CrsName> crs(Connection connection, Layer layer) throws SQLException {
        if (layer.srsId() <= 0) return Optional.empty();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?")) {
            select.setInt(1, layer.srsId());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return Optional.empty();
                return Optional.of(
                        "EPSG".equalsIgnoreCase(row.getString(1))
                                ? CrsName.ofEpsg(row.getInt(2))
                                : CrsName.of(row.getString(3)));
            }
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
