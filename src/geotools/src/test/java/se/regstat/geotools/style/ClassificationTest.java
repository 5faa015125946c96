package se.regstat.geotools.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.indicator.MapStyle;

class ClassificationTest {

    private static MapStyle style(MapStyle.Method method, int classes) {
        return new MapStyle(method, classes, List.of(), Optional.empty(), OptionalDouble.empty());
    }

    private static int[] counts(Classification classes, double... values) {
        int[] counts = new int[classes.size()];
        for (double value : values) counts[classes.classOf(value)]++;
        return counts;
    }

    @Provide
    Arbitrary<double[]> distributions() {
        Arbitrary<Double> wide = Arbitraries.doubles().between(-1e7, 1e7);
        Arbitrary<Double> shares = Arbitraries.integers().between(0, 1000).map(n -> n / 10.0);
        Arbitrary<Double> mostlyZero = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just(0.0)),
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(1, 40).map(n -> (double) n)));
        Arbitrary<Double> tiny = Arbitraries.integers().between(1000, 3000).map(n -> n / 1e12);
        return Arbitraries.oneOf(List.of(wide, shares, mostlyZero, tiny))
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(300);
    }

    @Property(tries = 1000)
    void limits_rise_and_no_class_is_empty(
            @ForAll("distributions") double[] values,
            @ForAll MapStyle.Method method,
            @ForAll @IntRange(min = 2, max = 9) int wanted) {
        if (method == MapStyle.Method.LIMITS) return;
        Classification classes = Classification.of(SortedValues.of(values), style(method, wanted));
        assertThat(classes.size()).isBetween(1, wanted);
        assertThat(classes.limits()).isSorted().doesNotHaveDuplicates();
        int[] counts = counts(classes, values);
        // Equal steps may skip values, but not at the ends.
        if (method == MapStyle.Method.EQUAL_INTERVAL) counts = new int[] {counts[0], counts[counts.length - 1]};
        assertThat(counts).doesNotContain(0);
        int different = (int) Arrays.stream(values).distinct().count();
        if (method == MapStyle.Method.NATURAL_BREAKS || different <= wanted) {
            assertThat(classes.size()).isEqualTo(Math.min(wanted, different));
        }
    }

    @Property(tries = 500)
    void sides_of_a_midpoint_are_balanced(
            @ForAll("distributions") double[] values,
            @ForAll MapStyle.Method method,
            @ForAll @IntRange(min = 2, max = 9) int wanted,
            @ForAll @IntRange(min = -5, max = 60) int midpoint) {
        if (method == MapStyle.Method.LIMITS) return;
        SortedValues distribution = SortedValues.of(values);
        Classification classes = Classification.around(midpoint, distribution, method, wanted);
        assertThat(classes.size()).isBetween(1, wanted);
        assertThat(classes.limits()).isSorted().doesNotHaveDuplicates();
        List<Double> below = new ArrayList<>(classes.limits().stream()
                .filter(l -> l < midpoint)
                .map(l -> midpoint - l)
                .toList());
        List<Double> above = classes.limits().stream()
                .filter(l -> l > midpoint)
                .map(l -> l - midpoint)
                .toList();
        Collections.reverse(below);
        for (int i = 0; i < Math.min(below.size(), above.size()); i++) {
            assertThat(below.get(i)).isEqualTo(above.get(i), within(1e-6 * above.get(i) + 1e-8));
        }
        if (wanted % 2 == 0 && !classes.limits().isEmpty()) {
            assertThat(classes.limits()).contains((double) midpoint);
        }
    }

    @Test
    void quantiles_hold_about_equally_many_values_with_readable_limits() {
        double[] values = new Random(5).doubles(1000, 0, 5000).toArray();
        Classification classes = Classification.of(SortedValues.of(values), style(MapStyle.Method.QUANTILE, 5));
        assertThat(Arrays.stream(counts(classes, values)).boxed()).hasSize(5).allSatisfy(n -> assertThat(n)
                .isBetween(140, 260));
        assertThat(classes.limits()).containsExactly(1000.0, 2000.0, 3200.0, 4000.0);
    }

    @Test
    void a_long_row_of_zeros_leaves_the_other_classes_to_the_other_values() {
        double[] values =
                IntStream.range(0, 1000).mapToDouble(i -> Math.max(0, i - 600)).toArray();
        Classification classes = Classification.of(SortedValues.of(values), style(MapStyle.Method.QUANTILE, 5));
        assertThat(classes.size()).isEqualTo(5);
        assertThat(counts(classes, values)[0]).isBetween(600, 630);
    }

    @Test
    void equal_intervals_are_steps_of_a_round_number() {
        assertThat(Classification.of(SortedValues.of(3.1, 50, 96.7), style(MapStyle.Method.EQUAL_INTERVAL, 2))
                        .limits())
                .containsExactly(50.0);
        double[] values =
                IntStream.rangeClosed(31, 967).mapToDouble(i -> i / 10.0).toArray();
        assertThat(Classification.of(SortedValues.of(values), style(MapStyle.Method.EQUAL_INTERVAL, 5))
                        .limits())
                .containsExactly(20.0, 40.0, 60.0, 80.0);
    }

    @Test
    void few_values_have_a_class_each_and_are_known_by_it() {
        Classification classes =
                Classification.of(SortedValues.of(3, 1, 3, 5, 1, 1), style(MapStyle.Method.QUANTILE, 5));
        assertThat(classes.values()).containsExactly(1.0, 3.0, 5.0);
        assertThat(counts(classes, 1, 3, 5)).containsExactly(1, 1, 1);
    }

    @Test
    void a_value_on_a_limit_belongs_to_the_class_above() {
        Classification classes = new Classification(List.of(10.0, 20.0), List.of());
        assertThat(classes.classOf(Math.nextDown(10.0))).isZero();
        assertThat(classes.classOf(10)).isEqualTo(1);
        assertThat(classes.classOf(20)).isEqualTo(2);
    }

    @Test
    void given_limits_are_taken_as_they_are() {
        MapStyle given = new MapStyle(
                MapStyle.Method.LIMITS, 4, List.of(10.0, 17.5, 200.0), Optional.empty(), OptionalDouble.empty());
        assertThat(Classification.of(SortedValues.of(1, 2, 3), given).limits()).containsExactly(10.0, 17.5, 200.0);
    }

    @Test
    void change_has_a_class_around_none_and_no_classes_beyond_the_values() {
        double[] values = IntStream.range(-20, 100).mapToDouble(i -> i / 10.0).toArray();
        Classification classes = Classification.around(0, SortedValues.of(values), MapStyle.Method.EQUAL_INTERVAL, 7);
        assertThat(classes.limits()).containsExactly(-2.5, 2.5, 7.5);
        // The lowest value is above −2.5, but the class around none keeps both its ends.
        assertThat(classes.classOf(0)).isEqualTo(1);
    }

    @Test
    void of_very_many_values_a_part_is_told_and_always_the_same() {
        double[] values = new SplittableRandom(2).doubles(86_240, 0, 100).toArray();
        values[77] = -3;
        values[4711] = 250;
        SortedValues part = SortedValues.of(values);
        assertThat(part.sorted().length).isBetween(SortedValues.MOST * 9 / 10, SortedValues.MOST * 11 / 10);
        assertThat(part.min()).isEqualTo(-3);
        assertThat(part.max()).isEqualTo(250);
        assertThat(SortedValues.of(values).sorted()).isEqualTo(part.sorted());
        for (int i = 1; i < 10; i++) {
            assertThat(part.sorted()[part.sorted().length * i / 10]).isEqualTo(10.0 * i, within(2.0));
        }
    }

    @Test
    void rare_values_are_known_however_many_there_are() {
        double[] values = new double[86_240];
        values[12_345] = 7;
        assertThat(SortedValues.of(values).few()).contains(List.of(0.0, 7.0));
    }
}
