package se.regstat.statistics.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.sensitivity.Lattice;

class TypesTest {

    @TempDir
    Path folder;

    private Lattice lattice;

    @BeforeEach
    void publish() throws IOException {
        lattice = new Lattice(folder);
        for (int year : new int[] {2023, 2024}) lattice.publish("population", year, unit -> 1000);
    }

    private void shares(IntToDoubleFunction then, IntToDoubleFunction now) {
        lattice.publish("a", 2023, then).publish("a", 2024, now);
    }

    /** Of all classes. */
    private Map<String, Object> all(String settings) {
        List<Map<String, Object>> rows = lattice.types(settings + " sourceDivision=deso").stream()
                .filter(row -> row.get("class") == null)
                .toList();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    void where_all_rise_alike_relative_limits_hold_every_area_and_anchored_ones_let_them_go() {
        shares(unit -> 100 + unit, unit -> 400 + unit);
        assertThat(all("indicators=type"))
                .containsEntry("areas", 72)
                .containsEntry("compared", 72)
                .containsEntry("changed", 0)
                .containsEntry("held", 72);
        assertThat(all("indicators=type_2023"))
                .containsEntry("changed", 72)
                .containsEntry("by_areas", 72)
                .containsEntry("by_limits", 0)
                .containsEntry("held", 0);
    }

    @Test
    void areas_that_stay_change_by_the_limits_alone() {
        shares(unit -> 100 + unit, unit -> unit >= 60 ? 300 + unit : 100 + unit);
        Map<String, Object> relative = all("indicators=type");
        assertThat((Integer) relative.get("by_limits")).isPositive();
        assertThat(all("indicators=type_2023")).containsEntry("by_limits", 0);
        // Those that rose.
        assertThat((Integer) all("indicators=type_2023").get("by_areas")).isEqualTo(12);
    }

    @Test
    void what_changed_by_itself_and_by_the_limits_adds_up_in_every_class() {
        Random random = new Random(5);
        shares(unit -> random.nextInt(600), unit -> random.nextInt(900));
        for (String type : List.of("type", "type_2023")) {
            List<Map<String, Object>> rows = lattice.types("indicators=" + type + " sourceDivision=deso");
            assertThat(rows).hasSize(6);
            int changed = 0;
            for (Map<String, Object> row : rows) {
                assertThat((Integer) row.get("by_areas") + (Integer) row.get("by_limits"))
                        .isEqualTo(row.get("changed"));
                if (row.get("class") != null) changed += (Integer) row.get("changed");
            }
            assertThat(changed).isEqualTo(rows.get(0).get("changed")).isNotEqualTo(0);
        }
    }

    @Test
    void a_published_class_is_held_against_the_computed_one() {
        shares(unit -> 100, unit -> 100 + unit);
        lattice.publish("published_type", 2024, unit -> unit < 10 ? 5 : unit < 20 ? Double.NaN : 1);
        Map<String, Object> row = all("indicators=type published=published_type");
        assertThat(row).containsEntry("published_compared", 62);
        assertThat((Integer) row.get("published_same")).isEqualTo(10);
    }

    @Test
    void limits_stand_beside_what_they_make_and_what_they_are_computed_over() {
        lattice.publish("a", 2024, unit -> unit < 2 ? Double.NaN : 10 * unit);
        double[] shares = IntStream.range(2, 72).mapToDouble(unit -> unit).toArray();
        double mean = Arrays.stream(shares).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(shares)
                .map(share -> (share - mean) * (share - mean))
                .average()
                .orElseThrow());
        List<Map<String, Object>> rows = lattice.types("indicators=type periods=2024 sourceDivision=deso");
        assertThat(rows).hasSize(6).allSatisfy(row -> assertThat(row).containsEntry("reference_areas", 70));
        double[] limits = {2, 1, 0, -1};
        for (int type = 1; type <= 4; type++) {
            assertThat((Double) rows.get(type).get("lower_limit"))
                    .isCloseTo(mean + limits[type - 1] * deviation, within(1e-6));
        }
        assertThat(rows.get(5)).containsEntry("lower_limit", null);
    }

    @Test
    void the_first_year_is_compared_with_none() {
        shares(unit -> 100 + unit, unit -> 200 + unit);
        assertThat(all("indicators=type periods=2023"))
                .containsEntry("since", null)
                .containsEntry("changed", null)
                .containsEntry("areas", 72);
    }

    @ParameterizedTest
    @CsvSource({
        "indicators=share_a, is no class that is made of an index",
        "indicators=nosuch, 'nosuch' has no values for deso",
        "indicators=type since=1999, type has no values in 1999",
        "indicators=type since=igår, is not a year",
        "indicators=type published=nosuch, 'nosuch' has no values",
        "indicators=type published=idx, 'idx' is no class",
        "indicators=type published=type_2023, 'type_2023' is computed here",
        "indicators=type since=2024 periods=2023/2024, 2024 is to be earlier than a year that is told of",
    })
    void what_cannot_be_told_is_refused_with_the_reason(String asked, String reason) {
        shares(unit -> 100 + unit, unit -> 200 + unit);
        assertThatThrownBy(() -> lattice.types(asked + " sourceDivision=deso"))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining(reason);
    }
}
