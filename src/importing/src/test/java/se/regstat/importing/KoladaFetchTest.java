package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.source.Fetched;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;

/** Key figures from an imitation of Kolada: pages, links to the next one, men and women beside both, and no more than 25 ids. */
class KoladaFetchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ALL = List.of("kolada", "regso@2025", "kommun@2025");

    @TempDir
    Path directory;

    private Publishers publishers;
    private Fetching fetching;
    private final Map<String, String> titles = new LinkedHashMap<>(Map.of(
            "N01951", "Invånare totalt, antal",
            "N03937", "Arbetslöshet 18-65 år, årsmedelvärde, andel (%)",
            "N00901", "Skattesats till kommun, (%)",
            "U30446", "Läget på bostadsmarknaden i kommunen"));
    private int page = 4;
    private int miscounted;
    private String extra = "";
    private String lacking = "";

    /** Before the address of the next page. */
    private String elsewhere = "";

    @BeforeEach
    void publishers_are_there() throws IOException {
        publishers = new Publishers();
        publishers.services.put("/api.kolada.se/v3/", this::answer);
        fetching = new Fetching(directory, publishers);
    }

    @AfterEach
    void and_gone() {
        publishers.close();
    }

    private String answer(String path, Map<String, String> parameters) {
        String[] parts = path.split("/", -1);
        List<ObjectNode> values = new ArrayList<>();
        if (parts[0].equals("kpi")) {
            String title = titles.get(parts[1]);
            if (title != null)
                values.add(JSON.createObjectNode().put("id", parts[1]).put("title", title));
        } else {
            List<String> units = List.of(parts[4].split(",", -1));
            if (units.size() > 25) return null;
            for (String unit : units) {
                for (int year = parts[2].equals(lacking) ? 2014 : 2009; year <= 2013; year++)
                    values.add(cell(parts[2], unit, year));
            }
            if (!extra.isEmpty()) values.add(cell(parts[2], extra, 2013));
        }
        int number = Integer.parseInt(parameters.getOrDefault("page", "1"));
        List<ObjectNode> some =
                values.subList(Math.min((number - 1) * page, values.size()), Math.min(number * page, values.size()));
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.putArray("values");
        some.forEach(list::add);
        root.put("count", some.size() + miscounted);
        root.put(
                "next_url",
                number * page < values.size()
                        ? elsewhere + publishers.base() + "/api.kolada.se/v3/" + path + "?page=" + (number + 1)
                        : null);
        root.putNull("previous_url");
        return root.toString();
    }

    /** Of both, what the last digits of the kommun's code and the year's are; none of 1402 in 2012. */
    private static ObjectNode cell(String kpi, String unit, int year) {
        ObjectNode cell = JSON.createObjectNode()
                .put("kpi", kpi)
                .put("municipality", unit)
                .put("period", year);
        ArrayNode values = cell.putArray("values");
        for (String gender : List.of("K", "M", "T")) {
            ObjectNode value =
                    values.addObject().put("gender", gender).put("count", 1).put("status", "");
            if (unit.equals("1402") && year == 2012) value.putNull("value");
            else value.put("value", gender.equals("T") ? (double) (Integer.parseInt(unit) * 100 + year - 2000) : 1.0);
        }
        return cell;
    }

    private List<PublishedValues> values(String indicator) {
        try (Store store = fetching.store()) {
            return store.values().stream()
                    .filter(set -> set.indicator().equals(indicator))
                    .toList();
        }
    }

    @Test
    void values_of_both_sexes_come_from_all_pages_for_the_years_that_kommuner_are_valid_for() throws IOException {
        List<Fetched> fetched = fetching.fetch(ALL, List.of());

        assertThat(values("kolada_population"))
                .extracting(PublishedValues::year)
                .containsExactly(2011, 2012, 2013);
        PublishedValues last = values("kolada_population").get(2);
        assertThat(last.codes()).containsExactly("1401", "1402", "1480");
        assertThat(last.values()).containsExactly(140_113, 140_213, 148_013);
        assertThat(last.provenance().source()).isEqualTo("Källa: Kolada");
        assertThat(values("kolada_tax_rate").get(1).status(1).id()).isEqualTo("missing");
        assertThat(fetched.get(2).notes())
                .contains("kolada: 18 values of years that kommun@2025 is not valid for (2011-open) were left out");
        assertThat(fetching.fetch(ALL, List.of())).allMatch(Fetched::isKnown);
    }

    @Test
    void of_one_kommun_no_other_is_asked_for() throws IOException {
        fetching.fetch(ALL, List.of("1480"));

        assertThat(values("kolada_unemployment").get(0).codes()).containsExactly("1480");
        assertThat(publishers.asked)
                .filteredOn(address -> address.contains("/municipality/"))
                .isNotEmpty()
                .noneMatch(address -> address.contains("1401"));
    }

    @Test
    void a_key_figure_that_is_called_something_else_is_not_taken_for_what_it_was() throws IOException {
        fetching.fetch(List.of("regso@2025", "kommun@2025"), List.of());
        titles.put("N00901", "Skattesats totalt, (%)");
        assertThat(fetching.refused(List.of("kolada"), List.of()))
                .hasMessageContaining("calls N00901 'Skattesats totalt, (%)', and 'Skattesats till kommun' is expected")
                .hasMessageContaining("look at https://www.kolada.se/");

        titles.remove("N00901");
        assertThat(fetching.refused(List.of("kolada"), List.of())).hasMessageContaining("calls N00901 nothing");
    }

    @Test
    void a_next_page_is_asked_of_the_same_host_alone() throws IOException {
        fetching.fetch(List.of("regso@2025", "kommun@2025"), List.of());
        for (String other : List.of("http://elsewhere.invalid/?", "ftp", "http://[", " ")) {
            elsewhere = other;
            assertThat(fetching.refused(List.of("kolada"), List.of()))
                    .hasMessageContaining("says that its next page is at '" + other + publishers.base());
        }
    }

    @Test
    void a_key_figure_without_values_is_not_passed_over() throws IOException {
        fetching.fetch(List.of("regso@2025", "kommun@2025"), List.of());
        lacking = "N00901";
        assertThat(fetching.refused(List.of("kolada"), List.of())).hasMessageContaining("has no values of N00901");
    }

    @Test
    void a_page_that_lacks_values_and_one_with_others_than_were_asked_for_are_refused() throws IOException {
        fetching.fetch(List.of("regso@2025", "kommun@2025"), List.of());
        miscounted = 1;
        assertThat(fetching.refused(List.of("kolada"), List.of()))
                .hasMessageContaining("says that it has 2 values, and has 1");
        miscounted = 0;
        extra = "0180";
        assertThat(fetching.refused(List.of("kolada"), List.of()))
                .hasMessageContaining("gave something else than was asked for")
                .hasMessageContaining("0180");
        extra = "1480";
        assertThat(fetching.refused(List.of("kolada"), List.of())).hasMessageContaining("of 1480 in 2013 twice");
    }

    @Test
    void no_more_than_25_ids_are_asked_for_at_a_time() throws IOException {
        List<String> kommuner = Arrays.asList(new String[30]);
        for (int i = 0; i < 30; i++) {
            kommuner.set(i, "14" + (10 + i));
            int kommun = i;
            publishers
                    .layers
                    .get("stat:RegSO_2025")
                    .add(new LinkedHashMap<>(Map.of(
                            "objectid",
                            100 + i,
                            "regsokod",
                            "14" + (10 + i) + "R001",
                            "regsonamn",
                            "X",
                            "lanskod",
                            "14",
                            "kommunkod",
                            "14" + (10 + i),
                            "version",
                            "2025_v2",
                            "geometry",
                            "%d 6500000,%d 6500000,%d 6500100,%d 6500000"
                                    .formatted(
                                            400_000 + kommun * 1000,
                                            400_100 + kommun * 1000,
                                            400_100 + kommun * 1000,
                                            400_000 + kommun * 1000))));
        }
        page = 1000;
        fetching.fetch(ALL, kommuner);

        assertThat(values("kolada_population").get(0).codes()).hasSize(30);
        assertThat(publishers.asked)
                .filteredOn(address -> address.contains("N01951/municipality"))
                .hasSize(2);
    }
}
