package se.regstat.standalone.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.host.DemoHost;
import se.regstat.standalone.host.TestHost;

/** What reading a client's boundaries left out or assumed is in the answer. */
class SentNotesTest {

    private static final String RING = "[[[730000,6880000],[750000,6880000],[750000,6900000],[730000,6880000]]]";
    private static final String POLYGON = "{\"type\":\"Polygon\",\"coordinates\":" + RING + "}";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.start(folder));

    private static String collection(String members, String geometry) {
        return "{\"type\":\"FeatureCollection\"," + members
                + "\"features\":[{\"type\":\"Feature\",\"properties\":{\"kod\":\"1\"},\"geometry\":" + geometry + "}]}";
    }

    private static String answer(String boundaries) throws Exception {
        return execute("boundaries=" + boundaries + "@mimeType=application/json");
    }

    private static String execute(String input) throws Exception {
        String inputs = input + ";indicators=population;periods=2023;missing=partial";
        URI uri = URI.create(host.baseUrl()
                + "/wps?service=WPS&version=1.0.0&request=Execute&identifier=regstat:Reaggregate&DataInputs="
                + URLEncoder.encode(inputs, StandardCharsets.UTF_8));
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(body).contains("ProcessSucceeded");
        return body;
    }

    @Test
    void heights_and_points_that_were_left_out_are_told() throws Exception {
        String crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3006\"}},";
        assertThat(answer(collection(crs, POLYGON))).doesNotContain("left out");
        assertThat(answer(collection(crs, POLYGON.replace("[730000,6880000]", "[730000,6880000,12.5]"))))
                .contains("heights were left out");
        String mixed = "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2]},"
                + POLYGON + "]}";
        assertThat(answer(collection(crs, mixed))).contains("1 point or line was left out");
    }

    @Test
    void an_assumed_system_is_told() throws Exception {
        assertThat(answer(collection("", POLYGON))).contains("were taken as EPSG:3006");
    }

    @Test
    void a_part_of_an_answer_is_told_also_where_it_is_fetched_from_the_own_wfs() throws Exception {
        assertThat(answer(collection("\"numberMatched\":26,", POLYGON))).contains("1 of 26 features (numberMatched)");
        String href = "http://geoserver/wfs?request=GetFeature&typeNames=regstat:kommun_2025&count=2";
        assertThat(execute("boundaries=@xlink:href=" + URLEncoder.encode(href, StandardCharsets.UTF_8)))
                .containsPattern("a part: 2 of \\d+ features \\(numberMatched\\)");
    }
}
