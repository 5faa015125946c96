package se.regstat.statistics.packed;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PackedNumbersTest {

    @Property
    void numbers_come_back_to_the_last_bit(@ForAll("statistics") double[] numbers) {
        PackedNumbers packed = PackedNumbers.of(numbers, Room.HEAP);
        assertThat(packed.size()).isEqualTo(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(Double.doubleToLongBits(packed.get(i))).isEqualTo(Double.doubleToLongBits(numbers[i]));
        }
        assertThat(packed.unpacked()).containsExactly(numbers);
    }

    @Provide
    Arbitrary<double[]> statistics() {
        Arbitrary<Double> number = Arbitraries.oneOf(
                Arbitraries.integers().between(-200, 200).map(Integer::doubleValue),
                Arbitraries.integers().between(-40_000, 40_000).map(Integer::doubleValue),
                Arbitraries.integers().map(whole -> whole / 10.0),
                Arbitraries.integers().map(whole -> whole / 1000.0),
                Arbitraries.doubles(),
                Arbitraries.of(Double.NaN, -0.0, 0.0, 1e300, -1.5e-300, Double.POSITIVE_INFINITY, 0x1p63, -128.0));
        return Arbitraries.oneOf(
                number.array(double[].class).ofMaxSize(20),
                Arbitraries.integers()
                        .between(-9, 999)
                        .map(whole -> whole / 10.0)
                        .array(double[].class));
    }

    @Test
    void counts_of_small_areas_take_a_byte_or_two_and_percentages_two() {
        assertThat(width(0, 7, 127, Double.NaN)).isEqualTo(1);
        assertThat(width(0, 1877, -3)).isEqualTo(2);
        assertThat(width(0.1, 99.9, 12.3)).isEqualTo(2);
        assertThat(width(48_512_000.5)).isEqualTo(4);
        assertThat(width(1 / 3.0)).isEqualTo(8);
    }

    private static int width(double... numbers) {
        return PackedNumbers.of(numbers, Room.HEAP).width();
    }
}
