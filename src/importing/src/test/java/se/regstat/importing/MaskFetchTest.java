package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Polygon;
import se.regstat.importing.source.Fetched;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.Store;

/** Settlements as a mask: of each kommun, two squares of a kilometre; and one of 1402 that lies over the border of 1401. */
class MaskFetchTest {

    private static final List<String> IDS = List.of("regso@2025", "kommun@2025", "tatort@2023", "built_up");

    @TempDir
    Path directory;

    private Publishers publishers;
    private Fetching fetching;

    @BeforeEach
    void publishers_are_there() throws IOException {
        publishers = new Publishers();
        fetching = new Fetching(directory, publishers);
        fetching.otherwise.put("{\"2023\": 2017}", "{\"2023\": 7}");
        List<Map<String, Object>> settlements = publishers.layers.get("stat:Tatorter_2023");
        Map<String, Object> reaching = new LinkedHashMap<>(settlements.get(2));
        reaching.put("tatortskod", "1402TC109");
        reaching.put("geometry", "323500 6400200,324500 6400200,324500 6400400,323500 6400400,323500 6400200");
        settlements.add(reaching);
    }

    @AfterEach
    void and_gone() {
        publishers.close();
    }

    private double masked() {
        try (Store store = fetching.store()) {
            return store.masks().get(0).polygons().stream()
                    .mapToDouble(Polygon::getArea)
                    .sum();
        }
    }

    @Test
    void a_mask_of_a_kommun_has_what_reaches_in_from_others() throws IOException {
        fetching.fetch(IDS, List.of("1401"));

        try (Store store = fetching.store()) {
            assertThat(store.areas(VintageId.parse("tatort@2023")))
                    .extracting(Area::code)
                    .containsExactly("1401TC101");
        }
        assertThat(masked()).isEqualTo(2_000_000 + 1000 * 200);
        assertThat(fetching.fetch(IDS, List.of("1401"))).allMatch(Fetched::isKnown);
    }

    @Test
    void a_mask_of_the_country_has_them_all_once() throws IOException {
        fetching.fetch(IDS, List.of());
        assertThat(masked()).isEqualTo(6_000_000 + 500 * 200);
    }

    @Test
    void a_mask_of_a_kommun_whose_borders_are_not_there_is_refused_rather_than_too_small() throws IOException {
        fetching.fetch(List.of("tatort@2023"), List.of("1401"));
        assertThat(fetching.refused(List.of("built_up"), List.of("1401")))
                .hasMessageContaining("built_up would lack what reaches into the kommuner from others")
                .hasMessageContaining("the borders of kommun 1401; fetch kommun@2025 too, or first");
    }

    @Test
    void borders_that_are_fetched_at_once_come_before_the_mask_in_whichever_order_they_are_named() throws IOException {
        fetching.fetch(List.of("tatort@2023"), List.of("1401"));
        fetching.fetch(List.of("built_up", "kommun@2025", "regso@2025"), List.of("1401"));
        assertThat(masked()).isEqualTo(2_000_000 + 1000 * 200);
    }

    @Test
    void what_is_repaired_of_those_that_reach_in_is_warned_of() throws IOException {
        publishers
                .layers
                .get("stat:Tatorter_2023")
                .get(6)
                .put("geometry", "323500 6400200,324500 6400400,324500 6400200,323500 6400400,323500 6400200");
        assertThat(fetching.fetch(IDS, List.of("1401")).get(3).warnings())
                .singleElement()
                .asString()
                .startsWith("repaired: ")
                .contains("had an invalid ring");
    }

    @Test
    void a_layer_that_has_lost_features_makes_no_mask() throws IOException {
        publishers.layers.get("stat:Tatorter_2023").remove(5);
        assertThat(fetching.refused(IDS, List.of("1401")).reasons())
                .singleElement()
                .asString()
                .startsWith("built_up: ")
                .contains(" 6 ", " 7 ");
    }
}
