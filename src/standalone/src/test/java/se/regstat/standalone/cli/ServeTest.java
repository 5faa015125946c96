package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code serve}, as a program of its own, started where a user would start it. */
class ServeTest {

    private static final String URL_OF_QGIS = "request=GetCapabilities";

    @TempDir
    Path folder;

    @Test
    void without_a_store_it_makes_the_demo_says_so_and_serves_the_urls_it_prints() throws Exception {
        List<String> said = new ArrayList<>();
        Process serve = start("--port", "0");
        try (BufferedReader out = serve.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.contains("Ctrl-C")) {
                said.add(line);
                line = out.readLine();
            }
            assertThat(said).anyMatch(l -> l.contains("demo.gpkg") && l.contains("DEMO DATA"));
            List<String> urls = said.stream()
                    .filter(l -> l.contains("http://"))
                    .map(l -> l.substring(l.indexOf("http://")))
                    .toList();
            assertThat(urls).hasSize(3).filteredOn(u -> u.contains(URL_OF_QGIS)).hasSize(2);
            for (String url : urls) {
                HttpResponse<String> reply = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
                assertThat(reply.statusCode()).as(url).isEqualTo(200);
                assertThat(reply.body()).contains("deso_2025");
            }
        } finally {
            serve.destroy();
        }
        assertThat(serve.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("demo.gpkg")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--store none.gpkg|1|none.gpkg",
                "--store jdbc:mysql://x/y|2|jdbc:postgresql://host/database",
                "--config nowhere|1|nowhere",
                "--config broken|1|regstat.yml",
                "--port 123456|2|--port 123456",
                "--port eighty|2|--port",
                "--base-url karta|2|--base-url",
                "--demo --store x.gpkg|2|--demo and --store",
                "--colour red|2|--colour"
            })
    void what_cannot_be_served_is_said_in_one_line(String arguments, int status, String message) throws Exception {
        Files.createDirectories(folder.resolve("broken"));
        Files.writeString(folder.resolve("broken/regstat.yml"), "publishing: [\n");
        List<String> words = new ArrayList<>(List.of("serve"));
        for (String word : arguments.split(" ", -1)) {
            words.add(
                    word.equals("nowhere") || word.equals("broken")
                            ? folder.resolve(word).toString()
                            : word);
        }
        StringWriter said = new StringWriter();
        assertThat(Main.run(said, words.toArray(String[]::new))).isEqualTo(status);
        assertThat(said.toString()).contains(message).doesNotContain("\tat ");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-Dregstat.home=" + System.getProperty("regstat.root"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
