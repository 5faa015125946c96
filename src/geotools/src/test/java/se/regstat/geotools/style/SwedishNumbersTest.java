package se.regstat.geotools.style;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwedishNumbersTest {

    @Test
    void numbers_are_written_as_swedish_readers_expect() {
        SwedishNumbers numbers = SwedishNumbers.exactly(false);
        assertThat(numbers.text(1_234_567.25)).isEqualTo("1\u202F234\u202F567,25");
        assertThat(numbers.text(-0.5)).isEqualTo("\u22120,5");
        assertThat(numbers.text(-0.0)).isEqualTo("0");
        assertThat(new SwedishNumbers(1, false).text(33.35)).isEqualTo("33,4");
        assertThat(SwedishNumbers.exactly(true).text(2)).isEqualTo("+2");
        assertThat(SwedishNumbers.exactly(true).text(0)).isEqualTo("0");
    }

    @Test
    void what_documents_say_is_read_as_the_same_number() {
        for (double number : new double[] {1e7, 1.5e-5, 0.1 + 0.2, -12, 100 / 3.0, 0}) {
            assertThat(SwedishNumbers.plain(number)).doesNotContain("E");
            assertThat(Double.parseDouble(SwedishNumbers.plain(number))).isEqualTo(number);
        }
    }
}
