package se.regstat.statistics.estimate;

import java.util.Arrays;
import java.util.List;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.weights.Weights;

/** Figures of one target for all variables. Not thread-safe while it is computed. */
public final class EstimateRow {

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
    private final boolean[] signed;
    private final boolean[] proportion;
    private final int[] rowOf;
    private final int[][] flaws;

    private final RowSums sums;

    // Figures by slot: plain counts come first and are computed together.
    private final double[] lacking;
    private final int[] seen;
    private final double[] value;
    private final double[] lower;
    private final double[] upper;
    private final double[] cutShare;
    private final double[] largestShare;
    private final byte[] status;
    private final byte[] reason;
    private double weight;
    private boolean flawed;
    private int target;

    EstimateRow(Weights weights, EstimateTable table, MissingParts missing) {
        this.weights = weights;
        this.missing = missing;
        variables = table.variables;
        columns = table.columns;
        areaColumns = table.areaColumns;
        plain = table.plain;
        slot = table.slot;
        valueColumn = table.valueColumn;
        baseColumn = table.baseColumn;
        signed = table.signed;
        proportion = table.proportion;
        rowOf = table.rowOf;
        sums = new RowSums(table);
        flaws = table.flaws;
        int count = variables.size();
        lacking = new double[count];
        seen = new int[count];
        value = new double[count];
        lower = new double[count];
        upper = new double[count];
        cutShare = new double[count];
        largestShare = new double[count];
        status = new byte[count];
        reason = new byte[count];
    }

    /** Fills this row with a target's figures. */
    void compute(int number) {
        target = number;
        clear();
        int last = weights.first(number + 1);
        for (int entry = weights.first(number); entry < last; entry++) {
            int row = rowOf[weights.source(entry)];
            weight += weights.weight(entry);
            if (weights.isWhole(entry)) {
                sums.addWhole(row * columns);
            } else {
                if (weights.isStrip(entry)) {
                    sums.addStrip(row * columns, columns - areaColumns, weights.least(entry), weights.most(entry));
                }
                sums.addCut(row * columns, 0, columns - areaColumns, weights.weight(entry));
                sums.addCut(row * columns, columns - areaColumns, columns, weights.landShare(entry));
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
        sums.clear();
        if (flawed) {
            Arrays.fill(lacking, 0);
            Arrays.fill(seen, 0);
            flawed = false;
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
        double[] cut = sums.cut;
        double[] touched = sums.touched;
        double[] surely = sums.surely;
        double[] low = lower;
        double[] high = upper;
        double[] result = value;
        for (int c = 0; c < plain; c++) {
            double sure = sums.sure(c);
            result[c] = sums.sum(c);
            low[c] = Math.min(sure + surely[c], result[c]);
            high[c] = uncut ? low[c] : Math.max(sure + touched[c], result[c]);
        }
        double[] most = sums.most;
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
        Counted counted = variable.counted();
        int s = slot[v];
        if (weights.isSingle(target) && !counted.isAnything()) {
            finishSingle(v, weights.source(weights.first(target)));
            return;
        }
        Status found = flawed || outside ? withoutValue(v, outside) : Status.NORMAL;
        if (!found.hasValue()) {
            none(s, found, found == Status.MISSING ? Reason.INCOMPLETE : Reason.NONE);
            return;
        }
        if (counted.saysNothing(target)) {
            none(s, Status.MISSING, Reason.NOT_COVERED);
            return;
        }
        if (counted.isAnything() && variable.isQuotient()) {
            // What is counted is of the whole target, so a base of a part of it would make the quotient too large.
            boolean parts = (seen[v] & LACKING) != 0;
            if (parts || (weights.reachesBeyond(target) && !variable.isOnlyCounted())) {
                none(s, Status.MISSING, parts ? Reason.INCOMPLETE : Reason.NOT_COVERED);
                return;
            }
        }
        if (variable.isWholeOnly()) {
            none(s, Status.MISSING, Reason.NOT_DERIVABLE);
            return;
        }
        int c = valueColumn[v];
        int b = baseColumn[v];
        double sure = sums.sure(c);
        double sum = sums.sum(c);
        double base = counted.base(target, sums.sum(b));
        double low = sure + sums.surely[c];
        double high = uncut ? sum : sure + sums.touched[c];
        if (counted.values().isPresent()) {
            sum = counted.values().get().count(target);
            low = sum;
            high = sum;
        }
        value[s] = sum;
        if (variable.isQuotient()) {
            if (base == 0) {
                none(s, Status.NOT_APPLICABLE, Reason.EMPTY_BASE);
                return;
            }
            value[s] = uncut && isOneSource() && !counted.isAnything()
                    ? variable.told(weights.source(weights.first(target)))
                    : variable.per() * sum / base;
            boolean known = counted.bases().isPresent();
            double highBase = known ? base : sums.sure(b) + sums.touched[b];
            double lowBase = known ? base : sums.sure(b) + sums.surely[b];
            if (variable.perArea()) {
                low = low / LandBounds.most(weights, target, variable);
                high = high / LandBounds.least(weights, target, variable);
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
        boolean exact = variable.isOnlyCounted();
        cutShare[s] = base == 0 || exact ? 0 : sums.cut[b] / base;
        largestShare[s] = exact ? Double.NaN : base == 0 ? 0 : sums.most[b] / base;
        boolean lacks = (seen[v] & (LACKING | UNKNOWN_EDGE)) != 0;
        boolean isEstimated = (seen[v] & 1 << Status.ESTIMATED.code()) != 0;
        boolean beyond = weights.reachesBeyond(target);
        boolean rough = weights.isRough(target) && !exact;
        if (variable.isApproximate() || isEstimated || rough || (beyond && variable.isQuotient())) {
            low = Double.NaN;
            high = Double.NaN;
        } else if ((uncut || exact) && !lacks) {
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
        largestShare[s] = sums.sum(baseColumn[v]) == 0 ? 0 : 1;
        status[s] = own.code();
    }

    private double part(double number, double rest, double otherwise) {
        double all = number + rest;
        return all > 0 ? number / all : otherwise;
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

    /** Whether some sources have no value, or one that is itself estimated. */
    boolean has(int variable, Status... flawsOf) {
        int found = flawed ? seen[variable] : 0;
        return Arrays.stream(flawsOf).anyMatch(status -> (found & 1 << status.code()) != 0);
    }

    /** Whether some source has a negative number. */
    boolean isSigned(int variable) {
        return signed[variable];
    }

    /** The most that any value can be. */
    double most(int variable) {
        return proportion[variable] ? variables.get(variable).per() : Double.POSITIVE_INFINITY;
    }

    /** Whether a value, or a part of a quotient, is counted in the target. */
    public boolean isCounted(int variable) {
        return variables.get(variable).counted().isAnything();
    }

    /** Whether nothing of a value follows from sources. */
    public boolean isOnlyCounted(int variable) {
        return variables.get(variable).isOnlyCounted();
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

    /** What a value is or is divided from: a count itself, a quotient's numerator. Good where there is a value. */
    public double sum(int variable) {
        return variables.get(variable).counted().value(target, sums.sum(valueColumn[variable]));
    }

    /** What a quotient is divided by. Good where there is a value. */
    public double base(int variable) {
        return variables.get(variable).counted().base(target, sums.sum(baseColumn[variable]));
    }

    /** The least that the value can be, if parts of cut sources can hold anything; NaN where values may be negative, or parts have none. */
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
