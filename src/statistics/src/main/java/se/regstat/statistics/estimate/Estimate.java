package se.regstat.statistics.estimate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
 *   <li>what is counted in targets takes the place of the sums; sources then say where it is known;
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

    /** Rows that one thread computes at a time. */
    private static final int ROWS = 64;

    private final Weights weights;
    private final List<Variable> variables;
    private final MissingParts missing;
    private final EstimateTable table;

    private Estimate(Weights weights, List<Variable> variables, MissingParts missing) {
        this.weights = weights;
        this.variables = List.copyOf(variables);
        this.missing = missing;
        table = new EstimateTable(weights, this.variables);
    }

    /**
     * @param variables of all sources of the weights
     * @throws ReaggregationException if they are more than memory has room for
     */
    public static Estimate of(Weights weights, List<Variable> variables, MissingParts missing) {
        return new Estimate(weights, variables, missing);
    }

    public Weights weights() {
        return weights;
    }

    public Variable variable(int number) {
        return variables.get(number);
    }

    List<Variable> all() {
        return variables;
    }

    /** How many variables there are. */
    int variables() {
        return variables.size();
    }

    /** A target's figures. */
    public EstimateRow row(int target) {
        EstimateRow row = row();
        row.compute(target);
        return row;
    }

    /** An empty row, to be filled with one target after another by one thread. */
    EstimateRow row() {
        return new EstimateRow(weights, table, missing);
    }

    /**
     * Computes all targets' rows, in no order and in several threads; a row is good until {@code visitor} returns.
     *
     * @param visitor called by several threads at once
     */
    public void forEachRow(Consumer<EstimateRow> visitor) {
        int targets = weights.targets().size();
        IntStream.range(0, (targets + ROWS - 1) / ROWS).parallel().forEach(chunk -> {
            EstimateRow row = row();
            for (int target = chunk * ROWS; target < Math.min(targets, (chunk + 1) * ROWS); target++) {
                row.compute(target);
                visitor.accept(row);
            }
        });
    }

    /**
     * Where a count went.
     *
     * @param outside targets that are none: what lies in them lies outside
     * @throws IllegalArgumentException if the variable is no count
     */
    public Mass mass(int variable, BitSet outside) {
        Variable count = variables.get(variable);
        if (count.isQuotient()) throw new IllegalArgumentException("only counts have a mass");
        ExactSum in = new ExactSum();
        ExactSum out = new ExactSum();
        ExactSum lost = new ExactSum();
        ExactSum twice = new ExactSum();
        double[] givenTo = givenWithout(outside);
        for (int i = 0; i < givenTo.length; i++) {
            if (Double.isNaN(givenTo[i]) || !count.status(i).hasValue()) continue;
            double value = count.value(i);
            double given = givenTo[i];
            in.add(value);
            out.add(value * given);
            if (given < 1 - Overlay.ROUNDING * 10) lost.add(value * (1 - given));
            if (given > 1 + Overlay.ROUNDING * 10) twice.add(value * (given - 1));
        }
        return new Mass(in.value(), out.value(), lost.value(), twice.value());
    }

    /** How much of each source goes to targets, all together, some left out; NaN where none of the others has a part of the source. */
    private double[] givenWithout(BitSet some) {
        double[] given = new double[weights.sources().size()];
        Arrays.setAll(given, i -> weights.isTouched(i) ? weights.given(i) : Double.NaN);
        ExactSum[] others = new ExactSum[given.length];
        some.stream().forEach(target -> {
            for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
                given[weights.source(entry)] = Double.NaN;
                others[weights.source(entry)] = new ExactSum();
            }
        });
        for (int target = 0; target < weights.targets().size() && !some.isEmpty(); target++) {
            if (some.get(target)) continue;
            for (int entry = weights.first(target); entry < weights.first(target + 1); entry++) {
                int i = weights.source(entry);
                if (others[i] == null) continue;
                others[i].add(weights.weight(entry));
                given[i] = others[i].value();
            }
        }
        return given;
    }
}
