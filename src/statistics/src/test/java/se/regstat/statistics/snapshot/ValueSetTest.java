package se.regstat.statistics.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.packed.Room;

/** Values of a year each, of a hundred areas: a byte and a status for each. */
class ValueSetTest {

    private static final int BYTES = 200;

    private static final List<String> CODES = IntStream.range(0, 100)
            .mapToObj(code -> String.format(Locale.ROOT, "%04d", code))
            .toList();

    /** One that knows how much was ever kept in it. */
    private static final class Counted implements Room {
        private int bytes;

        @Override
        public ByteBuffer keep(ByteBuffer given) {
            bytes += given.remaining();
            return HEAP.keep(given);
        }
    }

    private static PublishedValues year(int year, int value) {
        double[] values = new double[CODES.size()];
        Arrays.fill(values, value);
        return new PublishedValues(
                "population",
                VintageId.parse("deso@2025"),
                year,
                CODES,
                values,
                new byte[values.length],
                new Provenance(Instant.EPOCH, "table.csv", "", ""));
    }

    /** @param given values of 2020 and the years after */
    private static List<ValueSet> packed(Room room, List<ValueSet> before, int... given) {
        ValueSet.Packing packing = new ValueSet.Packing(room, before);
        for (int i = 0; i < given.length; i++) packing.add(year(2020 + i, given[i]));
        List<ValueSet> sets = packing.all();
        for (int i = 0; i < given.length; i++) {
            assertThat(sets.get(i).year()).isEqualTo(2020 + i);
            assertThat(sets.get(i).value(99)).isEqualTo(given[i]);
            assertThat(sets.get(i).status(99).hasValue()).isTrue();
        }
        return sets;
    }

    @Test
    void values_that_are_as_they_were_stay_where_they_are() {
        List<ValueSet> first = packed(Room.HEAP, List.of(), 1, 2, 3, 4);
        Counted room = new Counted();
        List<ValueSet> second = packed(room, first, 1, 2, 8, 9);
        assertThat(second).startsWith(first.get(0), first.get(1));
        assertThat(room.bytes).isEqualTo(2 * BYTES);
    }

    @Test
    void few_that_are_left_of_many_are_copied_so_that_they_do_not_keep_the_others() {
        List<ValueSet> first = packed(Room.HEAP, List.of(), 1, 2, 3, 4);
        Counted room = new Counted();
        List<ValueSet> second = packed(room, first, 1, 7, 8, 9);
        assertThat(second).doesNotContain(first.get(0));
        assertThat(room.bytes).isEqualTo(4 * BYTES);
        Counted third = new Counted();
        assertThat(packed(third, second, 1, 7, 8, 9)).isEqualTo(second);
        assertThat(third.bytes).isZero();
    }

    @Test
    void those_left_of_several_imports_are_copied_once_and_new_ones_are_not() {
        List<ValueSet> sets = packed(Room.HEAP, List.of(), 1, 1, 1, 1, 1, 1);
        sets = packed(Room.HEAP, sets, 1, 1, 1, 2, 2, 2);
        Counted room = new Counted();
        List<ValueSet> last = packed(room, sets, 1, 1, 3, 2, 3, 3);
        assertThat(room.bytes).as("three new, two of six, one of three").isEqualTo(6 * BYTES);
        assertThat(last).doesNotContainAnyElementsOf(sets);
    }

    @Test
    void what_is_removed_counts_as_gone() {
        List<ValueSet> first = packed(Room.HEAP, List.of(), 1, 2, 3);
        Counted room = new Counted();
        assertThat(packed(room, first, 1)).doesNotContain(first.get(0));
        assertThat(room.bytes).isEqualTo(BYTES);
    }
}
