package se.regstat.importing.format;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
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
import se.regstat.statistics.format.CsvLines;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.store.GeoPackageGeometry;

/** Reads a layer of a GeoPackage (OGC 12-128). */
final class GeoPackageFile {

    /** More than a file has that people make; and the longest of their names. */
    private static final int MOST_LAYERS = 1000;

    private static final int LONGEST_NAME = 200;

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
        return reading(database -> read(database, choose(layers(database), layer, shape), crs, shape, problems));
    }

    /** Reads attributes alone, row by row, as text; empty where there is no value. */
    void readAttributes(Optional<String> layer, CsvLines.Hearer rows) {
        reading(database -> {
            readAttributes(database, choose(layers(database), layer, Shape.POINTS_OR_AREAS), rows);
            return rows;
        });
    }

    private interface Reading<T> {
        T of(StrangersDatabase database) throws SQLException;
    }

    private <T> T reading(Reading<T> reading) {
        try (StrangersDatabase database = StrangersDatabase.open(file, bounds)) {
            try {
                return reading.of(database);
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

    private List<Layer> layers(StrangersDatabase database) throws SQLException {
        try (PreparedStatement sql = database.reading(
                        "SELECT count(*) FROM sqlite_master WHERE name IN ('gpkg_contents', 'gpkg_geometry_columns')");
                ResultSet row = sql.executeQuery()) {
            if (row.getInt(1) < 2) {
                throw new ImportException(
                        told
                                + " is an SQLite database but not a GeoPackage with features: it lacks the table gpkg_contents or gpkg_geometry_columns");
            }
        }
        List<Layer> layers = new ArrayList<>();
        try (PreparedStatement sql = database.reading(
                        "SELECT g.table_name, g.column_name, g.geometry_type_name, g.srs_id FROM gpkg_contents c"
                                + " JOIN gpkg_geometry_columns g ON g.table_name = c.table_name");
                ResultSet rows = sql.executeQuery()) {
            while (rows.next()) {
                database.row();
                layers.add(new Layer(
                        name(database, rows, 1), name(database, rows, 2), name(database, rows, 3), rows.getInt(4)));
                if (layers.size() > MOST_LAYERS) {
                    throw new ImportException(told + " lists more than " + MOST_LAYERS
                            + " layers; copy the one that you want" + " into a file of its own, as ogr2ogr does");
                }
            }
        }
        if (layers.isEmpty()) throw new ImportException(told + " has no layer with geometry");
        layers.sort(Comparator.comparing(Layer::table));
        return layers;
    }

    private String name(StrangersDatabase database, ResultSet row, int column) throws SQLException {
        String name = database.kept(row.getString(column));
        if (name != null && name.length() <= LONGEST_NAME) return name;
        throw new ImportException(told + " lists a layer whose table, geometry column or type has "
                + (name == null ? "no name" : "a name of more than " + LONGEST_NAME + " signs"));
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
        StatedCrs stated =
                new StatedCrs(told + ", layer " + layer.table(), crs(database, layer), crs, Optional.empty());
        GeoPackageGeometry geometries = new GeoPackageGeometry();
        List<Feature> features = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        try (PreparedStatement sql = database.reading("SELECT * FROM " + quoted(layer.table()));
                ResultSet rows = sql.executeQuery()) {
            ResultSetMetaData table = rows.getMetaData();
            int geometryColumn = 0;
            List<String> all = new ArrayList<>();
            for (int i = 1; i <= table.getColumnCount(); i++) {
                String name = database.kept(table.getColumnName(i));
                all.add(name);
                if (name.equalsIgnoreCase(layer.column())) geometryColumn = i;
                else columns.add(name);
            }
            if (geometryColumn == 0) {
                throw new ImportException(told + ", layer " + layer.table() + ": there is no geometry column '"
                        + layer.column() + "', though gpkg_geometry_columns says so");
            }
            for (int number = 1; rows.next(); number++) {
                String position = "feature " + number;
                database.row();
                byte[] blob = database.kept(rows.getBytes(geometryColumn));
                Map<String, String> attributes = new HashMap<>();
                for (int i = 1; i <= all.size(); i++) {
                    if (i == geometryColumn) continue;
                    Object value = rows.getObject(i);
                    if (value != null && !(value instanceof byte[])) {
                        attributes.put(all.get(i - 1), database.kept(Numbers.text(value)));
                    }
                }
                geometry(geometries, blob, shape, position, attributes, problems)
                        .ifPresent(geometry -> features.add(new Feature(position, attributes, geometry)));
            }
        }
        return new FeatureFile(columns, stated, features);
    }

    private static void readAttributes(StrangersDatabase database, Layer layer, CsvLines.Hearer hearer)
            throws SQLException {
        try (PreparedStatement sql = database.reading("SELECT * FROM " + quoted(layer.table()));
                ResultSet rows = sql.executeQuery()) {
            ResultSetMetaData table = rows.getMetaData();
            List<Integer> places = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= table.getColumnCount(); i++) {
                String name = database.kept(table.getColumnName(i));
                if (name.equalsIgnoreCase(layer.column())) continue;
                places.add(i);
                names.add(name);
            }
            hearer.columns(names);
            for (int number = 1; rows.next(); number++) {
                database.passingRow();
                List<String> fields = new ArrayList<>(places.size());
                for (int place : places) {
                    Object value = rows.getObject(place);
                    fields.add(value == null || value instanceof byte[] ? "" : Numbers.text(value));
                }
                hearer.row(number, fields);
            }
        }
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
    private static Optional<CrsName> crs(StrangersDatabase database, Layer layer) throws SQLException {
        if (layer.srsId() <= 0) return Optional.empty();
        try (PreparedStatement select = database.reading(
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
