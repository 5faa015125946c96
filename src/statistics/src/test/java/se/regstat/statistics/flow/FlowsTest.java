package se.regstat.statistics.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.EventCoverage;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.Status;

class FlowsTest {

    private static final List<String> CODES = List.of("A", "B", "C");

    /** As "A B 12", or "A B suppressed". */
    private static Flows flows(String covers, String... pairs) {
        int[] origins = new int[pairs.length];
        int[] destinations = new int[pairs.length];
        double[] persons = new double[pairs.length];
        byte[] statuses = new byte[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            String[] words = pairs[i].split(" ", -1);
            origins[i] = CODES.indexOf(words[0]);
            destinations[i] = CODES.indexOf(words[1]);
            boolean told = Character.isDigit(words[2].charAt(0));
            Status status = Arrays.stream(Status.values())
                    .filter(one -> one.id().equals(words[2]))
                    .findFirst()
                    .orElse(Status.NORMAL);
            persons[i] = told ? Double.parseDouble(words[2]) : Double.NaN;
            statuses[i] = status.code();
        }
        return Flows.of(year(covers, Pairs.sorted(origins, destinations, persons, statuses)), Set.copyOf(CODES));
    }

    private static YearFlows year(String covers, Pairs pairs) {
        return new YearFlows(
                "commuting",
                VintageId.parse("kommun@2025"),
                2022,
                EventCoverage.parse(covers),
                CODES,
                pairs,
                new Provenance(Instant.EPOCH, "p.csv", "", ""));
    }

    private static Amount persons(double number) {
        return new Amount(number, Status.NORMAL);
    }

    private static Amount none(Status status) {
        return new Amount(Double.NaN, status);
    }

    @Test
    void sums_are_of_those_who_live_and_those_who_work_somewhere() {
        Flows flows = flows("riket", "B A 30", "A A 80", "A B 15", "A C 5", "B B 70", "C C 9");
        assertThat(flows.living(0)).isEqualTo(persons(100));
        assertThat(flows.out(0)).isEqualTo(persons(20));
        assertThat(flows.in(0)).isEqualTo(persons(30));
        assertThat(flows.within(0)).isEqualTo(persons(80));
        assertThat(flows.working(0)).isEqualTo(persons(110));
        assertThat(flows.within(0).shareOf(flows.living(0))).isEqualTo(0.8);
    }

    @Test
    void a_pair_that_is_not_there_is_nobody_where_all_are_known_and_unknown_elsewhere() {
        Flows all = flows("riket", "A A 80", "B B 70");
        assertThat(all.between(0, 1)).isEqualTo(persons(0));
        assertThat(all.out(2)).isEqualTo(persons(0));
        Flows some = flows("kommun=A", "A A 80", "B B 70", "B C 4");
        assertThat(some.between(0, 1)).isEqualTo(persons(0));
        assertThat(some.between(2, 0)).isEqualTo(persons(0));
        assertThat(some.between(2, 1)).isEqualTo(none(Status.MISSING));
        assertThat(some.out(0)).isEqualTo(persons(0));
        assertThat(some.out(1)).isEqualTo(none(Status.MISSING));
        assertThat(some.in(2)).isEqualTo(none(Status.MISSING));
        assertThat(some.within(1)).isEqualTo(persons(70));
        Flows unknown = flows("none", "A A 80", "A B 1", "A C 2", "B A 3", "C A 4");
        assertThat(unknown.within(0)).isEqualTo(persons(80));
        assertThat(unknown.living(0))
                .as("who go where the table does not reach")
                .isEqualTo(none(Status.MISSING));
    }

    @Test
    void what_is_withheld_or_missing_makes_its_own_sums_so_and_no_others() {
        Flows flows = flows("riket", "A A 80", "A B suppressed", "A C missing", "B B 70", "B C 2", "C C 9");
        assertThat(flows.out(0)).isEqualTo(none(Status.SUPPRESSED));
        assertThat(flows.in(1)).isEqualTo(none(Status.SUPPRESSED));
        assertThat(flows.in(2)).isEqualTo(none(Status.MISSING));
        assertThat(flows.out(1)).isEqualTo(persons(2));
        assertThat(flows.living(1)).isEqualTo(persons(72));
        assertThat(flows.within(0).shareOf(flows.living(0))).isNaN();
    }

    @Test
    void of_an_area_elsewhere_not_all_is_known_though_the_country_is_covered() {
        Pairs pairs = Pairs.sorted(new int[] {0, 0, 2}, new int[] {0, 2, 2}, new double[] {80, 5, 9}, new byte[3]);
        Flows flows = Flows.of(year("riket", pairs), Set.of("A", "B"));
        assertThat(flows.living(0)).isEqualTo(persons(85));
        assertThat(flows.between(2, 0)).isEqualTo(persons(0));
        assertThat(flows.within(2)).isEqualTo(persons(9));
        assertThat(List.of(flows.living(2), flows.working(2))).containsOnly(none(Status.MISSING));
        assertThat(flows.isHere(2)).isFalse();
    }

    @Test
    void groups_have_the_flows_of_their_areas() {
        Flows flows = flows("riket", "A A 80", "A B 15", "A C 5", "B A 30", "B B 70", "C A 2", "C C 9");
        Flows groups = flows.between(new int[] {0, 0, 2});
        assertThat(groups.codes()).containsExactly("A", "C");
        assertThat(groups.within(0)).isEqualTo(persons(195));
        assertThat(groups.out(0)).isEqualTo(persons(5));
        assertThat(groups.in(0)).isEqualTo(persons(2));
        assertThat(groups.living(1)).isEqualTo(persons(11));
    }

    @Test
    void pairs_are_packed_and_unpacked_and_none_comes_twice() {
        Pairs pairs = Pairs.sorted(
                new int[] {1, 0}, new int[] {0, 1}, new double[] {3.5, Double.NaN}, new byte[] {0, Status.MISSING.code()
                });
        Pairs again = Pairs.unpacked(pairs.packed());
        assertThat(again.origins()).containsExactly(0, 1);
        assertThat(again.destinations()).containsExactly(1, 0);
        assertThat(again.persons()).containsExactly(Double.NaN, 3.5);
        assertThat(again.statuses()).containsExactly(Status.MISSING.code(), Status.NORMAL.code());
        assertThatThrownBy(() -> Pairs.sorted(new int[2], new int[2], new double[2], new byte[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
