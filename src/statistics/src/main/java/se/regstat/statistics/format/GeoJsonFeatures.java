package se.regstat.statistics.format;

import com.google.gson.JsonObject;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.format.ReadLimits.Budget;

/**
 * Reads GeoJSON (RFC 7946) in UTF-8, feature by feature: a FeatureCollection, a single Feature, or a geometry alone. The {@code crs}
 * member of GeoJSON 2008 is read, before the features or after.
 */
public final class GeoJsonFeatures {

    private final JsonReader in;
    private final Budget budget;
    private final Consumer<FeatureRow> rows;
    private final Faults faults;
    private final Set<String> columns = new LinkedHashSet<>();
    private boolean heights;

    private GeoJsonFeatures(Reader text, Budget budget, Consumer<FeatureRow> rows, Faults faults) {
        this.in = new JsonReader(text);
        this.budget = budget;
        this.rows = rows;
        this.faults = faults;
    }

    /**
     * @param rows gets each feature that can be read, in order
     * @param faults hears of the others
     * @throws FormatException if it is not GeoJSON, or more than the limits
     * @throws IOException if its bytes cannot be had
     */
    public static ReadDocument read(InputStream document, ReadLimits limits, Consumer<FeatureRow> rows, Faults faults)
            throws IOException {
        Budget budget = new Budget(limits);
        try {
            Reader text = Text.reader(budget.counted(document), StandardCharsets.UTF_8, 1);
            return new GeoJsonFeatures(text, budget, rows, faults).root();
        } catch (CharacterCodingException e) {
            throw Text.notIn(StandardCharsets.UTF_8, e);
        } catch (IOException e) {
            if (Json.isMalformed(e)) throw Json.malformed(e);
            throw e;
        }
    }

    /** One feature being read, or the root, which may be a feature or a geometry too. */
    private final class Members {
        private String type = "";
        private Map<String, Object> attributes = new LinkedHashMap<>();
        private GeoJsonGeometry geometry;
        private final GeoJsonGeometry own = new GeoJsonGeometry(budget);

        /** @return whether it was read */
        boolean read(String name, int depth) throws IOException {
            switch (name) {
                case "type" -> {
                    if (in.peek() != JsonToken.STRING) return false;
                    type = in.nextString();
                    own.type(type);
                }
                case "geometry" -> {
                    if (in.peek() != JsonToken.BEGIN_OBJECT) return false;
                    geometry = GeoJsonGeometry.read(in, depth + 1, budget);
                }
                case "properties" -> {
                    if (in.peek() != JsonToken.BEGIN_OBJECT) return false;
                    attributes = attributes(depth + 1);
                }
                default -> {
                    return own.member(name, in, depth);
                }
            }
            return true;
        }

        void tell(String position) {
            columns.addAll(attributes.keySet());
            attributes.values().removeIf(Objects::isNull);
            if (geometry == null) {
                faults.add(position, "it has no geometry", attributes);
                return;
            }
            heights |= geometry.hasHeights();
            try {
                rows.accept(new FeatureRow(position, attributes, geometry.geometry()));
            } catch (IllegalArgumentException e) {
                faults.add(position, "its geometry cannot be read: " + e.getMessage(), attributes);
            }
        }
    }

    /** With nulls, which name columns too. */
    private Map<String, Object> attributes(int depth) throws IOException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) attributes.put(in.nextName(), Json.attribute(in, depth + 1, budget));
        in.endObject();
        return attributes;
    }

    private ReadDocument root() throws IOException {
        if (in.peek() != JsonToken.BEGIN_OBJECT) throw notGeoJson("; it is no JSON object");
        Members root = new Members();
        JsonObject rest = new JsonObject();
        boolean hasFeatures = false;
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (name.equals("features") && in.peek() == JsonToken.BEGIN_ARRAY) {
                hasFeatures = true;
                features();
            } else if (ReadDocument.PART_MEMBERS.contains(name) || name.equals("crs")) {
                rest.add(name, Json.value(in, 1, budget));
            } else if (!root.read(name, 0)) {
                in.skipValue();
            }
        }
        in.endObject();
        if (in.peek() != JsonToken.END_DOCUMENT) throw notGeoJson("");
        if (root.type.equals("Feature")) {
            budget.feature();
            root.tell("the feature");
        } else if (GeoJsonGeometry.isType(root.type)) {
            budget.feature();
            root.geometry = root.own;
            root.tell("the geometry");
        } else if (!hasFeatures || !root.type.equals("FeatureCollection")) {
            throw notGeoJson(
                    root.type.isEmpty() ? "; it has no type" : "; its type is '" + Text.shortened(root.type) + "'");
        }
        JsonObject properties = new JsonObject();
        properties.addProperty(
                "exceededTransferLimit", root.attributes.get("exceededTransferLimit") instanceof Boolean flag && flag);
        rest.add("properties", properties);
        JsonValue told = new JsonValue(rest);
        return new ReadDocument(
                List.copyOf(columns),
                crs(told.at("crs")),
                hasFeatures ? ReadDocument.part(told, budget.features()) : Optional.empty(),
                ReadDocument.heights(heights));
    }

    private static FormatException notGeoJson(String why) {
        return new FormatException("it is not a GeoJSON FeatureCollection, Feature or geometry" + why);
    }

    private void features() throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            budget.feature();
            String position = "feature " + budget.features()
                    + Json.line(in).map(line -> " (" + line + ")").orElse("");
            Members feature = new Members();
            if (in.peek() == JsonToken.BEGIN_OBJECT) {
                in.beginObject();
                while (in.hasNext()) if (!feature.read(in.nextName(), 2)) in.skipValue();
                in.endObject();
                feature.tell(position);
            } else {
                in.skipValue();
                faults.add(position, "it is no Feature; expected {\"type\": \"Feature\", …}");
            }
        }
        in.endArray();
    }

    /**
     * The {@code crs} member of GeoJSON 2008, which GIS programs still write, and that of the drafts before it, by EPSG code.
     *
     * @param crs the member's value; nothing if there is none
     * @return empty if there is none, which means longitude, latitude in WGS 84
     * @throws FormatException if it names no system; the message says what would be right
     */
    private static Optional<CrsName> crs(JsonValue crs) {
        if (crs.isNothing()) return Optional.empty();
        JsonValue properties = crs.at("properties");
        boolean byCode = crs.at("type").text().equalsIgnoreCase("EPSG");
        return Stream.of(crs, properties.at("name"), byCode ? properties.at("code") : crs.at(""))
                .map(JsonValue::text)
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(CrsName::of)
                .or(() -> {
                    throw new FormatException(
                            "the crs member names no coordinate reference system; expected a name such as"
                                    + " urn:ogc:def:crs:EPSG::3006, as in"
                                    + " {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::3006\"}}");
                });
    }
}
