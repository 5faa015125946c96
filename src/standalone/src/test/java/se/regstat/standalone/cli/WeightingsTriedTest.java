package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.ancillary.Trials;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.dividing.Calibration;
import se.regstat.statistics.dividing.Divisors;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Real DeSO of Göteborgsregionen to the city's own areas, whose population is known: weightings are tried as files come in. */
class WeightingsTriedTest {

    private static final Path DATA = Path.of(System.getProperty("regstat.root", "."), "../shared/data")
            .toAbsolutePath()
            .normalize();
    private static final Path FILE = DATA.resolve("goteborgsregionen.gpkg");

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void bring_in() {
        assumeTrue(Files.exists(FILE), "left out: there is no " + FILE);
        commands = new Commands(folder);
        division("deso_gr_2018_harledd", "--division deso --vintage 2018 --code deso --parent kommun=kommun");
        division("gbg_mellanomraden", "--division mellanomrade --vintage 2025 --code omrade_kod");
        division("regso_gr_2025", "--division regso --vintage 2025 --code regsokod");
        table("deso2018_indicators_2022_2023", "--division deso --vintage 2018 --code deso");
        assertThat(trials()).isEmpty();
        commands.done("import mask " + FILE + " --layer tatort_14_lm --name built-up");
    }

    private void division(String layer, String options) {
        commands.done("import division " + FILE + " --layer " + layer + " " + options);
    }

    private void table(String name, String options) {
        Path mapping = Path.of(System.getProperty("regstat.root", "."), "config/mappings", name + ".yml");
        commands.done("import indicators " + DATA.resolve(name + ".csv") + " --known-only --mapping "
                + mapping.toAbsolutePath() + " " + options);
    }

    private List<Trials> trials() {
        try (Store store = commands.store()) {
            return store.trials();
        }
    }

    /** Σ |estimate - true| / Σ true. */
    private double error(String options) throws IOException {
        Files.deleteIfExists(folder.resolve("out.csv"));
        commands.done(
                "reaggregate --target-division mellanomrade@2025 --indicators population --out out.csv " + options);
        Map<String, Double> known = known();
        double missed = 0;
        double all = 0;
        for (NamedCsvRecord row : rows()) {
            double there = known.get(row.getField("target_id"));
            missed += Math.abs(Double.parseDouble(row.getField("value")) - there);
            all += there;
        }
        assertThat(all).isGreaterThan(600_000);
        return missed / all;
    }

    private static Map<String, Double> known() throws IOException {
        Map<String, Double> known = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(DATA.resolve("goteborg_mellanomraden_population_2025.csv"))) {
            for (NamedCsvRecord row : rows) {
                known.put(row.getField("omrade_kod"), Double.parseDouble(row.getField("population_2025_01_01")));
            }
        }
        return known;
    }

    private List<NamedCsvRecord> rows() throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(folder.resolve("out.csv"))) {
            return rows.stream().toList();
        }
    }

    /** How many intervals hold what is known. */
    private long held() throws IOException {
        Map<String, Double> known = known();
        return rows().stream()
                .filter(row -> Double.parseDouble(row.getField("interval_low")) <= known.get(row.getField("target_id"))
                        && Double.parseDouble(row.getField("interval_high")) >= known.get(row.getField("target_id")))
                .count();
    }

    @Test
    void what_is_best_in_trials_is_taken_and_is_best_or_nearly_so_where_it_is_known() throws Exception {
        assertThat(trials()).singleElement().satisfies(tried -> {
            assertThat(tried.vintage()).hasToString("deso@2018");
            assertThat(tried.targets()).isGreaterThan(500);
            assertThat(tried.scores())
                    .extracting(score -> score.weighting().id())
                    .containsExactly("smooth", "dasymetric", "mask", "area");
        });
        double auto = error("--periods 2023");
        double mask = error("--periods 2023 --weighting mask");
        assertThat(mask).isCloseTo(0.0232, within(0.0001));
        assertThat(auto).isLessThan(mask);
        assertThat(error("--periods 2023 --weighting smooth")).isEqualTo(auto);
        assertThat(error("--periods 2023 --weighting dasymetric")).isLessThan(1.01 * mask);
        assertThat(error("--periods 2023 --weighting area")).isGreaterThan(0.07);
    }

    @Test
    void newer_totals_of_a_coarser_division_bring_estimates_nearer_to_the_day() throws Exception {
        table("regso2025_population_age_sex_2024_goteborg", "--division regso --vintage 2025 --code regso");
        assertThat(error("--periods 2024 --scale-to regso")).isLessThan(0.0175);
        assertThat(Files.readString(folder.resolve("out.csv")))
                .contains("deso@2018, 2023, ", "; scaled to regso@2025, 2024, ");
        assertThat(held()).isBetween(29L, 36L);
        assertThat(rows()).extracting(row -> row.getField("reliability")).doesNotContain("exact", "");
    }

    @Test
    void intervals_hold_nine_of_ten_in_kommuner_that_were_left_out_and_are_a_third_of_the_bounds() {
        try (Store store = commands.store()) {
            Divisors divisors = new Divisors(Observations.of(
                    Snapshot.of(store),
                    Configuration.load(Path.of(System.getProperty("regstat.root", "."), "config"))));
            List<Calibration> tried = Calibration.of(divisors, VintageId.parse("deso@2018"), 0.9, () -> false);
            assertThat(tried).hasSize(4).allSatisfy(way -> {
                assertThat(way.targets()).isGreaterThan(500);
                assertThat(way.coverage()).as(way.way()).isBetween(0.85, 0.95);
            });
            assertThat(tried.get(3).way()).isEqualTo("smooth:built-up");
            assertThat(tried.get(3).width()).as("what auto takes").isLessThan(1 / 3.0);
        }
    }

    @Test
    void trials_of_an_earlier_version_are_told_of_and_made_anew() {
        List<Trials> made = trials();
        assertThat(commands.done("check")).doesNotContain("trials");
        Trials tried = made.get(0);
        try (Store store = StoreUrl.of(folder.resolve("store.gpkg")).open(StoreUrl.Mode.READ_WRITE)) {
            Trials earlier = new Trials(tried.vintage(), "of an earlier method", tried.targets(), tried.scores());
            store.writeTrials(List.of(earlier));
        }
        assertThat(commands.done("check"))
                .contains("lacking: deso@2018: its trials of weightings", "'./regstat migrate' makes them anew");
        commands.done("migrate");
        assertThat(trials()).isEqualTo(made);
    }

    @Test
    void trials_go_with_what_they_were_made_with() {
        assertThat(trials()).hasSize(1);
        commands.done("remove mask built-up");
        assertThat(trials()).isEmpty();
    }
}
