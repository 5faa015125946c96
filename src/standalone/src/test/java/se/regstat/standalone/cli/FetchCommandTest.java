package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that list recipes and fetch by them, with a recipe of a file on a server on this machine. */
class FetchCommandTest {

    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void a_file_is_served() throws IOException {
        byte[] areas = Commands.collection(
                        Commands.feature("\"kod\": \"a\"", Commands.polygon(0)),
                        Commands.feature("\"kod\": \"b\"", Commands.polygon(1)))
                .getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/areas.geojson", exchange -> {
            exchange.sendResponseHeaders(200, areas.length);
            exchange.getResponseBody().write(areas);
            exchange.close();
        });
        server.start();
        Files.writeString(
                Files.createDirectories(folder.resolve("config/sources")).resolve("own.yml"),
                """
                sources:
                  rutor:
                    title: {sv: Rutor, en: Squares}
                    vintages: ["2025"]
                    file: {address: "http://127.0.0.1:%d/areas.geojson"}
                    areas: {code: kod}
                    expected: {hits: 2, columns: [kod]}
                    licence: CC0-1.0
                    source: Kommunen
                    page: https://example.se/
                    tried: never
                  far:
                    title: {sv: Långt bort, en: Far away}
                    vintages: ["2025"]
                    file: {address: "http://127.0.0.1:1/far.geojson"}
                    areas: {code: kod}
                    licence: CC0-1.0
                    source: Kommunen
                    page: https://example.se/
                    tried: never
                sets:
                  near: {title: {sv: Nära, en: Near by}, recipes: [rutor]}
                apart:
                  far: {sv: för långt bort, en: too far away}
                """.formatted(server.getAddress().getPort()));
    }

    @AfterEach
    void and_no_longer() {
        server.stop(0);
    }

    private String run(int status, String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of(
                "--store",
                folder.resolve("store.gpkg").toString(),
                "--config",
                folder.resolve("config").toString()));
        StringWriter said = new StringWriter();
        assertThat(Main.run(said, all.toArray(String[]::new)))
                .as("%s\n%s", all, said)
                .isEqualTo(status);
        return said.toString();
    }

    @Test
    void what_is_fetched_is_listed_with_its_age_and_fetched_again_is_as_in_the_store() {
        assertThat(run(0, "sources")).containsPattern("rutor@2025 +Squares +- +CC0-1.0 +never");

        assertThat(run(0, "fetch", "rutor@2025", "--dry-run")).contains("rutor@2025: 2 areas, 200.0 km²", "a dry run");
        assertThat(folder.resolve("store.gpkg")).doesNotExist();
        assertThat(run(0, "fetch", "rutor"))
                .contains("rutor@2025: 2 areas, 200.0 km²", "stored in", "MB were downloaded");

        assertThat(run(0, "sources")).containsPattern("rutor@2025 +Squares +2 areas +0 +CC0-1.0 +never");
        assertThat(run(0, "fetch", "rutor")).contains("; as in the store", "nothing is new");
        assertThat(folder.resolve("regstat-downloads/manifest.json")).exists();
    }

    @Test
    void all_is_fetched_but_what_stands_apart_and_a_set_by_its_name() {
        assertThat(run(0, "sources")).containsPattern("near +Near by +rutor@2025");
        assertThat(run(0, "fetch", "near", "--dry-run")).contains("rutor@2025: 2 areas");
        assertThat(run(0, "fetch", "--all")).contains("not far: too far away", "rutor@2025: 2 areas", "stored in");
        assertThat(run(2, "fetch")).contains("say which recipes");
        assertThat(run(2, "fetch", "--all", "near")).contains("say which recipes");
        assertThat(run(2, "fetch", "--all", "--except", "rutor")).contains("leaves nothing to fetch");
    }

    @Test
    void kept_downloads_are_enough_and_what_is_wrong_is_told_in_a_line() {
        run(0, "fetch", "rutor", "--dry-run");
        server.stop(0);

        assertThat(run(1, "fetch", "rutor"))
                .contains("regstat: http://127.0.0.1", "cannot be reached")
                .hasLineCount(1);
        assertThat(run(
                        0,
                        "fetch",
                        "rutor",
                        "--offline",
                        folder.resolve("regstat-downloads").toString()))
                .contains("stored in")
                .doesNotContain("downloaded");
        assertThat(run(1, "fetch", "rutor@2026"))
                .contains("there is no recipe 'rutor@2026'", "did you mean rutor@2025");
        assertThat(run(1, "fetch", "rutor", "--offline", folder.toString())).contains("is no folder of downloads");
        assertThat(run(2, "fetch", "rutor", "--kommun", "14")).contains("'14' is no code of a kommun");
    }
}
