package se.regstat.statistics.alike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.sensitivity.Lattice;

class AlikeTest {

    private static final String BOTH = "indicators=share_a,income ";

    @TempDir
    Path folder;

    private Lattice lattice;

    @BeforeEach
    void publish() throws IOException {
        lattice = new Lattice(folder);
        made(lattice);
    }

    /** Units in three groups by their number modulo 3: a tenth, three tenths and half of a thousand are a, with incomes of 300, 200 and 400. */
    private static void made(Lattice lattice) {
        Random random = new Random(1);
        double[] noise = random.doubles(72).map(one -> 20 * one).toArray();
        lattice.publish("population", 2024, unit -> 1000)
                .publish("a", 2024, unit -> new double[] {100, 300, 500}[unit % 3] + (int) noise[unit])
                .publish("income", 2024, unit -> new double[] {300, 200, 400}[unit % 3] + noise[71 - unit]);
    }

    private static int unit(Map<String, Object> row) {
        return Integer.parseInt(((String) row.get("code")).substring(1));
    }

    @Test
    void areas_fall_into_the_groups_that_they_were_made_in_the_highest_of_the_first_indicator_first() {
        List<Map<String, Object>> rows = lattice.alike(BOTH + "draws=20");
        assertThat(rows).hasSize(72).allSatisfy(row -> assertThat(row)
                .containsEntry("group", 3 - unit(row) % 3)
                .containsEntry("areas", 24)
                .containsEntry("stability", 1.0)
                .containsEntry("status", "normal")
                .containsEntry("reason", null)
                .containsEntry("derived_from", "deso@2025, 2024, table.csv"));
        assertThat(rows).extracting(row -> (Double) row.get("silhouette")).allMatch(silhouette -> silhouette > 0.8);
        assertThat(lattice.askAlike(BOTH.strip()).notes().toString()).contains("3 groups 0.9");
    }

    @Test
    void a_profile_is_the_mean_of_the_areas_in_their_own_unit_and_in_deviations() {
        List<Map<String, Object>> rows = lattice.alike(BOTH + "by=group k=3 draws=0");
        assertThat(rows).hasSize(6);
        double[] shares =
                IntStream.range(0, 72).mapToDouble(unit -> share(unit)).toArray();
        double mean = Arrays.stream(shares).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(shares)
                .map(share -> (share - mean) * (share - mean))
                .average()
                .orElseThrow());
        double ofGroup = IntStream.range(0, 72)
                .filter(unit -> unit % 3 == 2)
                .mapToDouble(unit -> shares[unit])
                .average()
                .orElseThrow();
        Map<String, Object> first = rows.get(0);
        assertThat(first)
                .containsEntry("group", 1)
                .containsEntry("indicator", "share_a")
                .containsEntry("areas", 24)
                .containsEntry("code", null)
                .containsEntry("stability", null);
        assertThat((Double) first.get("mean")).isCloseTo(ofGroup, within(1e-6));
        assertThat((Double) first.get("standardised")).isCloseTo((ofGroup - mean) / deviation, within(1e-6));
        assertThat(rows.get(1)).containsEntry("indicator", "income").containsEntry("group", 1);
    }

    private double share(int unit) {
        Random random = new Random(1);
        double[] noise = random.doubles(72).map(one -> 20 * one).toArray();
        return (new double[] {100, 300, 500}[unit % 3] + (int) noise[unit]) / 10;
    }

    @Test
    void those_most_like_one_are_of_its_kind_and_in_order() {
        List<Map<String, Object>> rows = lattice.alike(BOTH + "like=d07 nearest=23");
        assertThat(rows).hasSize(23).allMatch(row -> unit(row) % 3 == 1 && unit(row) != 7);
        assertThat(rows)
                .extracting(row -> row.get("rank"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 23).boxed().toList());
        assertThat(rows).extracting(row -> (Double) row.get("unlikeness")).isSorted();
        assertThat(lattice.alike(BOTH + "like=d07")).hasSize(10);
    }

    @Test
    void an_area_without_a_value_is_left_out_and_says_which_it_lacks() {
        lattice.publish("population", 2023, unit -> 1000)
                .publish("a", 2023, unit -> unit < 3 ? Double.NaN : unit * 10)
                .publish("income", 2023, unit -> unit == 1 ? Double.NaN : 200 + unit);
        List<Map<String, Object>> rows = lattice.alike(BOTH + "periods=2023 k=4");
        assertThat(rows).hasSize(72);
        assertThat(rows.stream().filter(row -> row.get("group") == null))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("status", "missing")
                        .containsEntry("reason", "incomplete")
                        .containsEntry("lacking", unit(row) == 1 ? "share_a,income" : "share_a")
                        .containsEntry("distance", null));
        assertThat(rows.stream().filter(row -> row.get("group") != null).mapToInt(row -> (Integer) row.get("areas")))
                .allMatch(areas -> areas < 69);
        assertThat(lattice.alike(BOTH + "periods=2023 like=d01"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("code", "d01")
                        .containsEntry("rank", null)
                        .containsEntry("status", "missing"));
    }

    @Test
    void where_nothing_is_known_there_are_no_groups() {
        lattice.publish("population", 2023, unit -> 1000)
                .publish("a", 2023, unit -> unit < 36 ? Double.NaN : 5)
                .publish("income", 2023, unit -> unit < 36 ? 200 : Double.NaN);
        assertThat(lattice.alike(BOTH + "periods=2023"))
                .hasSize(72)
                .allSatisfy(row -> assertThat(row).containsEntry("group", null).containsEntry("status", "missing"));
        assertThat(lattice.alike(BOTH + "periods=2023 by=group")).isEmpty();
        assertThat(lattice.askAlike(BOTH + "periods=2023 by=group").notes())
                .contains("left out: 72 of 72 areas, which lack the value of an indicator (2023)");
    }

    @Test
    void there_are_no_more_groups_than_areas_that_differ() {
        lattice.publish("population", 2023, unit -> 1000).publish("a", 2023, unit -> 10 * (unit % 3));
        String asked = "indicators=share_a periods=2023 ";
        assertThat(lattice.alike(asked + "k=3"))
                .extracting(row -> row.get("group"))
                .contains(1, 2, 3);
        assertThat(lattice.alike(asked + "k=4")).hasSize(72).allSatisfy(row -> assertThat(row)
                .containsEntry("group", null)
                .containsEntry("status", "not_applicable")
                .containsEntry("reason", "too_few"));
        assertThat(lattice.askAlike(asked + "k=4").notes().toString())
                .contains("there are no 4 groups of 3 areas that differ");
    }

    @Test
    void one_group_is_all_and_has_no_silhouette() {
        assertThat(lattice.alike(BOTH + "k=1 by=group draws=10")).hasSize(2).allSatisfy(row -> assertThat(row)
                .containsEntry("group", 1)
                .containsEntry("areas", 72)
                .containsEntry("standardised", 0.0)
                .containsEntry("silhouette", null)
                .containsEntry("stability", 1.0));
    }

    @Test
    void an_indicator_that_is_the_same_everywhere_tells_none_apart_and_is_told_so() {
        lattice.publish("b", 2024, unit -> 123);
        assertThat(lattice.alike(BOTH.strip() + ",share_b k=3 draws=0")).isEqualTo(lattice.alike(BOTH + "k=3 draws=0"));
        assertThat(lattice.askAlike(BOTH.strip() + ",share_b").notes())
                .contains("share_b: the same in all areas, so it tells none apart (2024)");
    }

    @Test
    void the_order_of_areas_in_the_store_makes_no_difference() throws IOException {
        Lattice other = new Lattice(folder).backwards();
        made(other);
        for (String asked : List.of("", "k=7", "by=group k=5", "like=d31 nearest=71")) {
            assertThat(other.alike((BOTH + asked).strip())).isEqualTo(lattice.alike((BOTH + asked).strip()));
        }
    }

    @Test
    void each_larger_area_is_compared_for_itself() {
        List<Map<String, Object>> rows = lattice.alike(BOTH + "within=kommun codes=k00,k02 k=3 draws=0");
        assertThat(rows).hasSize(48).extracting(row -> row.get("within_id")).containsOnly("k00", "k02");
        assertThat(rows).allMatch(row -> row.get("group").equals(3 - unit(row) % 3));
        assertThat(lattice.alike(BOTH + "within=kommun like=d00"))
                .hasSize(10)
                .extracting(row -> row.get("within_id"))
                .containsOnly("k00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "indicators=population | 'population' is a count, and areas of the same size are not alike for that",
                "indicators=published_type | 'published_type' is of classes",
                "indicators=secret_mean | 'secret_mean' is restricted",
                "indicators=shar_a | 'shar_a' has no values for deso",
                "indicators=share_a k=51 | from 0 to 50",
                "indicators=share_a like=x99 | there is no x99 among the areas that are compared",
                "indicators=share_a like=d01 by=group | it is of areas, and profiles are of groups",
                "indicators=share_a periods=1999 | 1999",
                "indicators=share_a codes=k00 | say of which division they are",
            })
    void what_cannot_be_compared_is_refused_with_the_reason(String asked, String reason) {
        lattice.publish("published_type", 2024, unit -> 1 + unit % 5).publish("secret_mean", 2024, unit -> unit);
        assertThatThrownBy(() -> lattice.alike(asked))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining(reason);
    }
}
