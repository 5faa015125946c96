package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geotools.process.AnsweredOperation;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Example;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * Every real table comes in through its file in config/mappings, with the command that the file's head shows, into a store of
 * Göteborgsregionen's divisions; and what the tables say of one another holds. There are no polygons of RegSO 2020: those of
 * 2025 stand in for them here.
 */
class ImportRealIndicatorsTest {

    private static final Path ROOT = Path.of(System.getProperty("regstat.root", "."));
    private static final Path DATA = ROOT.resolve("../shared/data");
    private static final Path DIVISIONS = DATA.resolve("goteborgsregionen.gpkg");
    private static final Path MAPPINGS = ROOT.resolve("config/mappings");

    private static final List<String> DIVISION_COMMANDS = List.of(
            "--layer lan_2025 --division lan --vintage 2025 --code lan_kod --name lan_namn",
            "--layer kommun_2025 --division kommun --vintage 2025 --code kommun_kod --name kommun_namn --parent lan=lan_kod",
            "--layer regso_gr_2025 --division regso --vintage 2020 --code regsokod --name regsonamn --parent kommun=kommunkod --parent lan=lanskod --note stand-in",
            "--layer regso_gr_2025 --division regso --vintage 2025 --code regsokod --name regsonamn --parent kommun=kommunkod --parent lan=lanskod",
            "--layer deso_gr_2018_harledd --division deso --vintage 2018 --code deso --parent kommun=kommun --parent lan=lan",
            "--layer deso_gr_2025 --division deso --vintage 2025 --code desokod --parent regso=regsokod --parent kommun=kommunkod --parent lan=lanskod",
            "--layer gbg_mellanomraden --division mellanomrade --vintage 2025 --code omrade_kod --name omrade_namn");

    /** What its areas are in another file for: {@link ImportDalarnaTest} brings it in. */
    private static final String DALARNA = "dalarna_population_deso_2024_pxweb.yml";

    /** Tables that are not of areas in a division, which is what a mapping is for. */
    private static final Set<String> OTHER_TABLES = Set.of(
            "dalarna_population_1km_2025.csv", // cells of a grid, named by their lower left corners: a population to
            // weigh by
            "segregation_schools00.csv"); // pupils of invented schools by race

    /** By the mapping's name, what the command says. */
    private static final Map<String, String> SAID = new HashMap<>();

    @TempDir
    static Path directory;

    private static Snapshot snapshot;
    private static Configuration configuration;

    @BeforeAll
    static void all_tables_are_imported() throws IOException {
        assumeTrue(Files.exists(DIVISIONS), "left out: there is no " + DIVISIONS.normalize());
        for (String command : DIVISION_COMMANDS) {
            run(0, "import division " + DIVISIONS + " " + command);
        }
        for (Path mapping : mappings()) {
            if (mapping.endsWith(DALARNA)) continue;
            List<String> words = new ArrayList<>(Arrays.asList(command(mapping).split(" ")));
            words.replaceAll(word -> word.endsWith(".csv")
                    ? DATA.resolve(word).toString()
                    : word.startsWith("config/") ? ROOT.resolve(word).toString() : word);
            if (mapping.endsWith("deso2018_indicators_2022_2023.yml")) words.add("--known-only");
            SAID.put(mapping.getFileName().toString(), run(0, String.join(" ", words)));
        }
        configuration = Configuration.load(ROOT.resolve("config"));
        try (Snapshots.Lease lease = Snapshots.acquire(StoreUrl.of(directory.resolve("store.gpkg")))) {
            snapshot = lease.current();
        }
    }

    @Test
    void every_table_has_a_mapping_that_shows_its_command() throws IOException {
        TreeSet<String> tables = new TreeSet<>();
        try (var files = Files.list(DATA)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name ->
                            name.endsWith(".csv") && !name.contains("_changes_")) // a change log needs no mapping
                    .filter(name -> !OTHER_TABLES.contains(name))
                    .forEach(name -> tables.add(name.replace(".csv", ".yml")));
        }
        TreeSet<String> mapped = new TreeSet<>(SAID.keySet());
        mapped.add(DALARNA);
        assertThat(mapped).isEqualTo(tables);
        for (String other : OTHER_TABLES) assertThat(DATA.resolve(other)).exists();
    }

    @Test
    void all_41_counts_and_4_other_measures_join_all_565_deso() {
        Observations observations = Observations.of(snapshot, configuration);
        List<String> sets = snapshot.values().stream()
                .filter(values -> values.vintage().equals(VintageId.parse("deso@2018")))
                .filter(values -> !MADE.contains(values.indicator()))
                .map(values -> {
                    assertThat(values.codes()).as(values.indicator()).hasSize(565);
                    YearValues year = year(observations, values.indicator(), "deso", values.year());
                    for (int area = 0; area < 565; area++) {
                        assertThat(year.status(area)).isEqualTo(Status.NORMAL);
                        assertThat(year.origin(area)).isEqualTo(Origin.PUBLISHED);
                    }
                    return values.indicator();
                })
                .toList();
        assertThat(sets).hasSize(45);
        assertThat(sets.stream().filter(id -> configuration.indicator(id).measure() instanceof Measure.Count))
                .hasSize(41);
        assertThat(SAID.get("deso2018_indicators_2022_2023.yml"))
                .contains("5419 codes that deso@2018 does not have were skipped", "565 of 565 areas have values")
                .doesNotContain("warning:");
    }

    private static final List<String> MADE = List.of(
            "age_0_19", "born_abroad", "households", "education_post_secondary", "education_total", "dwellings");

    @Test
    void kommun_sums_of_deso_equal_the_kommun_table_and_incomplete_lan_say_so() {
        List<PublishedValues> ofOthers = new ArrayList<>();
        try (Store store = StoreUrl.of(directory.resolve("store.gpkg")).open(StoreUrl.Mode.READ_ONLY)) {
            store.readValues(values -> {
                if (!values.vintage().division().equals("kommun")) ofOthers.add(values);
            });
        }
        Snapshot withoutKommuner =
                new Snapshot(snapshot.revision(), snapshot.demo(), snapshot.vintages(), ofOthers, List.of());
        Observations summed = Observations.of(withoutKommuner, configuration);
        Observations published = Observations.of(snapshot, configuration);
        for (int year : new int[] {2022, 2023}) {
            YearValues sums = year(summed, "population", "kommun", year);
            YearValues table = year(published, "population", "kommun", year);
            List<Integer> there = new ArrayList<>();
            for (int area = 0; area < 290; area++) {
                assertThat(table.origin(area)).isEqualTo(Origin.PUBLISHED);
                if (!sums.hasValue(area)) {
                    assertThat(sums.reason(area)).isEqualTo(Reason.INCOMPLETE);
                    continue;
                }
                there.add(area);
                assertThat(sums.origin(area)).isEqualTo(Origin.SUMMED);
                assertThat(sums.value(area)).isEqualTo(table.value(area));
            }
            assertThat(there).hasSize(13);
            YearValues lan = year(summed, "population", "lan", year);
            for (String code : List.of("13", "14")) {
                int area = lan.areas().indexOf(code).orElseThrow();
                assertThat(lan.status(area)).isEqualTo(Status.MISSING);
                assertThat(lan.reason(area)).isEqualTo(Reason.INCOMPLETE);
            }
            YearValues complete = year(published, "population", "lan", year);
            for (int area = 0; area < 21; area++)
                assertThat(complete.origin(area)).isEqualTo(Origin.SUMMED);
        }
    }

    @Test
    void the_kommun_table_has_all_290_for_each_of_14_years() {
        Series series = Observations.of(snapshot, configuration)
                .series("population", "kommun")
                .orElseThrow();
        assertThat(series.years())
                .extracting(YearValues::year)
                .hasSize(14)
                .startsWith(2011)
                .endsWith(2024);
        for (YearValues year : series.years()) assertThat(valued(year)).isEqualTo(290);
    }

    @Test
    void regso_2020_have_values_for_298_of_the_300_stand_ins_and_regso_2025_for_those_of_goteborg() {
        Observations observations = Observations.of(snapshot, configuration);
        for (int year = 2020; year <= 2023; year++) {
            for (String id : List.of("share_born_in_sweden", "wage_income_mean", "share_rented")) {
                assertThat(valued(year(observations, id, "regso", year)))
                        .as(id + year)
                        .isEqualTo(298);
            }
        }
        for (String id : List.of("population", "share_women", "share_age_65_plus", "age_80_plus")) {
            assertThat(valued(year(observations, id, "regso", 2024))).as(id).isEqualTo(147);
        }
    }

    @Test
    void suffixed_codes_come_in_for_the_version_they_name_and_for_no_other() {
        String command = "import indicators " + DATA.resolve("regso2025_population_age_sex_2024_goteborg.csv")
                + " --division regso --code region_scb --dry-run --mapping "
                + MAPPINGS.resolve("regso2025_population_age_sex_2024_goteborg.yml");
        assertThat(run(0, command + " --vintage 2025")).contains("147 of 300 areas have values");
        assertThat(run(1, command + " --vintage 2020"))
                .contains("the year 2024 is outside those of regso@2020, open-2023; for 2024 regso@2025 is valid");
    }

    @Test
    void the_change_log_of_75_rows_comes_in_and_every_new_area_has_its_ground() {
        String command = "import changes " + DATA.resolve("deso_changes_2018_2025_goteborgsregionen.csv")
                + " --division deso --from 2018 --to 2025";
        assertThat(run(0, command)).contains("deso@2018 to deso@2025: 75 changes");
        try (Store store = StoreUrl.of(directory.resolve("store.gpkg")).open(StoreUrl.Mode.READ_ONLY)) {
            List<Change> changes = store.changeLogs().get(0).changes();
            assertThat(changes).hasSize(75);
            assertThat(changes.stream().filter(change -> change.kind() == ChangeKind.EXTENDED_TO_SEA))
                    .hasSize(12)
                    .allMatch(change -> change.geometry().isEmpty());
            assertThat(changes.stream().filter(change -> change.kind() == ChangeKind.ENDED_TO_NEW))
                    .hasSize(37)
                    .allMatch(change -> change.geometry().isPresent());
        }
        assertThat(run(0, "list")).contains("population", "2011-2024", "kommun_population_2011_2024.csv", "changes of");
        assertThat(run(0, "check")).contains("mellanomrade: not described in divisions.yml", "0 wrong");
    }

    private static YearValues year(Observations observations, String indicator, String division, int year) {
        return observations.series(indicator, division).orElseThrow().year(year).orElseThrow();
    }

    private static long valued(YearValues year) {
        return java.util.stream.IntStream.range(0, year.areas().areas().size())
                .filter(year::hasValue)
                .count();
    }

    /** But those of tables that recipes fetch. */
    private static List<Path> mappings() throws IOException {
        try (var files = Files.list(MAPPINGS)) {
            return files.filter(file -> !file.getFileName().toString().matches("(tab\\d+|kolada.*)\\.yml"))
                    .sorted()
                    .toList();
        }
    }

    /** The command in the comments at the head of a mapping file. */
    static String command(Path mapping) throws IOException {
        String head = String.join(
                " ",
                Files.readAllLines(mapping).stream()
                        .takeWhile(line -> line.startsWith("#"))
                        .map(line -> line.substring(1).strip())
                        .toList());
        String command = head.substring(head.indexOf("./regstat ") + "./regstat ".length());
        String wanted = "--mapping config/mappings/" + mapping.getFileName();
        assertThat(command).contains(wanted);
        return command.substring(0, command.indexOf(wanted) + wanted.length())
                .replace("\\ ", "")
                .replaceAll(" +", " ");
    }

    @Test
    void documented_questions_are_answered() throws IOException {
        List<String> questions = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/analysis.md"))) {
            if (line.matches("\\./regstat (neighbours|crosswalk|segregation) .*"))
                questions.add(line.substring("./regstat ".length()));
        }
        for (AnsweredOperation operation :
                List.of(AnsweredOperation.NEIGHBOURS, AnsweredOperation.CROSSWALK, AnsweredOperation.SEGREGATION)) {
            Operation declared = operation.declared();
            for (Example example : declared.examples()) {
                questions.add(declared.id() + " " + String.join(" ", example.at(Door.COMMAND_LINE)) + " --out a.csv");
            }
        }
        Path schools = Files.writeString(directory.resolve("skolor.geojson"), """
                {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3006"}},"features":[
                {"type":"Feature","properties":{"id":1},"geometry":{"type":"Point","coordinates":[319000,6400000]}}]}
                """);
        // There are no boundaries of the reader's here, no cells, and DeSO that do not name their RegSO.
        questions.removeIf(question ->
                Stream.of("--boundaries", "--population", "--between regso").anyMatch(question::contains));
        assertThat(questions).hasSizeGreaterThan(6);
        for (int i = 0; i < questions.size(); i++) {
            Path out = directory.resolve("answer" + i + ".csv");
            run(
                    0,
                    questions
                            .get(i)
                            .replaceFirst("--out \\S+", "--out " + out)
                            .replace("skolor.geojson", schools.toString()));
            assertThat(Files.readString(out))
                    .as(questions.get(i))
                    .containsAnyOf(",normal,", ",estimated,", ",whole,", ",cut,");
        }
    }

    private static String run(int expected, String command) {
        List<String> args = new ArrayList<>(Arrays.asList(command.split(" ")));
        args.addAll(List.of("--store", directory.resolve("store.gpkg").toString()));
        args.addAll(List.of("--config", ROOT.resolve("config").toString()));
        StringWriter out = new StringWriter();
        int status = Main.run(out, args.toArray(String[]::new));
        assertThat(status).as(command + "\n" + out).isEqualTo(expected);
        return out.toString();
    }
}
