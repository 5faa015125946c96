package se.regstat.statistics.segregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
        ChangeOfM change = ChangeOfM.of(first, second).orElseThrow();
        double whole = SegregationMeasure.M.of(second) - SegregationMeasure.M.of(first);
        assertThat(change.whole()).isCloseTo(whole, within(EXACT));
        assertThat(change.emptied()).isCloseTo(0, within(EXACT));
        ChangeOfM back = ChangeOfM.of(second, first).orElseThrow();
        assertThat(back.structure()).isCloseTo(-change.structure(), within(EXACT));
        assertThat(back.groups()).isCloseTo(-change.groups(), within(EXACT));
    }

    @Example
    void a_group_that_grows_alike_everywhere_and_units_that_grow_alike_leave_the_structure() {
        GroupCounts before = GroupCounts.of(2, new double[][] {{10, 90}, {60, 40}, {30, 170}});
        GroupCounts groups = GroupCounts.of(2, new double[][] {{20, 90}, {120, 40}, {60, 170}});
        assertThat(ChangeOfM.of(before, groups).orElseThrow().structure()).isCloseTo(0, within(EXACT));
        GroupCounts units = GroupCounts.of(2, new double[][] {{10, 90}, {120, 80}, {30, 170}});
        assertThat(ChangeOfM.of(before, units).orElseThrow().structure()).isCloseTo(0, within(EXACT));
    }

    @Example
    void nothing_but_structure_changes_where_all_sizes_stay() {
        GroupCounts before = GroupCounts.of(2, new double[][] {{10, 90}, {90, 10}});
        GroupCounts after = GroupCounts.of(2, new double[][] {{40, 60}, {60, 40}});
        ChangeOfM change = ChangeOfM.of(before, after).orElseThrow();
        assertThat(change.units()).isCloseTo(0, within(EXACT));
        assertThat(change.groups()).isCloseTo(0, within(EXACT));
        assertThat(change.structure()).isNegative().isCloseTo(change.whole(), within(EXACT));
    }

    @Example
    void units_that_are_empty_in_one_year_are_told_apart() {
        GroupCounts before = GroupCounts.of(2, new double[][] {{10, 90}, {90, 10}, {0, 0}});
        GroupCounts after = GroupCounts.of(2, new double[][] {{10, 90}, {90, 10}, {0, 50}});
        ChangeOfM change = ChangeOfM.of(before, after).orElseThrow();
        assertThat(change.emptied()).isCloseTo(change.whole(), within(EXACT));
        assertThat(change.structure()).isCloseTo(0, within(EXACT));
    }

    @Example
    void a_group_that_is_nobody_in_one_year_has_no_structure() {
        GroupCounts before = GroupCounts.of(2, new double[][] {{0, 90}, {0, 10}});
        GroupCounts after = GroupCounts.of(2, new double[][] {{10, 90}, {90, 10}});
        assertThat(ChangeOfM.of(before, after)).isEmpty();
    }

    private static GroupCounts counts(List<Integer> numbers) {
        double[][] table = new double[numbers.size() / 3][3];
        for (int i = 0; i < numbers.size(); i++) table[i / 3][i % 3] = numbers.get(i);
        return GroupCounts.of(3, table);
    }
}
