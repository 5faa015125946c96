package se.regstat.geotools.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NaturalBreaksTest {

    @Property(tries = 500)
    void no_other_classes_differ_less_from_their_means(
            @ForAll @Size(min = 1, max = 11) List<@IntRange(min = -20, max = 20) Integer> numbers,
            @ForAll @IntRange(min = 1, max = 5) int classes) {
        double[] sorted =
                numbers.stream().mapToDouble(n -> 1e6 + n / 4.0).sorted().toArray();
        int[] starts = NaturalBreaks.starts(sorted, classes);
        int different = (int) Arrays.stream(sorted).distinct().count();
        assertThat(starts).hasSize(Math.min(classes, different) - 1);
        for (int start : starts) assertThat(sorted[start]).isGreaterThan(sorted[start - 1]);
        assertThat(spread(sorted, starts)).isEqualTo(least(sorted, 0, starts.length + 1), within(1e-6));
    }

    private static double spread(double[] sorted, int[] starts) {
        double spread = 0;
        int from = 0;
        for (int i = 0; i <= starts.length; i++) {
            int to = i == starts.length ? sorted.length : starts[i];
            spread += squares(sorted, from, to);
            from = to;
        }
        return spread;
    }

    /** Tries everything. */
    private static double least(double[] sorted, int from, int classes) {
        if (classes == 1) return squares(sorted, from, sorted.length);
        double least = Double.POSITIVE_INFINITY;
        for (int to = from + 1; to <= sorted.length - classes + 1; to++) {
            least = Math.min(least, squares(sorted, from, to) + least(sorted, to, classes - 1));
        }
        return least;
    }

    private static double squares(double[] sorted, int from, int to) {
        double mean = Arrays.stream(sorted, from, to).average().orElse(0);
        return Arrays.stream(sorted, from, to).map(x -> (x - mean) * (x - mean)).sum();
    }

    @Test
    void breaks_are_where_the_gaps_are() {
        double[] sorted = {1, 2, 2, 3, 50, 51, 52, 900, 901};
        assertThat(NaturalBreaks.starts(sorted, 3)).containsExactly(4, 7);
    }
}
