package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.download.Http;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.source.Fetch;
import se.regstat.importing.source.Fetched;
import se.regstat.importing.source.Recipes;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * The recipes that come along, with the publishers' addresses replaced by those of servers on this machine that behave as theirs do.
 * Nothing goes out on the network.
 */
class FetchTest {

    private static final Path CONFIG = Path.of("../../config");
    private static final List<String> THREE = List.of("kommun@2025", "deso@2025", "regso@2025");

    private static final List<String> AGES = ages();

    private static List<String> ages() {
        List<String> ages = new ArrayList<>(List.of("totalt", "-4"));
        for (int from = 5; from < 80; from += 5) ages.add(from + "-" + (from + 4));
        ages.add("80-");
        return ages;
    }

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private Publishers publishers;
    private PxWebServer database;
    private StoreUrl.GeoPackage url;

    @BeforeEach
    void publishers_are_there() throws IOException {
        publishers = new Publishers();
        database = new PxWebServer();
        database.maxCells = 150_000;
        List<String> regions = new ArrayList<>();
        for (String kommun : Publishers.KOMMUNER) {
            for (int i = 1; i <= 4; i++) regions.add(kommun + "A00" + i + "0_DeSO2025");
            for (int i = 1; i <= 4; i++) regions.add(kommun + "A00" + i + (i == 4 ? "5" : "0"));
            for (int i = 1; i <= 2; i++) regions.add(kommun + "R00" + i + "_RegSO2025");
        }
        database.variable("Region", regions.toArray(String[]::new))
                .variable("Alder", AGES.toArray(String[]::new))
                .variable("Kon", "1", "2", "1+2")
                .variable("ContentsCode", "000007Y7")
                .variable(
                        "Tid",
                        java.util.stream.IntStream.rangeClosed(2010, 2025)
                                .mapToObj(Integer::toString)
                                .toArray(String[]::new));
        url = StoreUrl.of(directory.resolve("store.gpkg"));
    }

    @AfterEach
    void and_gone() {
        publishers.close();
        database.close();
    }

    /** Ours, with other addresses, and, for the whole country, with the numbers of what these have. */
    private Recipes recipes() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("config/sources"));
        Files.createDirectories(directory.resolve("config/mappings"));
        for (Path file : files(CONFIG.resolve("mappings"))) {
            Files.copy(
                    file,
                    directory.resolve("config/mappings").resolve(file.getFileName()),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        for (Path file : files(CONFIG.resolve("sources"))) {
            String text = Files.readString(file)
                    .replace("https://geodata.scb.se", publishers.base())
                    .replaceAll(
                            "https://www.scb.se/contentassets/\\S*deso-historiska\\S*",
                            publishers.base() + "/changes.xlsx")
                    .replaceAll("https://www.val.se/download/\\S*", publishers.base() + "/valdistrikt.zip")
                    .replace(
                            "https://statistikdatabasen.scb.se/api/v2/tables/TAB6574",
                            database.second().toString().replaceFirst("\\?.*", ""))
                    .replace("\"2018\": 5984, \"2025\": 6160", "\"2018\": 12, \"2025\": 12")
                    .replace("\"2020\": 3363, \"2025\": 3363", "\"2020\": 6, \"2025\": 6")
                    .replace("hits: 1234", "hits: 3")
                    .replace("hits: 6312", "hits: 2")
                    .replace("{hits: 290}", "{hits: 3}")
                    .replace("{hits: 21}", "{hits: 1}");
            Files.writeString(folder.resolve(file.getFileName()), text);
        }
        return Recipes.read(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private List<Fetched> fetch(List<String> ids, List<String> kommuner) throws IOException {
        return fetch(
                ids,
                kommuner,
                false,
                Downloads.into(
                        directory.resolve("downloads"), new Http(clock, Duration.ofMinutes(1)), clock, Progress.NONE));
    }

    private List<Fetched> fetch(List<String> ids, List<String> kommuner, boolean dryRun, Downloads into)
            throws IOException {
        try (Downloads downloads = into) {
            return new Fetch(
                            Configuration.load(CONFIG),
                            epsg -> {
                                throw new IllegalArgumentException("not asked for: " + epsg);
                            },
                            downloads,
                            Progress.NONE)
                    .into(url, new Fetch.Wanted(recipes().named(ids), kommuner, false, dryRun));
        }
    }

    private ImportException refused(List<String> ids, List<String> kommuner) throws IOException {
        byte[] before = Files.exists(url.file()) ? Files.readAllBytes(url.file()) : null;
        ImportException refusal = catchThrowableOfType(ImportException.class, () -> fetch(ids, kommuner));
        assertThat(refusal).as("a refusal").isNotNull();
        if (before == null) assertThat(url.file()).doesNotExist();
        else assertThat(Files.readAllBytes(url.file())).as("the store").isEqualTo(before);
        return refusal;
    }

    /** Everything but when it was imported. */
    private List<Object> content() {
        List<Object> content = new ArrayList<>();
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            store.vintages().forEach(vintage -> {
                content.add(List.of(
                        vintage.id(),
                        vintage.valid(),
                        vintage.parents(),
                        vintage.completeWithin(),
                        vintage.source(),
                        vintage.licence(),
                        vintage.importedFrom(),
                        vintage.checksum()));
                content.addAll(store.areas(vintage.id()));
            });
            store.changeLogs().forEach(log -> content.addAll(log.changes()));
            content.addAll(Fetching.values(store));
        }
        return content;
    }

    private List<String> codes(String vintage) {
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            return store.areas(VintageId.parse(vintage)).stream()
                    .map(Area::code)
                    .toList();
        }
    }

    @Test
    void three_divisions_of_three_kommuner_are_fetched_to_the_end_and_the_second_time_nothing_is_new()
            throws IOException {
        List<Fetched> first = fetch(THREE, Publishers.KOMMUNER);

        assertThat(first)
                .extracting(fetched -> fetched.recipe().id())
                .containsExactly("regso@2025", "kommun@2025", "deso@2025");
        assertThat(first).noneMatch(Fetched::isKnown);
        assertThat(codes("deso@2025")).hasSize(12).startsWith("1401A0010").endsWith("1480A0040");
        assertThat(codes("regso@2025")).hasSize(6);
        assertThat(codes("kommun@2025")).isEqualTo(Publishers.KOMMUNER);
        byte[] stored = Files.readAllBytes(url.file());
        int calls = publishers.asked.size();

        assertThat(fetch(THREE, Publishers.KOMMUNER)).allMatch(Fetched::isKnown);

        assertThat(Files.readAllBytes(url.file())).isEqualTo(stored);
        assertThat(publishers.asked).as("it asked again").hasSize(2 * calls);
    }

    @Test
    void of_some_kommuner_no_others_come_and_the_whole_country_is_said_to_be_complete() throws IOException {
        fetch(List.of("deso@2025"), List.of("1402"));
        assertThat(codes("deso@2025")).hasSize(4).allMatch(code -> code.startsWith("1402"));
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.vintages()).singleElement().satisfies(v -> assertThat(v.completeWithin())
                    .isEmpty());
        }

        assertThat(refused(List.of("deso@2025"), List.of("1480")))
                .hasMessageContaining("4 areas that did not come now")
                .hasMessageContaining("--kommun");

        fetch(List.of("deso@2025", "regso@2025", "kommun@2025", "lan@2025"), List.of());
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.vintages()).hasSize(4).allSatisfy(v -> assertThat(v.completeWithin())
                    .contains("riket"));
        }
    }

    @Test
    void a_store_of_one_kommun_takes_another_beside_it_though_kommuner_are_joined_from_what_comes() throws IOException {
        fetch(THREE, List.of("1480"));
        assertThat(codes("kommun@2025")).containsExactly("1480");

        List<Fetched> fetched = fetch(THREE, List.of("1401", "1480"));

        assertThat(codes("kommun@2025")).containsExactly("1401", "1480");
        assertThat(codes("deso@2025")).hasSize(8);
        assertThat(fetched.get(0).notes())
                .contains(
                        "codes of kommun were not checked, since kommun@2025 is itself joined from regso@2025, and is so"
                                + " again after it");
        ImportException alone = refused(List.of("regso@2025"), Publishers.KOMMUNER);
        assertThat(alone.reasons()).anyMatch(reason -> reason.contains("its kommun 1402 is not in kommun@2025"));
        assertThat(alone).hasMessageContaining("fetch both at once: regstat fetch regso@2025 kommun@2025");
        assertThat(refused(List.of("deso@2025"), Publishers.KOMMUNER).reasons())
                .anyMatch(reason -> reason.contains("its kommun 1402 is not in kommun@2025"));
    }

    @Test
    void settlements_in_parts_a_change_log_in_a_workbook_and_a_table_come_by_the_same_command() throws IOException {
        List<Fetched> fetched = fetch(
                List.of("population", "deso_changes", "deso@2018", "deso@2025", "tatort@2023"), Publishers.KOMMUNER);

        assertThat(fetched)
                .extracting(one -> one.recipe().id())
                .containsSubsequence("deso@2018", "deso@2025", "population");
        assertThat(codes("tatort@2023")).containsExactly("1401TC101", "1402TC101", "1480TC101");
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.areas(VintageId.parse("tatort@2023"))
                            .get(0)
                            .geometry()
                            .getNumGeometries())
                    .isEqualTo(2);
            assertThat(store.changeLogs()).singleElement().satisfies(log -> assertThat(log.changes())
                    .hasSize(3));
            assertThat(store.values())
                    .filteredOn(set -> set.indicator().equals("population"))
                    .allMatch(set -> set.codes().size() == 12)
                    .extracting(set -> set.vintage() + " " + set.year())
                    .contains("deso@2018 2010", "deso@2018 2023", "deso@2025 2024", "deso@2025 2025")
                    .doesNotContain("deso@2018 2024", "deso@2025 2023")
                    .hasSize(16);
        }
        assertThat(fetch(List.of("population", "deso_changes", "deso", "tatort@2023"), Publishers.KOMMUNER))
                .allMatch(Fetched::isKnown);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void broken_off_anywhere_it_goes_on_and_comes_to_the_same(int seed) throws IOException {
        List<String> ids = List.of("deso@2018", "deso@2025", "regso@2025", "kommun@2025", "deso_changes");
        fetch(ids, Publishers.KOMMUNER);
        List<Object> whole = content();
        long all = publishers.sent;
        Files.delete(url.file());
        publishers.sent = 0;

        directory = Files.createDirectories(directory.resolve("again"));
        long brokenAt = new Random(seed).nextLong(1, all);
        publishers.budget = brokenAt;
        assertThat(refused(ids, Publishers.KOMMUNER)).hasMessageContaining("cannot be reached");
        assertThat(publishers.sent).isEqualTo(brokenAt);
        publishers.budget = Long.MAX_VALUE;
        fetch(ids, Publishers.KOMMUNER);

        assertThat(content()).isEqualTo(whole);
        long largest = 12_000; // the answer that was lost comes once more, and no other
        assertThat(publishers.sent).isBetween(all - 200, all + largest);
    }

    @Test
    void without_a_network_it_is_repeated_from_the_folder_and_says_what_is_not_there() throws IOException {
        List<String> ids = List.of("deso@2018", "deso@2025", "deso_changes", "population");
        fetch(ids, Publishers.KOMMUNER);
        List<Object> whole = content();
        Files.delete(url.file());
        Recipes recipes = recipes();
        publishers.close();
        database.close();

        try (Downloads kept = Downloads.offline(directory.resolve("downloads"), Progress.NONE)) {
            Fetch fetch = new Fetch(Configuration.load(CONFIG), epsg -> null, kept, Progress.NONE);
            fetch.into(url, new Fetch.Wanted(recipes.named(ids), Publishers.KOMMUNER, false, false));
            assertThat(content()).isEqualTo(whole);

            assertThat(catchThrowableOfType(
                            ImportException.class,
                            () -> fetch.into(
                                    url,
                                    new Fetch.Wanted(
                                            recipes.named(List.of("regso@2025")), Publishers.KOMMUNER, false, false))))
                    .hasMessageContaining("does not have")
                    .hasMessageContaining("RegSO_2025");
        }
        assertThat(Files.readString(directory.resolve("downloads/manifest.json")))
                .contains("sha256", "/changes.xlsx", "fetched");
    }

    @Test
    void a_dry_run_stores_nothing() throws IOException {
        List<Fetched> fetched = fetch(
                THREE,
                Publishers.KOMMUNER,
                true,
                Downloads.into(directory.resolve("downloads"), new Http(clock), clock, Progress.NONE));

        assertThat(fetched).hasSize(3).noneMatch(Fetched::isKnown);
        assertThat(url.file()).doesNotExist();
    }

    @Test
    void it_is_kept_which_recipes_and_kommuner_were_asked_for() throws IOException {
        fetch(List.of("deso@2025"), List.of("1402"));
        fetch(List.of("deso@2025", "tatort@2023"), List.of("1402", "1480"));

        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.fetches())
                    .extracting(record -> record.recipe() + " " + record.kommuner())
                    .containsExactly("deso@2025 [1402, 1480]", "tatort@2023 [1402, 1480]");
        }
    }

    @Test
    void all_that_is_refused_is_told_at_once_with_how_to_fetch_the_others() throws IOException {
        publishers.layers.get("stat:DeSO_2025").remove(3);
        publishers.layers.remove("stat:RegSO_2025");

        ImportException refusal = refused(List.of("deso@2018", "deso@2025", "kommun@2025", "regso@2025"), List.of());

        assertThat(refusal)
                .hasMessageContaining("2 recipes of 4 came to nothing, so nothing was stored")
                .hasMessageContaining("--except regso@2025 --except deso@2025 --except kommun@2025 --offline "
                        + directory.resolve("downloads"));
        assertThat(refusal.reasons()).hasSize(3);
        assertThat(refusal.reasons().get(0)).contains("regso@2025: ", "has no layer stat:RegSO_2025");
        assertThat(refusal.reasons().get(1)).contains("deso@2025: ", "11 features, and 12 are expected");
        assertThat(refusal.reasons().get(2)).contains("kommun@2025: needs one of these");
    }

    @Test
    void what_another_wrote_meanwhile_is_not_written_over() throws IOException {
        fetch(List.of("deso@2018"), Publishers.KOMMUNER);
        Progress meddling = new Progress() {
            @Override
            public void begin(String what, long total) {
                if (!what.startsWith("fetching features")) return;
                try (Store store = url.open(StoreUrl.Mode.READ_WRITE)) {
                    store.write(TestAreas.vintage(VintageId.parse("own@2026")), List.of(), List.of());
                }
            }

            @Override
            public void at(long done) {}
        };
        Recipes recipes = recipes();
        try (Downloads downloads = Downloads.into(directory.resolve("downloads"), new Http(clock), clock, meddling)) {
            Fetch fetch = new Fetch(Configuration.load(CONFIG), epsg -> null, downloads, meddling);
            assertThat(catchThrowableOfType(
                            ImportException.class,
                            () -> fetch.into(
                                    url,
                                    new Fetch.Wanted(
                                            recipes.named(List.of("deso@2025")), Publishers.KOMMUNER, false, false))))
                    .hasMessageContaining("was written to while this was fetched; nothing was stored")
                    .hasMessageContaining("--offline " + directory.resolve("downloads"));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            assertThat(store.vintages()).extracting(v -> v.id().toString()).containsExactly("deso@2018", "own@2026");
        }
    }

    private Path download(String ending) throws IOException {
        return files(directory.resolve("downloads")).stream()
                .filter(file -> file.toString().endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_answer_that_is_an_error_leaves_what_was_downloaded_before() throws IOException {
        List<String> ids = List.of("deso@2018", "deso@2025", "deso_changes");
        fetch(ids, Publishers.KOMMUNER);
        Path good = download(".xlsx");
        byte[] before = Files.readAllBytes(good);
        byte[] file = publishers.files.remove("/changes.xlsx");

        assertThat(refused(List.of("deso_changes"), Publishers.KOMMUNER)).hasMessageContaining("answered 404");
        assertThat(Files.readAllBytes(good)).isEqualTo(before);
        assertThat(fetch(
                        ids,
                        Publishers.KOMMUNER,
                        false,
                        Downloads.offline(directory.resolve("downloads"), Progress.NONE)))
                .allMatch(Fetched::isKnown);

        publishers.files.put("/changes.xlsx", file);
        assertThat(fetch(ids, Publishers.KOMMUNER)).allMatch(Fetched::isKnown);
    }

    @Test
    void a_web_page_that_comes_as_if_it_were_data_leaves_what_was_downloaded_before() throws IOException {
        List<String> ids = List.of("deso@2018", "deso@2025", "deso_changes");
        fetch(ids, Publishers.KOMMUNER);
        publishers.webPage = true;
        for (String id : ids) {
            assertThat(refused(List.of(id), Publishers.KOMMUNER)).hasMessageContaining("gave a web page");
        }
        publishers.webPage = false;
        publishers.failing = true;
        assertThat(refused(List.of("deso@2018"), Publishers.KOMMUNER)).hasMessageContaining("no connection");
        publishers.failing = false;

        Downloads kept = Downloads.offline(directory.resolve("downloads"), Progress.NONE);
        assertThat(fetch(ids, Publishers.KOMMUNER, false, kept)).allMatch(Fetched::isKnown);
        assertThat(fetch(ids, Publishers.KOMMUNER)).allMatch(Fetched::isKnown);
    }

    @Test
    void a_part_that_is_the_whole_already_is_asked_for_once_more() throws IOException {
        List<String> ids = List.of("deso@2018", "deso@2025", "deso_changes");
        fetch(ids, Publishers.KOMMUNER);
        Path good = download(".xlsx");
        byte[] before = Files.readAllBytes(good);
        Files.delete(directory.resolve("downloads/manifest.json"));
        Path part = Files.move(good, good.resolveSibling(good.getFileName() + ".part"));
        Files.writeString(part.resolveSibling(part.getFileName() + ".tag"), "\"" + Arrays.hashCode(before) + "\"");

        assertThat(fetch(ids, Publishers.KOMMUNER)).allMatch(Fetched::isKnown);
        assertThat(Files.readAllBytes(good)).isEqualTo(before);
        assertThat(part).doesNotExist();
    }

    @Test
    void what_came_and_cannot_be_kept_is_told_as_such_and_not_as_a_service_out_of_reach() throws IOException {
        fetch(List.of("deso@2018", "deso@2025", "deso_changes"), Publishers.KOMMUNER);
        Path good = download(".xlsx");
        Files.delete(good);
        Path part = Files.createDirectory(good.resolveSibling(good.getFileName() + ".part"));
        Files.createFile(part.resolve("in the way"));

        assertThat(refused(List.of("deso_changes"), Publishers.KOMMUNER).getMessage())
                .contains(part + " cannot be written")
                .doesNotContain("reached");
    }

    @Test
    void a_folder_that_downloads_cannot_be_kept_in_is_told_as_such() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> Downloads.into(file, new Http(clock), clock, Progress.NONE))
                .isInstanceOf(ImportException.class)
                .hasMessage(file + " cannot be written: " + file + " is a file");
    }

    @Test
    void an_empty_file_is_no_store_yet() throws IOException {
        Files.createFile(url.file());

        fetch(List.of("deso@2025"), Publishers.KOMMUNER);

        assertThat(codes("deso@2025")).hasSize(12);
    }

    @Test
    void a_store_of_the_first_version_is_fetched_into() throws Exception {
        fetch(List.of("deso@2018"), Publishers.KOMMUNER);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = connection.createStatement()) {
            List<String> later = new ArrayList<>();
            for (int version = 2; Store.class.getResource("schema-" + version + ".sql") != null; version++) {
                String script = new String(
                        Store.class
                                .getResourceAsStream("schema-" + version + ".sql")
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
                Matcher table = Pattern.compile("CREATE TABLE (\\w+)").matcher(script);
                while (table.find()) later.add(table.group(1));
            }
            for (String table : later) {
                sql.execute("DROP TABLE " + table);
                sql.execute("DELETE FROM gpkg_contents WHERE table_name = '" + table + "'");
            }
            sql.execute("ALTER TABLE regstat_store DROP COLUMN identity");
            sql.execute("UPDATE regstat_store SET schema_version = 1, revision = 7");
        }

        fetch(List.of("deso@2025"), Publishers.KOMMUNER);

        assertThat(codes("deso@2018")).hasSize(12);
        assertThat(codes("deso@2025")).hasSize(12);
    }

    @Test
    void two_fetches_do_not_download_into_one_folder_at_once() throws IOException {
        Path folder = directory.resolve("downloads");
        try (Downloads first = Downloads.into(folder, new Http(clock), clock, Progress.NONE)) {
            assertThat(refused(List.of("deso@2025"), Publishers.KOMMUNER))
                    .hasMessageContaining("another fetch downloads into " + first.folder())
                    .hasMessageContaining("--downloads");
        }

        fetch(List.of("deso@2025"), Publishers.KOMMUNER);
        assertThat(codes("deso@2025")).hasSize(12);
    }

    @Test
    void a_busy_service_is_asked_again_when_it_says() throws IOException {
        publishers.busy = 2;
        var before = clock.now();

        fetch(List.of("regso@2025"), Publishers.KOMMUNER);

        assertThat(Duration.between(before, clock.now())).isEqualTo(Duration.ofSeconds(14));
        assertThat(codes("regso@2025")).hasSize(6);
    }

    // ---- bad days

    @Test
    void a_layer_that_is_called_otherwise_now_is_told_with_its_new_name_and_the_page_to_open() throws IOException {
        publishers.layers.put("stat:DeSO.2025", publishers.layers.remove("stat:DeSO_2025"));

        assertThat(refused(List.of("deso@2025"), List.of()))
                .hasMessageContaining("has no layer stat:DeSO_2025; did you mean")
                .hasMessageContaining("nothing was stored: look at https://www.scb.se/")
                .hasMessageContaining("deso-regso.yml, sources.deso");
    }

    @Test
    void an_attribute_that_is_called_otherwise_now_is_told_with_those_there_are() throws IOException {
        publishers.layers.get("stat:DeSO_2025").forEach(feature -> feature.put("deso", feature.remove("desokod")));

        assertThat(refused(List.of("deso@2025"), List.of()))
                .hasMessageContaining("has no attribute 'desokod'; did you mean regsokod or deso?")
                .hasMessageContaining("kommunkod, lanskod");
    }

    @Test
    void another_number_of_features_than_expected_is_refused() throws IOException {
        publishers.layers.get("stat:DeSO_2025").remove(3);

        assertThat(refused(List.of("deso@2025"), List.of()))
                .hasMessageContaining("has 11 features, and 12 are expected");
    }

    @Test
    void a_service_that_gives_more_than_it_said_or_a_feature_twice_is_refused() throws IOException {
        publishers.less = 2;
        publishers.cap = 7;
        assertThat(refused(List.of("deso@2025"), Publishers.KOMMUNER))
                .hasMessageContaining("said it has 10 features, and gave");
        publishers.less = 0;
        publishers.cap = 5;
        publishers.unsorted = true;
        assertThat(refused(List.of("deso@2025"), Publishers.KOMMUNER)).hasMessageContaining("gave a feature twice");
    }

    @Test
    void swapped_axes_are_seen() throws IOException {
        publishers.swapped = true;

        assertThat(refused(List.of("deso@2025"), Publishers.KOMMUNER).reasons())
                .first()
                .asString()
                .contains("they look swapped: easting or longitude should come first");
    }

    @Test
    void what_a_service_says_of_its_failure_is_passed_on() throws IOException {
        publishers.failing = true;

        assertThat(refused(List.of("deso@2025"), List.of())).hasMessageContaining("no connection to the database");
    }

    @Test
    void a_page_to_accept_a_licence_on_is_no_data() throws IOException {
        publishers.webPage = true;

        for (String id : List.of("deso@2025", "valdistrikt@2026")) {
            assertThat(refused(List.of(id), List.of()))
                    .hasMessageContaining("gave a web page")
                    .hasMessageContaining("look at https://www.");
        }
    }

    @Test
    void a_file_that_has_moved_is_followed_or_the_page_to_look_for_it_on_is_told() throws IOException {
        String district = """
                {"type": "Feature", "properties": {"Valdistriktskod": "1480010%d", "Valdistriktsnamn": "Distrikt %d"},
                 "geometry": {"type": "Polygon", "coordinates": [[[32%d000, 6400000], [32%d500, 6400000],
                   [32%d500, 6401000], [32%d000, 6400000]]]}}""";
        String two = district.replace("%d", "1") + "," + district.replace("%d", "2");
        String crs = "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::3006\"}}";
        byte[] zip = Publishers.zip(
                "sub/valdistrikt.geojson",
                "{\"type\": \"FeatureCollection\", " + crs + ", \"features\": [" + two + "]}");
        publishers.moved.put("/valdistrikt.zip", publishers.base() + "/new/valdistrikt.zip");

        assertThat(refused(List.of("valdistrikt@2026"), List.of()))
                .hasMessageContaining("answered 404 (there is no such thing any more)")
                .hasMessageContaining("look at https://www.val.se/, and correct")
                .hasMessageContaining("others.yml, sources.valdistrikt");

        publishers.files.put("/new/valdistrikt.zip", Arrays.copyOf(zip, zip.length / 2));
        assertThat(refused(List.of("valdistrikt@2026"), List.of()))
                .hasMessageContaining("a ZIP archive that is damaged or not all there");

        publishers.files.put("/new/valdistrikt.zip", zip);
        fetch(List.of("valdistrikt@2026"), List.of("1480"));
        assertThat(codes("valdistrikt@2026")).containsExactly("14800101", "14800102");
        long before = publishers.sent;
        fetch(List.of("valdistrikt@2026"), List.of());
        assertThat(publishers.sent).as("not modified").isEqualTo(before);
    }

    @Test
    void an_archive_that_is_damaged_does_not_take_the_place_of_the_one_that_was_kept() throws IOException {
        byte[] zip = Publishers.zip("valdistrikt.geojson", """
                {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:3006"}}, "features": [
                 {"type": "Feature", "properties": {"Valdistriktskod": "14800101", "Valdistriktsnamn": "Ett"},
                  "geometry": {"type": "Polygon", "coordinates": [[[320000, 6400000], [321000, 6400000],
                   [321000, 6401000], [320000, 6400000]]]}},
                 {"type": "Feature", "properties": {"Valdistriktskod": "14800102", "Valdistriktsnamn": "Två"},
                  "geometry": {"type": "Polygon", "coordinates": [[[322000, 6400000], [323000, 6400000],
                   [323000, 6401000], [322000, 6400000]]]}}]}""");
        publishers.files.put("/valdistrikt.zip", zip);
        fetch(List.of("valdistrikt@2026"), List.of());
        byte[] changed = zip.clone();
        for (int i = 60; i < 140; i++) changed[i] ^= 0x55;
        for (byte[] damaged : List.of(changed, Arrays.copyOf(zip, zip.length - 30))) {
            publishers.files.put("/valdistrikt.zip", damaged);

            assertThat(refused(List.of("valdistrikt@2026"), List.of()))
                    .hasMessageContaining("a ZIP archive that is damaged or not all there")
                    .hasMessageContaining("what was kept before stays");

            try (Downloads kept = Downloads.offline(directory.resolve("downloads"), Progress.NONE)) {
                List<Fetched> again = new Fetch(
                                Configuration.load(CONFIG), epsg -> geometry -> geometry, kept, Progress.NONE)
                        .into(
                                url,
                                new Fetch.Wanted(
                                        recipes().named(List.of("valdistrikt@2026")), List.of(), false, false));
                assertThat(again).allMatch(Fetched::isKnown);
            }
        }
    }

    @Test
    void an_archive_that_is_encrypted_or_packed_by_another_method_is_not_called_damaged() throws IOException {
        byte[] zip = Publishers.zip("valdistrikt.geojson", "{}");
        int central = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\001\002");
        byte[] encrypted = zip.clone();
        encrypted[6] |= 1;
        encrypted[central + 8] |= 1;
        byte[] deflate64 = zip.clone();
        deflate64[8] = 9;
        deflate64[central + 10] = 9;
        for (byte[] other : List.of(encrypted, deflate64)) {
            publishers.files.put("/valdistrikt.zip", other);

            assertThat(refused(List.of("valdistrikt@2026"), List.of()))
                    .hasMessageContaining("a ZIP archive that is packed in a way that is not read")
                    .hasMessageContaining("what was kept before stays: look at https://www.val.se/");
        }
    }

    @Test
    void a_name_that_nobody_knows_and_a_server_without_tls_are_told_so() throws IOException {
        ServerSocket plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread answering = new Thread(() -> {
            while (!plain.isClosed()) {
                try (Socket socket = plain.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    return;
                }
            }
        });
        answering.start();
        Path folder = Files.createDirectories(directory.resolve("bad"));
        String recipe = Files.readString(CONFIG.resolve("sources/deso-regso.yml"));
        for (String[] bad : new String[][] {
            {"https://no-such-host.invalid", "no-such-host.invalid cannot be reached: there is no such name (DNS)"},
            {"https://127.0.0.1:" + plain.getLocalPort(), "cannot be trusted, TLS failed"}
        }) {
            Files.writeString(folder.resolve("a.yml"), recipe.replace("https://geodata.scb.se", bad[0]));
            try (Downloads downloads =
                    Downloads.into(directory.resolve("downloads"), new Http(clock), clock, Progress.NONE)) {
                Fetch fetch = new Fetch(Configuration.load(CONFIG), epsg -> null, downloads, Progress.NONE);
                Fetch.Wanted wanted =
                        new Fetch.Wanted(Recipes.read(folder).named(List.of("deso@2025")), List.of(), false, false);
                assertThat(catchThrowableOfType(ImportException.class, () -> fetch.into(url, wanted)))
                        .hasMessageContaining(bad[1]);
            }
            assertThat(url.file()).doesNotExist();
        }
        plain.close();
    }

    @Test
    void what_something_is_made_of_must_be_there_and_a_table_that_lacks_a_year_is_refused() throws IOException {
        assertThat(refused(List.of("kommun@2025"), List.of()))
                .hasMessageContaining("regstat fetch regso@2025 kommun@2025");
        assertThat(refused(List.of("population"), List.of())).hasMessageContaining("none of these is in the store");

        fetch(List.of("deso@2025"), Publishers.KOMMUNER);
        database.variable("Tid", "2022", "2023", "2024");
        assertThat(refused(List.of("population"), Publishers.KOMMUNER))
                .hasMessageContaining("has no values of deso@2025 for 2025");
    }
}
