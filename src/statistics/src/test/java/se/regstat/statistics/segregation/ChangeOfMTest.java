package se.regstat.statistics.segregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ChangeOfMTest {

    private static final double EXACT = 1e-9;

    @Property(tries = 200)
    void parts_add_up_to_the_change(
            @ForAll @Size(12) List<@IntRange(min = 1, max = 500) Integer> before,
            @ForAll @Size(12) List<@IntRange(min = 1, max = 500) Integer> after) {
        GroupCounts first = counts(before);
        GroupCounts second = counts(after);
        ChangeOfM change = change(first, second).orElseThrow();
        double whole = SegregationMeasure.M.of(second) - SegregationMeasure.M.of(first);
        assertThat(change.whole()).isCloseTo(whole, within(EXACT));
        assertThat(change.emptied()).isCloseTo(0, within(EXACT));
        ChangeOfM back = change(second, first).orElseThrow();
        assertThat(back.structure()).isCloseTo(-change.structure(), within(EXACT));
        assertThat(back.groups()).isCloseTo(-change.groups(), within(EXACT));
    }

    /** A fourfold table by its odds ratio and its margins (Mosteller 1968), which needs no fitting. */
    private static double[] fourfold(double odds, double unit, double group) {
        double s = 1 + (unit + group) * (odds - 1);
        double first = Math.abs(odds - 1) < 1e-12
                ? unit * group
                : (s - Math.sqrt(s * s - 4 * odds * (odds - 1) * unit * group)) / (2 * (odds - 1));
        return new double[] {first, unit - first, group - first, 1 - unit - group + first};
    }

    private static double mutual(double[] table) {
        double sum = 0;
        for (int cell = 0; cell < 4; cell++) {
            double unit = table[cell / 2 * 2] + table[cell / 2 * 2 + 1];
            double group = table[cell % 2] + table[cell % 2 + 2];
            sum += table[cell] * Math.log(table[cell] / unit / group);
        }
        return sum;
    }

    @Property(tries = 200)
    void parts_are_the_mean_of_changing_one_after_the_other_in_all_orders(
            @ForAll @Size(8) List<@IntRange(min = 1, max = 500) Integer> numbers) {
        double[][] factors = new double[2][];
        GroupCounts[] years = new GroupCounts[2];
        for (int year = 0; year < 2; year++) {
            double[] cells = numbers.subList(4 * year, 4 * year + 4).stream()
                    .mapToDouble(i -> i)
                    .toArray();
            double all = Arrays.stream(cells).sum();
            factors[year] = new double[] {
                cells[0] * cells[3] / cells[1] / cells[2], (cells[0] + cells[1]) / all, (cells[0] + cells[2]) / all
            };
            years[year] = GroupCounts.of(2, new double[][] {{cells[0], cells[1]}, {cells[2], cells[3]}});
        }
        double[] parts = new double[3];
        for (int[] order : new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
            double[] now = factors[0].clone();
            double before = mutual(fourfold(now[0], now[1], now[2]));
            for (int factor : order) {
                now[factor] = factors[1][factor];
                double after = mutual(fourfold(now[0], now[1], now[2]));
                parts[factor] += (after - before) / 6;
                before = after;
            }
        }
        ChangeOfM found = change(years[0], years[1]).orElseThrow();
        assertThat(found.structure()).isCloseTo(parts[0], within(1e-8));
        assertThat(found.units()).isCloseTo(parts[1], within(1e-8));
        assertThat(found.groups()).isCloseTo(parts[2], within(1e-8));
        assertThat(found.emptied()).isCloseTo(0, within(1e-8));
    }

    @Example
    void fitting_stops_when_it_is_cancelled() {
        GroupCounts before = GroupCounts.of(2, new double[][] {{10, 90}, {60, 40}, {30, 170}});
        GroupCounts after = GroupCounts.of(2, new double[][] {{20, 90}, {20, 40}, {60, 70}});
        assertThatThrownBy(() -> ChangeOfM.of(before, after, () -> true)).isInstanceOf(CancellationException.class);
    }

    @Example
    void a_group_that_grows_alike_everywhere_and_units_that_grow_alike_leave_the_structure() {
        GroupCounts before = GroupCounts.of(2, new double[][] {{10, 90}, {60, 40}, {30, 170}});
        GroupCounts groups = GroupCounts.of(2, new double[][] {{20, 90}, {120, 40}, {60, 170}});
        assertThat(change(before, groups).orElseThrow().structure()).isCloseTo(0, within(EXACT));
        GroupCounts units = GroupCounts.of(2, new double[][] {{10, 90}, {120, 80}, {30, 170}});
        assertThat(change(before, units).orElseThrow().structure()).isCloseTo(0, within(EXACT));
    }

    @Example
    void nothing_but_structure_changes_where_all_sizes_stay() {
        GroupCounts before = GroupCounts.of(2, new double[][] {{10, 90}, {90, 10}});
        GroupCounts after = GroupCounts.of(2, new double[][] {{40, 60}, {60, 40}});
        ChangeOfM change = change(before, after).orElseThrow();
        assertThat(change.units()).isCloseTo(0, within(EXACT));
        assertThat(change.groups()).isCloseTo(0, within(EXACT));
        assertThat(change.structure()).isNegative().isCloseTo(change.whole(), within(EXACT));
    }

    @Example
    void units_that_are_empty_in_one_year_are_told_apart() {
        GroupCounts before = GroupCounts.of(2, new double[][] {{10, 90}, {90, 10}, {0, 0}});
        GroupCounts after = GroupCounts.of(2, new double[][] {{10, 90}, {90, 10}, {0, 50}});
        ChangeOfM change = change(before, after).orElseThrow();
        assertThat(change.emptied()).isCloseTo(change.whole(), within(EXACT));
        assertThat(change.structure()).isCloseTo(0, within(EXACT));
    }

    @Example
    void a_group_that_is_nobody_in_one_year_has_no_structure() {
        GroupCounts before = GroupCounts.of(2, new double[][] {{0, 90}, {0, 10}});
        GroupCounts after = GroupCounts.of(2, new double[][] {{10, 90}, {90, 10}});
        assertThat(change(before, after)).isEmpty();
    }

    private static Optional<ChangeOfM> change(GroupCounts before, GroupCounts after) {
        return ChangeOfM.of(before, after, () -> false);
    }

    private static GroupCounts counts(List<Integer> numbers) {
        double[][] table = new double[numbers.size() / 3][3];
        for (int i = 0; i < numbers.size(); i++) table[i / 3][i % 3] = numbers.get(i);
        return GroupCounts.of(3, table);
    }
}
