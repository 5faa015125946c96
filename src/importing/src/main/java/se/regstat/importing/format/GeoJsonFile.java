package se.regstat.importing.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import se.regstat.statistics.config.Unreadable;
import se.regstat.statistics.crs.CrsName;

/**
 * Reads GeoJSON (RFC 7946): a FeatureCollection feature by feature, a single Feature, or a geometry alone. Coordinates are longitude, latitude in WGS 84 unless the
 * file has the {@code crs} member of GeoJSON 2008, which GIS programs still write; EPSG:3006 where nobody says and they cannot be degrees.
 */
final class GeoJsonFile {

    private static final Set<String> GEOMETRIES = Set.of(
            "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection");

    private static final Envelope DEGREES = new Envelope(-180, 180, -90, 90);

    private final Path file;
    private final ObjectMapper json = new ObjectMapper();
    private final GeoJsonReader geometries = new GeoJsonReader(Polygons.FACTORY);
    private final List<Feature> features = new ArrayList<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private int number;

    GeoJsonFile(Path file) {
        this.file = file;
    }

    FeatureFile read(Optional<CrsName> given, Shape shape, Problems problems) {
        ObjectNode root = json.createObjectNode();
        boolean hasFeatures = false;
        try (JsonParser parser = new JsonFactory(json).createParser(Files.newInputStream(file))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("features")) {
                    hasFeatures = true;
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        String position = "feature " + ++number + " (line "
                                + parser.currentTokenLocation().getLineNr() + ")";
                        feature(parser.readValueAsTree(), position, shape, problems);
                    }
                } else {
                    root.set(name, parser.readValueAsTree());
                }
            }
        } catch (JsonProcessingException e) {
            throw new ImportException(file + JsonSyntax.told(e), e);
        } catch (IOException e) {
            throw new ImportException(Unreadable.told(file, e), e);
        }
        String type = root.path("type").asText("");
        if (type.equals("Feature")) {
            feature(root, "the feature", shape, problems);
        } else if (GEOMETRIES.contains(type)) {
            feature(json.createObjectNode().set("geometry", root), "the geometry", shape, problems);
        } else if (!hasFeatures || !type.equals("FeatureCollection")) {
            throw new ImportException(file + " is not a GeoJSON FeatureCollection, Feature or geometry"
                    + (type.isEmpty() ? "; it has no type" : "; its type is '" + type + "'"));
        }
        return new FeatureFile(
                List.copyOf(columns),
                new StatedCrs(file.toString(), crs(root.path("crs")), given, Optional.of(usual())),
                features,
                PartOfAnswer.told(root, number));
    }

    /** GeoJSON without crs is in degrees by its standard, and in metres in practice. */
    private StatedCrs.Usual usual() {
        Envelope bounds = new Envelope();
        features.forEach(feature -> bounds.expandToInclude(feature.geometry().getEnvelopeInternal()));
        return bounds.isNull() || DEGREES.intersects(bounds)
                ? new StatedCrs.Usual(
                        CrsName.CRS84, "longitude, latitude in WGS 84, as GeoJSON is without a crs member")
                : new StatedCrs.Usual(
                        CrsName.SWEREF99_TM,
                        "EPSG:3006 (SWEREF 99 TM), easting first, since they are no degrees and the file does not say");
    }

    private Optional<CrsName> crs(JsonNode crs) {
        try {
            return GeoJsonCrs.read(crs);
        } catch (IllegalArgumentException e) {
            throw new ImportException(file + ": " + e.getMessage(), e);
        }
    }

    private void feature(JsonNode feature, String position, Shape shape, Problems problems) {
        Map<String, String> attributes = new HashMap<>();
        feature.path("properties").properties().forEach(property -> {
            columns.add(property.getKey());
            text(property.getValue()).ifPresent(value -> attributes.put(property.getKey(), value));
        });
        JsonNode geometry = feature.path("geometry");
        if (geometry.isMissingNode() || geometry.isNull()) {
            problems.add(position, "it has no geometry");
            return;
        }
        try {
            Geometry read = geometries.read(geometry.toString());
            if (shape.accepts(read, position, problems)) features.add(new Feature(position, attributes, read));
        } catch (ParseException | RuntimeException e) {
            problems.add(position, "its geometry cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> text(JsonNode value) {
        if (value.isNull()) return Optional.empty();
        if (value.isFloatingPointNumber()) return Optional.of(Numbers.text(value.doubleValue()));
        return Optional.of(value.isValueNode() ? value.asText() : value.toString());
    }
}
