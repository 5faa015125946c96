package se.regstat.statistics.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalLabourMarketsTest {

    /** As "A B 12": twelve persons live in A and work in B. */
    private static Flows flows(String... pairs) {
        List<String> codes = new ArrayList<>();
        for (String pair : pairs) {
            for (String code : Arrays.asList(pair.split(" ")).subList(0, 2)) {
                if (!codes.contains(code)) codes.add(code);
            }
        }
        codes.sort(null);
        return Flows.of(
                codes,
                Arrays.stream(pairs)
                        .mapToInt(pair -> codes.indexOf(pair.split(" ")[0]))
                        .toArray(),
                Arrays.stream(pairs)
                        .mapToInt(pair -> codes.indexOf(pair.split(" ")[1]))
                        .toArray(),
                Arrays.stream(pairs)
                        .mapToDouble(pair -> Double.parseDouble(pair.split(" ")[2]))
                        .toArray());
    }

    private static String centres(Flows flows) {
        StringBuilder centres = new StringBuilder();
        for (int centre : LocalLabourMarkets.of(flows))
            centres.append(flows.codes().get(centre));
        return centres.toString();
    }

    @Test
    void sums_are_of_those_who_live_and_those_who_work_somewhere() {
        Flows flows = flows("A A 80", "A B 15", "A C 5", "B A 30", "B B 70", "C C 9");
        assertThat(flows.living(0)).isEqualTo(100);
        assertThat(flows.out(0)).isEqualTo(20);
        assertThat(flows.in(0)).isEqualTo(30);
        assertThat(flows.within(0)).isEqualTo(80);
        assertThat(flows.working(0)).isEqualTo(110);
        assertThat(flows.persons(2, 0)).isZero();
        assertThat(flows.out(2)).isZero();
    }

    @Test
    void what_is_not_told_makes_its_sums_unknown_and_no_others() {
        Flows flows = flows("A A 80", "A B NaN", "B B 70", "B C 2", "C C 9");
        assertThat(flows.out(0)).isNaN();
        assertThat(flows.in(1)).isNaN();
        assertThat(flows.in(2)).isEqualTo(2);
        assertThat(flows.out(1)).isEqualTo(2);
        assertThatThrownBy(() -> LocalLabourMarkets.of(flows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not all flows from A are told");
    }

    @Test
    void pairs_named_twice_and_negative_ones_are_refused() {
        assertThatThrownBy(() -> flows("A B 1", "A B 2")).hasMessage("from A to B: twice");
        assertThatThrownBy(() -> flows("A B -1")).hasMessage("from A to B: -1.0");
    }

    @Test
    void a_centre_keeps_four_of_five_and_sends_no_more_than_seven_and_a_half_of_a_hundred_to_one() {
        assertThat(centres(flows("A A 800", "A B 75", "A C 75", "A D 50", "B B 1", "C C 1", "D D 1")))
                .isEqualTo("ABCD");
        assertThat(centres(flows("A A 799", "A B 75", "A C 75", "A D 51", "B B 1", "C C 1", "D D 1")))
                .isEqualTo("BBCD");
        assertThat(centres(flows("A A 900", "A B 24", "A C 76", "B B 1", "C C 1")))
                .isEqualTo("CBC");
    }

    @Test
    void areas_go_with_what_their_largest_flow_goes_with() {
        assertThat(centres(flows("A A 50", "A B 50", "B B 60", "B C 40", "C C 100")))
                .isEqualTo("CCC");
        assertThat(centres(flows("A B 50", "A C 50", "B B 1", "C C 1"))).isEqualTo("BBC");
    }

    /** D hangs on A by three links, of which B to C is the weakest: B and A are a market of their own. */
    @Test
    void a_chain_of_three_links_is_broken_at_the_weakest() {
        assertThat(centres(flows("A A 50", "A B 50", "B B 75", "B C 25", "C C 60", "C D 40", "D D 100")))
                .isEqualTo("BBDD");
        assertThat(centres(flows("A A 50", "A B 50", "B B 60", "B C 40", "C C 75", "C D 25", "D D 100")))
                .isEqualTo("CCCD");
        assertThat(centres(flows("A A 80", "A B 20", "B B 60", "B C 40", "C C 70", "C D 30", "D D 100")))
                .isEqualTo("ADDD");
    }

    @Test
    void of_areas_that_depend_on_one_another_the_one_where_most_work_is_the_centre() {
        assertThat(centres(flows("A A 50", "A B 50", "B B 70", "B A 30", "C C 10", "C A 5")))
                .isEqualTo("BBB");
    }

    @Test
    void an_area_where_nobody_works_is_a_market_of_its_own() {
        assertThat(centres(flows("A A 0", "B B 5"))).isEqualTo("AB");
    }
}
