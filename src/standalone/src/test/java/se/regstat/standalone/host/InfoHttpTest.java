package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.geoserver.memory.OneArea;

/** What clients and caches may do with the plugin's own documents. */
class InfoHttpTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SERIES = "/regstat-info/series.json?layer=population_deso&code=9801A0010&language=en";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> EmbeddedHost.start(new EmbeddedHost.Options(
            "127.0.0.1", 0, Optional.empty(), OneArea.store(folder), OneArea.configuration(folder))));

    private static HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> reply, String name) {
        return String.join(" | ", reply.headers().allValues(name));
    }

    @Test
    void who_has_a_document_already_gets_no_body() throws Exception {
        HttpResponse<String> first = ask("GET", SERIES);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(first, "Content-Disposition"))
                .isEqualTo("inline; filename=\"population_deso-9801A0010.json\"");
        assertThat(header(first, "Vary")).isEqualTo("Accept-Encoding, Accept-Language");
        HttpResponse<String> again = ask("GET", SERIES, "If-None-Match", header(first, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(header(first, "ETag"));
        assertThat(header(again, "Vary")).isEqualTo(header(first, "Vary"));
        HttpResponse<String> other = ask("GET", SERIES.replace("=en", "=sv"), "If-None-Match", header(first, "ETag"));
        assertThat(other.statusCode()).as("another document").isEqualTo(200);
        assertThat(other.body()).contains("Folkmängd");
    }

    /** INSPIRE's clients say {@code swe} and {@code eng}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "series.json?layer=population_deso&code=9801A0010",
                "series.svg?layer=population_deso&code=9801A0010",
                "table.json?layer=population_deso",
                "reaggregate.html?",
                "records?"
            })
    void languages_are_known_by_two_letters_and_three_everywhere(String document) throws Exception {
        String path = "/regstat-info/" + document + "&language=";
        String swedish = ask("GET", path + "sv").body();
        assertThat(ask("GET", path + "swe").body()).isEqualTo(swedish);
        String english = ask("GET", path + "en").body();
        assertThat(ask("GET", path + "eng").body()).isEqualTo(english).isNotEqualTo(swedish);
    }

    @Test
    void a_head_is_that_of_the_get_and_the_connection_goes_on() throws Exception {
        HttpResponse<String> head = ask("HEAD", SERIES);
        HttpResponse<String> get = ask("GET", SERIES);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"ETag", "Content-Type", "Content-Length", "Content-Disposition", "Vary"}) {
            assertThat(header(head, name)).as(name).isEqualTo(header(get, name)).isNotEmpty();
        }
    }

    @Test
    void a_condition_that_does_not_hold_is_refused_in_the_format_of_the_document() throws Exception {
        HttpResponse<String> refused = ask("GET", SERIES, "If-Match", "\"another\"");
        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(header(refused, "Content-Type")).isEqualTo("application/problem+json;charset=UTF-8");
        assertThat(refused.body()).contains("\"status\": 412");
    }

    @Test
    void answers_that_are_computed_and_refusals_are_kept_by_nobody() throws Exception {
        HttpResponse<String> computed =
                ask("GET", "/regstat-info/reaggregate.json?target=deso@2025&indicators=population");
        assertThat(computed.statusCode()).isEqualTo(200);
        HttpResponse<String> missing = ask("GET", SERIES.replace("population", "nothing"), "If-None-Match", "*");
        assertThat(missing.statusCode()).isEqualTo(404);
        for (HttpResponse<String> reply : List.of(computed, missing)) {
            assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
            assertThat(header(reply, "ETag")).isEmpty();
        }
    }

    @Test
    void paths_below_an_operation_lead_to_it() throws Exception {
        for (String path : new String[] {"/regstat-info/nope/a.csv", "/regstat/regstat-info/nope/a/b.json"}) {
            HttpResponse<String> reply = ask("GET", path);
            assertThat(reply.statusCode()).isEqualTo(404);
            assertThat(reply.body()).contains("There is nothing here but").contains("series");
        }
    }
}
