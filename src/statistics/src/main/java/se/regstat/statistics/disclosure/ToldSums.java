package se.regstat.statistics.disclosure;

import java.util.Arrays;

/**
 * Sums that are told of unknown numbers: how far one of these can be from what it is while all sums stay the same and no other is changed by
 * more than its room. Found by the simplex method for variables with bounds, from no change at all, in a dense tableau; deterministic. An
 * answer that something can change is checked against the sums, so that rounding errors cannot make it wrong. Not thread-safe.
 */
final class ToldSums {

    /** Coefficients of whole units are 1; less than this is rounding. */
    private static final double NOTHING = 1e-9;

    private static final int NONE = -1;

    private final double[][] sums;
    private final double[] room;
    private final int columns;
    /** Each row a combination of sums: its coefficients, then by what each sum is multiplied. */
    private final double[][] tableau;

    private final int[] basic;
    private final int[] rowOf;
    private final double[] change;
    private int wanted;
    private boolean isTelling;

    /**
     * @param sums a row for each, a column for each unknown number
     * @param room by how much each unknown may be changed up or down to make up for another's change; more than 0
     */
    ToldSums(double[][] sums, double[] room) {
        this.sums = sums;
        this.room = room;
        columns = room.length;
        tableau = new double[sums.length][];
        basic = new int[sums.length];
        rowOf = new int[columns];
        change = new double[columns];
        Arrays.fill(rowOf, NONE);
        for (int row = 0; row < sums.length; row++) {
            tableau[row] = Arrays.copyOf(sums[row], columns + sums.length);
            tableau[row][columns + row] = 1;
            basic[row] = NONE;
        }
    }

    /**
     * Whether an unknown can be changed so that, with its own room, it is open by as much as is needed.
     *
     * @return false if not, and then {@link #telling} says why; or if it cannot be said for sure
     */
    boolean hide(int unknown, double needed) {
        wanted = unknown;
        double most = needed - room[unknown];
        if (most <= 0) return true;
        for (int row = 0; row < sums.length; row++) makeBasic(row);
        for (int turn = 0; turn < 100 + 20 * (sums.length + columns); turn++) {
            int entering = rowOf[wanted] == NONE ? wanted : entering();
            isTelling = entering == NONE;
            if (isTelling) return false;
            if (advance(entering, most)) return isChecked();
        }
        return false;
    }

    /**
     * By what each sum is multiplied in the combination that gives away what could not be hidden, which has that once, and with as little noise as these sums
     * give it; nothing but 0 if that cannot be said.
     */
    double[] telling() {
        if (!isTelling) return new double[sums.length];
        double[] row = tableau[rowOf[wanted]];
        double[] factors = LeastNoise.of(sums, Arrays.copyOfRange(row, columns, row.length));
        for (int sum = 0; sum < factors.length; sum++) {
            if (Math.abs(factors[sum]) <= NOTHING) factors[sum] = 0;
        }
        return factors;
    }

    /** Solves a sum for one of its unknowns; that which is wanted last of all. */
    private void makeBasic(int row) {
        int best = NONE;
        for (int column = 0; column < columns; column++) {
            double size = Math.abs(tableau[row][column]);
            if (column == wanted || size <= NOTHING) continue;
            if (best == NONE || size > Math.abs(tableau[row][best])) best = column;
        }
        if (best == NONE && Math.abs(tableau[row][wanted]) > NOTHING) best = wanted;
        if (best != NONE) pivot(row, best);
    }

    private void pivot(int row, int column) {
        double[] solved = tableau[row];
        double by = solved[column];
        for (int k = 0; k < solved.length; k++) solved[k] /= by;
        solved[column] = 1;
        for (int other = 0; other < tableau.length; other++) {
            double times = tableau[other][column];
            if (other == row || times == 0) continue;
            double[] numbers = tableau[other];
            for (int k = 0; k < numbers.length; k++) numbers[k] -= times * solved[k];
            numbers[column] = 0;
        }
        if (basic[row] != NONE) rowOf[basic[row]] = NONE;
        basic[row] = column;
        rowOf[column] = row;
    }

    /** The unknown whose change, as far as it has room, changes the wanted one most. */
    private int entering() {
        double[] row = tableau[rowOf[wanted]];
        int best = NONE;
        double most = 0;
        for (int column = 0; column < columns; column++) {
            if (rowOf[column] != NONE || Math.abs(row[column]) <= NOTHING) continue;
            double gain = Math.abs(row[column]) * (room[column] - direction(row[column]) * change[column]);
            if (gain > most * (1 + NOTHING) && gain > NOTHING * room[column]) {
                best = column;
                most = gain;
            }
        }
        return best;
    }

    private static int direction(double coefficient) {
        return coefficient > 0 ? -1 : 1;
    }

    /** Changes an unknown, and what makes up for it, as far as there is room. @return whether the wanted one has changed enough */
    private boolean advance(int entering, double most) {
        int direction = entering == wanted ? 1 : direction(tableau[rowOf[wanted]][entering]);
        double step = entering == wanted ? most - change[wanted] : room[entering] - direction * change[entering];
        int leaving = NONE;
        boolean enough = entering == wanted;
        for (int row = 0; row < tableau.length; row++) {
            double rate = -direction * tableau[row][entering];
            if (basic[row] == NONE || Math.abs(rate) <= NOTHING) continue;
            int other = basic[row];
            double left = other == wanted ? most - change[other] : room[other] - Math.signum(rate) * change[other];
            double limit = Math.max(0, left) / Math.abs(rate);
            if (limit < step) {
                step = limit;
                enough = other == wanted;
                leaving = enough ? NONE : row;
            }
        }
        change[entering] += direction * step;
        for (int row = 0; row < tableau.length; row++) {
            if (basic[row] != NONE) change[basic[row]] -= direction * step * tableau[row][entering];
        }
        if (leaving != NONE) pivot(leaving, entering);
        return enough;
    }

    private boolean isChecked() {
        for (int column = 0; column < columns; column++) {
            if (column != wanted && Math.abs(change[column]) > room[column] * (1 + NOTHING)) return false;
        }
        for (double[] sum : sums) {
            double changed = 0;
            double all = 0;
            for (int column = 0; column < columns; column++) {
                changed += sum[column] * change[column];
                all += Math.abs(sum[column] * change[column]);
            }
            if (Math.abs(changed) > NOTHING * all) return false;
        }
        return true;
    }
}
