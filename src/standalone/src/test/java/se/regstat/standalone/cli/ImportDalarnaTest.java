package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Answers of SCB's own services, just as they came, make a store of Dalarna: areas from WFS, figures from PxWeb in CSV. */
class ImportDalarnaTest {

    private static final Path ROOT = Path.of(System.getProperty("regstat.root", "."));
    private static final Path DATA = ROOT.resolve("../shared/data");
    private static final Path AREAS = DATA.resolve("dalarna_deso_2025_scb_wfs.geojson");
    private static final Path MAPPING = ROOT.resolve("config/mappings/dalarna_population_deso_2024_pxweb.yml");

    @TempDir
    static Path directory;

    @BeforeAll
    static void areas_come_in() {
        assumeTrue(Files.exists(AREAS), "left out: there is no " + AREAS.normalize());
        assertThat(run(
                        0,
                        "import division " + AREAS + " --division deso --vintage 2025 --code desokod"
                                + " --parent kommun=kommunkod --parent lan=lanskod"))
                .contains("175 areas");
    }

    @Test
    void each_deso_has_the_figure_of_the_table_by_the_command_that_the_mapping_shows() throws IOException {
        String command = ImportRealIndicatorsTest.command(MAPPING)
                .replace("dalarna_population_deso_2024_pxweb.csv", DATA + "/dalarna_population_deso_2024_pxweb.csv")
                .replace("config/mappings", ROOT + "/config/mappings");
        assertThat(run(0, command)).contains("deso@2025, 2024: 6 indicators", "175 of 175 areas have values");
        assertThat(sum("population")).isEqualTo(286_546);
        assertThat(sum("age_65_69")).isEqualTo(17_780);
        assertThat(sum("age_70_74")).isEqualTo(17_275);
        assertThat(sum("age_75_79")).isEqualTo(17_609);
        assertThat(sum("age_80_plus")).isEqualTo(22_020);
        assertThat(sum("age_65_plus")).isEqualTo(17_780 + 17_275 + 17_609 + 22_020);
        PublishedValues population = values("population");
        assertThat(population.year()).isEqualTo(2024);
        assertThat(population.values()[population.codes().indexOf("2021A0010")]).isEqualTo(1402);
    }

    private static double sum(String indicator) {
        return Arrays.stream(values(indicator).values()).sum();
    }

    private static PublishedValues values(String indicator) {
        try (Store store = StoreUrl.of(directory.resolve("store.gpkg")).open(StoreUrl.Mode.READ_ONLY)) {
            return store.values().stream()
                    .filter(values -> values.indicator().equals(indicator))
                    .findFirst()
                    .orElseThrow();
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
