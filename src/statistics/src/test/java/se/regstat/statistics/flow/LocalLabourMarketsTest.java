package se.regstat.statistics.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.indicator.Status;

class LocalLabourMarketsTest {

    /** As "A B 12": twelve persons live in A and work in B; x is not told. */
    private static Flows flows(String... pairs) {
        List<String> codes = new ArrayList<>();
        for (String pair : pairs) {
            for (String code : Arrays.asList(pair.split(" ", -1)).subList(0, 2)) {
                if (!codes.contains(code)) codes.add(code);
            }
        }
        codes.sort(null);
        byte[] statuses = new byte[pairs.length];
        double[] persons = new double[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            boolean told = !pairs[i].endsWith("x");
            persons[i] = told ? Double.parseDouble(pairs[i].split(" ", -1)[2]) : Double.NaN;
            statuses[i] = (told ? Status.NORMAL : Status.SUPPRESSED).code();
        }
        return Flows.of(codes, Pairs.sorted(ends(codes, 0, pairs), ends(codes, 1, pairs), persons, statuses));
    }

    private static int[] ends(List<String> codes, int which, String... pairs) {
        return Arrays.stream(pairs)
                .mapToInt(pair -> codes.indexOf(pair.split(" ", -1)[which]))
                .toArray();
    }

    private static String centres(Flows flows) {
        StringBuilder centres = new StringBuilder();
        for (int centre : LocalLabourMarkets.of(flows))
            centres.append(flows.codes().get(centre));
        return centres.toString();
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

    @Test
    void without_all_flows_nobody_can_say_which_is_largest() {
        assertThatThrownBy(() -> LocalLabourMarkets.of(flows("A A 80", "A B x", "B B 70")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not all flows from A are told");
    }
}
