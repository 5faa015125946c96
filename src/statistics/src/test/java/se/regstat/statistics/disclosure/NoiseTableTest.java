package se.regstat.statistics.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.statistics.indicator.Noise;

class NoiseTableTest {

    private static double moment(NoiseTable table, long count, int most, int power) {
        return IntStream.rangeClosed(-most, most)
                .mapToDouble(move -> table.probability(count, move) * Math.pow(move, power))
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 5, 1",
        "2, 5, 3",
        "1, 2, 1",
        "3.5, 4, 2",
        "10, 10, 3",
        "110, 20, 1",
        "2, 15, 1",
        "2, 20, 3",
        "2, 30, 30",
        "1, 100, 1",
        "50, 100, 7"
    })
    void every_count_is_moved_by_nothing_on_average_and_with_the_variance_of_the_rule_where_there_is_room(
            double variance, int most, int least) {
        NoiseTable table = new NoiseTable(new Noise(variance, most, least));
        for (int count = 1; count < 3 * most + 5; count++) {
            assertThat(moment(table, count, most, 0)).as("all of " + count).isCloseTo(1, within(1e-12));
            assertThat(moment(table, count, most, 1)).as("mean of " + count).isCloseTo(0, within(1e-7));
            // Of those that a count may be moved to, 0 and the least are nearest; the least and the farthest tell what
            // there is room for.
            double lowest = count < least ? (double) count * (least - count) : 0;
            double highest = (double) Math.min(count, most) * most;
            double found = moment(table, count, most, 2);
            if (variance > 1.01 * lowest && variance < 0.98 * highest) {
                assertThat(found).as("variance of " + count).isCloseTo(variance, within(1e-5));
            } else {
                assertThat(found).as("variance of " + count).isBetween(lowest, highest);
            }
        }
    }

    @Test
    void zero_stays_zero_nothing_is_negative_and_small_numbers_can_be_left_out() {
        int least = 3;
        NoiseTable table = new NoiseTable(new Noise(2, 5, least));
        for (int count = 0; count < 20; count++) {
            for (int move = -8; move <= 8; move++) {
                int told = count + move;
                boolean may = count == 0 ? move == 0 : Math.abs(move) <= 5 && (told == 0 || told >= least);
                assertThat(table.probability(count, move) > 0)
                        .as(count + " told as " + told)
                        .isEqualTo(may);
            }
        }
    }

    @Test
    void it_is_the_published_table_of_largest_entropy_where_nothing_stands_in_the_way() {
        // Of all distributions with this mean and variance: what is taken from two moves and given to a third and
        // fourth lowers the entropy.
        NoiseTable table = new NoiseTable(Noise.DEFAULT);
        double[] p = IntStream.rangeClosed(-5, 5)
                .mapToDouble(move -> table.probability(100, move))
                .toArray();
        for (int move = 1; move <= 5; move++) assertThat(p[5 + move]).isCloseTo(p[5 - move], within(1e-12));
        // ln p is a parabola.
        for (int move = 2; move <= 5; move++) {
            assertThat(Math.log(p[5 + move]) - Math.log(p[5]))
                    .isCloseTo(move * move * (Math.log(p[6]) - Math.log(p[5])), within(1e-9));
        }
        assertThat(p[5]).isBetween(0.27, 0.29);
    }

    @Test
    void a_key_stands_for_one_move_and_all_keys_for_the_whole_table() {
        NoiseTable table = new NoiseTable(Noise.DEFAULT);
        Random random = new Random(3);
        int[] moves = random.longs(200_000).mapToInt(key -> table.move(50, key)).toArray();
        assertThat(IntStream.of(moves).average().orElseThrow()).isCloseTo(0, within(0.02));
        assertThat(IntStream.of(moves).map(move -> move * move).average().orElseThrow())
                .isCloseTo(2, within(0.03));
        assertThat(table.move(50, 0)).isEqualTo(-5);
        assertThat(table.move(50, -1)).isEqualTo(5);
        assertThat(table.move(50, Long.MIN_VALUE)).isZero();
    }
}
