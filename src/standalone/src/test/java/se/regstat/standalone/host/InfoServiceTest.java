package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import se.regstat.geoserver.memory.OneArea;
import se.regstat.statistics.store.StoreUrl;

/** The plugin's own documents, over HTTP: one area's values of 2020 to 2024, of which one is suppressed and one of a new vintage. */
class InfoServiceTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String AREA = "layer=population_deso&code=9801A0010";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(InfoServiceTest::started);

    private static EmbeddedHost started() throws IOException {
        StoreUrl url = OneArea.store(folder);
        return EmbeddedHost.start(
                new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), url, OneArea.configuration(folder)));
    }

    private static HttpResponse<String> get(String pathAndQuery, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(host.baseUrl() + pathAndQuery.replace(" ", "%20")));
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static Document plot(String query) throws Exception {
        HttpResponse<String> reply = get("/regstat-info/series.svg?" + query);
        assertThat(reply.headers().firstValue("Content-Type")).contains("image/svg+xml;charset=UTF-8");
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(reply.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> all(Document svg, String name, String type) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = svg.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
        for (int i = 0; i < nodes.getLength(); i++) {
            Element element = (Element) nodes.item(i);
            if (element.getAttribute("class").equals(type)) found.add(element);
        }
        return found;
    }

    @Test
    void the_plot_has_a_mark_for_every_year_and_breaks_off_where_there_is_no_value_or_another_area() throws Exception {
        Document svg = plot(AREA + "&language=en");
        assertThat(all(svg, "circle", "normal")).hasSize(3);
        assertThat(all(svg, "circle", "estimated")).hasSize(1);
        assertThat(all(svg, "text", "suppressed")).hasSize(1);
        // 2020 and 2021 are joined; 2023 stands alone after the gap, 2024 after the new vintage.
        String line = all(svg, "path", "line").get(0).getAttribute("d");
        assertThat(line.replaceAll("[^ML]", "")).isEqualTo("MLMM");
    }

    @Test
    void the_plot_is_told_in_words_too() throws Exception {
        Document english = plot(AREA + "&language=en");
        assertThat(english.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(text(english, "title")).isEqualTo("Population, Ön \"Å\" (9801A0010), 2020–2024");
        assertThat(text(english, "desc"))
                .contains(
                        "2020: 1,234 persons",
                        "2021: 0 persons",
                        "2022: suppressed",
                        "2023: 1,300 persons, estimated value")
                .contains("2024: 1,400 persons (series break: not comparable with earlier)");
        Document swedish = plot(AREA + "&language=sv");
        assertThat(text(swedish, "title")).startsWith("Folkmängd <&>, Ön \"Å\"");
        assertThat(text(swedish, "desc")).contains("2020: 1\u00a0234 personer", "2022: skyddad uppgift", "seriebrott");
    }

    private static String text(Document svg, String element) {
        return svg.getElementsByTagNameNS("*", element).item(0).getTextContent();
    }

    @Test
    void the_numbers_are_those_of_the_store() throws Exception {
        HttpResponse<String> reply = get("/regstat-info/series.json?" + AREA + "&language=en");
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
        JsonNode json = new ObjectMapper().readTree(reply.body());
        assertThat(json.get("title").asText()).isEqualTo("Population");
        assertThat(json.get("area_name").asText()).isEqualTo("Ön \"Å\"");
        JsonNode values = json.get("values");
        assertThat(values).hasSize(5);
        assertThat(values.get(0).get("value").asInt()).isEqualTo(1234);
        assertThat(values.get(0).get("vintage").asText()).isEqualTo("deso@2018");
        assertThat(values.get(0).get("source").asText()).isEqualTo("SCB");
        assertThat(values.get(1).get("value").isNumber()).isTrue();
        assertThat(values.get(2).get("value").isNull()).isTrue();
        assertThat(values.get(2).get("status").asText()).isEqualTo("suppressed");
        assertThat(values.get(3).get("value").asDouble()).isEqualTo(1300.5);
        assertThat(values.get(3).get("series_break").asBoolean()).isFalse();
        assertThat(values.get(4).get("series_break").asBoolean()).isTrue();
        assertThat(values.get(4).get("origin").asText()).isEqualTo("published");
    }

    @Test
    void a_workspace_may_stand_before_the_path_and_before_the_layer() throws Exception {
        String plain = get("/regstat-info/series.json?" + AREA).body();
        assertThat(get("/regstat/regstat-info/series.json?" + AREA.replace("=pop", "=regstat:pop"))
                        .body())
                .isEqualTo(plain);
        assertThat(get("/regstat-info/series?format=json&" + AREA).body()).isEqualTo(plain);
        assertThat(get("/other/regstat-info/series.json?" + AREA).statusCode()).isEqualTo(404);
    }

    @Test
    void the_readers_language_counts_where_the_request_names_none() throws Exception {
        assertThat(get("/regstat-info/series.svg?" + AREA, "Accept-Language", "en")
                        .body())
                .contains("Population");
        assertThat(get("/regstat-info/series.svg?" + AREA, "Accept-Language", "sv")
                        .body())
                .contains("Folkm");
    }

    @ParameterizedTest
    @CsvSource({
        "series.svg?layer=population_deso&code=9801A0011, 404, has no area 9801A0011",
        "series.svg?layer=population_kommun&code=9801A0010, 404, no layer population_kommun",
        "series.svg?layer=deso_2018&code=9801A0010, 404, no layer deso_2018",
        "series.json?layer=nothing&code=, 400, name a layer and an area",
        "series.svg, 400, name a layer and an area",
        "series.png?layer=population_deso&code=9801A0010, 400, no series.png",
        "nothing.csv?layer=population_deso, 404, nothing here but series",
        "'', 404, nothing here but series",
        "reaggregate.json?target=deso@2018&indicators=nope, 400, '\"parameter\": \"indicators\"'",
        "reaggregate.geojson?indicators=population, 400, '\"parameter\": \"target\"'",
    })
    void what_is_not_there_is_not_found(String asked, int status, String said) throws Exception {
        HttpResponse<String> reply = get("/regstat-info/" + asked);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains(said).doesNotContain("<html");
    }
}
