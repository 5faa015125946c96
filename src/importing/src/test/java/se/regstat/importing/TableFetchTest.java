package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.source.Fetched;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/** Tables whose codes are asked of the service by what it calls them, and values of län, from an imitation of PxWeb. */
class TableFetchTest {

    @TempDir
    Path directory;

    private Publishers publishers;
    private PxWebServer database;
    private Fetching fetching;

    @BeforeEach
    void publishers_are_there() throws IOException {
        publishers = new Publishers();
        database = new PxWebServer();
        database.maxCells = 150_000;
        fetching = new Fetching(directory, publishers);
        List<String> regions = new ArrayList<>(List.of("00", "14"));
        for (String kommun : Publishers.KOMMUNER) {
            regions.add(kommun);
            for (int i = 1; i <= 4; i++) regions.add(kommun + "A00" + i + "0_DeSO2025");
        }
        database.variable("Region", regions.toArray(String[]::new));
    }

    @AfterEach
    void and_gone() {
        publishers.close();
        database.close();
    }

    private void table(String tab) {
        fetching.otherwise.put(
                publishers.base() + "/statistikdatabasen.scb.se/api/v2/tables/" + tab,
                database.second().toString());
    }

    private static String[] years(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private List<PublishedValues> values(String indicator) {
        try (Store store = fetching.store()) {
            return store.values().stream()
                    .filter(set -> set.indicator().equals(indicator))
                    .toList();
        }
    }

    @Test
    void a_code_that_is_not_known_is_found_by_what_the_table_calls_it() throws IOException {
        table("TAB6680?lang=sv");
        database.variable("Alder", "15-74", "16-64", "20-64")
                .variable("Kon", "1", "2", "x")
                .variable("ContentsCode", "0000089X", "0000089W", "0000089V", "0000089Z", "0000089Y")
                .variable("Tid", years(2020, 2024));
        database.labels.put("Kon", Map.of("1", "män", "2", "kvinnor", "x", "Totalt"));

        fetching.fetch(List.of("labour_status", "deso@2025"), List.of("1480"));

        assertThat(values("employed")).singleElement().satisfies(set -> {
            assertThat(set.year()).isEqualTo(2024);
            assertThat(set.codes()).containsExactly("1480A0010", "1480A0020", "1480A0030", "1480A0040");
        });
        assertThat(values("labour_market_total")).hasSize(1);

        database.labels.put("Kon", Map.of("1", "män", "2", "kvinnor", "x", "båda könen"));
        assertThat(fetching.refused(List.of("labour_status"), List.of("1480")))
                .hasMessageContaining("has no value called 'totalt' in Kon; its values are:")
                .hasMessageContaining("x 'båda könen'")
                .hasMessageContaining("look at https://statistikdatabasen.scb.se/");
    }

    @Test
    void a_year_that_one_indicator_lacks_is_told_though_others_have_it() throws IOException {
        table("TAB6571?lang=sv");
        database.variable("UtlBakgrund", "1", "2", "SA")
                .variable("ContentsCode", "000007Y4")
                .variable("Tid", years(2010, 2025));
        database.labels.put("UtlBakgrund", Map.of("1", "utländsk bakgrund", "2", "svensk bakgrund", "SA", "totalt"));
        database.withheld = List.of("1", "2024");

        fetching.fetch(List.of("deso@2025"), Publishers.KOMMUNER);
        assertThat(fetching.refused(List.of("background"), Publishers.KOMMUNER))
                .hasMessageContaining("has no values of deso@2025 for 2024 (foreign_background)");
    }

    @Test
    void an_answer_with_fewer_cells_than_were_asked_for_is_refused() throws IOException {
        table("TAB698");
        database.variable("ContentsCode", "000004LG").variable("Tid", years(2024, 2070));
        fetching.fetch(List.of("regso@2025", "kommun@2025"), List.of());
        database.forgetful = true;

        assertThat(fetching.refused(List.of("projection"), List.of()))
                .hasMessageContaining(" was asked for 141")
                .hasMessageContaining(" cells, and gave 138");
    }

    @Test
    void codes_that_mean_something_else_than_expected_are_not_taken() throws IOException {
        table("TAB6571?lang=sv");
        database.variable("UtlBakgrund", "1", "2", "SA")
                .variable("ContentsCode", "000007Y4")
                .variable("Tid", years(2010, 2025));
        database.labels.put("UtlBakgrund", Map.of("1", "utländsk bakgrund", "2", "svensk bakgrund", "SA", "totalt"));
        fetching.fetch(List.of("background", "deso@2025"), Publishers.KOMMUNER);
        assertThat(values("foreign_background"))
                .extracting(PublishedValues::year)
                .containsExactly(2024, 2025);

        database.labels.put("UtlBakgrund", Map.of("1", "svensk bakgrund", "2", "utländsk bakgrund", "SA", "totalt"));
        assertThat(fetching.refused(List.of("background"), Publishers.KOMMUNER))
                .hasMessageContaining("calls 1 of UtlBakgrund 'svensk bakgrund', and 'utländsk' is expected in that");
    }

    @Test
    void a_projection_comes_for_kommuner_and_lan_beside_the_outcome() throws IOException {
        table("TAB698");
        database.variable("ContentsCode", "000004LG").variable("Tid", years(2024, 2070));
        List<String> all = List.of("projection", "regso@2025", "kommun@2025", "lan@2025");

        fetching.fetch(all, List.of());

        assertThat(values("population_projected")).hasSize(2 * 47);
        assertThat(values("population_projected"))
                .filteredOn(set -> set.vintage().division().equals("lan") && set.year() == 2070)
                .singleElement()
                .satisfies(set -> {
                    assertThat(set.codes()).containsExactly("14");
                    assertThat(set.values()).containsExactly(14 * 70);
                });
        assertThat(values("population")).isEmpty();
        assertThat(fetching.fetch(all, List.of())).allMatch(Fetched::isKnown);
    }

    @Test
    void a_lan_of_which_only_some_kommuner_are_there_has_no_values_of_the_whole() throws IOException {
        table("TAB698");
        database.variable("ContentsCode", "000004LG").variable("Tid", years(2024, 2070));

        List<Fetched> fetched =
                fetching.fetch(List.of("projection", "regso@2025", "kommun@2025", "lan@2025"), List.of("1480"));

        assertThat(values("population_projected"))
                .allMatch(set -> set.codes().equals(List.of("1480")))
                .hasSize(47);
        assertThat(fetched.get(3).notes())
                .contains("projection was not asked for lan@2025, whose areas are parts of those that have values");
    }
}
