package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.catalog.HostLayers;
import se.regstat.geoserver.metrics.Metrics;
import se.regstat.standalone.access.AccessLog;
import se.regstat.standalone.http.Kvp;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.http.OgcRequest;
import se.regstat.standalone.http.OgcService;
import se.regstat.standalone.plugin.PluginServices;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.snapshot.Snapshot;

/** What the host does with HTTP, whatever its services are. */
class WebServerTest {

    private static final int MAX_BODY = 10_000;

    private final AtomicInteger reloads = new AtomicInteger();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CountDownLatch clientWasGone = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Log log = new Log();
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = start(Optional.empty());
        Logger.getLogger(Routes.class.getName()).addHandler(log);
        Logger.getLogger(Routes.class.getName()).setUseParentHandlers(false);
    }

    private WebServer start(Optional<String> baseUrl) throws IOException {
        return start(baseUrl, Duration.ofMinutes(1));
    }

    private WebServer start(Optional<String> baseUrl, Duration timeToBegin) throws IOException {
        return start(baseUrl, timeToBegin, 24);
    }

    private WebServer start(Optional<String> baseUrl, Duration timeToBegin, int atWork) throws IOException {
        WebServer made = new WebServer("127.0.0.1", 0);
        Pages pages = new Pages(
                new NoLayers(),
                () -> new Snapshot(1, false, List.of()),
                () -> Publishing.NOTHING,
                new IndicatorRows(Optional::empty, Division::undescribed));
        Routes routes = new Routes(
                List.of(new Echo(), new Troubled()),
                () -> "regstat",
                pages,
                new PluginServices(type -> List.of()),
                new Reload(reloads::incrementAndGet, Optional.of("secret")),
                new BaseUrl(baseUrl),
                MAX_BODY,
                timeToBegin,
                atWork,
                Room.usual());
        made.start(routes, new AccessLog(new Metrics(), Optional.of(lines::add)));
        return made;
    }

    @AfterEach
    void stop() {
        server.close();
        Logger.getLogger(Routes.class.getName()).removeHandler(log);
        Logger.getLogger(Routes.class.getName()).setUseParentHandlers(true);
    }

    @ParameterizedTest
    @CsvSource({"/,/geoserver/", "/geoserver,/geoserver/"})
    void redirects_to_the_landing_page(String from, String to) throws Exception {
        HttpResponse<String> reply = get(from);
        assertThat(reply.statusCode()).isEqualTo(302);
        assertThat(reply.headers().firstValue("Location")).contains(url(to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/geoserver/ows?service=ECHO&a=1",
                "/geoserver/ows?SERVICE=echo&A=1",
                "/geoserver/echo?a=1",
                "/geoserver/regstat/echo?a=1",
                "/geoserver/regstat/ows?service=echo&a=1",
                "/geoserver/troubled?service=ECHO&a=1"
            })
    void finds_the_service_by_parameter_else_by_path(String path) throws Exception {
        assertThat(get(path).body()).contains("a=1");
    }

    @Test
    void tells_the_service_its_workspace_only_where_the_url_names_it() throws Exception {
        assertThat(get("/geoserver/regstat/echo").body()).contains("workspace=regstat");
        assertThat(get("/geoserver/echo").body()).contains("workspace=none");
        assertThat(get("/geoserver/other/echo").statusCode()).isEqualTo(404);
    }

    @Test
    void a_missing_or_unknown_service_is_an_exception_report() throws Exception {
        HttpResponse<String> missing = get("/geoserver/ows?request=GetCapabilities");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("ExceptionReport", "MissingParameterValue", "locator=\"service\"");
        HttpResponse<String> unknown = get("/geoserver/ows?service=%3Cb%3E&request=GetCapabilities");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("InvalidParameterValue", "&lt;b&gt;", "ECHO");
    }

    @Test
    void a_form_is_read_like_a_query_string() throws Exception {
        HttpResponse<String> reply = post(
                "/geoserver/ows?a=1", "application/x-www-form-urlencoded; charset=UTF-8", "SERVICE=ECHO&b=%C3%A5+%26");
        assertThat(reply.body()).contains("a=1", "b=å &", "body=none");
    }

    @Test
    void an_xml_document_finds_its_service_and_arrives_whole() throws Exception {
        String document = "<?xml version='1.0'?><!-- x --><q:GetIt xmlns:q='urn:q' service='ECHO'>å</q:GetIt>";
        assertThat(post("/geoserver/ows", "application/xml", document).body()).contains("body=" + document);
    }

    @Test
    void an_xml_documents_entities_are_not_resolved_to_find_its_service() throws Exception {
        String document = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a service='&x;'/>";
        HttpResponse<String> reply = post("/geoserver/ows", "application/xml", document);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("MissingParameterValue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "application/x-www-form-urlencoded"})
    void refuses_a_body_beyond_the_limit(String type) throws Exception {
        HttpResponse<String> reply = post("/geoserver/echo", type, "a".repeat(MAX_BODY + 1));
        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("ExceptionReport", "10000 bytes");
        assertThat(post("/geoserver/echo", type, "a".repeat(MAX_BODY)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refuses_a_body_of_untold_length_beyond_the_limit() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url("/geoserver/echo")))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[5 * MAX_BODY])))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    }

    @Test
    void refuses_multipart_with_a_reason() throws Exception {
        HttpResponse<String> reply = post("/geoserver/echo", "multipart/form-data; boundary=x", "--x--");
        assertThat(reply.statusCode()).isEqualTo(415);
        assertThat(reply.body()).contains("multipart");
    }

    @Test
    void head_is_get_without_the_body() throws Exception {
        HttpResponse<String> reply = send("HEAD", "/geoserver/echo?a=1");
        // A length of 0 would be wrong, and GDAL for one believes it.
        assertThat(reply.headers().firstValue("Content-Length")).isNotEqualTo(Optional.of("0"));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(reply.body()).isEmpty();
        assertThat(send("HEAD", "/geoserver/").statusCode()).isEqualTo(200);
    }

    @Test
    void methods_that_cannot_be_are_refused_with_those_that_can() throws Exception {
        HttpResponse<String> reply = send("DELETE", "/geoserver/echo");
        assertThat(reply.statusCode()).isEqualTo(405);
        assertThat(reply.headers().firstValue("Allow")).contains("GET, POST, HEAD, OPTIONS");
        assertThat(send("OPTIONS", "/geoserver/echo").headers().firstValue("Allow"))
                .isPresent();
    }

    @Test
    void pages_of_any_origin_may_read_the_answers() throws Exception {
        HttpResponse<String> reply = send("GET", "/geoserver/echo", "Origin", "https://karta.example.se");
        assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
        assertThat(reply.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        HttpResponse<String> failed =
                send("GET", "/geoserver/troubled?with=runtime", "Origin", "https://karta.example.se");
        assertThat(failed.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
    }

    @Test
    void a_preflight_allows_posting_xml() throws Exception {
        HttpResponse<String> reply = send(
                "OPTIONS",
                "/geoserver/echo",
                "Origin",
                "https://karta.example.se",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type");
        assertThat(reply.statusCode()).isIn(200, 204);
        assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
        assertThat(reply.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("POST");
        assertThat(reply.headers().firstValue("Access-Control-Allow-Headers")).contains("*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/xml",
                "text/csv; charset=UTF-8",
                "text/xml; subtype=gml/3.1.1",
                "application/gml+xml; version=3.2",
            })
    void text_is_compressed_and_pictures_are_not(String type) throws Exception {
        HttpRequest.Builder text = HttpRequest.newBuilder(URI.create(
                        url("/geoserver/echo?length=200000&type=" + URLEncoder.encode(type, StandardCharsets.UTF_8))))
                .header("Accept-Encoding", "gzip");
        HttpResponse<byte[]> packed = client.send(text.build(), BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.body()).hasSizeLessThan(20_000);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .hasSize(200_000);
        HttpRequest.Builder picture = HttpRequest.newBuilder(
                        URI.create(url("/geoserver/echo?type=image/png&length=200000")))
                .header("Accept-Encoding", "gzip");
        HttpResponse<byte[]> plain = client.send(picture.build(), BodyHandlers.ofByteArray());
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.body()).hasSize(200_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_000})
    void a_reply_of_any_length_arrives_whole(int length) throws Exception {
        HttpResponse<String> reply = get("/geoserver/echo?type=image/png&length=" + length);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).hasSize(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runtime", "overflow", "linkage", "body"})
    void a_failure_inside_is_logged_and_answered_without_its_trace(String with) throws Exception {
        HttpResponse<String> reply = get("/geoserver/troubled?with=" + with);
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.headers().firstValue("Content-Type").orElseThrow()).contains("xml");
        assertThat(reply.body())
                .contains("ExceptionReport", "The service failed on this request")
                .doesNotContain("secret", "Exception:", "\tat ", "half a reply");
        assertThat(log.errors()).hasSize(1);
        assertThat(get("/geoserver/echo").statusCode()).isEqualTo(200);
    }

    @Test
    void a_reply_that_breaks_off_on_the_way_does_not_look_complete() {
        assertThatThrownBy(() -> get("/geoserver/troubled?with=late")).isInstanceOf(IOException.class);
        assertThat(log.errors()).hasSize(1);
    }

    @Test
    void a_request_that_takes_too_long_is_interrupted_and_answered() throws Exception {
        server.close();
        server = start(Optional.empty(), Duration.ofMillis(200));
        HttpResponse<String> reply = get("/geoserver/troubled?with=time");
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("ExceptionReport", "took longer than");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void who_watches_the_host_does_not_wait_for_those_at_work() throws Exception {
        server.close();
        server = start(Optional.empty(), Duration.ofMinutes(1), 1);
        CompletableFuture<?> atWork =
                client.sendAsync(request("/geoserver/troubled?with=time"), BodyHandlers.ofString());
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<?> another = client.sendAsync(
                request("/geoserver/regstat-info/health?request=reaggregate"), BodyHandlers.ofString());
        for (String watched : List.of("health", "health/live", "health/ready", "metrics")) {
            // There is no plugin in this test: nothing is there, and it is said at once.
            assertThat(get("/geoserver/regstat-info/" + watched).body()).contains("There is nothing at");
            assertThat(get("/geoserver/regstat/regstat-info/" + watched).statusCode())
                    .isEqualTo(404);
        }
        assertThat(another).as("with parameters it could be anything").isNotDone();
        released.countDown();
        assertThat(atWork).succeedsWithin(Duration.ofSeconds(20));
        assertThat(another).succeedsWithin(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({"runtime, 500 failed", "body, 500 failed", "late, 200 failed", "endless, 200 gone"})
    void what_became_of_a_request_is_noted_also_where_the_status_was_sent_before(String with, String noted)
            throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("GET /geoserver/troubled?with=" + with
                                    + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(200_000);
        }
        JsonNode line = new ObjectMapper().readTree(lines.poll(20, TimeUnit.SECONDS));
        assertThat(line.path("status").asText() + " " + line.path("outcome").asText())
                .isEqualTo(noted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void a_message_that_is_no_request_has_an_id_in_answer_and_log(String message) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(message.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            JsonNode line = new ObjectMapper().readTree(lines.poll(20, TimeUnit.SECONDS));
            assertThat(answer).startsWith("HTTP/1.1 400");
            assertThat(line.path("id").asText()).hasSize(16);
            assertThat(answer).contains("X-Request-Id: " + line.path("id").asText());
            assertThat(line.path("outcome").asText()).isEqualTo("refused");
        }
    }

    @Test
    void a_client_that_goes_away_is_nobodys_error() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write("GET /geoserver/troubled?with=endless HTTP/1.1\r\nHost: x\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(200_000)).hasSize(200_000);
        }
        assertThat(clientWasGone.await(20, TimeUnit.SECONDS)).isTrue();
        server.close();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void no_web_page_and_no_other_machine_without_the_token_has_it_reloaded() throws Exception {
        String path = "/geoserver/rest/reload";
        assertThat(send("POST", path, "Origin", "https://karta.example.se").statusCode())
                .isEqualTo(403);
        assertThat(send("POST", path, "Origin", "null", "Authorization", "Bearer secret")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> throughAProxy = send("POST", path, "X-Forwarded-For", "192.0.2.7");
        assertThat(throughAProxy.statusCode()).isEqualTo(403);
        assertThat(throughAProxy.body()).contains("127.0.0.1", "REGSTAT_RELOAD_TOKEN");
        assertThat(send("POST", path, "X-Forwarded-For", "192.0.2.7", "Authorization", "Bearer guessed")
                        .statusCode())
                .isEqualTo(403);
        assertThat(reloads).hasValue(0);
        assertThat(send("POST", path, "X-Forwarded-For", "192.0.2.7", "Authorization", "Bearer secret")
                        .statusCode())
                .isEqualTo(200);
        assertThat(reloads).hasValue(1);
    }

    @Test
    void nobody_is_on_this_machine_where_a_proxy_may_bring_all_requests() throws Exception {
        server.close();
        server = start(Optional.of("https://kartor.example.se/geoserver"));
        // As a proxy sends it that is told no more than where to.
        HttpResponse<String> refused = send("POST", "/geoserver/rest/reload");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("--base-url", "REGSTAT_RELOAD_TOKEN");
        assertThat(reloads).hasValue(0);
        assertThat(send("POST", "/geoserver/rest/reload", "Authorization", "Bearer secret")
                        .statusCode())
                .isEqualTo(200);
        assertThat(reloads).hasValue(1);
    }

    @Test
    void a_name_that_merely_leads_here_is_not_this_machine() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("POST /geoserver/rest/reload HTTP/1.1\r\nHost: rebound.example\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 403");
        }
        assertThat(reloads).hasValue(0);
    }

    @Test
    void reloads_on_post_only() throws Exception {
        assertThat(get("/geoserver/rest/reload").statusCode()).isEqualTo(405);
        assertThat(reloads).hasValue(0);
        assertThat(post("/geoserver/rest/reload", "text/plain", "").statusCode())
                .isEqualTo(200);
        assertThat(reloads).hasValue(1);
    }

    @Test
    void what_is_not_there_is_said_to_be_not_there() throws Exception {
        assertThat(get("/geoserver/web/").statusCode()).isEqualTo(404);
        assertThat(get("/geoserver/www/../../etc/passwd").statusCode()).isIn(400, 404);
        assertThat(get("/geoserver/www/%2e%2e/pages/landing.ftlh").statusCode()).isIn(400, 404);
        assertThat(get("/geoserver/preview?layer=none").statusCode()).isEqualTo(404);
    }

    @Test
    void serves_the_map_library_itself() throws Exception {
        HttpResponse<String> script = get("/geoserver/www/ol.js");
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(script.body()).contains("ImageWMS");
        assertThat(get("/geoserver/www/ol.css").body()).contains(".ol-zoom");
    }

    @Test
    void the_landing_page_of_an_empty_store_says_what_to_do() throws Exception {
        assertThat(get("/geoserver/").body()).contains("Inga skikt ännu", "./regstat import division");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sv-SE,sv;q=0.9,en;q=0.8|sv",
                "en-GB,sv;q=0.5|en",
                "de,en;q=0.5|en",
                "de|en",
                "*|sv",
                "!!|sv",
                "''|sv"
            })
    void speaks_swedish_or_english(String asked, String expected) throws Exception {
        HttpResponse<String> reply = send("GET", "/geoserver/", "Accept-Language", asked);
        assertThat(reply.headers().firstValue("Content-Language")).contains(expected);
        assertThat(reply.body()).contains("<html lang=\"" + expected + "\"");
    }

    @Test
    void a_language_in_the_url_goes_before_the_browsers() throws Exception {
        assertThat(send("GET", "/geoserver/echo?language=en", "Accept-Language", "sv")
                        .body())
                .contains("locale=en");
        assertThat(send("GET", "/geoserver/echo?AcceptLanguages=sv%20en", "Accept-Language", "en")
                        .body())
                .contains("locale=sv");
    }

    @Test
    void the_base_url_is_the_one_the_client_used() throws Exception {
        assertThat(get("/geoserver/echo").body()).contains("base=" + url("/geoserver") + "\n");
        assertThat(send("GET", "/geoserver/echo", "X-Forwarded-Host", "evil.example")
                        .body())
                .contains("base=" + url("/geoserver") + "\n");
    }

    @Test
    void the_base_url_is_the_operators_where_told_with_the_proxys_headers_where_named() throws Exception {
        server.close();
        server = start(Optional.of("https://kartor.example.se/"));
        assertThat(get("/geoserver/echo").body()).contains("base=https://kartor.example.se/geoserver\n");
        server.close();
        server = start(Optional.of("${X-Forwarded-Proto}://${X-Forwarded-Host}/karta"));
        assertThat(send("GET", "/geoserver/echo", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "a.example:8443")
                        .body())
                .contains("base=https://a.example:8443/karta\n");
        assertThat(send("GET", "/geoserver/echo", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "<b>")
                        .body())
                .contains("base=" + url("/geoserver") + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kartor.example.se", "ftp://x", "http://", "https://x/?a=b"})
    void refuses_a_base_url_that_is_none(String url) {
        assertThatThrownBy(() -> new BaseUrl(Optional.of(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--base-url");
    }

    @Test
    void a_port_in_use_is_said_to_be() {
        assertThatThrownBy(() -> new WebServer("127.0.0.1", server.port()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + server.port())
                .hasMessageContaining("--port");
    }

    @Test
    void an_address_of_another_machine_is_said_to_be_none() {
        assertThatThrownBy(() -> new WebServer("192.0.2.1", 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("192.0.2.1");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).build();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url(path))).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Says what it was asked. */
    private static final class Echo implements OgcService {
        @Override
        public String name() {
            return "ECHO";
        }

        @Override
        public OgcReply handle(OgcRequest request) {
            Kvp kvp = request.kvp();
            if (kvp.has("length")) {
                byte[] bytes = "x"
                        .repeat(Integer.parseInt(kvp.get("length").orElseThrow()))
                        .getBytes(StandardCharsets.US_ASCII);
                return OgcReply.ok(kvp.get("type").orElseThrow(), out -> out.write(bytes));
            }
            String body;
            try {
                body = request.body().isPresent()
                        ? new String(request.body().get().readAllBytes(), StandardCharsets.UTF_8)
                        : "none";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String text = "base=" + request.baseUrl() + "\nworkspace="
                    + request.workspace().orElse("none") + "\na=" + kvp.get("a").orElse("") + "\nb="
                    + kvp.get("b").orElse("") + "\nlocale=" + request.locale() + "\nbody=" + body;
            return OgcReply.ok("text/plain;charset=UTF-8", out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Fails in every way. */
    private final class Troubled implements OgcService {
        @Override
        public String name() {
            return "TROUBLED";
        }

        @Override
        public OgcReply handle(OgcRequest request) {
            return switch (request.kvp().get("with").orElseThrow()) {
                case "runtime" -> throw new IllegalStateException("secret");
                case "linkage" -> throw new NoSuchMethodError("secret");
                case "overflow" -> throw new StackOverflowError("secret");
                case "time" -> {
                    begun.countDown();
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    throw new IllegalStateException("secret");
                }
                case "body" ->
                    OgcReply.ok("image/png", out -> {
                        out.write("half a reply".getBytes(StandardCharsets.US_ASCII));
                        throw new IOException("secret");
                    });
                case "late" ->
                    OgcReply.ok("image/png", out -> {
                        out.write(new byte[300_000]);
                        throw new IllegalStateException("secret");
                    });
                case "endless" ->
                    OgcReply.ok("image/png", out -> {
                        try {
                            while (true) out.write(new byte[10_000]);
                        } finally {
                            clientWasGone.countDown();
                        }
                    });
                default -> throw new IllegalArgumentException();
            };
        }
    }

    private static final class NoLayers implements HostLayers {
        @Override
        public List<Layer> layers() {
            return List.of();
        }

        @Override
        public long updateSequence() {
            return 7;
        }

        @Override
        public List<Group> groups() {
            return List.of();
        }

        @Override
        public List<Entry> tree() {
            return List.of();
        }

        @Override
        public Optional<Layer> layer(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Group> group(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<InputStream> style(String name) {
            return Optional.empty();
        }
    }

    /** What was logged as an error. */
    private static final class Log extends Handler {
        private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());

        List<LogRecord> errors() {
            synchronized (records) {
                return records.stream()
                        .filter(r -> r.getLevel().equals(Level.SEVERE))
                        .toList();
            }
        }

        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
