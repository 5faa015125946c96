package se.regstat.statistics.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts become values by the declaration alone. */
class ArgumentsTest {

    private static Arguments read(Door door, Map<String, List<String>> given) {
        return Arguments.read(ReaggregationDeclaration.OPERATION, door, given);
    }

    @Test
    void what_is_not_given_is_as_declared() {
        Arguments none = Arguments.none(ReaggregationDeclaration.OPERATION);
        assertThat(none.get(ReaggregationDeclaration.SOURCE_DIVISION)).isEqualTo("deso");
        assertThat(none.get(ReaggregationDeclaration.WEIGHTING)).isEqualTo(Weighting.AUTO);
        assertThat(none.get(ReaggregationDeclaration.MISSING)).isEqualTo(MissingParts.STRICT);
        assertThat(none.get(ReaggregationDeclaration.APPROXIMATE)).isFalse();
        assertThat(none.get(ReaggregationDeclaration.TOLERANCE)).isEqualTo(0.001);
        assertThat(none.get(ReaggregationDeclaration.MINIMUM_COVERAGE)).isEqualTo(0.5);
        assertThat(none.get(ReaggregationDeclaration.PERIODS)).hasToString("latest");
        assertThat(none.get(ReaggregationDeclaration.MASK)).isEmpty();
        assertThat(read(Door.PROCESS, Map.of("tolerance", List.of(" "), "weighting", List.of(""))))
                .isEqualTo(none);
    }

    @Test
    void they_are_equal_however_they_were_written() {
        assertThat(read(Door.PROCESS, Map.of("tolerance", List.of("1e-2"), "indicators", List.of("a", "b,a"))))
                .isEqualTo(read(
                        Door.CONFIGURATION, Map.of("tolerance", List.of("0.01"), "indicators", List.of("a", "b"))));
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void every_parameter_of_a_door_is_found_by_its_name_there(Door door) {
        for (Parameter<?> parameter : ReaggregationDeclaration.OPERATION.at(door)) {
            assertThat(ReaggregationDeclaration.OPERATION.find(door, parameter.at(door)))
                    .contains(parameter);
            assertThat(parameter.title().sv()).isNotBlank();
            assertThat(parameter.details().en()).isNotBlank().doesNotEndWith(".");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tolerance | abc | tolerance: 'abc' is not a number; it is a share, as 0.001",
                "tolerance | 0.3 | tolerance: it is a share, from 0 to 0.25, not 0.3",
                "tolerance | NaN | tolerance: 'NaN' is not a number; it is a share, as 0.001",
                "tolerance | 0.1d | tolerance: '0.1d' is not a number; it is a share, as 0.001",
                "tolerance | 0x1p-4 | tolerance: '0x1p-4' is not a number; it is a share, as 0.001",
                "minimumCoverage | -1 | minimumCoverage: it is a share, from 0 to 1, not -1.0",
                "approximate | maybe | approximate: 'maybe' is neither true nor false",
                "weighting | best | weighting: 'best' is not known; give one of auto, code, area, mask, dasymetric, smooth, population, combined, vintages",
                "missing | ja | missing: 'ja' is not known; give strict or partial",
                "layout | tall | layout: 'tall' is not known; give long or wide",
                "periods | 0000 | periods: '0000' is no period; write a year as 2022, a range as 2011/2023, or latest",
                "periods | 0000/9999 | periods: '0000/9999' is no period; write a year as 2022, a range as 2011/2023, or latest",
                "periods | 2023/2011 | periods: '2023/2011' ends before it begins; write the earlier year first",
            })
    void what_is_no_value_is_refused_with_the_parameter(String parameter, String text, String message) {
        assertThatThrownBy(() -> read(Door.PROCESS, Map.of(parameter, List.of(text))))
                .isInstanceOfSatisfying(ReaggregationException.class, e -> assertThat(e.parameter())
                        .contains(parameter))
                .hasMessage(message);
    }

    @Test
    void what_is_given_as_it_is_anyway_is_nothing_else() {
        Arguments given = read(Door.PROCESS, Map.of("tolerance", List.of("1e-3"), "layout", List.of("wide")));
        assertThat(given.isOther(ReaggregationDeclaration.TOLERANCE)).isFalse();
        assertThat(given.isOther(ReaggregationDeclaration.MASK)).isFalse();
        assertThat(given.isOther(ReaggregationDeclaration.LAYOUT)).isTrue();
    }

    @Test
    void different_values_of_what_takes_one_are_refused() {
        assertThatThrownBy(() -> read(Door.ADDRESS, Map.of("weighting", List.of("area", "code"))))
                .hasMessage("weighting: it is given as 'area' and as 'code'; give one value");
        assertThatThrownBy(() -> read(Door.ADDRESS, Map.of("tolerance", List.of("", "0.2", "abc"))))
                .hasMessage("tolerance: it is given as '0.2' and as 'abc'; give one value");
        assertThatThrownBy(() -> read(Door.ADDRESS, Map.of("mask", List.of("a", "b"))))
                .hasMessageStartingWith("mask: ");
        assertThat(read(Door.ADDRESS, Map.of("mask", List.of("a", "", " a"))).get(ReaggregationDeclaration.MASK))
                .as("the same again")
                .contains("a");
    }

    @Test
    void boundaries_in_a_body_are_no_parameter_beside_it() {
        assertThatThrownBy(() -> read(Door.BODY, Map.of("boundaries", List.of("x"))))
                .hasMessageStartingWith("boundaries: there is no such parameter");
    }

    @Test
    void an_unknown_parameter_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> read(Door.ADDRESS, Map.of("minimumCoverag", List.of("1"))))
                .hasMessageStartingWith(
                        "minimumCoverag: there is no such parameter; did you mean minimumCoverage?; there are target, ");
        assertThatThrownBy(() -> read(Door.ADDRESS, Map.of("boundaries", List.of("x"))))
                .hasMessageContaining("there is no such parameter");
    }

    @Test
    void the_allowed_values_are_those_that_there_are() {
        assertThat(ReaggregationDeclaration.WEIGHTING.kind().choices())
                .extracting(choice -> (Object) choice.value())
                .containsExactly((Object[]) Weighting.values());
        assertThat(ReaggregationDeclaration.MISSING.kind().choices())
                .extracting(choice -> (Object) choice.value())
                .containsExactly((Object[]) MissingParts.values());
        assertThat(Arrays.asList(ResultLayout.values()))
                .isEqualTo(ReaggregationDeclaration.LAYOUT.kind().choices().stream()
                        .map(Choice::value)
                        .toList());
    }
}
