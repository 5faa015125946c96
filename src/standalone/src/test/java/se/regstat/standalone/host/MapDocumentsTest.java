package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKTReader;

/** What the web map reads, held against what WFS, series and legends tell of the same layers. */
class MapDocumentsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.startRestricted(folder));

    private static HttpResponse<String> get(String pathAndQuery, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host.baseUrl() + pathAndQuery));
        if (headers.length > 0) request.headers(headers);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode document(String nameAndQuery) throws Exception {
        HttpResponse<String> reply = get("/regstat-info/map/" + nameAndQuery);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
        return JSON.readTree(reply.body());
    }

    private static JsonNode features(String layer, String more) throws Exception {
        return JSON.readTree(get("/wfs?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json"
                                + "&typeNames=regstat:" + layer + more)
                        .body())
                .path("features");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.isNull() ? null : item.asText()));
        return texts;
    }

    private static JsonNode catalogue() throws Exception {
        return document("catalogue.json");
    }

    private static List<String> vintages() throws Exception {
        return catalogue().findValues("vintages").stream()
                .flatMap(list -> list.findValuesAsText("id").stream())
                .toList();
    }

    // ---- catalogue

    @Test
    void the_catalogue_has_the_layers_divisions_and_themes_that_there_are() throws Exception {
        JsonNode catalogue = catalogue();
        Set<String> capabilities = new HashSet<>(Pattern.compile("<Name>regstat:([^<]+)</Name>")
                .matcher(get("/wfs?service=WFS&version=2.0.0&request=GetCapabilities")
                        .body())
                .results()
                .map(found -> found.group(1))
                .toList());
        assertThat(catalogue.path("workspace").asText()).isEqualTo("regstat");
        assertThat(catalogue.path("language").asText()).isEqualTo("sv");
        List<String> layers = texts(JSON.valueToTree(catalogue.path("layers").findValuesAsText("name")));
        assertThat(layers)
                .contains("population_deso", "population_kommun", "age_0_19_kommun_derived")
                .doesNotHaveDuplicates();
        assertThat(capabilities).containsAll(layers);
        Set<String> themes = new HashSet<>(catalogue.path("themes").findValuesAsText("id"));
        for (JsonNode layer : catalogue.path("layers")) {
            assertThat(themes).contains(layer.path("theme").asText());
            assertThat(layer.path("years")).isNotEmpty();
            layer.path("years")
                    .forEach(year -> assertThat(year.path("break").isBoolean()).isTrue());
        }
        for (String vintage : vintages()) {
            JsonNode areas = document("areas.json?vintage=" + vintage);
            assertThat(catalogue.findParents("tolerances").stream()
                            .filter(one -> one.path("id").asText().equals(vintage))
                            .map(one -> one.path("areas").asInt()))
                    .containsExactly(areas.path("objects")
                            .path("areas")
                            .path("geometries")
                            .size());
        }
    }

    @Test
    void texts_are_in_the_language_that_is_asked_for() throws Exception {
        JsonNode swedish = document("catalogue.json?language=sv");
        JsonNode english = document("catalogue.json?language=en");
        assertThat(swedish.findValuesAsText("title")).anyMatch(title -> title.contains("Län"));
        assertThat(english.findValuesAsText("title")).anyMatch(title -> title.contains("Counties"));
        assertThat(english.path("layers").findValuesAsText("name"))
                .isEqualTo(swedish.path("layers").findValuesAsText("name"));
        assertThat(document("values.json?layer=population_deso&language=sv")
                        .path("style")
                        .findValuesAsText("label"))
                .anyMatch(label -> label.endsWith(" eller mer"));
        assertThat(document("values.json?layer=population_deso&language=en")
                        .path("style")
                        .findValuesAsText("label"))
                .anyMatch(label -> label.endsWith(" or more"));
    }

    @Test
    void years_that_cannot_be_compared_with_the_one_before_are_marked() throws Exception {
        for (JsonNode layer : catalogue().path("layers")) {
            if (!layer.path("name").asText().equals("population_deso")) continue;
            Map<Integer, Boolean> breaks = new TreeMap<>();
            layer.path("years")
                    .forEach(year -> breaks.put(
                            year.path("year").asInt(), year.path("break").asBoolean()));
            assertThat(breaks).containsEntry(2023, false).containsEntry(2024, true);
            return;
        }
        throw new AssertionError("population_deso is not in the catalogue");
    }

    // ---- values

    @Test
    void every_value_of_every_layer_and_year_is_what_wfs_tells_of_the_area_in_its_place() throws Exception {
        int compared = 0;
        Set<String> statuses = new HashSet<>();
        for (JsonNode layer : catalogue().path("layers")) {
            String name = layer.path("name").asText();
            boolean derived = layer.path("derived").asBoolean();
            String attributes = "code,year,vintage,value,status,reason"
                    + (derived ? ",interval_low,interval_high,reliability" : "");
            Map<String, JsonNode> rows = new HashMap<>();
            features(name, "&propertyName=" + attributes).forEach(feature -> {
                JsonNode row = feature.path("properties");
                rows.put(row.path("year").asText() + " " + row.path("code").asText(), row);
            });
            int told = 0;
            for (JsonNode year : layer.path("years")) {
                JsonNode values = document("values.json?layer=" + name + "&year="
                        + year.path("year").asInt());
                assertThat(values.path("vintage").asText())
                        .isEqualTo(year.path("vintage").asText());
                List<String> codes = codes(
                        document("areas.json?vintage=" + values.path("vintage").asText() + "&tolerance=10000"));
                assertThat(values.path("count").asInt()).isEqualTo(codes.size());
                assertThat(values.path("values")).hasSize(codes.size());
                for (int place = 0; place < codes.size(); place++) {
                    JsonNode row = rows.get(year.path("year").asText() + " " + codes.get(place));
                    assertThat(values.path("values").get(place).asText())
                            .isEqualTo(row.path("value").asText());
                    assertThat(values.path("values").get(place)).isEqualTo(row.path("value"));
                    assertThat(word(values.path("status"), place, "normal"))
                            .isEqualTo(row.path("status").asText());
                    assertThat(word(values.path("reason"), place, "null"))
                            .isEqualTo(row.path("reason").asText());
                    if (derived) {
                        assertThat(values.path("low").get(place)).isEqualTo(row.path("interval_low"));
                        assertThat(values.path("high").get(place)).isEqualTo(row.path("interval_high"));
                        assertThat(values.path("reliability").get(place)).isEqualTo(row.path("reliability"));
                    }
                    statuses.add(row.path("status").asText());
                    told++;
                }
                assertThat(values.has("low")).isEqualTo(derived);
            }
            assertThat(told).as(name).isEqualTo(rows.size());
            compared += told;
        }
        assertThat(compared).isGreaterThan(1000);
        assertThat(statuses).contains("normal", "suppressed", "missing", "estimated");
    }

    private static String word(JsonNode places, int place, String otherwise) {
        for (Map.Entry<String, JsonNode> word : places.properties()) {
            for (JsonNode one : word.getValue()) if (one.asInt() == place) return word.getKey();
        }
        return otherwise;
    }

    @Test
    void without_a_year_the_latest_is_told() throws Exception {
        JsonNode latest = document("values.json?layer=population_deso");
        JsonNode series = JSON.readTree(get("/regstat-info/series.json?layer=population_deso&code="
                        + codes(document("areas.json?vintage="
                                        + latest.path("vintage").asText()))
                                .get(3))
                .body());
        JsonNode last = series.path("values").get(series.path("values").size() - 1);
        assertThat(latest.path("year").asText()).isEqualTo(last.path("period").asText());
        assertThat(latest.path("values").get(3).asText())
                .isEqualTo(last.path("value").asText());
    }

    @Test
    void areas_have_the_colours_that_wms_fills_them_with() throws Exception {
        String layer = "share_rented_kommun";
        JsonNode values = document("values.json?layer=" + layer);
        JsonNode style = values.path("style");
        assertThat(style.path("kind").asText()).isEqualTo("choropleth");
        Map<String, Geometry> areas =
                decoded(document("areas.json?vintage=" + values.path("vintage").asText()));
        Set<String> seen = new HashSet<>();
        int place = 0;
        for (Geometry area : areas.values()) {
            JsonNode value = values.path("values").get(place++);
            if (value.isNull()) continue;
            String wanted = color(style, value.asDouble());
            assertThat(pixel(
                            layer,
                            values.path("year").asText(),
                            area.getInteriorPoint().getCoordinate()))
                    .isEqualTo(wanted);
            seen.add(wanted);
        }
        assertThat(seen).hasSizeGreaterThan(2);
    }

    private static String color(JsonNode style, double value) {
        for (JsonNode drawn : style.path("classes")) {
            boolean above =
                    drawn.path("from").isNull() || value >= drawn.path("from").asDouble();
            boolean below =
                    drawn.path("to").isNull() || value < drawn.path("to").asDouble();
            if (above && below) return drawn.path("color").asText();
        }
        throw new AssertionError(value + " is in no class of " + style);
    }

    /** In the middle of a map of a few metres. */
    private static String pixel(String layer, String year, Coordinate at) throws Exception {
        String box = (at.x - 5) + "," + (at.y - 5) + "," + (at.x + 5) + "," + (at.y + 5);
        HttpResponse<InputStream> picture = CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl()
                                + "/wms?service=WMS&version=1.1.1&request=GetMap&layers=regstat:" + layer
                                + "&styles=&srs=EPSG:3006&bbox=" + box + "&width=11&height=11&format=image/png&time="
                                + year))
                        .build(),
                BodyHandlers.ofInputStream());
        return "#%06x".formatted(ImageIO.read(picture.body()).getRGB(5, 5) & 0xffffff);
    }

    // ---- areas

    private static List<String> codes(JsonNode topology) {
        return topology.path("objects").path("areas").path("geometries").findValuesAsText("id");
    }

    private static Map<String, Geometry> decoded(JsonNode topology) {
        double[] scale = numbers(topology.path("transform").path("scale"));
        double[] translate = numbers(topology.path("transform").path("translate"));
        List<List<Coordinate>> arcs = new ArrayList<>();
        for (JsonNode arc : topology.path("arcs")) {
            double x = 0;
            double y = 0;
            List<Coordinate> points = new ArrayList<>();
            for (JsonNode position : arc) {
                x += position.get(0).asDouble();
                y += position.get(1).asDouble();
                points.add(new Coordinate(x * scale[0] + translate[0], y * scale[1] + translate[1]));
            }
            arcs.add(points);
        }
        Map<String, Geometry> areas = new TreeMap<>();
        for (JsonNode geometry : topology.path("objects").path("areas").path("geometries")) {
            JsonNode polygons = geometry.path("type").asText().equals("Polygon")
                    ? JSON.createArrayNode().add(geometry.path("arcs"))
                    : geometry.path("arcs");
            List<Polygon> all = new ArrayList<>();
            for (JsonNode rings : polygons) {
                List<LinearRing> drawn = new ArrayList<>();
                for (JsonNode ring : rings) drawn.add(ring(ring, arcs));
                all.add(GEOMETRIES.createPolygon(
                        drawn.get(0), drawn.subList(1, drawn.size()).toArray(LinearRing[]::new)));
            }
            areas.put(geometry.path("id").asText(), GEOMETRIES.createMultiPolygon(all.toArray(Polygon[]::new)));
        }
        return areas;
    }

    private static LinearRing ring(JsonNode numbers, List<List<Coordinate>> arcs) {
        List<Coordinate> points = new ArrayList<>();
        for (JsonNode number : numbers) {
            int arc = number.asInt();
            List<Coordinate> part = new ArrayList<>(arcs.get(arc < 0 ? ~arc : arc));
            if (arc < 0) Collections.reverse(part);
            points.addAll(points.isEmpty() ? part : part.subList(1, part.size()));
        }
        return GEOMETRIES.createLinearRing(points.toArray(Coordinate[]::new));
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = list.get(i).asDouble();
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 160, 640, 2560})
    void areas_are_those_of_wfs_within_the_step_valid_and_in_the_order_of_codes(int tolerance) throws Exception {
        for (String vintage : vintages()) {
            JsonNode topology = document("areas.json?vintage=" + vintage + "&tolerance=" + tolerance);
            assertThat(topology.path("crs").asText()).isEqualTo("EPSG:3006");
            double step = topology.path("transform").path("scale").get(0).asDouble();
            assertThat(step).isPositive().isLessThanOrEqualTo(Math.max(1, tolerance / 10.0));
            assertThat(codes(topology)).isSorted().doesNotHaveDuplicates();
            Map<String, Geometry> areas = decoded(topology);
            JsonNode features = features(vintage.replace('@', '_'), "&srsName=EPSG:3006");
            assertThat(areas).hasSize(features.size());
            for (JsonNode feature : features) {
                Geometry area =
                        areas.get(feature.path("properties").path("code").asText());
                Geometry exact = geometry(feature.path("geometry"));
                assertThat(area.isValid()).isTrue();
                assertThat(area.symDifference(exact).getArea())
                        .as(feature.path("properties").path("code").asText())
                        .isLessThan((step + tolerance) * exact.getLength());
                assertThat(area.intersects(exact.getInteriorPoint().buffer(step + tolerance)))
                        .isTrue();
            }
        }
    }

    private static Geometry geometry(JsonNode geoJson) throws Exception {
        StringBuilder wkt = new StringBuilder("MULTIPOLYGON (");
        String between = "";
        for (JsonNode polygon : geoJson.path("coordinates")) {
            wkt.append(between).append('(');
            String ofRings = "";
            for (JsonNode ring : polygon) {
                List<String> points = new ArrayList<>();
                ring.forEach(point -> points.add(point.get(0) + " " + point.get(1)));
                wkt.append(ofRings)
                        .append('(')
                        .append(String.join(", ", points))
                        .append(')');
                ofRings = ", ";
            }
            wkt.append(')');
            between = ", ";
        }
        return new WKTReader().read(wkt.append(')').toString());
    }

    @Test
    void areas_have_the_names_of_wfs_and_the_code_of_what_they_lie_in() throws Exception {
        JsonNode topology = document("areas.json?vintage=deso@2025");
        Map<String, JsonNode> rows = new HashMap<>();
        features("deso_2025", "&propertyName=code,area_name,local_name,kommun")
                .forEach(feature ->
                        rows.put(feature.path("properties").path("code").asText(), feature.path("properties")));
        for (JsonNode geometry : topology.path("objects").path("areas").path("geometries")) {
            JsonNode row = rows.get(geometry.path("id").asText());
            JsonNode told = geometry.path("properties");
            assertThat(told.path("name").asText())
                    .isEqualTo(row.path("area_name").asText());
            assertThat(told.path("parent").asText())
                    .isEqualTo(row.path("kommun").asText());
            assertThat(told.has("local")).isEqualTo(!row.path("local_name").isNull());
        }
        assertThat(topology.toString()).containsPattern("[åäö]");
        assertThat(catalogue().findParents("tolerances").stream()
                        .filter(one -> one.path("id").asText().equals("deso@2025"))
                        .map(one -> one.path("parents").get(0).asText()))
                .containsExactly("kommun@2025");
    }

    // ---- HTTP

    @ParameterizedTest
    @ValueSource(
            strings = {
                "catalogue.json",
                "areas.json?vintage=deso@2018&tolerance=80",
                "values.json?layer=population_deso",
                "main.js",
                "main.css"
            })
    void who_has_a_document_is_not_sent_it_again(String name) throws Exception {
        String tag =
                get("/regstat-info/map/" + name).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get("/regstat-info/map/" + name, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404, map/nothing.js",
        "404, map/main.txt",
        "404, map/web/main.js",
        "400, map/..%2Fpage.ftl",
        "400, map/%2e%2e/page.ftl",
        "404, map/x%2E%2E.js",
        "404, map?file=../page&format=ftl",
        "404, map?file=web/main&format=js",
        "404, map/page.ftl",
        "404, map/.js",
        "404, map/catalogue",
        "404, map/catalogue.xml",
        "404, map/",
        "404, map.json",
        "404, map/areas.json?vintage=deso@1999",
        "400, map/areas.json?vintage=deso",
        "400, map/areas.json",
        "400, map/areas.json?vintage=deso@2018&tolerance=fine",
        "400, map/areas.json?vintage=deso@2018&tolerance=-1",
        "400, map/areas.json?vintage=deso@2018&tolerance=NaN",
        "404, map/values.json?layer=nothing_deso",
        "404, map/values.json?layer=deso_2018",
        "400, map/values.json",
        "400, map/values.json?layer=population_deso&year=1800",
        "400, map/values.json?layer=population_deso&year=now",
    })
    void what_is_not_there_or_makes_no_sense_is_refused_in_words(int status, String pathAndQuery) throws Exception {
        HttpResponse<String> reply = get("/regstat-info/" + pathAndQuery);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"main.js, text/javascript;charset=UTF-8", "main.css, text/css;charset=UTF-8"})
    void files_of_the_page_have_the_types_that_browsers_ask_for(String file, String type) throws Exception {
        HttpResponse<String> reply = get("/regstat-info/map/" + file);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains(type);
    }

    // ---- the page

    @ParameterizedTest
    @ValueSource(strings = {"/regstat-info/map", "/regstat-info/map.html", "/regstat/regstat-info/map"})
    void the_page_s_files_are_where_its_links_lead(String path) throws Exception {
        HttpResponse<String> page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        List<String> files = Pattern.compile("(?:src|href)=\"(map/[^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(files).containsExactlyInAnyOrder("map/main.css", "map/main.js");
        for (String file : files) {
            String address = URI.create(host.baseUrl() + path).resolve(file).toString();
            assertThat(get(address.substring(host.baseUrl().length())).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_page_has_nothing_that_a_strict_policy_would_not_run() throws Exception {
        String page = get("/regstat-info/map").body();
        assertThat(page)
                .doesNotContain("<style", " style=", "javascript:")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void without_scripts_the_page_is_a_table_of_layers_and_a_picture() throws Exception {
        String page = get("/regstat-info/map?language=en").body();
        assertThat(page).contains("<html lang=\"en\">", "data-language=\"en\"", "Indicators", "JSON-stat");
        assertThat(get("/regstat-info/map", "Accept-Language", "en").body()).contains("<html lang=\"en\">");
        assertThat(get("/regstat-info/map").body()).contains("<html lang=\"sv\">", "Indikatorer");
        List<String> links = Pattern.compile("(?:src|href)=\"(http[^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .toList();
        assertThat(links).anyMatch(link -> link.contains("request=GetMap")).hasSizeGreaterThan(5);
        for (String link : links.subList(0, 5)) {
            assertThat(link).startsWith(host.baseUrl());
            assertThat(get(link.substring(host.baseUrl().length())).statusCode())
                    .as(link)
                    .isEqualTo(200);
        }
    }
}
