package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.importing.download.Http;
import se.regstat.importing.download.Waiting;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.pxweb.PxWebRequest;
import se.regstat.importing.pxweb.PxWebSource;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** PxWeb tables: from a kept answer, and from a server on this machine that behaves as PxWeb does. Nothing goes out on the network. */
class PxWebImportTest {

    private static final String MAPPING =
            "region: Region\nperiod: Tid\nindicator: ContentsCode\nnames: {BE01: population}\n";

    private static final String FIRST_QUERY = """
            {"query": [
              {"code": "Region", "selection": {"filter": "all", "values": ["9901A*"]}},
              {"code": "ContentsCode", "selection": {"filter": "item", "values": ["BE01"]}},
              {"code": "Tid", "selection": {"filter": "top", "values": ["2"]}}]}
            """;

    private static final String SECOND_QUERY = """
            {"selection": [
              {"variableCode": "Region", "valueCodes": ["9901A????"]},
              {"variableCode": "ContentsCode", "valueCodes": ["BE01"]},
              {"variableCode": "Tid", "valueCodes": ["from(2022)"]}]}
            """;

    @TempDir
    Path directory;

    private Store store;

    /** Time stands still but for the pauses. */
    private static final class Clock implements Waiting {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private final List<Duration> pauses = new ArrayList<>();

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void pause(Duration duration) {
            pauses.add(duration);
            now = now.plus(duration);
        }
    }

    private final Clock clock = new Clock();

    @BeforeEach
    void a_store_with_two_versions() throws IOException {
        store = StoreUrl.parse(directory.resolve("store.gpkg").toString()).open(StoreUrl.Mode.CREATE);
        write("deso@2018", new YearRange(OptionalInt.empty(), OptionalInt.of(2023)));
        write("deso@2025", new YearRange(OptionalInt.of(2024), OptionalInt.empty()));
        Files.writeString(directory.resolve("indicators.yml"), "indicators: {population: {kind: count}}\n");
    }

    private void write(String id, YearRange valid) {
        Vintage vintage = TestAreas.vintage(VintageId.parse(id));
        List<Area> areas = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> TestAreas.square(code(i), i, Map.of()))
                .toList();
        store.write(
                new Vintage(vintage.id(), valid, List.of(), Optional.empty(), "", "", "", vintage.imported(), "", ""),
                areas,
                List.of());
    }

    private static String code(int i) {
        return String.format("9901A%03d0", i);
    }

    @AfterEach
    void close() {
        store.close();
    }

    // ---- kept answers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"value\": [1, null, 0, null], \"status\": [null, \"..\", null, \".\"]",
                "\"value\": {\"0\": 1, \"2\": 0}, \"status\": {\"1\": \"..\", \"3\": \".\"}",
                "\"value\": [1, 0, 0, 0], \"status\": {\"1\": \"..\", \"3\": \".\"}",
            })
    void both_spellings_of_value_and_status_say_the_same(String values) throws IOException {
        PreparedValues prepared = file(cube("9901A0010,9901A0020", "2022,2023", values));
        assertThat(prepared.values()).hasSize(2);
        PublishedValues first = prepared.values().get(0);
        PublishedValues second = prepared.values().get(1);
        assertThat(first.year()).isEqualTo(2022);
        assertThat(first.values()).containsExactly(1, 0);
        assertThat(second.status(0)).isEqualTo(Status.MISSING);
        assertThat(second.status(1)).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(second.values()).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void plain_codes_are_of_the_first_version_and_suffixed_ones_of_the_version_they_name() throws IOException {
        PreparedValues prepared = file(cube("9901A0010,9901A0010_DeSO2025", "2023,2024", "\"value\": [5, 0, null, 7]"));
        assertThat(prepared.values())
                .extracting(v -> v.vintage() + " " + v.year() + " " + v.codes() + v.values()[0])
                .containsExactly("deso@2018 2023 [9901A0010]5.0", "deso@2025 2024 [9901A0010]7.0");
        assertThat(prepared.notes())
                .anyMatch(note -> note.startsWith("1 cells of deso@2018 in 2024 (valid open-2023) are empty or zero"))
                .anyMatch(note -> note.startsWith("1 cells of deso@2025 in 2023 (valid 2024-open) are empty or zero"));
    }

    @Test
    void a_number_outside_a_versions_years_is_refused() {
        assertThat(refused(cube("9901A0010", "2023,2024", "\"value\": [5, 6]")).reasons())
                .containsExactly("cell Region 9901A0010, ContentsCode BE01, Tid 2024: the year 2024 is outside those of"
                        + " deso@2018, open-2023; for 2024 deso@2025 is valid");
    }

    @Test
    void areas_of_other_versions_and_divisions_are_left_out_only_when_that_is_said() throws IOException {
        String cube = cube("00,9901,9901A0010,9901A0990,9901A0010_DeSO2025", "2023", "\"value\": [9, 9, 5, 5, 0]");
        assertThat(refused(cube).reasons())
                .hasSize(3)
                .anyMatch(reason -> reason.contains("code '00'") && reason.contains("looks like one of riket"))
                .anyMatch(reason -> reason.contains("code '9901'") && reason.contains("looks like one of kommun"))
                .anyMatch(reason -> reason.contains("deso@2018 has no area 9901A0990"));
        PreparedValues prepared = file(cube, MAPPING, Optional.of("2018"), true);
        assertThat(prepared.values()).singleElement().satisfies(v -> assertThat(v.codes())
                .containsExactly("9901A0010"));
        assertThat(prepared.notes())
                .contains(
                        "1 areas of deso@2025 were left out, as --vintage 2018 says",
                        "3 codes that deso@2018 does not have were skipped: 00, 9901, 9901A0990");
    }

    @Test
    void a_status_that_nobody_explains_and_one_beside_a_number_are_refused() {
        assertThat(refused(cube("9901A0010", "2023", "\"value\": [null], \"status\": [\"?\"]"))
                        .reasons())
                .singleElement()
                .asString()
                .contains("its status is '?'");
        assertThat(refused(cube("9901A0010", "2023", "\"value\": [4], \"status\": [\"..\"]"))
                        .reasons())
                .singleElement()
                .asString()
                .contains("the value 4 and the status '..'");
    }

    @Test
    void a_dimension_that_the_mapping_does_not_speak_of_has_one_value() {
        String cube = cube("9901A0010", "2023", "\"value\": [5, 6]")
                .replace("[\"Region\", ", "[\"Kon\", \"Region\", ")
                .replace("\"size\": [", "\"size\": [2, ")
                .replace("\"dimension\": {", "\"dimension\": {\"Kon\": {\"category\": {\"index\": [\"1\", \"2\"]}}, ");
        assertThat(refused(cube))
                .hasMessageContaining("dimension Kon, which has 2 values (1, 2); choose one with where");
        ImportException lacking = catchThrowableOfType(
                ImportException.class,
                () -> file(cube, MAPPING.replace("region: Region\n", ""), Optional.empty(), false));
        assertThat(lacking).hasMessageContaining("region is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"dataset\": {}}                      | is JSON-stat 1",
                "{\"columns\": []}                      | is not a JSON-stat 2 dataset",
                "[1]                                    | is not a JSON object",
                "<html>                                 | is not JSON; it is a web page",
            })
    void what_is_no_json_stat_2_is_refused(String document, String message) {
        assertThat(refused(document)).hasMessageContaining(message);
    }

    @Test
    void a_cube_that_contradicts_itself_is_refused() {
        assertThat(refused(cube("9901A0010", "2023", "\"value\": [1, 2]")))
                .hasMessageContaining("2 values for 1 cells");
        assertThat(refused(cube("9901A0010", "2023", "\"value\": {\"7\": 2}")))
                .hasMessageContaining("not the number of a cell");
        assertThat(refused(cube("9901A0010", "2023", "\"value\": [\"a\"]"))).hasMessageContaining("is not a number");
        assertThat(refused(cube("9901A0010", "2023", "\"value\": [1]").replace("\"size\": [1", "\"size\": [3")))
                .hasMessageContaining("has 1 categories, and size says 3");
    }

    // ---- the API

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, false", "2, true"})
    void a_query_is_split_so_that_no_part_has_more_cells_than_the_api_allows(int version, boolean sparse)
            throws IOException {
        try (PxWebServer server = server()) {
            server.maxCells = 7;
            server.sparse = sparse;
            PreparedValues prepared = fetch(server, version);
            assertThat(server.cellsAsked).hasSizeGreaterThan(5).allMatch(cells -> cells <= 7);
            assertThat(server.cellsAsked.stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(40);
            assertThat(prepared.values()).extracting(PublishedValues::year).containsExactlyInAnyOrder(2022, 2023);
            for (PublishedValues values : prepared.values()) {
                assertThat(values.codes()).hasSize(20);
                for (int i = 0; i < 20; i++) {
                    assertThat(values.values()[i]).isEqualTo((i + 1) * (values.year() - 2000));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void where_the_api_allows_less_than_it_tells_the_query_is_split_further(int version) throws IOException {
        try (PxWebServer server = server()) {
            server.maxCells = 9;
            server.toldMaxCells = 1000;
            assertThat(fetch(server, version).values()).hasSize(2);
            assertThat(server.cellsAsked).startsWith(40, 20, 10, 4);
            assertThat(server.cellsAsked.stream().filter(cells -> cells > 9)).hasSize(3);
        }
    }

    @Test
    void no_more_calls_are_made_in_a_window_of_time_than_the_api_allows() throws IOException {
        try (PxWebServer server = server()) {
            server.maxCells = 8;
            server.maxCalls = 3;
            fetch(server, 2);
            // One for the limits, one for the metadata, five for data; the window of ten seconds is full after three.
            assertThat(clock.pauses).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void told_to_come_back_later_it_waits_longer_each_time(int status) throws IOException {
        try (PxWebServer server = server()) {
            server.refuseWith = status;
            server.refuseCalls = 4;
            assertThat(fetch(server, 1).values()).hasSize(2);
            assertThat(clock.pauses).hasSize(4).isSorted();
        }
    }

    @Test
    void at_last_it_gives_up_and_says_why() throws IOException {
        try (PxWebServer server = server()) {
            server.refuseCalls = 100;
            assertThat(catchThrowableOfType(ImportException.class, () -> fetch(server, 1)))
                    .hasMessageContaining("answered 429 (too many calls) 6 times over");
        }
    }

    /** Each cause is counted by itself, and no mixture of them goes on for ever. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void busy_first_and_then_dropping_connections_it_gives_up_too(int timesBusy) throws IOException {
        try (PxWebServer server = server()) {
            server.refuseWith = 503;
            server.refuseCalls = timesBusy;
            server.drops = true;
            assertThat(catchThrowableOfType(ImportException.class, () -> fetch(server, 1)))
                    .hasMessageContaining("cannot be reached");
            assertThat(server.dropped).isBetween(1, 18);
            assertThat(clock.pauses).hasSizeBetween(timesBusy + 2, timesBusy + 3);
        }
    }

    @Test
    void what_the_api_refuses_is_told_in_its_words() throws IOException {
        try (PxWebServer server = server()) {
            URI absent = URI.create(server.second().toString().replace("TAB1", "TAB2"));
            assertThat(catchThrowableOfType(ImportException.class, () -> fetch(absent, SECOND_QUERY)))
                    .hasMessageContaining("answered 404, there is no such table: Non-existent table");
            assertThat(catchThrowableOfType(
                            ImportException.class,
                            () -> fetch(server.second(), SECOND_QUERY.replace("ContentsCode", "Contents"))))
                    .hasMessageContaining("no variable 'Contents'; its variables are: Region, Kon, ContentsCode, Tid");
            assertThat(catchThrowableOfType(
                            ImportException.class,
                            () -> fetch(server.first(), FIRST_QUERY.replace("\"BE01\"", "\"BE99\""))))
                    .hasMessageContaining("variable ContentsCode has no value BE99");
            assertThat(catchThrowableOfType(ImportException.class, () -> fetch(server.first(), SECOND_QUERY)))
                    .hasMessageContaining("form of version 2");
            assertThat(catchThrowableOfType(ImportException.class, () -> fetch(server.second(), FIRST_QUERY)))
                    .hasMessageContaining("is an address of version 2");
        }
    }

    @Test
    void a_server_that_is_not_there_is_told() throws IOException {
        URI gone;
        try (PxWebServer server = server()) {
            gone = server.first();
        }
        assertThat(catchThrowableOfType(ImportException.class, () -> fetch(gone, FIRST_QUERY)))
                .hasMessageContaining("cannot be reached");
    }

    private static PxWebServer server() throws IOException {
        String[] regions =
                IntStream.rangeClosed(1, 20).mapToObj(PxWebImportTest::code).toArray(String[]::new);
        return new PxWebServer()
                .variable("Region", regions)
                .variable("Kon", "1", "2")
                .variable("ContentsCode", "BE01", "BE02")
                .variable("Tid", "2021", "2022", "2023");
    }

    private PreparedValues fetch(PxWebServer server, int version) throws IOException {
        return version == 1 ? fetch(server.first(), FIRST_QUERY) : fetch(server.second(), SECOND_QUERY);
    }

    private PreparedValues fetch(URI table, String query) throws IOException {
        return importing()
                .fromPxWeb(
                        new PxWebRequest(
                                PxWebSource.ofTable(table, write("query.json", query)),
                                "deso",
                                Optional.empty(),
                                write("mapping.yml", MAPPING),
                                false,
                                false),
                        store);
    }

    private PreparedValues file(String document) throws IOException {
        return file(document, MAPPING, Optional.empty(), false);
    }

    private PreparedValues file(String document, String mapping, Optional<String> vintage, boolean knownOnly)
            throws IOException {
        return importing()
                .fromPxWeb(
                        new PxWebRequest(
                                PxWebSource.ofFile(write("answer.json", document)),
                                "deso",
                                vintage,
                                write("mapping.yml", mapping),
                                knownOnly,
                                false),
                        store);
    }

    private ImportException refused(String document) {
        return catchThrowableOfType(ImportException.class, () -> file(document));
    }

    private IndicatorImport importing() {
        return new IndicatorImport(Configuration.load(directory), Progress.NONE, new Http(clock));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static String cube(String regions, String years, String values) {
        String[] areas = regions.split(",");
        String[] times = years.split(",");
        return "{\"class\": \"dataset\", \"id\": [\"Region\", \"ContentsCode\", \"Tid\"], \"size\": [" + areas.length
                + ", 1, "
                + times.length + "], \"dimension\": {\"Region\": {\"category\": {\"index\": [\""
                + String.join("\", \"", areas)
                + "\"]}}, \"ContentsCode\": {\"category\": {\"label\": {\"BE01\": \"Folkmängd\"}}}, \"Tid\": {\"category\": {\"index\": [\""
                + String.join("\", \"", times) + "\"]}}}, " + values + "}";
    }
}
