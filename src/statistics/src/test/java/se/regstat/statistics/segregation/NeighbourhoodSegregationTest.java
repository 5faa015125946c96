package se.regstat.statistics.segregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.statistics.request.ReaggregationException;

/** Units of 100 people in a row, a kilometre each: the nearest 200 of each are its own and half of the units beside it. */
class NeighbourhoodSegregationTest {

    private static final double NONE = Double.NaN;

    /** Of the first group around each of the four, by hand. */
    private static final double[] AROUND = {0.8, 0.65, 0.35, 0.2};

    @TempDir
    Path folder;

    private Units units;

    @BeforeEach
    void publish() throws IOException {
        units = new Units(folder, 4).publish("a", 2022, 100, 60, 40, 0).publish("b", 2022, 0, 40, 60, 100);
    }

    private static double entropy(double share) {
        return -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    }

    @Test
    void each_size_of_neighbourhood_has_its_own_figures_as_by_hand() {
        List<Map<String, Object>> rows = units.rows("indicators=a,b k=200,400 measures=d,h");
        assertThat(rows)
                .extracting(row -> row.get("measure"), row -> row.get("k"), row -> row.get("status"))
                .as("the neighbourhoods reach beyond the row, where nearer people may live")
                .containsExactly(
                        tuple("d", 200.0, "estimated"),
                        tuple("h", 200.0, "estimated"),
                        tuple("d", 400.0, "estimated"),
                        tuple("h", 400.0, "estimated"));
        double away = 0;
        double entropy = 0;
        for (double share : AROUND) {
            away += Math.abs(share / 2 - (1 - share) / 2) / 2;
            entropy += entropy(share) / 4;
        }
        assertThat((Double) rows.get(0).get("value")).isCloseTo(away, within(1e-6));
        assertThat((Double) rows.get(1).get("value")).isCloseTo(1 - entropy / Math.log(2), within(1e-6));
        assertThat((Double) rows.get(2).get("value"))
                .as("all are everybody's neighbours")
                .isCloseTo(0, within(1e-6));
        assertThat((Double) rows.get(3).get("value")).isCloseTo(0, within(1e-6));
        assertThat(rows).allMatch(row -> row.get("expected") == null && row.get("bias_corrected") == null);
    }

    @Test
    void neighbours_beyond_the_border_are_neighbours() {
        List<Map<String, Object>> rows = units.rows("indicators=a,b k=200 measures=d within=kommun");
        assertThat(rows).extracting(row -> row.get("within_id")).containsExactly("k1", "k2");
        assertThat((Double) rows.get(0).get("value")).isCloseTo(80 / 145.0 - 20 / 55.0, within(1e-6));
    }

    @Test
    void more_neighbours_than_there_are_people_are_all_of_them_and_estimated() {
        assertThat(units.row("d", "indicators=a,b k=1000"))
                .containsEntry("status", "estimated")
                .doesNotContainEntry("value", null);
    }

    @Test
    void a_unit_without_a_value_may_be_a_neighbour_and_is_never_zero() throws IOException {
        Units holes = new Units(folder, 4).publish("a", 2022, 100, 60, 40, NONE).publish("b", 2022, 0, 40, 60, 100);
        assertThat(holes.row("d", "indicators=a,b k=200"))
                .containsEntry("value", null)
                .containsEntry("status", "missing");
        assertThat(holes.rows("indicators=a,b k=200 within=kommun measures=d"))
                .extracting(row -> row.get("within_id"), row -> row.get("status"))
                .as("the nearest 200 of the first kommun are all known")
                .containsExactly(tuple("k1", "estimated"), tuple("k2", "missing"));
        assertThat(holes.row("d", "indicators=a,b k=200 missing=partial"))
                .containsEntry("status", "estimated")
                .doesNotContainEntry("value", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "indicators=a,b k=100 | k | 100 is no neighbourhood among deso@2018, since half of them have 100 people or more",
                "indicators=a,b k=many | k | 'many' is not a number above 0, up to 50000000; write people as 3200",
                "indicators=a,b k=200 draws=100 | draws | people of groups are drawn into units",
                "indicators=a,b k=200 bootstrap=100 | bootstrap | m and h of units can be corrected",
                "indicators=a,b k=200 change=true | k | changes are of units, and not of neighbours",
            })
    void what_cannot_be_said_is_refused_by_the_parameter_s_name(String asked, String parameter, String reason) {
        assertThatThrownBy(() -> units.ask(asked, Optional.empty()))
                .isInstanceOfSatisfying(ReaggregationException.class, e -> assertThat(e.parameter())
                        .contains(parameter))
                .hasMessageContaining(reason);
    }
}
