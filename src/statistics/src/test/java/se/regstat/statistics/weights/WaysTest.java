package se.regstat.statistics.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaysTest {

    @ParameterizedTest
    @CsvSource({
        "population:rutor:women, population:rutor",
        "population:women_rutor:women, population:women_rutor",
        "combined:women_rutor:women+built-up, combined:women_rutor+built-up",
        "population:women:women, population:women",
        "population:rutor:women_old, population:rutor:women_old",
        "mask:women, mask:women",
        "area, area",
    })
    void what_divides_by_people_of_one_kind_is_known_by_where_the_kind_is_told(String way, String ofAll) {
        assertThat(Distribution.ofAll(way, "women")).isEqualTo(ofAll);
    }
}
