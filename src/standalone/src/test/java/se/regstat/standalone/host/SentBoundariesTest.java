package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Boundaries in the body of a POST to the plain address. */
class SentBoundariesTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String RING =
            "[[[730000,6880000],[750000,6880000],[750000,6900000],[730000,6900000],[730000,6880000]]]";
    private static final String QUESTION = "indicators=population&periods=2023&missing=partial";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(SentBoundariesTest::started);

    private static EmbeddedHost started() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(
                folder.resolve("config/regstat.yml"),
                "limits: {body_megabytes: 8, reaggregation: {body_megabytes: 5}}\n");
        return DemoHost.start(folder);
    }

    private static HttpResponse<String> post(String address, String type, byte[] body) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(host.baseUrl() + "/regstat-info/" + address))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static HttpResponse<String> post(String address, String type, String body) throws IOException {
        return post(address, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> get(String address, String language) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(host.baseUrl() + "/regstat-info/" + address))
                .header("Accept-Language", language));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String geoJson(String properties) {
        return "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3006\"}},"
                + "\"features\":[{\"type\":\"Feature\",\"properties\":{" + properties
                + "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":" + RING + "}}]}";
    }

    private static String gml(String encoding) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>"
                + "<w:FeatureCollection xmlns:w=\"http://www.opengis.net/wfs/2.0\" xmlns:gml=\"http://www.opengis.net/gml/3.2\""
                + " xmlns:m=\"http://example.se/m\"><w:member><m:area gml:id=\"a\"><m:kod>A</m:kod><m:namn>Ängen</m:namn><m:geom>"
                + "<gml:Polygon gml:id=\"p\" srsName=\"EPSG:3006\"><gml:exterior><gml:LinearRing><gml:posList>730000 6880000 750000"
                + " 6880000 750000 6900000 730000 6900000 730000 6880000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"
                + "</m:geom></m:area></w:member></w:FeatureCollection>";
    }

    @Test
    void all_formats_have_one_answer_whatever_they_are_called() throws IOException {
        String expected = post(
                        "reaggregate.csv?" + QUESTION,
                        "application/geo+json",
                        geoJson("\"kod\":\"A\",\"namn\":\"Ängen\""))
                .body();
        assertThat(expected).contains("A,Ängen,", "population").hasLineCount(2);
        String csv =
                "kod;namn;wkt\nA;Ängen;\"POLYGON((730000 6880000, 750000 6880000, 750000 6900000, 730000 6900000, 730000"
                        + " 6880000))\"\n";
        for (String type : new String[] {"text/csv", "application/octet-stream"}) {
            assertThat(post("reaggregate.csv?" + QUESTION, type, csv).body()).isEqualTo(expected);
        }
        for (String encoding : new String[] {"UTF-8", "ISO-8859-1"}) {
            byte[] document = gml(encoding).getBytes(Charset.forName(encoding));
            assertThat(post("reaggregate.csv?" + QUESTION, "application/gml+xml", document)
                            .body())
                    .as(encoding)
                    .isEqualTo(expected);
        }
    }

    @Test
    void the_address_names_the_format_of_the_answer() throws IOException {
        String sent = geoJson("\"kod\":\"A\"");
        JsonNode features = new ObjectMapper()
                .readTree(post("reaggregate.geojson?" + QUESTION, "application/geo+json", sent)
                        .body());
        JsonNode of = features.path("features").get(0);
        HttpResponse<String> answer = post("reaggregate.json?" + QUESTION, "application/geo+json", sent);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode table = new ObjectMapper().readTree(answer.body());
        assertThat(table.path("rows")).hasSize(1);
        assertThat(table.path("rows").get(0)).hasSize(table.path("columns").size());
        for (int i = 0; i < table.path("columns").size(); i++) {
            assertThat(table.path("rows").get(0).get(i))
                    .isEqualTo(of.path("properties")
                            .path(table.path("columns").get(i).asText()));
        }
        assertThat(answer.body()).doesNotContain("coordinates");
    }

    @Test
    void what_was_assumed_is_noted() throws IOException {
        String sent = geoJson("\"kod\":\"A\"").replaceFirst("\"crs\".*?}},", "");
        assertThat(post("reaggregate.json?" + QUESTION, "application/json", sent)
                        .body())
                .contains("coordinates were taken as EPSG:3006");
    }

    @Test
    void bodies_beyond_what_forms_may_have_are_read_and_those_beyond_the_limit_refused() throws IOException {
        String large = geoJson("\"kod\":\"A\",\"text\":\"" + "å".repeat(1_500_000) + "\"");
        assertThat(post("reaggregate.csv?" + QUESTION, "application/geo+json", large)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = post(
                "reaggregate.csv?" + QUESTION,
                "application/geo+json",
                geoJson("\"kod\":\"A\",\"text\":\"" + "å".repeat(3_000_000) + "\""));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body())
                .contains("larger than 5 MB", "body_megabytes")
                .hasLineCount(1);
    }

    @Test
    void what_is_wrong_is_told_with_its_parameter() throws IOException {
        String sent = geoJson("\"kod\":\"A\"");
        assertRefused(
                post("reaggregate.csv?" + QUESTION + "&target=deso@2025", "application/geo+json", sent),
                "boundaries: give either boundaries or target, not both");
        assertRefused(post("reaggregate.csv?" + QUESTION, "application/geo+json", "{\"type\":"), "boundaries: line 1");
        assertRefused(
                post(
                        "reaggregate.csv?" + QUESTION,
                        "application/geo+json",
                        sent.replace("Polygon", "Point").replace(RING, "[1,2]")),
                "boundaries: feature 1");
        assertRefused(
                post("reaggregate.csv?" + QUESTION, "application/x-www-form-urlencoded", sent),
                "the body came as a form; send it with a type of its own, as Content-Type: application/geo+json");
        assertRefused(
                post("reaggregate.csv?" + QUESTION, "text/csv", "kod;wkt\nÅ;x".getBytes(StandardCharsets.ISO_8859_1)),
                "boundaries: the body is not in UTF-8");
        assertRefused(
                post("reaggregate.csv?" + QUESTION + "&idAttribute=nix", "application/geo+json", sent),
                "idAttribute: the boundaries have no attribute 'nix'; they have kod");
        assertRefused(
                post(
                        "reaggregate.csv?indicators=population&spelling=dialog&weighting=best",
                        "application/geo+json",
                        sent),
                "Viktning / Weighting: 'best' is not known");
        assertRefused(
                get("reaggregate.csv?indicators=population", "en"),
                "target: name a division or a layer, as in target=deso@2025 or target=mine:areas, or send polygons");
    }

    private static void assertRefused(HttpResponse<String> answer, String told) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith(told.startsWith("the") ? "boundaries: " + told : told);
    }

    @Test
    void the_address_tells_what_may_be_asked() throws IOException {
        for (String address : new String[] {"reaggregate", "reaggregate.html"}) {
            assertThat(get(address, "sv").body())
                    .contains("<html lang=\"sv\">", "Räkna om till egna gränser", "minimumCoverage", "Minsta täckning");
            assertThat(get(address, "en").body())
                    .contains("<html lang=\"en\">", "weighting", "area inside a mask", "0.001", "is needed")
                    .doesNotContain("Minsta");
        }
    }
}
