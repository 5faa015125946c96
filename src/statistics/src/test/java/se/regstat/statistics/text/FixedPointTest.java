package se.regstat.statistics.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.impl.CoordinateArraySequence;

class FixedPointTest {

    private static String written(double value, int decimals) {
        if (!FixedPoint.isOrdinary(value, decimals)) {
            return new String(FixedPoint.text(value, decimals), StandardCharsets.US_ASCII);
        }
        byte[] bytes = new byte[FixedPoint.ROOM];
        return new String(bytes, 0, FixedPoint.write(bytes, 0, value, decimals), StandardCharsets.US_ASCII);
    }

    private static String expected(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    @Property(tries = 20_000)
    void coordinates_are_rounded_exactly(
            @ForAll @DoubleRange(min = -10_000_000, max = 10_000_000) double value,
            @ForAll @IntRange(max = 9) int decimals) {
        assertThat(written(value, decimals)).isEqualTo(expected(value, decimals));
    }

    @Property(tries = 5_000)
    void any_finite_number_is_rounded_exactly(@ForAll double value, @ForAll @IntRange(max = 9) int decimals) {
        assertThat(written(value, decimals)).isEqualTo(expected(value, decimals));
    }

    @Property(tries = 20_000)
    void numbers_next_to_a_tie_are_rounded_exactly(
            @ForAll @IntRange(min = -2_000_000_000, max = 2_000_000_000) int units,
            @ForAll @IntRange(min = -3, max = 3) int steps) {
        double value = (units + 0.5) / 10_000;
        for (int i = 0; i < Math.abs(steps); i++) value = steps > 0 ? Math.nextUp(value) : Math.nextDown(value);
        assertThat(written(value, 4)).isEqualTo(expected(value, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, 0",
        "-0.0, 4, 0",
        "-0.00004, 4, 0",
        "0.00005, 4, 0.0001",
        "674032.1, 4, 674032.1",
        "6580821.12346, 4, 6580821.1235",
        "-1, 4, -1",
        "100, 4, 100",
        "2147483648.5, 4, 2147483648.5",
        "200000000000.0001, 4, 200000000000.0001",
        "17.123456789, 9, 17.123456789",
        "1e15, 9, 1000000000000000",
    })
    void trailing_zeros_are_dropped_and_there_is_no_exponent(double value, int decimals, String text) {
        assertThat(written(value, decimals)).isEqualTo(text);
    }

    @Example
    void infinity_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FixedPoint.text(Double.POSITIVE_INFINITY, 4));
        assertThat(FixedPoint.isOrdinary(Double.NaN, 4)).isFalse();
    }

    @Property(tries = 200)
    void rows_longer_than_the_buffer_come_out_whole(@ForAll @IntRange(min = 1, max = 9_000) int size)
            throws IOException {
        Coordinate[] vertices = new Coordinate[size];
        for (int i = 0; i < size; i++) vertices[i] = new Coordinate(600_000 + i / 7.0, 6_500_000 - i / 3.0);
        var bytes = new ByteArrayOutputStream();
        var sink = new Utf8Sink(bytes);
        sink.vertices(new CoordinateArraySequence(vertices), Utf8Sink.Row.GML, true, 4);
        sink.finish();
        String[] numbers = bytes.toString(StandardCharsets.UTF_8).split(" ", -1);
        assertThat(numbers).hasSize(2 * size);
        assertThat(numbers[2 * size - 2]).isEqualTo(expected(vertices[size - 1].y, 4));
        assertThat(numbers[2 * size - 1]).isEqualTo(expected(vertices[size - 1].x, 4));
    }
}
