package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.standalone.cli.Main;
import se.regstat.statistics.format.Xml;

/**
 * One question, one answer: the command line, the plain address, WPS and the WFS of derived layers give the same numbers, and refuse with the same reason, the
 * names of parameters aside, which each door spells its own way.
 */
class DoorsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Set<String> SHAPES = Set.of("geom", "the_geom", "geometry", "FID");
    private static final Set<String> IDS = Set.of("target_id", "year");

    @TempDir
    static Path folder;

    private static EmbeddedHost host;
    private static int files;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/derived.yml"), """
                derived:
                  kommun: {indicators: [population, share_rented, net_income_mean], missing: partial}
                  regso: {indicators: [population, share_age_65_plus]}
                  lan: {indicators: [population], source_division: regso, weighting: area, missing: partial}
                """);
        host = DemoHost.start(folder);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** What a door says: a row for each target, year and indicator, by its columns; or why not. */
    private record Answer(Map<String, Map<String, String>> rows, String reason) {

        static Answer of(String csv) throws IOException {
            Map<String, Map<String, String>> rows = new TreeMap<>();
            try (var records = CsvReader.builder().ofNamedCsvRecord(csv)) {
                for (var each : records) {
                    Map<String, String> row = new TreeMap<>();
                    each.getFieldsAsMap().forEach((column, value) -> {
                        if (SHAPES.contains(column)) return;
                        row.put(column, IDS.contains(column) ? value : figure(value));
                    });
                    rows.put(row.get("target_id") + " " + row.get("year") + " " + row.get("indicator"), row);
                }
            }
            return new Answer(rows, "");
        }

        static Answer refusal(String message) {
            return new Answer(Map.of(), canonical(message.strip()));
        }
    }

    /** Numbers by what they are, not by how they are written. */
    private static String figure(String text) {
        try {
            return Double.toString(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** With parameters as the plain address spells them: {@code --source-division regso} is {@code sourceDivision=regso}. */
    private static String canonical(String message) {
        String camel = Pattern.compile("--([a-z]+(?:-[a-z]+)*)")
                .matcher(message)
                .replaceAll(option -> {
                    String[] words = option.group(1).split("-", -1);
                    return words[0]
                            + Arrays.stream(words)
                                    .skip(1)
                                    .map(w -> w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1))
                                    .collect(Collectors.joining());
                });
        return camel.replace("approximate=true", "approximate")
                .replaceAll("(sourceDivision|weighting|missing|layout)=", "$1 ")
                .replace("targetDivision", "target");
    }

    private static Map<String, String> parameters(String question) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String each : question.split(" ", -1)) {
            parameters.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return parameters;
    }

    // ---- the doors

    private static Answer commandLine(Map<String, String> question) throws IOException {
        Path out = folder.resolve("out" + ++files + ".csv");
        List<String> words = new ArrayList<>(List.of("reaggregate", "--out", out.toString()));
        question.forEach((name, value) -> {
            String option = name.equals("target") ? "target-division" : name.replaceAll("([A-Z])", "-$1");
            words.add("--" + option.toLowerCase(Locale.ROOT));
            if (!name.equals("approximate")) words.add(value);
        });
        words.addAll(List.of("--store", folder.resolve("demo.gpkg").toString()));
        words.addAll(List.of("--config", folder.resolve("config").toString()));
        StringWriter said = new StringWriter();
        int status = Main.run(said, words.toArray(String[]::new));
        if (status == 0) return Answer.of(Files.readString(out));
        return Answer.refusal(said.toString()
                .lines()
                .filter(line -> line.startsWith("regstat: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said.toString()))
                .substring("regstat: ".length()));
    }

    private static Answer address(Map<String, String> question) throws IOException {
        HttpResponse<String> reply = send(HttpRequest.newBuilder(URI.create(host.baseUrl()
                + "/regstat-info/reaggregate.csv?"
                + question.entrySet().stream()
                        .map(p -> p.getKey() + "=" + encoded(p.getValue()))
                        .collect(Collectors.joining("&")))));
        return reply.statusCode() == 200 ? Answer.of(reply.body()) : Answer.refusal(reply.body());
    }

    private static Answer wps(Map<String, String> question) throws IOException {
        String inputs = question.entrySet().stream()
                .map(p -> (p.getKey().equals("target") ? "targetDivision" : p.getKey()) + "=" + encoded(p.getValue()))
                .collect(Collectors.joining(";"));
        return wps(send(HttpRequest.newBuilder(URI.create(host.baseUrl()
                + "/wps?service=WPS&version=1.0.0&request=Execute&identifier=regstat:Reaggregate"
                + "&RawDataOutput=result=@mimeType=text/csv&DataInputs=" + encoded(inputs)))));
    }

    private static Answer wps(HttpResponse<String> reply) throws IOException {
        if (reply.statusCode() == 200) return Answer.of(reply.body());
        return Answer.refusal(Xml.parse(reply.body()).getTextContent());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // ---- the questions

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target=kommun@2025 indicators=population periods=2023",
                "target=regso@2025 indicators=population,share_born_abroad periods=2022/2024",
                "target=lan@2025 indicators=population missing=partial",
                "target=kommun@2025 indicators=share_rented,net_income_mean periods=2019,2023 missing=partial",
                "target=deso@2025 indicators=population periods=2023",
                "target=kommun@2025 indicators=population periods=2024 sourceDivision=regso weighting=area tolerance=0",
                "target=regso@2025 indicators=net_income_median periods=2023 approximate=true missing=partial",
                "target=lan@2025 indicators=population,born_abroad periods=2020/2023 layout=wide missing=partial",
            })
    void goodQuestionsHaveOneAnswer(String question) throws IOException {
        Answer said = commandLine(parameters(question));
        assertThat(said.reason()).isEmpty();
        assertThat(said.rows()).isNotEmpty();
        assertThat(address(parameters(question))).as("address").isEqualTo(said);
        assertThat(wps(parameters(question))).as("WPS").isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target=kommun@1999 indicators=population",
                "target=storstad@2025 indicators=population",
                "target=kommun@2025 indicators=populaton",
                "target=kommun@2025 indicators=population periods=1900",
                "target=kommun@2025 indicators=population periods=i%fjol",
                "target=kommun@2025 indicators=population sourceDivision=storstad",
                "target=kommun@2025 indicators=population weighting=best",
                "target=deso@2025 sourceDivision=regso indicators=population weighting=mask mask=nosuch",
                "target=kommun@2025 indicators=population missing=maybe",
                "target=kommun@2025 indicators=population layout=tall",
                "target=deso@2025 sourceDivision=regso indicators=population tolerance=2",
                "target=kommun@2025 indicators=population tolerance=2",
                "target=kommun@2025 indicators=population tolerance=abc",
                "target=kommun@2025 indicators=population minimumCoverage=half",
                "target=kommun@2025 indicators=population weighting=mask mask=nosuch",
                "target=kommun@2025 indicators=population weighting=population population=nosuch",
                "target=kommun indicators=population",
                "target=kommun@2025 indicators=area_type",
                "target=deso@2025 sourceDivision=kommun indicators=net_income_median periods=2023",
                "target=deso@2025 sourceDivision=regso indicators=population weighting=population population=nosuch",
            })
    void badQuestionsAreRefusedWithOneReason(String question) throws IOException {
        Answer said = commandLine(parameters(question));
        assertThat(said.reason()).isNotEmpty();
        assertThat(address(parameters(question)).reason()).as("address").isEqualTo(said.reason());
        assertThat(wps(parameters(question)).reason()).as("WPS").isEqualTo(said.reason());
    }

    /** What derived.yml says is published as layers. */
    @ParameterizedTest
    @CsvSource({
        "population_kommun_derived, target=kommun@2025 indicators=population periods=2011/2024 missing=partial",
        "share_rented_kommun_derived, target=kommun@2025 indicators=share_rented periods=2013/2024 missing=partial",
        "population_regso_derived, target=regso@2025 indicators=population periods=2024",
        "population_regso_derived, target=regso@2020 indicators=population periods=2011/2023",
        "population_lan_derived, target=lan@2025 indicators=population periods=2011/2024 sourceDivision=regso weighting=area missing=partial",
    })
    void derivedLayersHaveTheSameNumbers(String layer, String question) throws IOException {
        Map<String, Map<String, String>> expected =
                commandLine(parameters(question)).rows();
        JsonNode features = new ObjectMapper()
                .readTree(send(HttpRequest.newBuilder(URI.create(host.baseUrl()
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
            for (String column : List.of("value", "status", "lower", "upper", "coverage", "weighting")) {
                assertThat(figure(
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
    void boundariesInAFileAndInARequestHaveOneAnswer(String template) throws IOException {
        String boundaries = template.replace(
                        "SQUARE",
                        "{\"type\":\"Polygon\",\"coordinates\":[[[730000,6880000],[750000,6880000],[750000,6900000],[730000,6900000],[730000,6880000]]]}")
                .replace(":EPSG", ":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3006\"}}")
                .replace(":OLD", ":{\"type\":\"EPSG\",\"properties\":{\"code\":3006}}")
                .replace(":URN", ":{\"type\":\"name\",\"properties\":{\"name\":\"urn:x-ogc:def:crs:EPSG:3006\"}}");
        Path file = Files.writeString(folder.resolve("boundaries" + ++files + ".geojson"), boundaries);
        Map<String, String> question = parameters("indicators=population periods=2023 missing=partial");
        Map<String, String> withFile = new LinkedHashMap<>(question);
        withFile.put("boundaries", file.toString());
        Answer said = commandLine(withFile);
        assertThat(said.rows()).as(said.reason()).hasSize(1);

        String inputs = question.entrySet().stream()
                .map(p -> input(p.getKey(), "<wps:LiteralData>" + p.getValue() + "</wps:LiteralData>"))
                .collect(Collectors.joining());
        String complex =
                "<wps:ComplexData mimeType=\"application/json\"><![CDATA[" + boundaries + "]]></wps:ComplexData>";
        Answer posted = wps(
                send(
                        HttpRequest.newBuilder(URI.create(host.baseUrl() + "/wps"))
                                .header("Content-Type", "text/xml")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "<wps:Execute service=\"WPS\" version=\"1.0.0\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\">"
                                                        + "<ows:Identifier>regstat:Reaggregate</ows:Identifier><wps:DataInputs>"
                                                        + inputs
                                                        + input("boundaries", complex)
                                                        + "</wps:DataInputs><wps:ResponseForm><wps:RawDataOutput mimeType=\"text/csv\"><ows:Identifier>result</ows:Identifier></wps:RawDataOutput></wps:ResponseForm></wps:Execute>"))));
        assertThat(posted).isEqualTo(said);
    }

    private static String input(String name, String data) {
        return "<wps:Input><ows:Identifier>" + name + "</ows:Identifier><wps:Data>" + data + "</wps:Data></wps:Input>";
    }
}
