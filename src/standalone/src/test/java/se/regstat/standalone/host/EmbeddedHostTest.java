package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** The host on a real store: plugin, services and pages together, over HTTP. */
class EmbeddedHostTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private StoreUrl.GeoPackage store;
    private EmbeddedHost host;

    @BeforeAll
    static void makeDemo() {
        DemoStore.create(StoreUrl.of(shared.resolve("demo.gpkg")));
    }

    @BeforeEach
    void start() throws IOException {
        store = StoreUrl.of(Files.copy(shared.resolve("demo.gpkg"), folder.resolve("store.gpkg")));
        Configuration.writeDefaults(folder.resolve("config"));
        host = EmbeddedHost.start(options(0));
    }

    private EmbeddedHost.Options options(int port) {
        return new EmbeddedHost.Options("127.0.0.1", port, Optional.empty(), store, folder.resolve("config"));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void the_landing_page_tells_of_every_layer() throws Exception {
        String page = get("/?language=en").body();
        try (Store open = store.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(open.vintages()).isNotEmpty();
            open.vintages().forEach(vintage -> {
                assertThat(page).contains("regstat:" + vintage.id().layerName());
                assertThat(page).contains("<b>" + open.areas(vintage.id()).size() + "</b>");
            });
        }
        assertThat(page)
                .contains("until 2023", "from 2024", "Demo data", "Licence")
                .contains(host.baseUrl() + "/wms?service=WMS&amp;version=1.3.0&amp;request=GetCapabilities")
                .contains(host.baseUrl() + "/wfs?service=WFS&amp;version=2.0.0&amp;request=GetCapabilities");
    }

    @Test
    void every_link_of_the_landing_page_answers_and_stays_on_this_server() throws Exception {
        List<String> checked = follow("/", new ArrayList<>());
        assertThat(checked).hasSizeGreaterThan(30);
    }

    @Test
    void every_link_of_a_map_page_answers() throws Exception {
        follow("/preview?layer=deso_2025", new ArrayList<>());
    }

    private List<String> follow(String page, List<String> checked) throws IOException, InterruptedException {
        HttpResponse<String> reply = get(page);
        assertThat(reply.statusCode()).isEqualTo(200);
        Matcher links = LINK.matcher(reply.body());
        while (links.find()) {
            String link = links.group(1).replace("&amp;", "&");
            if (link.startsWith("data:")) continue;
            URI target = URI.create(host.baseUrl() + page).resolve(link);
            assertThat(target.getPort()).as(link).isEqualTo(host.port());
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(link).isEqualTo(200);
            assertThat(answer.body()).as(link).isNotEmpty().doesNotContain("ExceptionReport");
            checked.add(link);
        }
        return checked;
    }

    @Test
    void the_readmes_curl_examples_answer_on_the_demo() throws Exception {
        String readme = Files.readString(Path.of(System.getProperty("regstat.root"), "README.md"));
        List<MatchResult> examples = Pattern.compile("curl \"\\$base(/[^\"]+)\"")
                .matcher(readme)
                .results()
                .toList();
        assertThat(examples).hasSizeGreaterThan(2);
        for (MatchResult example : examples) {
            HttpResponse<String> reply = get(example.group(1));
            assertThat(reply.statusCode()).as(example.group(1)).isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Type").orElseThrow())
                    .as(example.group(1))
                    .matches("(application/json|text/csv|image/png).*");
        }
    }

    @Test
    void a_running_service_sees_what_another_program_does_to_the_store() throws Exception {
        assertThat(get("/").body()).contains("regstat:deso_2018");
        try (Store open = Store.open(store)) {
            open.remove(new VintageId("deso", "2018"));
        }
        AwaitedAnswer.of(host, "/", page -> !page.contains("regstat:deso_2018"));
        AwaitedAnswer.of(
                host, "/wms?service=WMS&version=1.3.0&request=GetCapabilities", page -> !page.contains("deso_2018"));
        assertThat(get("/").body()).contains("regstat:deso_2025");
    }

    @Test
    void an_empty_store_is_served_and_its_first_layer_appears() throws Exception {
        host.close();
        StoreUrl.GeoPackage full = store;
        store = StoreUrl.of(Files.createFile(folder.resolve("empty.gpkg")));
        host = EmbeddedHost.start(options(0));
        assertThat(get("/").body()).contains("./regstat import division");
        assertThat(get("/wms?service=WMS&version=1.3.0&request=GetCapabilities").statusCode())
                .isEqualTo(200);
        try (Store from = full.open(StoreUrl.Mode.READ_ONLY);
                Store to = Store.open(store)) {
            VintageId id = new VintageId("kommun", "2025");
            to.write(from.vintage(id).orElseThrow(), from.areas(id), from.generalisations(id));
        }
        AwaitedAnswer.of(host, "/", page -> page.contains("regstat:kommun_2025"));
    }

    @Test
    void a_reload_takes_in_the_configuration() throws Exception {
        Path file = folder.resolve("config/regstat.yml");
        Files.writeString(file, "publishing:\n  title: Indelningar i Exempelköping\n");
        assertThat(reload().statusCode()).isEqualTo(200);
        assertThat(get("/").body()).contains("Indelningar i Exempelköping");
    }

    @Test
    void the_addresses_follow_the_workspace() throws Exception {
        Files.writeString(folder.resolve("config/regstat.yml"), "workspace: kartor.nya\n");
        assertThat(reload().statusCode()).isEqualTo(200);
        HttpResponse<String> reply = get("/kartor.nya/wfs?service=WFS&request=GetCapabilities");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("deso_2025");
        assertThat(get("/kartor.nya/regstat-info/reaggregate").statusCode()).isNotEqualTo(404);
        assertThat(get("/regstat/wfs?service=WFS&request=GetCapabilities").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_reload_of_a_broken_configuration_says_what_is_wrong_and_changes_nothing() throws Exception {
        Files.writeString(folder.resolve("config/regstat.yml"), "limits:\n  map_width: wide\n");
        HttpResponse<String> reply = reload();
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body()).contains("regstat.yml", "map_width").doesNotContain("\tat ");
        assertThat(get("/").body()).contains("regstat:deso_2025");
    }

    @Test
    void leaves_nothing_behind() throws Exception {
        int port = host.port();
        host.close();
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        host = EmbeddedHost.start(options(port), temporary);
        assertThat(temporary).isNotEmptyDirectory();
        host.close();
        assertThat(temporary).isEmptyDirectory();
        // The port is free again.
        host = EmbeddedHost.start(options(port));
    }

    @Test
    void does_not_start_on_a_store_or_a_configuration_that_is_not_there() throws IOException {
        StoreUrl.GeoPackage none = StoreUrl.of(folder.resolve("none.gpkg"));
        assertThatThrownBy(() -> EmbeddedHost.start(
                        new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), none, folder.resolve("config"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("none.gpkg");
        Files.writeString(folder.resolve("config/regstat.yml"), "limit: 3\n");
        assertThatThrownBy(() -> EmbeddedHost.start(options(0)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("limit");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> reload() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(host.baseUrl() + "/rest/reload"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
