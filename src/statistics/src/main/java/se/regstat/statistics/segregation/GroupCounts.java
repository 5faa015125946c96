package se.regstat.statistics.segregation;

import java.util.Arrays;

/**
 * How many people of each group live in each unit, such as DeSO. Immutable. Counts need not be whole, as those of re-aggregated areas are not.
 *
 * <p>Groups are disjoint, and are everybody that counts: a unit has as many people as its groups have.
 */
public final class GroupCounts {

    private final double[][] counts;
    private final double[] ofUnits;
    private final double[] ofGroups;
    private final double all;

    private GroupCounts(int groups, double[][] counts) {
        this.counts = counts;
        ofUnits = new double[counts.length];
        ofGroups = new double[groups];
        double sum = 0;
        for (int unit = 0; unit < counts.length; unit++) {
            if (counts[unit].length != groups)
                throw new IllegalArgumentException("unit " + unit + " has not all groups");
            for (int group = 0; group < groups; group++) {
                double count = counts[unit][group];
                if (!(count >= 0) || Double.isInfinite(count)) {
                    throw new IllegalArgumentException("unit " + unit + ", group " + group + ": " + count + " people");
                }
                ofUnits[unit] += count;
                ofGroups[group] += count;
                sum += count;
            }
        }
        all = sum;
    }

    /**
     * @param groups how many groups there are
     * @param byUnitAndGroup how many people of each group are in each unit
     * @throws IllegalArgumentException if one is negative or no number
     */
    public static GroupCounts of(int groups, double[][] byUnitAndGroup) {
        return new GroupCounts(
                groups, Arrays.stream(byUnitAndGroup).map(double[]::clone).toArray(double[][]::new));
    }

    /** The same of counts that nobody else will change. */
    static GroupCounts owning(int groups, double[][] byUnitAndGroup) {
        return new GroupCounts(groups, byUnitAndGroup);
    }

    /**
     * Units put together, such as DeSO to kommuner.
     *
     * @param into by unit, numbered from 0
     * @param number how many there are then
     */
    public GroupCounts joined(int[] into, int number) {
        double[][] joined = new double[number][groups()];
        for (int unit = 0; unit < units(); unit++) {
            for (int group = 0; group < groups(); group++) joined[into[unit]][group] += counts[unit][group];
        }
        return new GroupCounts(groups(), joined);
    }

    /** Some of the units. */
    public GroupCounts of(int[] units) {
        return new GroupCounts(
                groups(), Arrays.stream(units).mapToObj(unit -> counts[unit]).toArray(double[][]::new));
    }

    public int units() {
        return counts.length;
    }

    public int groups() {
        return ofGroups.length;
    }

    public double count(int unit, int group) {
        return counts[unit][group];
    }

    public double ofUnit(int unit) {
        return ofUnits[unit];
    }

    public double ofGroup(int group) {
        return ofGroups[group];
    }

    /** All people. */
    public double all() {
        return all;
    }

    /** Whether each count is that of whole persons. */
    public boolean isWhole() {
        return Arrays.stream(counts).flatMapToDouble(Arrays::stream).allMatch(count -> count == Math.rint(count));
    }
}
