package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Real divisions of Göteborgsregionen through the command line: the commands that docs/import.md shows. */
class ImportGoteborgTest {

    private static final Path DATA = Path.of(System.getProperty("regstat.root", "."), "../shared/data");
    private static final Path FILE = DATA.resolve("goteborgsregionen.gpkg");

    /** Each layer with its command; {@code FILE} stands for the GeoPackage. Parents come before children, so that codes are checked. */
    private static final List<String> COMMANDS = List.of(
            "import division FILE --layer lan_2025 --division lan --vintage 2025 --code lan_kod --name lan_namn",
            "import division FILE --layer kommun_2025 --division kommun --vintage 2025 --code kommun_kod --name kommun_namn --parent lan=lan_kod",
            "import division FILE --layer regso_gr_2025 --division regso --vintage 2025 --code regsokod --name regsonamn --parent kommun=kommunkod --parent lan=lanskod",
            "import division FILE --layer deso_gr_2025 --division deso --vintage 2025 --code desokod --parent regso=regsokod --parent kommun=kommunkod --parent lan=lanskod",
            "import division FILE --layer deso_gr_2018_harledd --division deso --vintage 2018 --code deso --parent kommun=kommun --parent lan=lan",
            "import division FILE --layer tatort_14_lm --division tatort --vintage 2020 --code TATNR --name NAMN1 --dissolve",
            "import division FILE --layer gbg_stadsomraden --division stadsomrade --vintage 2025 --code omrade_kod --name omrade_namn --parent kommun=kommun_kod",
            "import division FILE --layer gbg_mellanomraden --division mellanomrade --vintage 2025 --code omrade_kod --name omrade_namn --parent stadsomrade=stadsomrade_kod --parent kommun=kommun_kod",
            "import division FILE --layer gbg_primaromraden --division primaromrade --vintage 2025 --code omrade_kod --name omrade_namn --parent mellanomrade=mellanomrade_kod --parent stadsomrade=stadsomrade_kod --parent kommun=kommun_kod");

    @TempDir
    Path directory;

    private Path storeFile;
    private String said = "";

    @BeforeEach
    void needs_the_data() {
        assumeTrue(Files.exists(FILE), "left out: there is no " + FILE.normalize());
        storeFile = directory.resolve("regstat.gpkg");
    }

    @Test
    void every_division_comes_in_by_the_same_command() {
        for (String command : COMMANDS)
            assertThat(run(command)).as(command + "\n" + said).isZero();
        assertThat(counts())
                .isEqualTo(Map.of(
                        "lan@2025", 21,
                        "kommun@2025", 290,
                        "regso@2025", 300,
                        "deso@2025", 584,
                        "deso@2018", 565,
                        "tatort@2020", 313,
                        "stadsomrade@2025", 4,
                        "mellanomrade@2025", 36,
                        "primaromrade@2025", 96));
        try (Store store = store()) {
            List<Area> deso = store.areas(VintageId.parse("deso@2025"));
            assertThat(deso.stream().mapToInt(a -> a.geometry().getNumPoints()).sum())
                    .isEqualTo(144_010);
            assertThat(CoverageValidator.isValid(
                            deso.stream().map(Area::geometry).toArray(Geometry[]::new)))
                    .isTrue();
            for (var vintage : store.vintages()) {
                assertThat(store.areas(vintage.id())).allMatch(a -> a.geometry().isValid());
            }
        }
        assertThat(run("list")).isZero();
        assertThat(said).contains("deso@2025", "584", "2024-open", "regso,kommun,lan");
        assertThat(run("check")).as(said).isZero();
        assertThat(said).contains("0 wrong", "primaromrade: not described in divisions.yml");
    }

    @Test
    void repeated_codes_suggest_dissolving_which_then_repairs_and_joins() {
        String command =
                "import division FILE --layer tatort_14_lm --division tatort --vintage 2020 --code TATNR --name NAMN1";
        assertThat(run(command)).isEqualTo(1);
        assertThat(said).contains("--dissolve", "code 5324 is that of feature");
        assertThat(storeFile).doesNotExist();
        assertThat(run(command + " --dissolve")).isZero();
        assertThat(said)
                .contains("330 parts were joined to 313 areas")
                .containsOnlyOnce("repaired:")
                .doesNotContain("gap:");
    }

    @Test
    void kommuner_are_dissolved_from_deso() {
        assertThat(run(COMMANDS.get(3))).as(said).isZero();
        assertThat(run("import division --from deso@2025 --dissolve-to kommun --vintage 2025"))
                .as(said)
                .isZero();
        assertThat(said).doesNotContain("warning:");
        try (Store store = store()) {
            List<Area> deso = store.areas(VintageId.parse("deso@2025"));
            List<Area> kommuner = store.areas(VintageId.parse("kommun@2025"));
            assertThat(kommuner).hasSize(13).allMatch(k -> k.parents().containsKey("lan"));
            assertThat(store.vintage(VintageId.parse("kommun@2025"))
                            .orElseThrow()
                            .completeWithin())
                    .contains("none");
            for (Area kommun : kommuner) {
                double sum = deso.stream()
                        .filter(d -> kommun.code().equals(d.parents().get("kommun")))
                        .map(Area::geometry)
                        .mapToDouble(MultiPolygon::getArea)
                        .sum();
                assertThat(kommun.geometry().getArea()).isBetween(sum - 1, sum + 1);
            }
        }
    }

    @Test
    void a_dry_run_checks_everything_and_stores_nothing() {
        assertThat(run(COMMANDS.get(0) + " --dry-run")).isZero();
        assertThat(said).contains("lan@2025: 21 areas", "nothing was stored");
        assertThat(storeFile).doesNotExist();
    }

    @Test
    void a_removed_vintage_is_gone_and_cannot_be_removed_again() {
        assertThat(run(COMMANDS.get(0))).isZero();
        assertThat(run("remove division lan@2025")).isZero();
        assertThat(counts()).isEmpty();
        assertThat(run("remove division lan@2025")).isEqualTo(1);
        assertThat(said).startsWith("regstat: there is no lan@2025");
    }

    private int run(String command) {
        List<String> args = new ArrayList<>(Arrays.asList(command.split(" ")));
        args.replaceAll(arg -> arg.equals("FILE") ? FILE.toString() : arg);
        args.addAll(List.of("--store", storeFile.toString(), "--config", directory.toString()));
        StringWriter out = new StringWriter();
        int status = Main.run(out, args.toArray(String[]::new));
        said = out.toString();
        return status;
    }

    private Map<String, Integer> counts() {
        try (Store store = store()) {
            Map<String, Integer> counts = new java.util.HashMap<>();
            store.vintages()
                    .forEach(v ->
                            counts.put(v.id().toString(), store.areas(v.id()).size()));
            return counts;
        }
    }

    private Store store() {
        return StoreUrl.of(storeFile).open(StoreUrl.Mode.READ_ONLY);
    }
}
