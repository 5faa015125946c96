package se.regstat.statistics.ancillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedNumbersTest {

    @Test
    void any_numbers_come_back_to_the_last_bit() {
        assertComeBack();
        assertComeBack(0, 1, 2, 3);
        assertComeBack(0.5, -1.5, 7_000_000, -7_000_000);
        assertComeBack(0x1p49, -0x1p49, 0x1p60, 1);
        assertComeBack(0.1, 1, 2);
        assertComeBack(-0.0, 1);
        assertComeBack(Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
    }

    @Test
    void more_numbers_than_are_packed_at_a_time_come_back() {
        Random random = new Random(7);
        assertComeBack(random.doubles(50_000).toArray());
        assertComeBack(random.doubles(500_000)
                .map(number -> Math.rint(1e12 * number - 5e11) / 2)
                .toArray());
    }

    @Test
    void a_grid_in_the_order_of_its_rows_takes_two_bytes_a_number_at_most() {
        double[] eastings = new double[1_000_000];
        Random random = new Random(7);
        for (int i = 0; i < eastings.length; i++) {
            eastings[i] = i % 1000 == 0 ? 270_050 : eastings[i - 1] + 100 * (1 + random.nextInt(20));
        }
        assertComeBack(eastings);
        assertThat(PackedNumbers.of(eastings).bytes().length).isLessThan(2 * eastings.length);
    }

    @Test
    void damaged_bytes_are_told() {
        byte[] bytes = PackedNumbers.of(new double[] {1, 2, 3}).bytes();
        PackedNumbers tooMany = PackedNumbers.read(4, bytes);
        assertThatThrownBy(tooMany::toArray).hasMessageContaining("damaged").hasMessageContaining("end too early");
        PackedNumbers tooFew = PackedNumbers.read(2, bytes);
        assertThatThrownBy(tooFew::toArray).hasMessageContaining("others than were packed");
        bytes[bytes.length / 2] ^= 0x55;
        assertThatThrownBy(PackedNumbers.read(3, bytes)::toArray).hasMessageContaining("damaged");
    }

    private static void assertComeBack(double... numbers) {
        PackedNumbers packed = PackedNumbers.of(numbers);
        assertThat(packed.size()).isEqualTo(numbers.length);
        long[] bits =
                Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
        assertThat(Arrays.stream(PackedNumbers.read(numbers.length, packed.bytes())
                                .toArray())
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray())
                .isEqualTo(bits);
    }
}
