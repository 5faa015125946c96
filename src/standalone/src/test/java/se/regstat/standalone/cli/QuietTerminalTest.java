package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.format.Json;
import se.regstat.statistics.store.StoreUrl;

/**
 * A user's terminal shows what the program says and nothing of what libraries have to say, GeoTools above all. Programs of their own, since
 * logging is set up once in the life of one.
 */
class QuietTerminalTest {

    private static final String READY = "Stop with Ctrl-C";

    /** GeoTools warns of axes in well-known text. */
    private static final String TEXT =
            "GEOGCS['SWEREF99',DATUM['SWEREF99',SPHEROID['GRS 1980',6378137,298.257222101]],PRIMEM['Greenwich',0],"
                    + "UNIT['degree',0.0174532925199433],AXIS['Longitude',EAST],AXIS['Latitude',NORTH]]";

    /** Of a datum that GeoTools knows no grid of shifts for, in another order of axes, unknown, and in words. */
    private static final List<String> SYSTEMS =
            List.of("EPSG:4124", "urn:ogc:def:crs:EPSG::4258", "EPSG:99999", TEXT.replace('\'', '"'));

    @TempDir
    Path folder;

    @BeforeEach
    void make_demo() throws IOException {
        DemoStore.create(StoreUrl.of(folder.resolve("demo.gpkg")));
        Configuration.writeDefaults(folder.resolve("config"));
    }

    @Test
    void the_host_starts_draws_and_answers_without_a_word_of_theirs() throws Exception {
        Process serve = start("serve --port 0");
        try (BufferedReader out = serve.inputReader(StandardCharsets.UTF_8)) {
            String base = "";
            for (String line = out.readLine(); !line.contains(READY); line = out.readLine()) {
                if (line.startsWith("Start page")) base = line.substring(line.indexOf("http"));
            }
            String map = base
                    + "wms?service=WMS&version=1.3.0&request=GetMap&layers=population_deso&styles=&width=200&height=200"
                    + "&format=image/png&bbox=2100000,8850000,2250000,9100000&crs=EPSG:3857";
            assertThat(get(map).headers().firstValue("Content-Type")).contains("image/png");
            for (String system : SYSTEMS) {
                get(base
                        + "wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:kommun_2025&count=1&srsName="
                        + URLEncoder.encode(system, StandardCharsets.UTF_8));
            }
            get(base + "regstat-info/reaggregate.csv?target=kommun@2025&indicators=population");
        } finally {
            serve.destroy();
        }
        serve.waitFor();
        assertThat(folder.resolve("err")).content().isEmpty();
    }

    @Test
    void commands_say_nothing_of_theirs_whatever_system_boundaries_are_in() throws Exception {
        int number = 0;
        for (String system : SYSTEMS) {
            String crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":" + Json.quoted(system) + "}},";
            Files.writeString(
                    folder.resolve("mine.geojson"),
                    "{\"type\":\"Polygon\"," + crs + "\"coordinates\":[[[19.6,62],[19.7,62],[19.7,62.1],[19.6,62]]]}");
            Process command =
                    start("reaggregate --store demo.gpkg --boundaries mine.geojson --indicators population --out "
                            + ++number + ".csv");
            command.getInputStream().readAllBytes();
            command.waitFor();
            assertThat(Files.readString(folder.resolve("err")).lines())
                    .as(system)
                    .allMatch(line -> line.endsWith(" …") || line.matches("(regstat: |  the geometry: ).*"));
        }
    }

    private static HttpResponse<byte[]> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    /** What it says against somebody or something is in the file {@code err}. */
    private Process start(String command) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-Dregstat.home=" + System.getProperty("regstat.root"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        Optional.ofNullable(System.getProperty("EPSG-HSQL.directory"))
                .ifPresent(shared -> words.add(1, "-DEPSG-HSQL.directory=" + shared));
        words.add(Main.class.getName());
        words.addAll(Arrays.asList(command.split(" ")));
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }
}
