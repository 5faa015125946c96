package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.cli.Main;
import se.regstat.statistics.config.Configuration;

/** A restricted indicator that is told for kommuner, asked for at every door. Fewer persons than the minimum are not told of. */
class DisclosureTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of the kommuner some have fewer inhabitants, some more. */
    private static final int MINIMUM = 60_000;

    private static final List<String> TELLING = List.of(
            "value",
            "lower",
            "upper",
            "interval_low",
            "interval_high",
            "reliability",
            "cut_share",
            "largest_share",
            "missing_share");

    /** Of 20 km, in the demo region. */
    private static final String SQUARE = """
            {"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Polygon","coordinates":[[\
            [730000,6880000],[750000,6880000],[750000,6900000],[730000,6900000],[730000,6880000]]]}}""";

    @TempDir
    Path folder;

    private EmbeddedHost host;

    @BeforeEach
    void start() throws IOException {
        Path config = folder.resolve("config");
        Configuration.writeDefaults(config);
        Path indicators = config.resolve("indicators.yml");
        String open = Files.readString(indicators);
        String restricted = open.replace(
                "  age_0_19:\n",
                "  age_0_19:\n    disclosure: {minimum: " + MINIMUM + ", base: population}\n    told_for: [kommun]\n");
        assertThat(restricted).isNotEqualTo(open);
        Files.writeString(indicators, restricted);
        Files.writeString(config.resolve("derived.yml"), "derived: {kommun: {indicators: [age_0_19]}}");
        host = DemoHost.start(folder);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private HttpResponse<String> execute(String indicators, String target) throws Exception {
        String boundaries =
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3006\"}},\"features\":["
                        + target + "]}";
        String inputs = "boundaries=" + boundaries + "@mimeType=application/json;indicators=" + indicators
                + ";periods=2023;missing=partial";
        return get("/wps?service=WPS&version=1.0.0&request=Execute&identifier=regstat:Reaggregate"
                + "&DataInputs=" + URLEncoder.encode(inputs, StandardCharsets.UTF_8)
                + "&RawDataOutput="
                + URLEncoder.encode("result=@mimetype=application/json", StandardCharsets.UTF_8));
    }

    /** What is told has a whole number, and nothing that it could be narrowed down with. */
    private static double value(JsonNode row) {
        assertThat(row.path("status").asText()).isIn("normal", "estimated");
        TELLING.stream().filter(column -> !column.equals("value")).forEach(column -> assertThat(
                        row.path(column).isNull() || row.path(column).isMissingNode())
                .as(column + " of " + row)
                .isTrue());
        double value = row.path("value").asDouble();
        assertThat(value).isEqualTo(Math.rint(value));
        return value;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build(), BodyHandlers.ofString());
    }

    private static void assertTellsNothing(JsonNode row) {
        assertThat(row.path("status").asText()).isEqualTo("suppressed");
        TELLING.forEach(column -> assertThat(
                        row.path(column).isNull() || row.path(column).isMissingNode())
                .as(column + " of " + row)
                .isTrue());
    }

    @Test
    void boundaries_that_are_sent_are_refused_whatever_was_asked_before() throws Exception {
        for (int round = 0; round < 3; round++) {
            for (String indicator : List.of("age_0_19", "share_age_0_19", "population,age_0_19")) {
                HttpResponse<String> answer = execute(indicator, SQUARE);
                assertThat(answer.body())
                        .contains("ExceptionReport", "is restricted, and told for kommun alone")
                        .doesNotContain("FeatureCollection");
            }
        }
        assertThat(execute("population", SQUARE).body()).contains("FeatureCollection");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("demo.gpkg", "config");
    }

    @Test
    void layers_and_other_divisions_are_refused_at_the_plain_address() throws Exception {
        for (String target : List.of("deso@2018", "regstat:deso_2018", "regstat:kommun_2025", "regso@2020")) {
            HttpResponse<String> answer = address(target, "age_0_19");
            assertThat(answer.statusCode()).as(target).isEqualTo(400);
            assertThat(answer.body())
                    .contains("'age_0_19' is restricted, and told for kommun alone")
                    .hasLineCount(1);
        }
        assertThat(address("deso@2018", "population").statusCode()).isEqualTo(200);
    }

    @Test
    void the_division_that_the_rule_names_is_told_of_where_there_are_persons_enough() throws Exception {
        Map<String, Double> persons = new HashMap<>();
        for (JsonNode row : rows("population")) {
            persons.put(row.path("target_id").asText(), row.path("value").asDouble());
        }
        Set<Boolean> few = new HashSet<>();
        for (JsonNode row : rows("age_0_19")) {
            double there = persons.get(row.path("target_id").asText());
            if (there > 0 && there < MINIMUM) assertTellsNothing(row);
            else value(row);
            few.add(there < MINIMUM);
        }
        assertThat(few).containsOnly(true, false);
    }

    private HttpResponse<String> address(String target, String indicators) throws Exception {
        return get("/regstat-info/reaggregate.geojson?periods=2023&indicators=" + indicators + "&target=" + target);
    }

    private List<JsonNode> rows(String indicator) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        JSON.readTree(address("kommun@2025", indicator).body())
                .path("features")
                .forEach(feature -> rows.add(feature.path("properties")));
        return rows;
    }

    @Test
    void it_has_the_layers_that_derived_yml_names_and_no_others_and_neither_has_what_is_computed_from_it()
            throws Exception {
        String layers =
                get("/wfs?service=WFS&version=2.0.0&request=GetCapabilities").body();
        assertThat(layers).contains("regstat:age_20_64_deso", "regstat:population_deso", "regstat:deso_indicators");
        assertThat(Pattern.compile("regstat:\\w*age_0_19\\w*").matcher(layers).results())
                .extracting(MatchResult::group)
                .containsOnly("regstat:age_0_19_kommun_derived");
        String columns =
                get("/wfs?service=WFS&version=2.0.0&request=DescribeFeatureType&typeNames=regstat:deso_indicators")
                        .body();
        assertThat(columns).contains("age_20_64").doesNotContain("age_0_19");
        assertThat(get("/regstat-info/series.json?layer=age_0_19_deso&code=9901A0010")
                        .statusCode())
                .isEqualTo(404);
        JsonNode layer = JSON.readTree(get("/wfs?service=WFS&version=2.0.0&request=GetFeature"
                        + "&typeNames=regstat:age_0_19_kommun_derived&outputFormat=application/json")
                .body());
        assertThat(layer.path("features"))
                .extracting(feature -> feature.path("properties").path("status").asText())
                .contains("suppressed", "normal");
        for (JsonNode feature : layer.path("features")) {
            if (feature.path("properties").path("status").asText().equals("suppressed")) {
                assertTellsNothing(feature.path("properties"));
            } else {
                value(feature.path("properties"));
            }
        }
        JsonNode table = JSON.readTree(
                get("/regstat-info/table.json?layer=age_0_19_kommun_derived").body());
        assertThat(table.path("value")).isNotEmpty();
        TELLING.stream().filter(column -> !column.equals("value")).forEach(column -> assertThat(
                        table.at("/extension/" + column + "/value"))
                .as(column)
                .isEmpty());
        String code =
                layer.path("features").get(0).path("properties").path("code").asText();
        assertThat(get("/regstat-info/series.json?layer=age_0_19_kommun_derived&code=" + code)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_command_line_refuses_and_tells_alike() throws Exception {
        Path own = Files.writeString(folder.resolve("own.csv"), """
                kod;wkt
                V;POLYGON ((730000 6880000, 750000 6880000, 750000 6900000, 730000 6900000, 730000 6880000))
                """);
        StringWriter said = new StringWriter();
        assertThat(reaggregate(said, "refused.csv", "--boundaries", own.toString()))
                .isNotZero();
        assertThat(said.toString()).contains("'age_0_19' is restricted, and told for kommun alone");
        assertThat(folder.resolve("refused.csv")).doesNotExist();
        assertThat(reaggregate(said, "told.csv", "--target-division", "kommun@2025"))
                .as(said.toString())
                .isZero();
        assertThat(folder.resolve("told.csv")).content().contains("age_0_19");
    }

    @Test
    void check_tells_where_everybody_may_read_the_store() throws IOException {
        Path store = folder.resolve("demo.gpkg");
        assertThat(check()).doesNotContain("everybody");
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(check())
                .contains("lacking: the store may be read by everybody on this machine", "'chmod o= " + store + "'");
        Configuration.writeDefaults(folder.resolve("open"));
        assertThat(check("--config", folder.resolve("open").toString())).doesNotContain("everybody");
    }

    private String check(String... more) {
        StringWriter said = new StringWriter();
        List<String> all = new ArrayList<>(
                List.of("check", "--store", folder.resolve("demo.gpkg").toString()));
        all.addAll(
                more.length > 0
                        ? List.of(more)
                        : List.of("--config", folder.resolve("config").toString()));
        Main.run(said, all.toArray(String[]::new));
        return said.toString();
    }

    private int reaggregate(StringWriter said, String out, String... target) {
        List<String> all = new ArrayList<>(List.of(
                "reaggregate",
                "--store",
                folder.resolve("demo.gpkg").toString(),
                "--config",
                folder.resolve("config").toString(),
                "--indicators",
                "age_0_19",
                "--periods",
                "2023",
                "--out",
                folder.resolve(out).toString()));
        all.addAll(List.of(target));
        return Main.run(said, all.toArray(String[]::new));
    }
}
