package se.regstat.statistics.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;
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

    /** B to C is weaker than A to B, so B and A are a market, and E hangs on it; by the chain of A alone A to B would be broken. */
    @Test
    void markets_do_not_depend_on_how_areas_are_numbered() {
        String[] pairs = {
            "A A 10000",
            "B B 10000",
            "C C 10000",
            "D D 90000",
            "E E 10000",
            "C D 4000",
            "B C 2500",
            "A B 2000",
            "E B 3500"
        };
        String[] others = Arrays.stream(pairs)
                .map(pair -> pair.replace('A', '#').replace('E', 'A').replace('#', 'E'))
                .toArray(String[]::new);
        assertThat(centres(flows(pairs))).isEqualTo("ABDDB");
        assertThat(centres(flows(others))).isEqualTo("BBDDE");
    }

    /** The same for made-up countries of many areas without equal flows: codes the other way round, and the same markets. */
    @Test
    void countries_have_the_same_markets_with_other_codes() {
        for (int seed = 0; seed < 20; seed++) {
            int areas = 80;
            double[][] persons = country(new SplittableRandom(seed), areas);
            int[] one = LocalLabourMarkets.of(flows(areas, (from, to) -> persons[from][to]));
            int[] other = LocalLabourMarkets.of(flows(areas, (from, to) -> persons[areas - 1 - from][areas - 1 - to]));
            assertThat(IntStream.range(0, areas).map(area -> areas - 1 - other[areas - 1 - area]))
                    .as("country %d", seed)
                    .containsExactly(Arrays.stream(one).boxed().toArray(Integer[]::new));
        }
    }

    /** Most stay, and others go the more rarely the farther it is. */
    private static double[][] country(SplittableRandom random, int areas) {
        double[] place = random.doubles(areas, 0, 100).toArray();
        double[][] persons = new double[areas][areas];
        for (int from = 0; from < areas; from++) {
            for (int to = 0; to < areas; to++) {
                double far = Math.abs(place[from] - place[to]);
                persons[from][to] = Math.rint(random.nextDouble() * (from == to ? 40_000 : 20_000 / (1 + far * far)));
            }
        }
        return persons;
    }

    private static Flows flows(int areas, ToDoubleBiFunction<Integer, Integer> persons) {
        int[] all = IntStream.range(0, areas * areas).toArray();
        return Flows.of(
                IntStream.range(100, 100 + areas).mapToObj(Integer::toString).toList(),
                Pairs.sorted(
                        IntStream.of(all).map(pair -> pair / areas).toArray(),
                        IntStream.of(all).map(pair -> pair % areas).toArray(),
                        IntStream.of(all)
                                .mapToDouble(pair -> persons.applyAsDouble(pair / areas, pair % areas))
                                .toArray(),
                        new byte[all.length]));
    }

    @Test
    void areas_whose_largest_flow_goes_where_there_is_no_area_belong_to_no_market_that_can_be_told() {
        Flows flows = Flows.of(
                new YearFlows(
                        "commuting",
                        VintageId.parse("kommun@2025"),
                        2022,
                        EventCoverage.COUNTRY,
                        List.of("A", "B", "C", "X"),
                        Pairs.sorted(
                                new int[] {0, 0, 0, 1, 1, 2, 2},
                                new int[] {0, 1, 3, 1, 3, 2, 3},
                                new double[] {50, 30, 20, 50, 50, 90, 7},
                                new byte[7]),
                        new Provenance(Instant.EPOCH, "p.csv", "", "")),
                Set.of("A", "B", "C"));
        assertThat(centres(flows)).as("A hangs on B, and B on X").isEqualTo("XXCX");
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
                .hasMessage("not all flows are told");
        assertThat(LocalLabourMarkets.untold(flows("A A 80", "A B x", "B B 70")))
                .containsExactly("A");
    }
}
