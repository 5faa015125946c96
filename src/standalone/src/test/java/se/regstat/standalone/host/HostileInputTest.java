package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.geoserver.memory.OneArea;

/** Nothing that a client sends makes the server ask other addresses, or tell of its files; what unpacks to very much is refused. */
class HostileInputTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SECRET = "what only the server may read";
    private static final AtomicInteger VISITS = new AtomicInteger();

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> EmbeddedHost.start(new EmbeddedHost.Options(
            "127.0.0.1", 0, Optional.empty(), OneArea.store(folder), OneArea.configuration(folder))));

    private static ServerSocket trap;

    @BeforeAll
    static void set_a_trap() throws IOException {
        Files.writeString(folder.resolve("secret.xml"), "<a>" + SECRET + "</a>");
        trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread visits = new Thread(() -> {
            while (!trap.isClosed()) {
                try (Socket visitor = trap.accept()) {
                    VISITS.incrementAndGet();
                    visitor.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a/>"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
        visits.setDaemon(true);
        visits.start();
    }

    @AfterAll
    static void close_the_trap() throws IOException {
        trap.close();
    }

    @AfterEach
    void nobody_was_in_the_trap() {
        assertThat(VISITS.getAndSet(0)).isZero();
    }

    private static String trap(String path) {
        return "http://127.0.0.1:" + trap.getLocalPort() + path;
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path))
                        .header("Content-Type", "text/xml")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void assertRefused(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isIn(400, 403, 404);
        assertThat(reply.body()).doesNotContain(SECRET).doesNotContain("root:");
    }

    @Test
    void inputs_of_processes_come_from_no_address_that_is_not_named() throws Exception {
        String base = URI.create(host.baseUrl()).getAuthority();
        for (String href : new String[] {
            trap("/a.json"),
            trap("/a.json").replace("127.0.0.1", "localhost"),
            trap("/geoserver/wfs").replace("http://", "http://" + base + "@"),
            trap("/a").replace("http:", "https:"),
            "http://2130706433:" + trap.getLocalPort() + "/",
            "http://[::ffff:127.0.0.1]:" + trap.getLocalPort() + "/",
            "file://" + folder.resolve("secret.xml"),
            "jar:file:" + folder.resolve("secret.xml") + "!/",
            "ftp://127.0.0.1/a"
        }) {
            HttpResponse<String> byAddress = get("/wps?service=WPS&version=1.0.0&request=Execute"
                    + "&identifier=regstat:Reaggregate&DataInputs=indicators=population;boundaries="
                    + encoded("@xlink:href=" + encoded(href)));
            HttpResponse<String> inXml = post("/wps", """
                    <wps:Execute xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1"
                        xmlns:xlink="http://www.w3.org/1999/xlink" service="WPS" version="1.0.0">
                      <ows:Identifier>regstat:Reaggregate</ows:Identifier>
                      <wps:DataInputs><wps:Input><ows:Identifier>boundaries</ows:Identifier>
                        <wps:Reference xlink:href="%s"/></wps:Input></wps:DataInputs>
                    </wps:Execute>""".formatted(href));
            for (HttpResponse<String> reply : List.of(byAddress, inXml)) {
                assertThat(reply.body()).as(href).contains("Exception").doesNotContain(SECRET);
            }
            assertThat(inXml.body()).as(href).contains("boundaries");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLD", "SLD_BODY"})
    void styles_come_from_no_request(String parameter) throws Exception {
        String graphic = "<ExternalGraphic xmlns:xlink='x'><OnlineResource xlink:href='" + trap("/a.svg")
                + "'/></ExternalGraphic>";
        HttpResponse<String> reply =
                get("/wms?service=WMS&version=1.3.0&request=GetMap&layers=deso_2025&styles=&crs=EPSG:3006"
                        + "&bbox=6800000,600000,6820000,615000&width=10&height=10&format=image/png&" + parameter + "="
                        + encoded(parameter.equals("SLD") ? trap("/a.sld") : graphic));
        assertThat(reply.body()).contains("OperationNotSupported", parameter + " is not supported");
    }

    @Test
    void documents_bring_no_entities_schemas_or_parts_from_elsewhere() throws Exception {
        String file = folder.resolve("secret.xml").toUri().toString();
        String[] prologues = {
            "<!DOCTYPE a SYSTEM \"" + trap("/a.dtd") + "\">",
            "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + trap("/a.xml") + "\">]>",
            "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + file + "\">]>",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM \"" + trap("/p.dtd") + "\"> %p;]>"
        };
        String gml =
                "<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\" xmlns:gml=\"http://www.opengis.net/gml/3.2\">"
                        + "<wfs:member><a><gml:Polygon srsName=\"EPSG:3006\"><gml:exterior>&e;</gml:exterior></gml:Polygon></a></wfs:member>"
                        + "</wfs:FeatureCollection>";
        for (String prologue : prologues) {
            assertRefused(post(
                    "/wfs",
                    prologue
                            + "<GetFeature xmlns=\"http://www.opengis.net/wfs/2.0\" service=\"WFS\" version=\"2.0.0\">"
                            + "<Query typeNames=\"deso_2025\">&e;</Query></GetFeature>"));
            assertRefused(
                    post(
                            "/wps",
                            prologue
                                    + "<wps:Execute xmlns:wps=\"http://www.opengis.net/wps/1.0.0\" service=\"WPS\" version=\"1.0.0\">&e;</wps:Execute>"));
            assertRefused(post("/regstat-info/reaggregate.json?indicators=population", prologue + gml));
            assertRefused(get("/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=deso_2025&filter="
                    + encoded(prologue + "<Filter>&e;</Filter>")));
        }
        String located = gml.replace("&e;", "")
                .replace(
                        "<wfs:FeatureCollection",
                        "<wfs:FeatureCollection xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.opengis.net/wfs/2.0 "
                                + trap("/a.xsd") + "\"");
        String linked = gml.replace(
                "<gml:exterior>&e;</gml:exterior>",
                "<gml:exterior xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"" + trap("/a") + "\"/>");
        for (String document : new String[] {located, linked}) {
            assertRefused(post("/regstat-info/reaggregate.json?indicators=population", document));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/regstat-info/download/..%2F..%2Fsecret.gpkg",
                "/regstat-info/download/../../secret.xml",
                "/regstat-info/download/%2e%2e%2fsecret.csv",
                "/regstat-info/download/deso_2025%00.gpkg",
                "/regstat-info/records/..%5C..%5Csecret.xml",
                "/regstat-info/series.json?layer=..%2F..%2Fsecret&code=..%2Fsecret",
                "/regstat-info/metadata.xml?layer=%2Fetc%2Fpasswd",
                "/regstat-info/table.json?layer=file:%2F%2F%2Fetc%2Fpasswd",
                "/regstat-info/reaggregate.json?target=..%2F..%2Fetc:passwd&indicators=population",
                "/styles/..%2F..%2Fsecret.sld",
                "/www/%2e%2e/%2e%2e/secret.xml",
                "/regstat/..;/secret.xml",
                "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=..%2F..%2Fsecret"
            })
    void no_name_leads_out_of_where_things_are_kept(String path) throws Exception {
        assertRefused(get(path));
    }

    @Test
    void a_body_that_unpacks_to_very_much_is_refused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 100; i++) out.write(new byte[1_000_000]);
        }
        assertThat(packed.size()).isLessThan(200_000);
        HttpResponse<String> reply = CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + "/wfs"))
                        .header("Content-Type", "text/xml")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("limits: body_megabytes");
    }
}
