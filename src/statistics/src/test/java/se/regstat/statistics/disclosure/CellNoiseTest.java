package se.regstat.statistics.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Noise;
import se.regstat.statistics.secret.Secret;
import se.regstat.statistics.weights.Weights;

class CellNoiseTest {

    private static final List<String> CODES =
            IntStream.range(0, 450).mapToObj("%04d"::formatted).toList();
    private static final NoiseTable TABLE = new NoiseTable(Noise.DEFAULT);
    private static final Secret SECRET = Secret.of(new byte[32]);

    /** Every two areas, 101 025 targets. */
    private static final Weights PAIRS = pairs();

    private static Weights pairs() {
        List<int[]> pairs = new ArrayList<>();
        for (int second = 1; second < CODES.size(); second++) {
            for (int first = 0; first < second; first++) pairs.add(new int[] {first, second});
        }
        List<String> names =
                IntStream.range(0, pairs.size()).mapToObj(String::valueOf).toList();
        return Weights.byCode(CODES, names, pairs.toArray(int[][]::new), Optional.empty());
    }

    private static CellNoise noise(Secret secret, String indicator, int year) {
        return noise(secret, Noise.DEFAULT, indicator, year);
    }

    private static CellNoise noise(Secret secret, Noise noise, String indicator, int year) {
        return new CellNoise(
                secret,
                noise.equals(Noise.DEFAULT) ? TABLE : new NoiseTable(noise),
                indicator,
                year,
                VintageId.parse("deso@2018"),
                CODES,
                Optional.empty());
    }

    private static double[] moves(CellNoise noise, double count) {
        return IntStream.range(0, PAIRS.targets().size())
                .mapToDouble(target -> noise.told(count, PAIRS, target) - count)
                .toArray();
    }

    private static double mean(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> a[i] * b[i])
                .average()
                .orElseThrow();
    }

    @Test
    void over_a_hundred_thousand_cells_the_noise_is_nothing_on_average_for_large_counts_and_for_small() {
        double[] ones = new double[PAIRS.targets().size()];
        Arrays.fill(ones, 1);
        for (int count : new int[] {1, 2, 3, 4, 5, 17, 1000}) {
            double[] moves = moves(noise(SECRET, "secret", 2022), count);
            assertThat(moves).hasSizeGreaterThan(100_000);
            assertThat(mean(moves, ones)).as("mean of " + count).isCloseTo(0, within(0.05));
            assertThat(mean(moves, moves)).as("variance of " + count).isCloseTo(2, within(0.05));
        }
    }

    @Test
    void indicators_years_and_secrets_have_noise_that_has_nothing_to_do_with_each_other_s() {
        double[] moves = moves(noise(SECRET, "secret", 2022), 50);
        assertThat(moves(noise(SECRET, "secret", 2022), 50)).isEqualTo(moves);
        assertThat(mean(moves, moves(noise(SECRET, "secret", 2023), 50))).isCloseTo(0, within(0.05));
        assertThat(mean(moves, moves(noise(SECRET, "other", 2022), 50))).isCloseTo(0, within(0.05));
        assertThat(mean(moves, moves(noise(Secret.random(), "secret", 2022), 50)))
                .isCloseTo(0, within(0.05));
    }

    @Test
    void noise_by_another_rule_has_nothing_to_do_with_that_of_before() {
        double[] moves = moves(noise(SECRET, "secret", 2022), 50);
        for (Noise other : List.of(new Noise(8, 10, 1), new Noise(2, 6, 1), new Noise(2, 5, 2), new Noise(2.5, 5, 1))) {
            assertThat(mean(moves, moves(noise(SECRET, other, "secret", 2022), 50)))
                    .as("covariance with " + other)
                    .isCloseTo(0, within(0.1));
        }
    }

    @Test
    void targets_that_have_an_area_in_common_have_independent_noise() {
        double[] moves = moves(noise(SECRET, "secret", 2022), 50);
        double[] next = IntStream.range(0, moves.length)
                .mapToDouble(i -> moves[(i + 1) % moves.length])
                .toArray();
        assertThat(mean(moves, next)).isCloseTo(0, within(0.05));
    }

    @Test
    void another_count_of_the_same_areas_has_noise_of_its_own() {
        CellNoise noise = noise(SECRET, "secret", 2022);
        assertThat(mean(moves(noise, 50), moves(noise, 51))).isCloseTo(0, within(0.05));
        assertThat(noise.told(50.4, PAIRS, 0)).isEqualTo(noise.told(50, PAIRS, 0));
    }

    @Test
    void a_number_that_may_be_negative_is_moved_by_its_size() {
        CellNoise noise = noise(SECRET, "balance", 2022);
        for (int target = 0; target < 100; target++) {
            assertThat(noise.told(-20, PAIRS, target)).isEqualTo(-noise.told(20, PAIRS, target));
            assertThat(noise.told(-1, PAIRS, target)).isLessThanOrEqualTo(0);
            assertThat(noise.told(-0.4, PAIRS, target)).isZero();
        }
    }

    @Test
    void a_secret_is_not_told_by_what_it_is_written_as() {
        assertThat(SECRET).hasToString("secret");
    }
}
