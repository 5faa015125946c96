package se.regstat.geoserver.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.config.SettingsInfo;
import org.geoserver.ows.Request;
import org.geoserver.ows.Response;
import org.geoserver.platform.Operation;
import org.geoserver.wfs.json.GeoJSONGetFeatureResponse;
import org.geoserver.wfs.request.FeatureCollectionResponse;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.FeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import se.regstat.geoserver.wfs.GeoJsonAnswers;

/** GeoServer's GeoJSON, in which the plugin writes the coordinates of its areas. */
class GeoJsonAnswersTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final Operation GET_FEATURE = new Operation("GetFeature");
    private static final String[] TEXTS = {"\"coordinates\":[]", "{\"coordinates\":[],", "Å\\\"", "\"coordinates", ""};

    @TempDir
    Path data;

    private Plugin host;
    private GeoJsonAnswers answers;

    @BeforeEach
    void start() throws Exception {
        host = Plugin.start(data, OneArea.configuration(data), OneArea.store(data));
        answers = new GeoJsonAnswers(host.catalog(), host.publisher());
        answers.initialize(host.geoServer());
    }

    @AfterEach
    void stop() {
        host.close();
    }

    /** Read as numbers: what GeoServer writes with an exponent has none here. */
    @ParameterizedTest
    @CsvSource({
        "3, EPSG:3006, 6500000", "0, EPSG:3006, 6500000", "8, EPSG:3006, 6500000", "1, EPSG:3857, 10500000",
        "6, urn:ogc:def:crs:EPSG::4326, 15", "4, EPSG:4326, -60", "2, EPSG:3006, 0", "5, EPSG:4326, 0.0001",
    })
    void a_document_is_that_of_geoserver(int decimals, String crs, double around) throws Exception {
        inSettings(decimals);
        Random random = new Random(decimals);
        Response geoServers = new GeoJSONGetFeatureResponse(decimals, "UTF-8");
        for (int round = 0; round < 20; round++) {
            List<SimpleFeatureCollection> found = List.of(
                    areas("deso_2018", crs, around, random, 1 + random.nextInt(30)),
                    areas("deso_2025", crs, around, random, random.nextInt(3)));
            Response taken = taken(geoServers, found);
            assertThat(taken).isNotSameAs(geoServers);
            JsonElement expected = JsonParser.parseString(written(geoServers, found));
            assertThat(inDoubles(JsonParser.parseString(written(taken, found)))).isEqualTo(inDoubles(expected));
        }
    }

    @Test
    void a_layers_own_decimals_come_before_those_of_the_settings() throws Exception {
        inSettings(1);
        List<SimpleFeatureCollection> found = List.of(areas("deso_2025", "EPSG:3006", 6500000, new Random(1), 20));
        FeatureTypeInfo layer = (FeatureTypeInfo)
                host.catalog().getLayerByName("regstat:deso_2025").getResource();
        layer.setNumDecimals(4);
        host.catalog().save(layer);
        assertThat(written(taken(new GeoJSONGetFeatureResponse(4, "UTF-8"), found), found))
                .isEqualTo(written(new GeoJSONGetFeatureResponse(4, "UTF-8"), found))
                .containsPattern("\\d\\.\\d{4}]");
    }

    /** GeoServer writes those itself. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1e9})
    void an_area_whose_coordinates_are_none_of_the_earths_is_left_to_geoserver(double strange) throws Exception {
        inSettings(2);
        SimpleFeatureCollection one = areas("deso_2025", "EPSG:3006", 6500000, new Random(1), 3);
        ((ListFeatureCollection) one)
                .add(SimpleFeatureBuilder.build(
                        one.getSchema(),
                        List.of(GEOMETRIES.createMultiPolygon(new Polygon[] {square(0, 0, strange)}), ""),
                        "last"));
        Response geoServers = new GeoJSONGetFeatureResponse(2, "UTF-8");
        assertThat(written(taken(geoServers, List.of(one)), List.of(one))).isEqualTo(written(geoServers, List.of(one)));
    }

    /** {@code format_options=id_policy:geom} has the geometry as id and as geometry. */
    @Test
    void an_area_that_is_its_features_id_too_is_written_in_both_places() throws Exception {
        inSettings(3);
        List<SimpleFeatureCollection> found = List.of(areas("deso_2025", "EPSG:4326", 15, new Random(2), 400));
        assertAsGeoServers(new GeoJSONGetFeatureResponse(3, "UTF-8", true, Optional.empty()), found);
    }

    @SuppressWarnings("ImmutableEnumChecker") // orders keep nothing
    private enum Order {
        EACH_TWICE(features -> features.stream().flatMap(f -> Stream.of(f, f)).toList()),
        EVERY_THIRD(features -> IntStream.range(0, features.size() / 3)
                .mapToObj(i -> features.get(3 * i))
                .toList()),
        BACKWARDS(features -> IntStream.range(0, features.size())
                .mapToObj(i -> features.get(features.size() - 1 - i))
                .toList()),
        ALL_ONCE_MORE(
                features -> Stream.of(features, features).flatMap(List::stream).toList());

        private final UnaryOperator<List<SimpleFeature>> order;

        Order(UnaryOperator<List<SimpleFeature>> order) {
            this.order = order;
        }
    }

    @ParameterizedTest
    @EnumSource(names = "ALL_ONCE_MORE", mode = EnumSource.Mode.EXCLUDE)
    void every_feature_has_its_own_area_in_whatever_order_they_are_written(Order each) throws Exception {
        inSettings(3);
        Random random = new Random(3);
        List<SimpleFeatureCollection> found = List.of(
                areas("deso_2018", "EPSG:3006", 6500000, random, 400),
                areas("deso_2025", "EPSG:3006", 6500000, random, 400));
        assertAsGeoServers(new GeoJSONGetFeatureResponse(3, "UTF-8", false, Optional.of(each.order)), found);
    }

    /** Areas are not kept for ever, and no other is written instead. */
    @Test
    void an_area_that_comes_again_after_others_ends_the_document() throws Exception {
        inSettings(3);
        List<SimpleFeatureCollection> found = List.of(areas("deso_2025", "EPSG:3006", 6500000, new Random(4), 20));
        Response taken =
                taken(new GeoJSONGetFeatureResponse(3, "UTF-8", false, Optional.of(Order.ALL_ONCE_MORE.order)), found);
        assertThatThrownBy(() -> written(taken, found)).hasMessageContaining("once more");
    }

    private void assertAsGeoServers(Response geoServers, List<SimpleFeatureCollection> found) throws Exception {
        Response taken = taken(geoServers, found);
        assertThat(taken).isNotSameAs(geoServers);
        assertThat(written(taken, found)).isEqualTo(written(geoServers, found));
    }

    @Test
    void what_is_anything_else_is_geoservers() throws Exception {
        inSettings(3);
        Response geoServers = new GeoJSONGetFeatureResponse(3, "UTF-8");
        SimpleFeatureCollection ours = areas("deso_2025", "EPSG:3006", 6500000, new Random(1), 3);
        assertThat(taken(geoServers, List.of(ours))).isNotSameAs(geoServers);

        SimpleFeatureCollection others = areas("their_areas", "EPSG:3006", 6500000, new Random(1), 3);
        assertThat(taken(geoServers, List.of(ours, others))).isSameAs(geoServers);
        SimpleFeatureCollection namesake =
                new ListFeatureCollection(type("https://other.example/", "deso_2025", MultiPolygon.class, "EPSG:3006"));
        assertThat(taken(geoServers, List.of(namesake))).isSameAs(geoServers);
        SimpleFeatureCollection points =
                new ListFeatureCollection(type(namespace(), "deso_2025", Point.class, "EPSG:3006"));
        assertThat(taken(geoServers, List.of(points))).isSameAs(geoServers);

        Response otherForm = new GeoJSONGetFeatureResponse(3, "UTF-8") {};
        assertThat(taken(otherForm, List.of(ours))).isSameAs(otherForm);
        Response otherText = new GeoJSONGetFeatureResponse(3, "ISO-8859-1");
        assertThat(taken(otherText, List.of(ours))).isSameAs(otherText);
        inSettings(9);
        assertThat(taken(geoServers, List.of(ours))).isSameAs(geoServers);
    }

    private void inSettings(int decimals) {
        SettingsInfo settings = host.geoServer().getSettings();
        settings.setNumDecimals(decimals);
        host.geoServer().save(settings);
    }

    private Response taken(Response geoServers, List<SimpleFeatureCollection> found) {
        return answers.responseDispatched(new Request(), GET_FEATURE, result(found), geoServers);
    }

    private static String written(Response response, List<SimpleFeatureCollection> found) throws Exception {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        response.write(result(found), document, GET_FEATURE);
        return document.toString(UTF_8);
    }

    private static FeatureCollectionResponse result(List<SimpleFeatureCollection> found) {
        return new FeatureCollectionResponse() {
            @SuppressWarnings("rawtypes")
            private final List<FeatureCollection> collections = new ArrayList<>(found);

            @Override
            @SuppressWarnings("rawtypes")
            public List<FeatureCollection> getFeature() {
                return collections;
            }
        };
    }

    private String namespace() {
        return host.catalog()
                .getLayerByName("regstat:deso_2025")
                .getResource()
                .getNamespace()
                .getURI();
    }

    private static SimpleFeatureType type(
            String namespace, String layer, Class<? extends Geometry> geometry, String crs) throws Exception {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setNamespaceURI(namespace);
        type.setName(layer);
        type.add("geom", geometry, CRS.decode(crs));
        type.add("text", String.class);
        return type.buildFeatureType();
    }

    private SimpleFeatureCollection areas(String layer, String crs, double around, Random random, int count)
            throws Exception {
        ListFeatureCollection areas = new ListFeatureCollection(type(namespace(), layer, MultiPolygon.class, crs));
        for (int i = 0; i < count; i++) {
            Polygon[] parts = new Polygon[random.nextInt(4)];
            for (int part = 0; part < parts.length; part++) {
                // Often with a decimal more than is written, so that it lies halfway.
                double x = random.nextBoolean() ? random.nextDouble() : random.nextInt(20000) / 20000.0;
                parts[part] = square(around + x, around + random.nextDouble(), 1 + random.nextInt(3));
            }
            Geometry area = random.nextInt(10) == 0 ? null : GEOMETRIES.createMultiPolygon(parts);
            List<Object> values = new ArrayList<>();
            values.add(area);
            values.add(TEXTS[random.nextInt(TEXTS.length)].repeat(random.nextInt(5)));
            areas.add(SimpleFeatureBuilder.build(areas.getSchema(), values, layer + "." + i));
        }
        return areas;
    }

    /** With a hole. */
    private static Polygon square(double x, double y, double side) {
        return GEOMETRIES.createPolygon(
                ring(x, y, side), new LinearRing[] {ring(x + side / 3, y + side / 3, side / 3)});
    }

    private static LinearRing ring(double x, double y, double side) {
        return GEOMETRIES.createLinearRing(new Coordinate[] {
            new Coordinate(x, y),
            new Coordinate(x, y + side),
            new Coordinate(x + side, y + side),
            new Coordinate(x + side, y),
            new Coordinate(x, y)
        });
    }

    private static JsonElement inDoubles(JsonElement read) {
        if (read instanceof JsonArray array) {
            JsonArray all = new JsonArray();
            array.forEach(one -> all.add(inDoubles(one)));
            return all;
        }
        if (read instanceof JsonObject object) {
            JsonObject all = new JsonObject();
            object.entrySet().forEach(entry -> all.add(entry.getKey(), inDoubles(entry.getValue())));
            return all;
        }
        return read instanceof JsonPrimitive value && value.isNumber() ? new JsonPrimitive(value.getAsDouble()) : read;
    }
}
