package se.regstat.statistics.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/**
 * Reads a GeoJSON FeatureCollection (RFC 7946), feature by feature. Coordinates are longitude, latitude in WGS 84 unless the
 * file has the {@code crs} member of GeoJSON 2008, which GIS programs still write.
 */
final class GeoJsonFile {

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
        Optional<CrsName> own = Optional.empty();
        Optional<String> type = Optional.empty();
        boolean hasFeatures = false;
        try (JsonParser parser = new JsonFactory(json).createParser(Files.newInputStream(file))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("features") && value == JsonToken.START_ARRAY) {
                    hasFeatures = true;
                    while (parser.nextToken() != JsonToken.END_ARRAY) feature(parser, shape, problems);
                } else if (name.equals("crs")) {
                    own = crs(parser.readValueAsTree());
                } else if (name.equals("type")) {
                    type = Optional.of(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new ImportException(file + JsonSyntax.told(e), e);
        } catch (IOException e) {
            throw new ImportException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (!hasFeatures || !type.equals(Optional.of("FeatureCollection"))) {
            throw new ImportException(file + " is not a GeoJSON FeatureCollection"
                    + type.map(t -> "; its type is '" + t + "'").orElse("; it has no type"));
        }
        if (own.isPresent() && given.isPresent() && !own.equals(given)) {
            throw new ImportException(
                    file + " says that it is in " + own.get() + ", --crs says " + given.get() + "; leave --crs out");
        }
        List<String> notes = new ArrayList<>();
        if (own.isEmpty()) {
            notes.add(
                    given.isPresent()
                            ? "coordinates were taken as " + given.get() + ", as --crs says"
                            : "coordinates were taken as longitude, latitude in WGS 84, as GeoJSON is without a crs member");
        }
        return new FeatureFile(List.copyOf(columns), own.or(() -> given).orElse(CrsName.WGS84), features, notes);
    }

    private Optional<CrsName> crs(JsonNode crs) {
        if (crs.isNull()) return Optional.empty();
        String name = crs.path("properties").path("name").asText("");
        if (name.isEmpty()) {
            throw new ImportException(
                    file + ": its crs member names no coordinate reference system; expected a name such as"
                            + " urn:ogc:def:crs:EPSG::3006");
        }
        return Optional.of(CrsName.of(name));
    }

    private void feature(JsonParser parser, Shape shape, Problems problems) throws IOException {
        String position = "feature " + ++number + " (line "
                + parser.currentTokenLocation().getLineNr() + ")";
        JsonNode feature = parser.readValueAsTree();
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
