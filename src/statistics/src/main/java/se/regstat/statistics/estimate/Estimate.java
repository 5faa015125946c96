package se.regstat.statistics.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.ReaggregationException;
import se.regstat.statistics.weights.ExactSum;
import se.regstat.statistics.weights.Weights;

/**
 * The values of many indicators and years for targets, and how good they are. A target's figures are computed when
 * {@linkplain #row asked for}, all variables at once. Sums are taken in the order of the sources' codes, those of whole
 * sources with their rounding errors kept ({@link ExactSum}), so that the result does not depend on the order in which anything was given.
 *
 * <p>Of variables, {@code x} being the part of source i in the target by weight w:
 *
 * <ul>
 *   <li>a count is Σ w x, a quotient per × Σ w n / Σ w d;
 *   <li>a source without a value makes the target missing, or suppressed if that is all that is wrong; with
 *       {@link MissingParts#PARTIAL} it is left out, and the result is estimated;
 *   <li>a source where the variable is not applicable has no value either; where none of them has for that reason alone, the target has not;
 *   <li>a target that is one whole source has what that source has, whatever the measure;
 *   <li>a value is normal if it is bound to be right, its bounds being one number; else it is estimated;
 *   <li>there are no bounds where a source's value is itself estimated, or more of a source was snapped than borders differ by, and no upper
 *       bound (of quotients, none) where the target reaches beyond the sources;
 *   <li>a target without any source is outside.
 * </ul>
 *
 * Immutable and thread-safe.
 */
public final class Estimate {

    private static final int NONE = -1;

    /** Rows that one thread computes at a time. */
    private static final int ROWS = 64;

    /** Sources that are laid out at once. */
    private static final int BLOCK = 32;

    /** Numbers that may be laid out, 8 bytes each. */
    private static final long MOST_NUMBERS = 32_000_000;

    private static final int LACKING = 1 << Status.MISSING.code()
            | 1 << Status.SUPPRESSED.code()
            | 1 << Status.NOT_APPLICABLE.code()
            | 1 << Status.OUTSIDE.code();

    /** Some source without a value has weight 0, but may reach into the target. */
    private static final int UNKNOWN_EDGE = 1 << 16;

    private final Weights weights;
    private final List<Variable> variables;
    private final MissingParts missing;
    private final int columns;
    private final int areaColumns;
    private final int plain;
    private final int[] slot;
    private final int[] valueColumn;
    private final int[] baseColumn;
    private final boolean[] flawless;
    private final boolean[] signed;
    private final boolean[] proportion;
    private final int[] rowOf;
    private final double[] matrix;
    private final int[][] flaws;

    private Estimate(Weights weights, List<Variable> variables, MissingParts missing) {
        this.weights = weights;
        this.variables = List.copyOf(variables);
        this.missing = missing;
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

    /**
     * @param variables of all sources of the weights
     * @throws ReaggregationException if they are more than memory has room for
     */
    public static Estimate of(Weights weights, List<Variable> variables, MissingParts missing) {
        return new Estimate(weights, variables, missing);
    }

    private boolean needsBase(int v) {
        return variables.get(v).isQuotient() || signed[v];
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

    public Weights weights() {
        return weights;
    }

    public Variable variable(int number) {
        return variables.get(number);
    }

    /** How many variables there are. */
    public int variables() {
        return variables.size();
    }

    /** A target's figures. */
    public Row row(int target) {
        Row row = new Row();
        row.compute(target);
        return row;
    }

    /** An empty row, to be filled with one target after another by one thread. */
    public Row row() {
        return new Row();
    }

    /**
     * Computes all targets' rows, in no order and in several threads; a row is good until {@code visitor} returns.
     *
     * @param visitor called by several threads at once
     */
    public void forEachRow(Consumer<Row> visitor) {
        int targets = weights.targets().size();
        IntStream.range(0, (targets + ROWS - 1) / ROWS).parallel().forEach(chunk -> {
            Row row = row();
            for (int target = chunk * ROWS; target < Math.min(targets, (chunk + 1) * ROWS); target++) {
                row.compute(target);
                visitor.accept(row);
            }
        });
    }

    /**
     * Where a count went.
     *
     * @throws IllegalArgumentException if the variable is no count
     */
    public Mass mass(int variable) {
        Variable count = variables.get(variable);
        if (count.isQuotient()) throw new IllegalArgumentException("only counts have a mass");
        ExactSum in = new ExactSum();
        ExactSum out = new ExactSum();
        ExactSum lost = new ExactSum();
        ExactSum twice = new ExactSum();
        for (int i = 0; i < rowOf.length; i++) {
            if (rowOf[i] == NONE || !count.status(i).hasValue()) continue;
            double value = count.value(i);
            double given = weights.given(i);
            in.add(value);
            out.add(value * given);
            if (given < 1 - Overlay.ROUNDING * 10) lost.add(value * (1 - given));
            if (given > 1 + Overlay.ROUNDING * 10) twice.add(value * (given - 1));
        }
        return new Mass(in.value(), out.value(), lost.value(), twice.value());
    }

    /** Figures of one target for all variables. Not thread-safe while it is computed. */
    public final class Row {

        // Sums by column. Figures by slot: plain counts come first and are computed together.
        private final double[] whole = new double[columns];
        private final double[] wholeLost = new double[columns];
        private final double[] cut = new double[columns];
        private final double[] touched = new double[columns];
        private final double[] surely = new double[columns];
        private final double[] most = new double[columns];
        private final double[] lacking = new double[variables.size()];
        private final int[] seen = new int[variables.size()];
        private final double[] value = new double[variables.size()];
        private final double[] lower = new double[variables.size()];
        private final double[] upper = new double[variables.size()];
        private final double[] cutShare = new double[variables.size()];
        private final double[] largestShare = new double[variables.size()];
        private final byte[] status = new byte[variables.size()];
        private final byte[] reason = new byte[variables.size()];
        private double weight;
        private boolean flawed;
        private int target;

        private Row() {}

        /** Fills this row with a target's figures. */
        public void compute(int number) {
            target = number;
            clear();
            int last = weights.first(number + 1);
            for (int entry = weights.first(number); entry < last; entry++) {
                int row = rowOf[weights.source(entry)];
                weight += weights.weight(entry);
                if (weights.isWhole(entry)) {
                    addWhole(row * columns);
                } else {
                    if (weights.isStrip(entry)) {
                        addStrip(row * columns, weights.least(entry), weights.most(entry));
                    }
                    addCut(row * columns, 0, columns - areaColumns, weights.weight(entry));
                    addCut(row * columns, columns - areaColumns, columns, weights.landShare(entry));
                }
                if (flaws[row] != null) addFlaws(flaws[row], weights.weight(entry), weights.landShare(entry));
            }
            boolean outside = weights.first(number) == last;
            boolean uncut = weights.cutSources(number) == 0;
            if (!outside) finishPlain(uncut);
            for (int v = 0; v < slot.length; v++) {
                if (outside || slot[v] >= plain || (flawed && (seen[v] != 0))) finish(v, outside, uncut);
            }
        }

        private void clear() {
            weight = 0;
            Arrays.fill(whole, 0);
            Arrays.fill(wholeLost, 0);
            Arrays.fill(cut, 0);
            Arrays.fill(touched, 0);
            Arrays.fill(surely, 0);
            Arrays.fill(most, 0);
            if (flawed) {
                Arrays.fill(lacking, 0);
                Arrays.fill(seen, 0);
                flawed = false;
            }
        }

        // The loops below are as the compiler makes vector instructions of them: local arrays, one index, no branches.

        private void addWhole(int row) {
            double[] numbers = matrix;
            double[] sums = whole;
            double[] lost = wholeLost;
            for (int c = 0; c < sums.length; c++) {
                double number = numbers[row + c];
                double sum = sums[c];
                double next = sum + number;
                double added = next - sum;
                lost[c] += (sum - (next - added)) + (number - added);
                sums[c] = next;
            }
            double[] largest = most;
            for (int c = 0; c < largest.length; c++) largest[c] = Math.max(largest[c], numbers[row + c]);
        }

        private void addCut(int row, int from, int to, double share) {
            double[] numbers = matrix;
            double[] parts = cut;
            double[] all = touched;
            double[] largest = most;
            for (int c = from; c < to; c++) {
                double number = numbers[row + c];
                parts[c] += share * number;
                all[c] += number;
            }
            for (int c = from; c < to; c++) largest[c] = Math.max(largest[c], share * numbers[row + c]);
        }

        /** What a strip along a source's border has, or leaves of it; {@link #addCut} takes it for anything from none to all. */
        private void addStrip(int row, double least, double most) {
            for (int c = 0; c < columns - areaColumns; c++) {
                double number = matrix[row + c];
                surely[c] += least * number;
                touched[c] -= (1 - most) * number;
            }
        }

        private void addFlaws(int[] found, double weight, double land) {
            flawed = true;
            for (int flaw : found) {
                int v = flaw >> 3;
                // Of a density's source, the land counts even where nobody lives.
                double share = variables.get(v).perArea() ? Math.max(weight, land) : weight;
                Status what = Status.of((byte) (flaw & 7));
                if (!what.hasValue()) lacking[v] += share;
                if (share > 0 || what == Status.ESTIMATED) {
                    seen[v] |= 1 << what.code();
                } else if (!what.hasValue()) {
                    seen[v] |= UNKNOWN_EDGE;
                }
            }
        }

        /** Counts that every source has, none negative. */
        private void finishPlain(boolean uncut) {
            double[] low = lower;
            double[] high = upper;
            double[] result = value;
            for (int c = 0; c < plain; c++) {
                double sure = whole[c] + wholeLost[c];
                result[c] = (whole[c] + cut[c]) + wholeLost[c];
                low[c] = Math.min(sure + surely[c], result[c]);
                high[c] = uncut ? low[c] : Math.max(sure + touched[c], result[c]);
            }
            double[] cutParts = cutShare;
            double[] largestParts = largestShare;
            for (int c = 0; c < plain; c++) {
                // Nothing of nothing is 0.
                double sum = Math.max(result[c], Double.MIN_NORMAL);
                cutParts[c] = cut[c] / sum;
                largestParts[c] = most[c] / sum;
            }
            if (weights.isRough(target)) Arrays.fill(low, 0, plain, Double.NaN);
            if (weights.isRough(target) || weights.reachesBeyond(target)) Arrays.fill(high, 0, plain, Double.NaN);
            byte normal = Status.NORMAL.code();
            byte estimated = Status.ESTIMATED.code();
            for (int c = 0; c < plain; c++) status[c] = low[c] == high[c] ? normal : estimated;
        }

        private void finish(int v, boolean outside, boolean uncut) {
            Variable variable = variables.get(v);
            int s = slot[v];
            if (weights.isSingle(target)) {
                finishSingle(v, weights.source(weights.first(target)));
                return;
            }
            Status found = flawed || outside ? withoutValue(v, outside) : Status.NORMAL;
            if (!found.hasValue()) {
                none(s, found, found == Status.MISSING ? Reason.INCOMPLETE : Reason.NONE);
                return;
            }
            if (variable.isWholeOnly()) {
                none(s, Status.MISSING, Reason.NOT_DERIVABLE);
                return;
            }
            int c = valueColumn[v];
            int b = baseColumn[v];
            double sure = whole[c] + wholeLost[c];
            double sum = sum(c);
            double base = sum(b);
            double low = sure + surely[c];
            double high = uncut ? sum : sure + touched[c];
            value[s] = sum;
            if (variable.isQuotient()) {
                if (base == 0) {
                    none(s, Status.NOT_APPLICABLE, Reason.EMPTY_BASE);
                    return;
                }
                value[s] = uncut && isOneSource()
                        ? variable.told(weights.source(weights.first(target)))
                        : variable.per() * sum / base;
                double highBase = whole[b] + wholeLost[b] + touched[b];
                double lowBase = whole[b] + wholeLost[b] + surely[b];
                if (variable.perArea()) {
                    low = low / area(variable, 1);
                    high = high / area(variable, 0);
                } else if (proportion[v]) {
                    double least = low;
                    low = part(low, highBase - high, sum / base);
                    high = part(high, lowBase - least, sum / base);
                } else {
                    low = low / highBase;
                    high = high / lowBase;
                }
                low *= variable.per();
                high *= variable.per();
            }
            cutShare[s] = base == 0 ? 0 : cut[b] / base;
            largestShare[s] = base == 0 ? 0 : most[b] / base;
            boolean lacks = (seen[v] & (LACKING | UNKNOWN_EDGE)) != 0;
            boolean isEstimated = (seen[v] & 1 << Status.ESTIMATED.code()) != 0;
            boolean beyond = weights.reachesBeyond(target);
            if (variable.isApproximate()
                    || isEstimated
                    || weights.isRough(target)
                    || (beyond && variable.isQuotient())) {
                low = Double.NaN;
                high = Double.NaN;
            } else if (uncut && !lacks) {
                low = value[s];
                high = beyond ? Double.NaN : value[s];
            } else if (signed[v] || (lacks && variable.isQuotient())) {
                low = Double.NaN;
                high = Double.NaN;
            } else {
                low = Math.min(low, value[s]);
                high = lacks || beyond || !Double.isFinite(high) ? Double.NaN : Math.max(high, value[s]);
            }
            lower[s] = low;
            upper[s] = high;
            status[s] = (low == high ? Status.NORMAL : Status.ESTIMATED).code();
        }

        private boolean isOneSource() {
            return weights.first(target) + 1 == weights.first(target + 1);
        }

        private void finishSingle(int v, int source) {
            Variable variable = variables.get(v);
            int s = slot[v];
            Status own = variable.toldStatus(source);
            if (!own.hasValue()) {
                none(s, own, variable.toldReason(source));
                return;
            }
            value[s] = variable.told(source);
            double bound = own == Status.NORMAL ? value[s] : Double.NaN;
            lower[s] = bound;
            upper[s] = bound;
            cutShare[s] = 0;
            largestShare[s] = sum(baseColumn[v]) == 0 ? 0 : 1;
            status[s] = own.code();
        }

        /**
         * The land that the target has at least (0) or at most (1): where no land is registered, land may be all in or all outside
         * the target's part of a source, as far as there is room.
         */
        private double area(Variable variable, int most) {
            ExactSum sum = new ExactSum();
            for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
                int source = weights.source(entry);
                if (!variable.status(source).hasValue()) continue;
                double land = variable.base(source);
                double share = weights.landShare(entry);
                if (!weights.isWhole(entry) && !weights.knowsLand()) {
                    double room = variable.whole(source);
                    land = most == 1 ? Math.min(land, share * room) : Math.max(0, land - (1 - share) * room);
                    share = 1;
                }
                sum.add(share * land);
            }
            return sum.value();
        }

        private double part(double number, double rest, double otherwise) {
            double all = number + rest;
            return all > 0 ? number / all : otherwise;
        }

        private double sum(int column) {
            // The error last: exact where nothing is cut.
            return (whole[column] + cut[column]) + wholeLost[column];
        }

        private Status withoutValue(int v, boolean outside) {
            if (outside) return Status.OUTSIDE;
            int lacks = seen[v] & LACKING;
            if (lacks == 0) return Status.NORMAL;
            boolean nothing = lacking[v] >= weight * (1 - 1e-12);
            if (missing == MissingParts.PARTIAL && !nothing) return Status.NORMAL;
            if (lacks == 1 << Status.SUPPRESSED.code()) return Status.SUPPRESSED;
            return nothing && lacks == 1 << Status.NOT_APPLICABLE.code() ? Status.NOT_APPLICABLE : Status.MISSING;
        }

        private void none(int s, Status what, Reason why) {
            value[s] = Double.NaN;
            lower[s] = Double.NaN;
            upper[s] = Double.NaN;
            cutShare[s] = Double.NaN;
            largestShare[s] = Double.NaN;
            status[s] = what.code();
            reason[s] = why.code();
        }

        public int target() {
            return target;
        }

        public Status status(int variable) {
            return Status.of(status[slot[variable]]);
        }

        /** Whether the values are averages of what cannot be derived. */
        public boolean isApproximate(int variable) {
            return variables.get(variable).isApproximate();
        }

        /** Why there is no value, as far as the status does not say it. */
        public Reason reason(int variable) {
            Status found = status(variable);
            if (found == Status.MISSING && variables.get(variable).isAbsent()) return Reason.NO_VALUES;
            return found.hasValue() ? Reason.NONE : Reason.of(reason[slot[variable]]);
        }

        /** NaN where the status has no value. */
        public double value(int variable) {
            return value[slot[variable]];
        }

        /**
         * The least that the value can be, if parts of cut sources can hold anything from none to all of them; NaN where that cannot be
         * said: where values may be negative, or parts have none.
         */
        public double lower(int variable) {
            return lower[slot[variable]];
        }

        /** The most that the value can be; see {@link #lower}. */
        public double upper(int variable) {
            return upper[slot[variable]];
        }

        /** The share of the value, or of the base of a quotient, that comes from cut sources. */
        public double cutShare(int variable) {
            return cutShare[slot[variable]];
        }

        /** The share of the value, or of the base of a quotient, that comes from the source with the most of it. */
        public double largestShare(int variable) {
            return largestShare[slot[variable]];
        }

        /** The share of the target's sources, counted by weight, that have no value. */
        public double missingShare(int variable) {
            return weight == 0 ? 0 : Math.min(1, lacking[variable] / weight);
        }
    }
}
