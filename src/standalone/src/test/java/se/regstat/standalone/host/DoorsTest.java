package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.standalone.host.DoorQuestions.Answer;

/**
 * One question, one answer: the command line, the plain address by GET and POST, WPS and the WFS of derived layers give the same numbers, and refuse with the same
 * reason, the names of parameters aside, which each door spells its own way. (The dialog of QGIS is asked the same in {@code DialogDoorTest}.)
 */
class DoorsTest {

    private static final List<String> GOOD = DoorQuestions.GOOD;
    private static final List<String> BAD = DoorQuestions.BAD;

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(DoorsTest::started);

    private static DoorQuestions doors;
    private static int files;

    private static EmbeddedHost started() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/derived.yml"), """
                derived:
                  kommun: {indicators: [population, share_rented, net_income_mean], missing: partial}
                  regso: {indicators: [population, share_age_65_plus], confidence: 0.8}
                  lan: {indicators: [population], source_division: regso, weighting: area, missing: partial}
                """);
        DoorQuestions.configure(folder.resolve("config"));
        return DemoHost.start(folder);
    }

    @BeforeAll
    static void start() throws IOException {
        doors = new DoorQuestions(host.now(), folder);
    }

    @Test
    void there_are_a_hundred_and_forty_one_questions() {
        assertThat(GOOD.size() + BAD.size()).isEqualTo(141);
    }

    @ParameterizedTest
    @FieldSource("GOOD")
    void good_questions_have_one_answer(String question) throws IOException {
        doors.requireOneAnswer(question);
    }

    @ParameterizedTest
    @FieldSource("BAD")
    void bad_questions_are_refused_with_one_reason(String question) throws IOException {
        Map<String, String> asked = DoorQuestions.parameters(question);
        Answer said = doors.commandLine(asked);
        assertThat(said.reason()).isNotEmpty();
        assertThat(doors.address(asked).reason()).as("address").isEqualTo(said.reason());
        assertThat(doors.wps(asked).reason()).as("WPS").isEqualTo(said.reason());
    }

    /** What derived.yml says is published as layers. */
    @ParameterizedTest
    @CsvSource({
        "population_kommun_derived, target=kommun@2025 indicators=population periods=2011/2024 missing=partial",
        "share_rented_kommun_derived, target=kommun@2025 indicators=share_rented periods=2013/2024 missing=partial",
        "population_regso_derived, target=regso@2025 indicators=population periods=2024 confidence=0.8",
        "population_regso_derived, target=regso@2020 indicators=population periods=2011/2023 confidence=0.8",
        "population_lan_derived, target=lan@2025 indicators=population periods=2011/2024 sourceDivision=regso weighting=area missing=partial",
    })
    void derived_layers_have_the_same_numbers(String layer, String question) throws IOException {
        Map<String, Map<String, String>> expected =
                doors.commandLine(DoorQuestions.parameters(question)).rows();
        JsonNode features = new ObjectMapper()
                .readTree(DoorQuestions.send(HttpRequest.newBuilder(URI.create(host.baseUrl()
                                + "/wfs?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json&typeNames=regstat:"
                                + layer)))
                        .body())
                .path("features");
        assertThat(features).isNotEmpty();
        Map<String, JsonNode> published = new TreeMap<>();
        for (JsonNode feature : features) {
            JsonNode has = feature.path("properties");
            published.put(has.path("code").asText() + " " + has.path("year").asText(), has);
        }
        for (Map<String, String> row : expected.values()) {
            JsonNode has = published.get(row.get("target_id") + " " + row.get("year"));
            for (String column : List.of(
                    "value",
                    "status",
                    "lower",
                    "upper",
                    "interval_low",
                    "interval_high",
                    "reliability",
                    "coverage",
                    "weighting")) {
                assertThat(DoorQuestions.figure(
                                has.path(column).isNull()
                                        ? ""
                                        : has.path(column).asText()))
                        .as(column + " of " + has.path("code") + " " + has.path("year"))
                        .isEqualTo(row.get(column));
            }
        }
    }

    /** A file for the command line is the body of a POST to WPS. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"Feature\",\"properties\":{\"kod\":\"A\"},\"geometry\":SQUARE,\"crs\":EPSG}",
                "{\"type\":\"FeatureCollection\",\"crs\":EPSG,\"features\":[{\"type\":\"Feature\",\"properties\":{\"kod\":\"A\"},\"geometry\":SQUARE}]}",
                "{\"type\":\"FeatureCollection\",\"crs\":OLD,\"features\":[{\"type\":\"Feature\",\"properties\":{\"kod\":\"A\"},\"geometry\":SQUARE}]}",
                "{\"type\":\"FeatureCollection\",\"crs\":URN,\"features\":[{\"type\":\"Feature\",\"properties\":{\"kod\":\"A\"},\"geometry\":SQUARE}]}",
                "{\"type\":\"FeatureCollection\",\"crs\":EPSG,\"features\":[{\"type\":\"Feature\",\"properties\":{\"kod\":\"A\"},\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[SQUARE,{\"type\":\"Point\",\"coordinates\":[730000,6880000]}]}}]}",
            })
    void boundaries_in_a_file_and_in_a_request_have_one_answer(String template) throws IOException {
        String boundaries = template.replace(
                        "SQUARE",
                        "{\"type\":\"Polygon\",\"coordinates\":[[[730000,6880000],[750000,6880000],[750000,6900000],[730000,6900000],[730000,6880000]]]}")
                .replace(":EPSG", ":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3006\"}}")
                .replace(":OLD", ":{\"type\":\"EPSG\",\"properties\":{\"code\":3006}}")
                .replace(":URN", ":{\"type\":\"name\",\"properties\":{\"name\":\"urn:x-ogc:def:crs:EPSG:3006\"}}");
        Path file = Files.writeString(folder.resolve("boundaries" + ++files + ".geojson"), boundaries);
        Map<String, String> question = DoorQuestions.parameters("indicators=population periods=2023 missing=partial");
        Answer said = doors.commandLine(question, file);
        assertThat(said.rows()).as(said.reason()).hasSize(1);
        assertThat(doors.execute(question, boundaries)).isEqualTo(said);
    }

    /** Points in a file of any kind for the command line are the same as those that are sent. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csv | kod;wkt\\nA;POINT (740000 6890000)",
                "csv | kod,wkt\\nA,POINT (740000 6890000)",
                "geojson | {\"type\":\"Feature\",\"properties\":{\"kod\":\"A\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[740000,6890000]}}",
                "geojson | {\"type\":\"Feature\",\"properties\":{\"kod\":\"A\"},\"geometry\":{\"type\":\"MultiPoint\",\"coordinates\":[[740000,6890000]]}}",
            })
    void points_in_a_file_and_in_a_body_have_the_answer_of_points_that_are_written(String kind, String text)
            throws IOException {
        String content = text.replace("\\n", "\n");
        Path file = Files.writeString(folder.resolve("points" + ++files + "." + kind), content);
        String question = "neighbours indicators=share_born_abroad k=6400 missing=partial";
        Map<String, String> asked = DoorQuestions.parameters(question);
        Map<String, String> written =
                figures(doors.commandLine(DoorQuestions.parameters(question + " points=740000/6890000")));
        assertThat(written).containsEntry("status", "normal").containsKey("share");
        assertThat(figures(doors.commandLine(asked, file))).isEqualTo(written);
        assertThat(figures(doors.body(asked, content))).isEqualTo(written);
    }

    /** Of the only place, but for its id. */
    private static Map<String, String> figures(Answer answer) {
        assertThat(answer.rows()).as(answer.reason()).hasSize(1);
        Map<String, String> row =
                new TreeMap<>(answer.rows().values().iterator().next());
        row.remove("target_id");
        return row;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"LineString\",\"coordinates\":[[740000,6890000],[741000,6890000]]} | its geometry is a LineString, not a Point",
                "{\"type\":\"MultiPoint\",\"coordinates\":[[740000,6890000],[741000,6890000]]} | its geometry is a MultiPoint, not a Point",
                "{\"type\":\"Point\",\"coordinates\":[6890000,740000]} | swapped",
                "{\"type\":\"Point\",\"coordinates\":[]} | empty",
            })
    void what_is_no_point_in_sweden_is_refused_by_the_parameter_s_name(String geometry, String reason)
            throws IOException {
        Map<String, String> asked = DoorQuestions.parameters("neighbours indicators=share_born_abroad k=6400");
        assertThat(doors.body(asked, geometry).reason())
                .startsWith("ownPoints: ")
                .contains(reason);
        Path file = Files.writeString(folder.resolve("points" + ++files + ".geojson"), geometry);
        assertThat(doors.commandLine(asked, file).reason()).isNotEmpty();
        assertThat(doors.execute(asked, geometry).reason()).contains("ownPoints: ");
    }
}
