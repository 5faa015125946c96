package se.regstat.statistics.sensitivity;

import java.util.Arrays;
import java.util.List;

/**
 * What areas have, so that it can be added up when they are put together. Immutable.
 *
 * <p>Of groups: how many people of each; of a mean: the sum that it is the mean of, and its people. Then, where another indicator is compared with them, the same of that.
 */
final class Sums {

    private final double[][] byArea;
    private final Part first;

    /** Of another indicator; null if none is compared. */
    private final Part second;

    /**
     * What an indicator has of the columns.
     *
     * @param column the first of them
     * @param columns how many
     * @param isMean whether these are a sum and its people, rather than groups
     */
    record Part(int column, int columns, boolean isMean) {

        double people(double[] area) {
            return isMean
                    ? area[column + 1]
                    : Arrays.stream(area, column, column + columns).sum();
        }
    }

    Sums(double[][] byArea, Part first, Part second) {
        this.byArea = byArea;
        this.first = first;
        this.second = second;
    }

    /** The same columns of other numbers. */
    Sums like(double[][] others) {
        return new Sums(others, first, second);
    }

    int columns() {
        return first.columns() + (second == null ? 0 : second.columns());
    }

    List<Part> parts() {
        return second == null ? List.of(first) : List.of(first, second);
    }

    int areas() {
        return byArea.length;
    }

    /** How many groups are compared; 2 of a mean: its sum and its people. */
    int groups() {
        return first.columns();
    }

    double[] of(int area) {
        return byArea[area];
    }

    /** Those that figures of an area are of. */
    double people(int area) {
        return first.people(byArea[area]);
    }

    /** The first group, or the sum that a mean is of. */
    double mass(int area) {
        return byArea[area][first.column()];
    }

    /** The first group's share, or the mean; NaN where nobody lives. */
    double value(int area) {
        return mass(area) / people(area);
    }

    /** The same of the other indicator. */
    double otherValue(int area) {
        return byArea[area][second.column()] / second.people(byArea[area]);
    }

    /**
     * Some of the areas, put together.
     *
     * @param into for each of them where it goes, numbered from 0
     * @param number how many there are then
     */
    Sums joined(int[] areas, int[] into, int number) {
        double[][] joined = new double[number][columns()];
        for (int i = 0; i < areas.length; i++) {
            double[] to = joined[into[i]];
            double[] from = byArea[areas[i]];
            for (int column = 0; column < to.length; column++) to[column] += from[column];
        }
        return like(joined);
    }
}
