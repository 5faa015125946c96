package se.regstat.statistics.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.weights.Weights;

/**
 * The numbers of many variables laid out for adding up: a row for each source that any target has a part of, and a column for each sum
 * that is needed. Counts that are never negative need one and come first; then values and bases of the others; last the bases that
 * are divided by land. What is no normal value stands aside, with the row. Immutable once made.
 */
final class EstimateTable {

    /** The row of a source that no target has a part of. */
    private static final int NONE = -1;

    /** Sources that are laid out at once. */
    private static final int BLOCK = 32;

    /** Numbers that may be laid out, 8 bytes each. */
    private static final long MOST_NUMBERS = 32_000_000;

    final List<Variable> variables;
    final int columns;

    /** The last columns are so many bases that are land. */
    final int areaColumns;

    /** The first columns are so many plain counts. */
    final int plain;

    /** By variable: where its figures stand, plain counts first. */
    final int[] slot;

    final int[] valueColumn;
    final int[] baseColumn;
    private final boolean[] flawless;

    /** By variable: whether any number of it is negative. */
    final boolean[] signed;

    /** By variable: whether a numerator is nowhere more than its base. */
    final boolean[] proportion;

    final int[] rowOf;
    final double[] matrix;

    /** By row: variables and status codes of what is not normal, {@code v << 3 | code}; null where all is. */
    final int[][] flaws;

    EstimateTable(Weights weights, List<Variable> variables) {
        this.variables = variables;
        int sources = weights.sources().size();
        for (Variable variable : variables) {
            if (variable.size() != sources) {
                throw new IllegalArgumentException(
                        "a variable of " + variable.size() + " values for " + sources + " sources");
            }
        }
        int count = variables.size();
        valueColumn = new int[count];
        baseColumn = new int[count];
        flawless = new boolean[count];
        signed = new boolean[count];
        proportion = new boolean[count];
        IntStream.range(0, count).parallel().forEach(this::look);
        slot = new int[count];
        int column = 0;
        for (int v = 0; v < count; v++) {
            if (needsBase(v)) continue;
            slot[v] = column;
            valueColumn[v] = column;
            baseColumn[v] = column++;
        }
        plain = column;
        int next = plain;
        for (int v = 0; v < count; v++) {
            if (!needsBase(v)) continue;
            slot[v] = next++;
            valueColumn[v] = column++;
            if (!variables.get(v).perArea()) baseColumn[v] = column++;
        }
        int first = column;
        for (int v = 0; v < count; v++) {
            if (variables.get(v).perArea()) baseColumn[v] = column++;
        }
        columns = column;
        areaColumns = column - first;
        rowOf = new int[sources];
        int rows = 0;
        for (int i = 0; i < sources; i++) rowOf[i] = weights.isTouched(i) ? rows++ : NONE;
        if ((long) rows * columns > MOST_NUMBERS) {
            throw ReaggregationException.of(
                    "indicators",
                    count + " indicators and years of " + rows
                            + " areas are too many for one request; ask for fewer indicators or periods at a time");
        }
        matrix = new double[rows * columns];
        flaws = new int[rows][];
        int blocks = (sources + BLOCK - 1) / BLOCK;
        IntStream.range(0, blocks).parallel().forEach(block -> fill(block * BLOCK));
    }

    private boolean needsBase(int v) {
        return variables.get(v).isQuotient() || variables.get(v).counted().isAnything() || signed[v];
    }

    private void look(int v) {
        Variable variable = variables.get(v);
        boolean within = variable.isProportion();
        flawless[v] = true;
        for (int i = 0; i < variable.size(); i++) {
            flawless[v] &= variable.status(i) == Status.NORMAL;
            if (!variable.status(i).hasValue()) continue;
            double value = variable.value(i);
            signed[v] |= value < 0;
            if (variable.isQuotient()) {
                signed[v] |= variable.base(i) < 0;
                within &= value <= variable.base(i) * (1 + 1e-12);
            }
        }
        proportion[v] = within;
    }

    private void fill(int from) {
        int to = Math.min(rowOf.length, from + BLOCK);
        int[] counts = new int[to - from];
        for (int v = 0; v < variables.size(); v++) {
            Variable variable = variables.get(v);
            if (slot[v] < plain && flawless[v]) {
                for (int i = from; i < to; i++) {
                    if (rowOf[i] != NONE) matrix[rowOf[i] * columns + valueColumn[v]] = variable.value(i);
                }
                continue;
            }
            for (int i = from; i < to; i++) {
                if (rowOf[i] == NONE) continue;
                int row = rowOf[i] * columns;
                Status status = variable.status(i);
                if (status.hasValue()) {
                    double value = variable.value(i);
                    matrix[row + valueColumn[v]] = value;
                    if (variable.isQuotient()) {
                        matrix[row + baseColumn[v]] = variable.base(i);
                    } else if (signed[v]) {
                        matrix[row + baseColumn[v]] = Math.abs(value);
                    }
                }
                if (status != Status.NORMAL) {
                    int flaw = counts[i - from]++;
                    int[] known = flaws[rowOf[i]];
                    if (known == null || known.length == flaw) {
                        known = known == null ? new int[4] : Arrays.copyOf(known, 2 * flaw);
                        flaws[rowOf[i]] = known;
                    }
                    known[flaw] = v << 3 | status.code();
                }
            }
        }
        for (int i = from; i < to; i++) {
            if (counts[i - from] > 0) flaws[rowOf[i]] = Arrays.copyOf(flaws[rowOf[i]], counts[i - from]);
        }
    }
}
