package se.regstat.geotools.rows;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Rows that stand year by year, one at least in each. Immutable. */
public final class YearRows {

    /** By year the number of its first row, and at the end how many there are. */
    private final int[] first;

    private YearRows(int[] first) {
        this.first = first;
    }

    /** @param sizes how many rows each year has, above 0 */
    public static YearRows of(IntStream sizes) {
        int[] first = IntStream.concat(IntStream.of(0), sizes).toArray();
        Arrays.parallelPrefix(first, Integer::sum);
        return new YearRows(first);
    }

    public int size() {
        return first[first.length - 1];
    }

    /** The number of the year that a row is in, from 0. */
    public int year(int row) {
        int found = Arrays.binarySearch(first, row);
        // Of a row that is no first one, the year before the place where it would be inserted.
        return found >= 0 ? found : -found - 2;
    }

    /** The number of a row in its year, from 0. */
    public int inYear(int row) {
        return row - first[year(row)];
    }

    /** The first row of a year. */
    public int first(int year) {
        return first[year];
    }

    /** The rows of a year. */
    public IntStream rows(int year) {
        return IntStream.range(first[year], first[year + 1]);
    }

    /** The first row of each year, and at the end how many rows there are. */
    public int[] beginnings() {
        return first.clone();
    }
}
