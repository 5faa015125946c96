package se.regstat.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.store.Store;

/** What is taken for complete is held against evidence: what a file says of itself, and how much of the parents is covered. */
class CompletenessTest {

    private static final String CRS = "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"EPSG:3006\"}}";
    private static final String KOMMUN =
            "import division kommun.geojson --division kommun --vintage 2025 --code kod --parent lan=lan";

    @TempDir
    Path folder;

    private Commands commands;

    /** A län of 10 squares in a row, and its population for each square that is a kommun. */
    @BeforeEach
    void a_lan() throws IOException {
        commands = new Commands(folder);
        commands.write("lan.geojson", Commands.collection(Commands.feature("\"kod\": \"01\"", """
                {"type": "Polygon", "coordinates":
                 [[[600000, 6600000], [700000, 6600000], [700000, 6610000], [600000, 6610000], [600000, 6600000]]]}""")));
        commands.done("import division lan.geojson --division lan --vintage 2025 --code kod");
        commands.write("m.yml", "layout: wide\ncolumns: {bef: {indicator: population, period: 2022}}\n");
    }

    private List<String> kommuner(int count) throws IOException {
        List<String> features = new ArrayList<>();
        StringBuilder table = new StringBuilder("kod,bef\n");
        for (int i = 0; i < count; i++) {
            String code = "011" + i;
            features.add(Commands.feature("\"kod\": \"" + code + "\", \"lan\": \"01\"", Commands.polygon(i)));
            table.append(code).append(",1000\n");
        }
        commands.write("bef.csv", table.toString());
        return features;
    }

    private void imported(String members, int count, String more) throws IOException {
        commands.write("kommun.geojson", Commands.collection(members, kommuner(count)));
        commands.done(KOMMUN + more);
        commands.done("import indicators bef.csv --division kommun --vintage 2025 --code kod --mapping m.yml");
    }

    private Optional<YearValues> lan() {
        try (Store store = commands.store()) {
            Configuration configuration =
                    Configuration.load(Path.of(System.getProperty("regstat.root", "."), "config"));
            return Observations.of(Snapshot.of(store), configuration).year("population", "lan", 2022);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, true",
        "4, false, true",
        "6, true, true",
        "7, true, true",
        "9, true, false",
        "10, true, false"
    })
    void parts_that_leave_most_of_an_area_uncovered_do_not_make_it_up(int count, boolean summed, boolean told)
            throws IOException {
        imported(CRS, count, "");
        YearValues lan = lan().orElseThrow();
        if (summed) {
            assertThat(lan.status(0)).isEqualTo(Status.NORMAL);
            assertThat(lan.value(0)).isEqualTo(1000 * count);
        } else {
            assertThat(lan.status(0)).isEqualTo(Status.MISSING);
            assertThat(lan.reason(0)).isEqualTo(Reason.INCOMPLETE);
        }
        String check = commands.done("check");
        if (told) {
            assertThat(check)
                    .contains("lan@2025: the areas of kommun@2025 that lie in them cover only a part of 01 ("
                            + 10 * count + " %)")
                    .contains(summed ? "their sums are told all the same" : "nothing is summed from them");
        } else {
            assertThat(check).doesNotContain("cover only a part");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"numberMatched\": 26, \"numberReturned\": 9 | 9 of 26 features (numberMatched)",
                "\"totalFeatures\": 26                        | 9 of 26 features (totalFeatures)",
                "\"exceededTransferLimit\": true              | (exceededTransferLimit)",
                "\"properties\": {\"exceededTransferLimit\": true} | (exceededTransferLimit)",
                "\"links\": [{\"rel\": \"self\", \"href\": \"x\"}, {\"rel\": \"next\", \"href\": \"y\"}] | (rel=next)",
            })
    void a_file_that_says_it_is_a_part_is_taken_only_as_one(String members, String said) throws IOException {
        commands.write("kommun.geojson", Commands.collection(CRS + ", " + members, kommuner(9)));
        assertThat(commands.refused(KOMMUN)).contains("says itself that it is a part", said, "--partial");
        imported(CRS + ", " + members, 9, " --partial");
        assertThat(lan().filter(lan -> lan.hasValue(0))).isEmpty();
        try (Store store = commands.store()) {
            assertThat(store.vintages().stream().filter(v -> v.id().division().equals("kommun")))
                    .singleElement()
                    .extracting(Vintage::completeWithin)
                    .hasToString("Optional[none]");
        }
        commands.done(KOMMUN + " --partial --complete-within riket --replace");
        assertThat(lan().orElseThrow().value(0)).isEqualTo(9000);
    }

    @Test
    void masks_populations_and_boundaries_are_no_exception() throws IOException {
        imported(CRS, 9, "");
        commands.write("part.geojson", Commands.collection(CRS + ", \"numberMatched\": 26", kommuner(9)));
        for (String command : new String[] {
            "import mask part.geojson --name land",
            "import population part.geojson --value kod --year 2022",
            "reaggregate --boundaries part.geojson --source-division kommun --indicators population --periods 2022 --out out.csv"
        }) {
            assertThat(commands.refused(command)).contains("9 of 26 features (numberMatched)", "--partial");
            commands.done(command + " --partial");
        }
    }

    @Test
    void what_says_that_it_is_all_is_taken() throws IOException {
        imported(CRS + ", \"totalFeatures\": 10, \"numberMatched\": 10, \"numberReturned\": 10", 10, "");
        assertThat(lan().orElseThrow().value(0)).isEqualTo(10_000);
        imported(CRS + ", \"totalFeatures\": \"unknown\", \"numberMatched\": \"unknown\"", 10, "");
    }
}
