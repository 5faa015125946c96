package se.regstat.statistics.segregation;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * What a change of mutual information M between two years came of (Elbers 2021): of units that were empty in one of them, of how many people units have, of how
 * many people groups have, and of the structure that is left, who lives with whom. Each of the last three is the mean of what its change
 * makes, over all orders in which the three may change (Shapley); tables with the structure of one year and the margins of the other are made by
 * iterative proportional fitting. The four add up to the change.
 *
 * @param emptied of units that have people in one of the years only
 * @param units of their sizes
 * @param groups of the groups' sizes
 * @param structure of what is left
 */
record ChangeOfM(double emptied, double units, double groups, double structure) {

    /** How many figures tell it, the whole among them. */
    static final int PARTS = 5;

    private static final int MOST_ROUNDS = 10_000;
    private static final double CLOSE = 1e-12;

    /** For each factor of three, the states in which it is the later one's turn: others' states as bits. */
    private static final double[] SHAPLEY = {1 / 3.0, 1 / 6.0, 1 / 6.0, 1 / 3.0};

    /**
     * @param before and {@code after} of the same units and groups
     * @param cancelled asked in each round of fitting
     * @return empty where a group is nobody in one of the years, or no table has the structure of the one and the margins of the other
     * @throws CancellationException once {@code cancelled} says so
     */
    static Optional<ChangeOfM> of(GroupCounts before, GroupCounts after, BooleanSupplier cancelled) {
        int[] common = IntStream.range(0, before.units())
                .filter(unit -> before.ofUnit(unit) > 0 && after.ofUnit(unit) > 0)
                .toArray();
        GroupCounts first = before.of(common);
        GroupCounts second = after.of(common);
        for (int group = 0; group < first.groups(); group++) {
            if (!(first.ofGroup(group) > 0 && second.ofGroup(group) > 0)) return Optional.empty();
        }
        // By bits: 4 structure, 2 sizes of units, 1 sizes of groups; a bit that is set is the later year's.
        double[] measured = new double[8];
        for (int state = 0; state < 8; state++) {
            GroupCounts structure = (state & 4) == 0 ? first : second;
            Optional<GroupCounts> fitted =
                    fitted(structure, (state & 2) == 0 ? first : second, (state & 1) == 0 ? first : second, cancelled);
            if (fitted.isEmpty()) return Optional.empty();
            measured[state] = SegregationMeasure.M.of(fitted.get());
        }
        double whole = SegregationMeasure.M.of(after) - SegregationMeasure.M.of(before);
        return Optional.of(new ChangeOfM(
                whole - (measured[7] - measured[0]), part(measured, 2), part(measured, 1), part(measured, 4)));
    }

    double whole() {
        return emptied + units + groups + structure;
    }

    private static double part(double[] measured, int bit) {
        int[] others =
                Arrays.stream(new int[] {1, 2, 4}).filter(other -> other != bit).toArray();
        double sum = 0;
        for (int set = 0; set < 4; set++) {
            int state = ((set & 1) == 0 ? 0 : others[0]) | ((set & 2) == 0 ? 0 : others[1]);
            sum += SHAPLEY[set] * (measured[state | bit] - measured[state]);
        }
        return sum;
    }

    /** A table with the odds ratios of one, the shares of units of another, and those of groups of a third; of one person in all. */
    private static Optional<GroupCounts> fitted(
            GroupCounts structure, GroupCounts ofUnits, GroupCounts ofGroups, BooleanSupplier cancelled) {
        int units = structure.units();
        int groups = structure.groups();
        double[][] table = new double[units][groups];
        for (int unit = 0; unit < units; unit++) {
            for (int group = 0; group < groups; group++) table[unit][group] = structure.count(unit, group);
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            for (int group = 0; group < groups; group++) {
                double sum = 0;
                for (double[] row : table) sum += row[group];
                double factor = ofGroups.ofGroup(group) / ofGroups.all() / sum;
                for (double[] row : table) row[group] *= factor;
            }
            double off = 0;
            for (int unit = 0; unit < units; unit++) {
                double sum = Arrays.stream(table[unit]).sum();
                double wanted = ofUnits.ofUnit(unit) / ofUnits.all();
                off = Math.max(off, Math.abs(sum - wanted) / wanted);
                for (int group = 0; group < groups; group++) table[unit][group] *= wanted / sum;
            }
            if (!(off < Double.POSITIVE_INFINITY)) return Optional.empty();
            if (off < CLOSE) return Optional.of(GroupCounts.of(groups, table));
        }
        return Optional.empty();
    }
}
