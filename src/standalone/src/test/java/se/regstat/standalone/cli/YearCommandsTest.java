package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.Derived;
import se.regstat.statistics.format.JsonValue;

/**
 * Setting up, and a year later: against a server on this machine with files and a table of PxWeb, of four kommuner in a row, 0301 and
 * 0302, 0401 and 0402.
 */
class YearCommandsTest {

    private static final List<String> KOMMUNER = List.of("0301", "0302", "0401", "0402");

    @TempDir
    Path folder;

    private HttpServer server;
    private final Map<String, String> files = new HashMap<>();
    private List<Integer> years = List.of(2024, 2025);
    private List<String> endings = List.of("_DeSO2025");

    /** Of the DeSO of 0302. */
    private int correction;

    @BeforeEach
    void publishers_are_there() throws IOException {
        areas("regso", "R001", "\"lanskod\": \"%s\"");
        areas("deso", "A0010", "\"regsokod\": \"%2$sR001\", \"lanskod\": \"%1$s\"");
        files.put("/tatort.geojson", Commands.collection(Commands.feature("\"kod\": \"T0001\"", Commands.polygon(1))));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
        recipes(folder.resolve("config"));
    }

    private void areas(String division, String code, String more) {
        String[] features = new String[KOMMUNER.size()];
        for (int i = 0; i < features.length; i++) {
            String kommun = KOMMUNER.get(i);
            String parents = more.formatted(kommun.substring(0, 2), kommun);
            features[i] = Commands.feature(
                    "\"kod\": \"" + kommun + code + "\", \"kommunkod\": \"" + kommun + "\", " + parents,
                    Commands.polygon(i));
        }
        files.put("/" + division + ".geojson", Commands.collection(features));
    }

    private void recipes(Path config) throws IOException {
        String recipe = """
                  %s:
                    title: {sv: Något, en: Something}
                    %s
                    licence: CC0-1.0
                    source: Utgivaren
                    page: https://example.se/
                    tried: never
                """;
        String file =
                "vintages: [\"%s\"]\n    file: {address: \"" + base() + "/%s.geojson\"}\n    areas: {code: kod%s}";
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(config.resolve("mappings/table.yml"), """
                region: Region
                period: Tid
                constant: {indicator: population}
                """);
        Files.writeString(
                Files.createDirectories(config.resolve("sources")).resolve("all.yml"),
                "sources:\n"
                        + recipe.formatted(
                                "regso",
                                file.formatted("2025", "regso", ", parents: {kommun: kommunkod, lan: lanskod}"))
                        + recipe.formatted(
                                "deso",
                                file.formatted(
                                        "2025",
                                        "deso",
                                        ", parents: {regso: regsokod, kommun: kommunkod, lan: lanskod}"))
                        + recipe.formatted("tatort", file.formatted("2023", "tatort", ""))
                        + recipe.formatted("kommun", "vintages: [\"2025\"]\n    dissolve: regso@2025")
                        + recipe.formatted("lan", "vintages: [\"2025\"]\n    dissolve: regso@2025")
                        + recipe.formatted("built_up", "mask: {name: built-up, of: tatort@2023}")
                        + recipe.formatted(
                                "population",
                                "pxweb: {table: \"" + base() + "/api/v2/tables/TAB1\", region: Region, time: Tid,"
                                        + " regions: {deso@2025: \"?????????_DeSO2025\"}, mapping: ../mappings/table.yml}\n"
                                        + "    expected: {years: {from: 2024, to: 2025}}")
                        + """
                        sets:
                          borders: {title: Borders, recipes: [regso, kommun, lan]}
                          start: {title: Start, recipes: [deso, tatort, built_up, population]}
                        """);
    }

    @AfterEach
    void and_gone() {
        server.stop(0);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    // ---- the server

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String text = files.get(path);
        if (path.equals("/api/v2/config")) text = "{\"maxDataCells\": 150000}";
        if (path.equals("/api/v2/tables/TAB1/metadata")) text = cube(regions(), years, "");
        if (path.equals("/api/v2/tables/TAB1/data")) {
            JsonValue query = JsonValue.parse(exchange.getRequestBody().readAllBytes());
            Map<String, List<String>> chosen = new HashMap<>();
            for (JsonValue one : query.at("selection").items()) {
                chosen.put(
                        one.at("variableCode").text(),
                        one.at("valueCodes").items().stream()
                                .map(JsonValue::text)
                                .toList());
            }
            List<Integer> asked =
                    chosen.get("Tid").stream().map(Integer::valueOf).toList();
            text = cube(chosen.get("Region"), asked, values(chosen.get("Region"), asked));
        }
        byte[] bytes = (text == null ? "gone" : text).getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(text == null ? 404 : 200, head ? -1 : bytes.length);
        if (!head) exchange.getResponseBody().write(bytes);
    }

    private List<String> regions() {
        return KOMMUNER.stream()
                .flatMap(kommun -> endings.stream().map(ending -> kommun + "A0010" + ending))
                .toList();
    }

    /** 1000 for each year after 2000, and 100 more for each kommun after the first. */
    private String values(List<String> regions, List<Integer> asked) {
        List<String> values = new ArrayList<>();
        for (String region : regions) {
            int place = KOMMUNER.indexOf(region.substring(0, 4));
            for (int year : asked) {
                values.add(Integer.toString(1000 * (year - 2000) + 100 * place + (place == 1 ? correction : 0)));
            }
        }
        return String.join(", ", values);
    }

    private static String cube(List<String> regions, List<Integer> years, String values) {
        List<String> texts = years.stream().map(year -> Integer.toString(year)).toList();
        return """
                {"class": "dataset", "version": "2.0", "id": ["Region", "Tid"], "size": [%d, %d], "role": {"time": ["Tid"]},
                 "dimension": {"Region": {"category": {"index": %s}}, "Tid": {"category": {"index": %s}}},
                 "value": [%s]}""".formatted(regions.size(), years.size(), index(regions), index(texts), values);
    }

    private static String index(List<String> codes) {
        return IntStream.range(0, codes.size())
                .mapToObj(i -> "\"" + codes.get(i) + "\": " + i)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    // ---- commands

    private String run(int status, String... words) {
        return runIn("config", "store.gpkg", status, words);
    }

    private String runIn(String config, String store, int status, String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of(
                "--store",
                folder.resolve(store).toString(),
                "--config",
                folder.resolve(config).toString()));
        return said(status, all);
    }

    private static String said(int status, List<String> words) {
        StringWriter said = new StringWriter();
        assertThat(Main.run(said, words.toArray(String[]::new)))
                .as("%s\n%s", words, said)
                .isEqualTo(status);
        assertThat(said.toString()).doesNotContain("\tat ");
        return said.toString();
    }

    @Test
    void a_kommun_is_set_up_with_those_around_it_and_what_to_do_next_works() throws IOException {
        String said = run(0, "init", "--kommun", "0302");

        assertThat(said)
                .contains(
                        "kommuner: 0301 0302 0401\n", "kommun@2025: 4 areas", "lan@2025: 2 areas", "deso@2025: 4 areas")
                .contains("mask built-up: 1 polygons", "derived.yml has a place for boundaries of your own");
        assertThat(Configuration.load(folder.resolve("config")).derived()).isEmpty();

        Path own = folder.resolve("delomraden.geojson");
        Files.writeString(own, Commands.collection(Commands.feature("\"kod\": \"x\"", Commands.polygon(1))));
        List<String> next =
                said.lines().filter(line -> line.startsWith("  ./regstat ")).toList();
        assertThat(next).hasSize(6);
        for (String line : next) {
            String command = line.strip().replaceFirst("^\\./regstat ", "").replaceFirst(" +# .*$", "");
            if (command.startsWith("serve ")) continue; // it would not end
            List<String> words = Arrays.stream(command.split(" "))
                    .map(word -> word.equals("delomraden.gpkg") ? own.toString() : word)
                    .map(word -> word.matches("delomraden.csv|new.html")
                            ? folder.resolve(word).toString()
                            : word)
                    .toList();
            said(0, words);
        }
        assertThat(folder.resolve("delomraden.csv")).content().contains(",25100,");
        assertThat(folder.resolve("new.html")).content().contains("Ingenting är nytt.");
    }

    @Test
    void the_place_for_own_boundaries_works_without_the_signs_before_it_and_is_never_written_over() throws IOException {
        run(0, "init", "--lan", "03");
        Path file = folder.resolve("config/derived.yml");
        String written = Files.readString(file);
        Files.writeString(
                file, written.replace("derived: {}\n#  ", "derived:\n  ").replaceAll("(?m)^#    ", "    "));

        List<Derived> derived = Configuration.load(folder.resolve("config")).derived();
        assertThat(derived).singleElement().satisfies(one -> {
            assertThat(one.division()).isEqualTo("delomrade");
            assertThat(one.indicators()).containsExactly("population");
            assertThat(one.settings()).containsEntry("mask", List.of("built-up"));
        });

        Files.writeString(file, "# mine\nderived: {}\n");
        byte[] stored = Files.readAllBytes(folder.resolve("store.gpkg"));
        assertThat(run(0, "init", "--lan", "03"))
                .contains(
                        "derived.yml is there already and stays as it is",
                        "  delomrade:\n    indicators: [population]");
        assertThat(file).hasContent("# mine\nderived: {}");
        assertThat(Files.readAllBytes(folder.resolve("store.gpkg"))).isEqualTo(stored);
    }

    @Test
    void a_lan_has_those_around_it_the_country_has_all_and_both_come_without_a_network() throws IOException {
        assertThat(run(0, "init", "--lan", "04")).contains("kommuner: 0302 0401 0402\n");
        assertThat(runIn("config", "riket.gpkg", 0, "init", "--riket")).doesNotContain("kommuner: ");
        server.stop(0);
        recipes(folder.resolve("again"));

        String downloads = folder.resolve("regstat-downloads").toString();
        assertThat(runIn("again", "offline.gpkg", 0, "init", "--lan", "04", "--offline", downloads))
                .contains("kommuner: 0302 0401 0402\n", "has a place");
        assertThat(runIn("again", "none.gpkg", 1, "init", "--kommun", "0301")).contains("cannot be reached");
        assertThat(folder.resolve("none.gpkg")).doesNotExist();
    }

    @Test
    void a_place_that_there_is_not_is_told_and_nothing_is_made() {
        assertThat(run(1, "init", "--kommun", "0303")).contains("there is no kommun 0303; did you mean");
        assertThat(run(1, "init", "--lan", "05")).contains("there is no län 05");
        assertThat(run(2, "init", "--kommun", "302")).contains("four digits, as in 0380");
        assertThat(run(2, "init")).contains("--riket");
        assertThat(folder.resolve("store.gpkg")).doesNotExist();
        assertThat(folder.resolve("config/derived.yml")).doesNotExist();
    }

    @Test
    void a_year_later_the_publishers_are_asked_what_is_new_and_it_is_taken_when_that_is_said() throws IOException {
        run(0, "init", "--kommun", "0302");
        assertThat(run(0, "update")).contains("nothing is new");
        byte[] stored = Files.readAllBytes(folder.resolve("store.gpkg"));

        years = List.of(2024, 2025, 2026);
        correction = -7;
        Path page = folder.resolve("new.html");
        Path table = folder.resolve("new.csv");
        assertThat(run(3, "update", "--report", page.toString()))
                .contains("New years:\n  deso@2025 2026: 3 areas, population\n")
                .contains("  population deso@2025 2025, figures corrected: 1 of 3, by more than the tolerance of 0: 1")
                .contains("    0302A0010: 25100 → 25093\n")
                .contains("nothing was stored", "'regstat update --apply' takes it");
        assertThat(Files.readAllBytes(folder.resolve("store.gpkg"))).isEqualTo(stored);
        assertThat(page).content().contains("Rättade värden", "Corrected figures", "<td>25093</td>", "Inte infört.");

        run(3, "update", "population", "--report", table.toString());
        assertThat(table)
                .content()
                .contains("kind,recipe,about,count,beyond_tolerance")
                .contains("revised,population,population deso@2025 2025,1,1,")
                .contains("revised,population,population deso@2025 2025,,,,,0302A0010,25100,25093");

        assertThat(run(0, "update", "--apply")).contains("stored in");
        assertThat(run(0, "update")).contains("nothing is new");
        assertThat(run(0, "sources")).containsPattern("population +Something +2024-2026 of deso");
    }

    @Test
    void a_report_tells_what_is_withdrawn_and_says_taken_of_what_was_taken_alone() throws IOException {
        run(0, "init", "--kommun", "0302");
        years = List.of(2024, 2025, 2026);
        run(0, "update", "--apply");
        years = List.of(2024, 2025);
        Path table = folder.resolve("new.csv");
        assertThat(run(3, "update", "--report", table.toString()))
                .contains(
                        "Figures that are not there any more:\n  population deso@2025 2026, withdrawn, with all its figures: 3\n",
                        "    0302A0010: 26100 → -\n",
                        "with --replace too where areas or figures go");
        assertThat(table)
                .content()
                .contains("gone,population,population deso@2025 2026,3,0,"
                        + "\"population deso@2025 2026, indraget, med alla värden: 3\"");
        assertThat(run(1, "update", "--apply")).contains("population 2026; nothing was stored. Say --replace");

        Path page = folder.resolve("new.html");
        assertThat(run(0, "update", "--apply", "--replace", "--report", page.toString()))
                .contains("withdrawn, with all its figures: 3", "stored in");
        assertThat(page).content().contains(" Infört.", "Taken into the store.");
        assertThat(run(0, "update")).contains("nothing is new");

        endings = List.of("_DeSO2025", "_DeSO2027");
        run(3, "update", "--apply", "--report", page.toString());
        assertThat(page).content().contains(" Inte infört.", "_DeSO2027").doesNotContain(" Infört");
        years = List.of(2024, 2025, 2026);
        run(3, "update", "--apply", "--report", page.toString());
        assertThat(page)
                .content()
                .contains(
                        " Infört, utom det som inget recept har.", "Taken into the store, but for what no recipe has.");
    }

    @Test
    void what_comes_to_nothing_can_be_left_out_and_a_place_that_cannot_be_made_is_a_note() throws IOException {
        Files.createSymbolicLink(folder.resolve("config/derived.yml"), folder.resolve("nowhere/derived.yml"));
        years = List.of(2024);
        assertThat(run(1, "init", "--kommun", "0302")).contains("has no values of deso@2025 for 2025");

        assertThat(run(0, "init", "--kommun", "0302", "--except", "population"))
                .contains("note: " + folder.resolve("config/derived.yml") + " cannot be written", "what to do next:")
                .contains("; stored in ");
        assertThat(run(0, "init", "--kommun", "0302", "--except", "population"))
                .contains("deso@2025: 4 areas")
                .contains("; as in the store")
                .doesNotContain("stored in");
        assertThat(run(0, "update", "--except", "deso@2025")).contains("nothing is new");
    }

    @Test
    void a_report_that_cannot_be_written_is_told_before_anything_is_asked_and_what_goes_needs_replace()
            throws IOException {
        run(0, "init", "--kommun", "0302");
        Path nowhere = folder.resolve("nowhere/new.html");
        assertThat(run(2, "update", "--apply", "--report", nowhere.toString()))
                .contains("there is no folder " + nowhere.getParent());
        years = List.of(2024, 2025, 2026);
        Path taken = Files.createDirectories(folder.resolve("folder.csv"));
        assertThat(run(1, "update", "--apply", "--report", taken.toString()))
                .contains("stored in ", taken + " cannot be written");
        assertThat(run(0, "update")).contains("nothing is new");

        areas("deso", "A0020", "\"regsokod\": \"%2$sR001\", \"lanskod\": \"%1$s\"");
        assertThat(run(3, "update", "deso@2025"))
                .contains("'regstat update --apply' takes it, with --replace too where areas or figures go");
    }

    @Test
    void wrong_use_of_update_is_told() {
        assertThat(run(1, "update")).contains("there is no store", "'regstat init' makes one");
        run(0, "init", "--kommun", "0302");
        assertThat(run(2, "update", "--report", "new.pdf")).contains(".html or .csv");
        assertThat(run(2, "update", "--replace")).contains("--replace goes with --apply");
        assertThat(run(1, "update", "desso")).contains("there is no recipe 'desso'");
        server.stop(0);
        assertThat(run(1, "update", "--apply")).contains("cannot be reached");
    }

    @Test
    void recipes_are_held_against_the_services_in_a_form_that_can_be_sent() {
        assertThat(run(0, "sources", "--verify"))
                .contains("\nregstat ")
                .contains("\npopulation: as expected\n  asked: " + base()
                        + "/api/v2/tables/TAB1\n  seen: 4 codes of deso@2025\n")
                .contains("\nkommun@2025: as expected\n  asked: nobody; it is made of regso@2025\n")
                .endsWith("7 recipes, 0 differ\n");
        assertThat(folder.resolve("store.gpkg")).doesNotExist();
        assertThat(folder.resolve("regstat-downloads")).doesNotExist();

        years = List.of(2024);
        files.remove("/tatort.geojson");
        assertThat(run(1, "sources", "--verify"))
                .contains(
                        "\npopulation: differs\n",
                        "  differs: there are no years 2025\n",
                        "  look at https://example.se/")
                .contains("\ntatort@2023: differs\n", "  differs: it answers 404; the file has moved")
                .endsWith("7 recipes, 2 differ\n");
        String said = run(1, "sources", "population", "--verify", "--json");
        JsonValue json = JsonValue.parse(said.substring(said.indexOf('[')).getBytes(StandardCharsets.UTF_8));
        assertThat(json.items()).singleElement().satisfies(one -> {
            assertThat(one.at("recipe").text()).isEqualTo("population");
            assertThat(one.at("differences").items()).hasSize(1);
        });
        assertThat(run(2, "sources", "--json")).contains("--json goes with --verify");
    }
}
