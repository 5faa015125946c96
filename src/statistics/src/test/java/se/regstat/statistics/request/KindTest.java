package se.regstat.statistics.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.division.LocalText;

class KindTest {

    private static final Kind<Integer> NUMBER = Kind.number(100, 0, 1000);
    private static final Kind<List<Integer>> CHOICES =
            Kind.choices(List.of(1, 2), List.of(choice("one", 1), choice("two", 2), choice("three", 3)));

    private static Choice<Integer> choice(String id, int value) {
        return new Choice<>(id, value, new LocalText(id, id));
    }

    @Test
    void a_number_is_whole_and_lies_between_its_limits() {
        assertThat(NUMBER.read("draws", List.of())).isEqualTo(100);
        assertThat(NUMBER.read("draws", List.of("7"))).isEqualTo(7);
        assertThatThrownBy(() -> NUMBER.read("draws", List.of("1001")))
                .hasMessage("draws: it is a whole number, from 0 to 1000, not 1001");
        assertThatThrownBy(() -> NUMBER.read("draws", List.of("1.5")))
                .hasMessageContaining("'1.5' is not a whole number");
    }

    @Test
    void several_choices_are_separated_by_commas_or_repeated_each_once() {
        assertThat(CHOICES.otherwise()).contains("one,two");
        assertThat(CHOICES.read("measures", List.of())).containsExactly(1, 2);
        assertThat(CHOICES.read("measures", List.of("three, one", "three"))).containsExactly(3, 1);
        assertThat(CHOICES.told(List.of(3, 1))).isEqualTo("three,one");
        assertThatThrownBy(() -> CHOICES.read("measures", List.of("one,four")))
                .hasMessage("measures: 'four' is not known; give one of one, two, three");
    }
}
