package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.statistics.postgres.NeedsPostgres;
import se.regstat.statistics.postgres.PostgresServer;
import se.regstat.statistics.store.StoreUrl;

/** The commands and the host on a store in PostgreSQL. */
@NeedsPostgres
class DatabaseStoreTest {

    private static final String CONFIG =
            Path.of(System.getProperty("regstat.root", ".")).resolve("config").toString();

    private static final List<String> PATHS = List.of(
            "/geoserver/regstat/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:population_deso&outputFormat=application/json",
            "/geoserver/regstat/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:deso_2025&outputFormat=csv",
            "/geoserver/regstat-info/reaggregate.csv?target=kommun@2025&indicators=population&periods=latest",
            "/geoserver/regstat/wms?service=WMS&version=1.3.0&request=GetCapabilities");

    private final PostgresServer server = PostgresServer.running();
    private final StoreUrl.PostgreSql database = server.database();

    @TempDir
    Path folder;

    private StoreUrl.GeoPackage file;

    @BeforeEach
    void name_a_file() {
        file = StoreUrl.of(folder.resolve("store.gpkg"));
    }

    @Test
    void what_is_imported_into_a_file_and_into_a_database_is_listed_checked_and_reaggregated_alike()
            throws IOException {
        List<String> said = new ArrayList<>();
        for (StoreUrl store : List.of(file, database)) {
            Files.writeString(
                    folder.resolve("deso.geojson"),
                    Commands.collection(
                            Commands.feature("\"kod\": \"0180A0010\", \"kommun\": \"0180\"", Commands.polygon(0)),
                            Commands.feature("\"kod\": \"0180A0020\", \"kommun\": \"0180\"", Commands.polygon(1))));
            Files.writeString(folder.resolve("bef.csv"), "kod,bef\n0180A0010,1000\n0180A0020,3000\n");
            Files.writeString(
                    folder.resolve("m.yml"), "layout: wide\ncolumns: {bef: {indicator: population, period: 2024}}\n");
            Files.writeString(
                    folder.resolve("ring.geojson"),
                    Commands.collection(Commands.feature("\"id\": \"r\"", Commands.polygon(1))));
            StringBuilder all = new StringBuilder();
            all.append(
                    done(
                            store,
                            "import division deso.geojson --division deso --vintage 2025 --code kod --parent kommun=kommun --dry-run"));
            all.append(done(
                    store,
                    "import division deso.geojson --division deso --vintage 2025 --code kod --parent kommun=kommun"));
            all.append(
                    done(store, "import indicators bef.csv --division deso --vintage 2025 --code kod --mapping m.yml"));
            all.append(done(store, "list"));
            all.append(
                    done(
                            store,
                            "reaggregate --boundaries ring.geojson --id-attribute id --indicators population --periods 2024 --out out.csv"));
            all.append(Files.readString(folder.resolve("out.csv")));
            Files.delete(folder.resolve("out.csv"));
            all.append(done(store, "remove indicator population"));
            all.append(done(store, "list"));
            said.add(all.toString().replace(store.toString(), "STORE"));
        }
        assertThat(said.get(0)).contains("r,,2024-01-01T00:00:00Z,2024,population,3000,normal");
        assertThat(said.get(1)).isEqualTo(said.get(0));
    }

    @Test
    void a_copy_has_the_same_content_and_is_not_made_over_another_unasked() {
        DemoStore.create(file);
        List<String> told = run(0, "copy", "--from", file.toString(), "--to", database.toString())
                .lines()
                .filter(line -> line.startsWith("content"))
                .toList();
        String content = told.get(0).substring("content ".length(), "content ".length() + 64);
        assertThat(content).matches("[0-9a-f]{64}");
        assertThat(told).containsExactly("content " + content + "  " + file, "content " + content + "  " + database);
        assertThat(run(1, "copy", "--from", file.toString(), "--to", database.toString()))
                .contains("holds something already")
                .contains("--replace");
        run(0, "copy", "--replace", "--from", file.toString(), "--to", database.toString());
        Path back = folder.resolve("back.gpkg");
        assertThat(run(0, "copy", "--from", database.toString(), "--to", back.toString()))
                .contains("content " + content + "  " + database);
        assertThat(run(2, "copy", "--from", back.toString(), "--to", back.toString()))
                .contains("the same store");
    }

    @Test
    void the_host_answers_from_a_database_as_from_a_file() throws Exception {
        DemoStore.create(file);
        run(0, "copy", "--from", file.toString(), "--to", database.toString());
        List<String> answers = new ArrayList<>();
        for (StoreUrl store : List.of(file, server.as(PostgresServer.SERVER, database.database()))) {
            try (EmbeddedHost host = EmbeddedHost.start(
                    new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), store, Path.of(CONFIG)))) {
                assertThat(answer(host, "/geoserver/regstat-info/health")).doesNotContain(PostgresServer.PASSWORD);
                StringBuilder all = new StringBuilder();
                for (String path : PATHS) all.append(answer(host, path));
                answers.add(all.toString());
            }
        }
        assertThat(answers.get(0)).contains("WMS_Capabilities").doesNotContain(PostgresServer.PASSWORD);
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
    }

    /** Without what is another at each start. */
    private static String answer(EmbeddedHost host, String path) throws Exception {
        URI address = URI.create(host.baseUrl().replaceFirst("/geoserver.*", "") + path);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll("127\\.0\\.0\\.1:\\d+|(timeStamp|updateSequence)\"?[:=] ?\"[^\"]*\"", "");
    }

    @Test
    void what_is_printed_of_a_wrong_password_is_what_to_do_and_not_the_password() {
        StoreUrl wrong = server.as(PostgresServer.FORGETFUL, database.database());
        for (String command : List.of("list", "check", "migrate", "remove indicator population", "sources", "serve")) {
            assertThat(said(wrong, 1, command))
                    .as(command)
                    .contains("refused the user or the password", "PGPASSWORD")
                    .doesNotContain(PostgresServer.PASSWORD);
        }
        assertThat(run(2, "list", "--store", database + "&password=" + PostgresServer.PASSWORD))
                .contains("holds a password", "PGPASSWORD")
                .doesNotContain(PostgresServer.PASSWORD);
    }

    @Test
    void a_store_is_made_by_migrate_and_served_when_it_is_there() {
        assertThat(said(database, 1, "serve")).contains("there is no store " + database);
        assertThat(done(database, "migrate")).contains("is up to date");
        assertThat(done(database, "list")).contains(": empty");
        assertThat(said(server.as(PostgresServer.SERVER, database.database()), 1, "migrate"))
                .contains("this user may not do that");
    }

    private String done(StoreUrl store, String command) {
        return said(store, 0, command);
    }

    /** As {@link Commands} does. */
    private String said(StoreUrl store, int status, String command) {
        List<String> words = new ArrayList<>();
        for (String word : Arrays.asList(command.split(" +"))) {
            words.add(
                    Files.exists(folder.resolve(word)) || word.startsWith("out.")
                            ? folder.resolve(word).toString()
                            : word);
        }
        words.addAll(List.of("--store", store.toString(), "--config", CONFIG));
        return run(status, words.toArray(String[]::new));
    }

    private static String run(int status, String... words) {
        StringWriter out = new StringWriter();
        assertThat(Main.run(out, words)).as(Arrays.toString(words) + "\n" + out).isEqualTo(status);
        assertThat(out.toString()).doesNotContain("\tat ", "Exception");
        return out.toString();
    }
}
