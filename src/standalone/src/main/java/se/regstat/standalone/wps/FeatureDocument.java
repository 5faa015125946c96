package se.regstat.standalone.wps;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import org.w3c.dom.Element;
import se.regstat.importing.format.GeoJsonCrs;
import se.regstat.importing.format.JsonSyntax;
import se.regstat.standalone.filter.FilterException;
import se.regstat.standalone.filter.GmlGeometry;
import se.regstat.standalone.filter.XmlText;
import se.regstat.standalone.format.SrsName;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.csv.SpreadsheetText;

/**
 * Reads features that clients send: GeoJSON (longitude, latitude in WGS 84 unless its {@code crs} member says otherwise), GML in a
 * feature collection of WFS or by itself, and CSV with a column of WKT (in EPSG:3006, easting first, or {@code SRID=nnnn;} before
 * it). Geometries come out x = easting or longitude.
 */
final class FeatureDocument {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int MAX_DEPTH = 50;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build());
    private static final Pattern WKT = Pattern.compile(
            "(?is)\\s*(?:SRID\\s*=\\s*(\\d+)\\s*;)?\\s*((?:MULTI)?(?:POLYGON|POINT|LINESTRING)|GEOMETRYCOLLECTION)\\b.*");

    private static final Set<String> MEMBERS = Set.of("featureMember", "featureMembers", "member");

    private final String locator;
    private final List<Map<String, Object>> attributes = new ArrayList<>();
    private final List<Geometry> geometries = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private Optional<CoordinateReferenceSystem> crs = Optional.empty();

    private FeatureDocument(String locator) {
        this.locator = locator;
    }

    /**
     * @param locator the input's identifier, for messages
     * @throws WpsException if it is not what it is said to be; the message says where
     */
    static SimpleFeatureCollection read(String text, FeatureFormats format, String locator) {
        FeatureDocument document = new FeatureDocument(locator);
        switch (format) {
            case GEOJSON -> document.json(text);
            case CSV -> document.csv(text);
            default -> document.gml(parse(text, locator));
        }
        return document.collection();
    }

    /** From the XML itself. */
    static SimpleFeatureCollection read(Element element, String locator) {
        FeatureDocument document = new FeatureDocument(locator);
        document.gml(element);
        return document.collection();
    }

    /** A single geometry: WKT, GeoJSON or GML. */
    static Geometry geometry(String text, String locator) {
        String trimmed = text.strip();
        if (trimmed.startsWith("{")) return new FeatureDocument(locator).geoJson(node(trimmed, locator), "");
        if (trimmed.startsWith("<")) return new FeatureDocument(locator).gmlGeometry(parse(trimmed, locator));
        try {
            return wkt(trimmed);
        } catch (ParseException | IllegalArgumentException e) {
            throw WpsException.invalid(locator, locator + ": neither WKT nor GeoJSON nor GML: " + e.getMessage());
        }
    }

    /** The reader calls itself for each level. */
    private static Geometry wkt(String text) throws ParseException {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '(') depth++;
            if (text.charAt(i) == ')') depth--;
            if (depth > MAX_DEPTH) throw new ParseException("nested deeper than " + MAX_DEPTH + " levels");
        }
        return new WKTReader(GEOMETRIES).read(text);
    }

    private static Element parse(String text, String locator) {
        try {
            return XmlText.parse(text);
        } catch (FilterException e) {
            throw WpsException.invalid(locator, locator + ": " + e.getMessage());
        }
    }

    private SimpleFeatureCollection collection() {
        if (geometries.isEmpty()) throw WpsException.invalid(locator, locator + ": there is no feature in it");
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName(locator);
        type.add("geom", Geometry.class, crs.orElse(null));
        names.remove("geom");
        for (String name : names) type.add(name, binding(name));
        SimpleFeatureType built = type.buildFeatureType();
        ListFeatureCollection features = new ListFeatureCollection(built);
        for (int i = 0; i < geometries.size(); i++) {
            List<Object> values = new ArrayList<>();
            values.add(geometries.get(i));
            for (String name : names) values.add(attributes.get(i).get(name));
            features.add(SimpleFeatureBuilder.build(built, values, locator + "." + (i + 1)));
        }
        return features;
    }

    /** What all values of an attribute have in common. */
    private Class<?> binding(String name) {
        Class<?> common = null;
        for (Map<String, Object> feature : attributes) {
            Object value = feature.get(name);
            if (value == null) continue;
            boolean numbers = common != null && Number.class.isAssignableFrom(common) && value instanceof Number;
            if (common == null) common = value.getClass();
            else if (numbers && common != value.getClass()) common = Double.class;
            else if (common != value.getClass()) return Object.class;
        }
        return common == null ? String.class : common;
    }

    private void add(Map<String, Object> values, Geometry geometry, Optional<SrsName> srs, String where) {
        Optional<CoordinateReferenceSystem> own = srs.map(SrsName::crs);
        if (!geometries.isEmpty() && own.isPresent() && !own.equals(crs)) {
            throw WpsException.invalid(
                    locator,
                    locator + ", " + where + ": it is in another reference system than the features before it");
        }
        if (geometries.isEmpty() && own.isPresent()) crs = own;
        attributes.add(values);
        names.addAll(values.keySet());
        geometries.add(geometry);
    }

    // ---- GeoJSON

    private static JsonNode node(String text, String locator) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw WpsException.invalid(locator, locator + JsonSyntax.told(e));
        }
    }

    private void json(String text) {
        JsonNode root = node(text, locator);
        crs = Optional.of(jsonCrs(root));
        String type = root.path("type").asText("");
        if (type.equals("FeatureCollection")) {
            int number = 0;
            for (JsonNode feature : root.path("features")) jsonFeature(feature, "feature " + ++number);
        } else if (type.equals("Feature")) {
            jsonFeature(root, "the feature");
        } else {
            jsonFeature(JSON.createObjectNode().set("geometry", root), "the geometry");
        }
    }

    private CoordinateReferenceSystem jsonCrs(JsonNode root) {
        try {
            return srs(GeoJsonCrs.read(root.path("crs")).orElse(CrsName.CRS84).name())
                    .crs();
        } catch (IllegalArgumentException e) {
            throw WpsException.invalid(locator, locator + ": " + e.getMessage());
        }
    }

    private void jsonFeature(JsonNode feature, String where) {
        Map<String, Object> values = new LinkedHashMap<>();
        feature.path("properties").properties().forEach(property -> {
            Object value = value(property.getValue());
            if (value != null) values.put(property.getKey(), value);
        });
        add(values, geoJson(feature.path("geometry"), ", " + where), Optional.empty(), where);
    }

    private static Object value(JsonNode node) {
        if (node.isNull()) return null;
        if (node.isIntegralNumber())
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        if (node.isNumber()) return node.doubleValue();
        if (node.isBoolean()) return node.booleanValue();
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private Geometry geoJson(JsonNode geometry, String where) {
        if (!geometry.isObject()) throw WpsException.invalid(locator, locator + where + ": it has no geometry");
        try {
            return new GeoJsonReader(GEOMETRIES).read(geometry.toString());
        } catch (ParseException | RuntimeException e) {
            throw WpsException.invalid(locator, locator + where + ": its geometry cannot be read: " + e.getMessage());
        }
    }

    // ---- CSV

    private void csv(String text) {
        char separator = text.lines().findFirst().orElse("").contains(";") ? ';' : ',';
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : csv) csvFeature(record);
        } catch (WpsException e) {
            throw e;
        } catch (Exception e) {
            throw WpsException.invalid(locator, locator + ": not well-formed CSV: " + e.getMessage());
        }
    }

    private void csvFeature(NamedCsvRecord record) throws ParseException {
        String where = "line " + record.getStartingLineNumber();
        Map<String, Object> values = new LinkedHashMap<>();
        Geometry geometry = null;
        Optional<SrsName> srs = Optional.empty();
        for (Map.Entry<String, String> field : record.getFieldsAsMap().entrySet()) {
            var matcher = WKT.matcher(field.getValue());
            if (geometry == null && matcher.matches()) {
                try {
                    geometry = wkt(field.getValue().substring(matcher.start(2)));
                } catch (ParseException | IllegalArgumentException e) {
                    throw WpsException.invalid(
                            locator, locator + ", " + where + ": its WKT cannot be read: " + e.getMessage());
                }
                srs = Optional.of(srs("EPSG:" + (matcher.group(1) == null ? "3006" : matcher.group(1))));
            } else if (!field.getValue().isBlank()) {
                values.put(field.getKey(), SpreadsheetText.read(field.getValue()));
            }
        }
        if (geometry == null) {
            throw WpsException.invalid(
                    locator, locator + ", " + where + ": it has no geometry as WKT, such as POLYGON ((…))");
        }
        add(values, geometry, srs, where);
    }

    // ---- GML

    private void gml(Element root) {
        List<Element> features = new ArrayList<>();
        find(root, features);
        int number = 0;
        for (Element feature : features) gmlFeature(feature, "feature " + ++number);
    }

    /** Members of collections, nested or not; else the element itself. */
    private static void find(Element element, List<Element> features) {
        if (MEMBERS.contains(element.getLocalName())) {
            for (Element member : XmlText.children(element)) find(member, features);
            return;
        }
        List<Element> members = XmlText.children(element).stream()
                .filter(child -> MEMBERS.contains(child.getLocalName()))
                .toList();
        for (Element member : members) find(member, features);
        if (members.isEmpty()) features.add(element);
    }

    private void gmlFeature(Element feature, String where) {
        if (GmlGeometry.isGeometry(feature)) {
            addGml(Map.of(), feature, where);
            return;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        Element geometry = null;
        for (Element property : XmlText.children(feature)) {
            List<Element> inside = XmlText.children(property);
            if (property.getLocalName().equals("boundedBy")) continue;
            if (inside.isEmpty()) {
                String text = property.getTextContent().strip();
                if (!text.isEmpty()) values.put(property.getLocalName(), text);
            } else if (geometry == null && GmlGeometry.isGeometry(inside.get(0))) {
                geometry = inside.get(0);
            }
        }
        if (geometry == null) {
            throw WpsException.invalid(locator, locator + ", " + where + ": it has no geometry in GML");
        }
        addGml(values, geometry, where);
    }

    private void addGml(Map<String, Object> values, Element geometry, String where) {
        try {
            add(values, gmlGeometry(geometry), GmlGeometry.srs(geometry), where);
        } catch (FilterException e) {
            throw WpsException.invalid(locator, locator + ", " + where + ": " + e.getMessage());
        }
    }

    private Geometry gmlGeometry(Element element) {
        try {
            Geometry geometry = GmlGeometry.geometry(element);
            boolean northingFirst =
                    GmlGeometry.srs(element).map(SrsName::northingFirst).orElse(false);
            if (northingFirst) {
                geometry.apply((CoordinateFilter) FeatureDocument::turn);
                geometry.geometryChanged();
            }
            return geometry;
        } catch (FilterException e) {
            throw WpsException.invalid(locator, locator + ": " + e.getMessage());
        }
    }

    private static void turn(Coordinate coordinate) {
        double first = coordinate.x;
        coordinate.x = coordinate.y;
        coordinate.y = first;
    }

    private SrsName srs(String name) {
        try {
            return SrsName.parse(name);
        } catch (IllegalArgumentException e) {
            throw WpsException.invalid(locator, locator + ": " + e.getMessage());
        }
    }
}
