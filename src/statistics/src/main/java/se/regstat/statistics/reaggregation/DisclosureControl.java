package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import se.regstat.statistics.indicator.Status;

/**
 * Withholds values of restricted indicators that would tell of few persons. Since a value is the sum of sources by weight, what two values tell by
 * their difference is the sum of sources by difference of weights, and so is the number of persons behind it.
 *
 * <ul>
 *   <li>A target with fewer persons than the minimum, but some, is suppressed; so is one whose number of persons is not known.
 *   <li>Of two targets that differ by fewer persons than the minimum, but some, both are suppressed, whatever their order.
 *   <li>A target that so differs from one answered in an earlier request is suppressed. The same target again is not.
 * </ul>
 *
 * What is suppressed has no value, bounds, shares of cut or largest source, and counts in no mass. Of what is answered, bounds and
 * shares are withheld where they would tell of fewer persons than the minimum by themselves. Immutable and thread-safe.
 */
public final class DisclosureControl {

    private final double minimum;
    private final AnsweredTargets answered;

    /**
     * @param minimum number of persons
     * @param answered what was told before
     */
    public DisclosureControl(double minimum, AnsweredTargets answered) {
        if (!(minimum > 0))
            throw new IllegalArgumentException("the minimum should be more than 0 persons, not " + minimum);
        this.minimum = minimum;
        this.answered = answered;
    }

    /**
     * Decides what may be told of an indicator, and takes down what is told.
     *
     * @param indicator what its answers are taken down under; differences are looked for among these
     * @param sources that the weights are of
     * @param persons behind each source's value; 0 where there is none, NaN where that is not known
     * @throws ReaggregationException if the earlier answers cannot be read or the new ones not be taken down: then
     *     nothing may be told
     */
    public Decision decide(String indicator, Sources sources, Weights weights, double[] persons) {
        List<SparseRow> rows = IntStream.range(0, weights.targets().size())
                .mapToObj(target -> SparseRow.of(weights, target))
                .toList();
        BitSet suppressed = new BitSet();
        List<Integer> candidates = new ArrayList<>();
        Estimate estimate = Estimate.of(weights, List.of(Variable.count(persons)), MissingParts.STRICT);
        boolean[] bounds = new boolean[rows.size()];
        Estimate.Row row = estimate.row();
        for (int target = 0; target < rows.size(); target++) {
            row.compute(target);
            double people = row.value(0);
            if (row.status(0) == Status.OUTSIDE) continue;
            if (!row.status(0).hasValue() || few(people)) {
                suppressed.set(target);
                continue;
            }
            if (people > 0) candidates.add(target);
            bounds[target] = !few(row.lower(0)) && !few(row.upper(0) - row.lower(0)) && !few(people * row.cutShare(0));
        }
        suppressPairs(rows, candidates, persons, suppressed);
        String vintage = sources.hash().hex();
        answered.exchange(indicator + " " + vintage, earlier -> {
            List<SparseRow> told = new ArrayList<>();
            for (int target : candidates) {
                if (suppressed.get(target)) continue;
                boolean tells = earlier.stream().anyMatch(old -> few(difference(rows.get(target), old, persons)));
                if (tells) suppressed.set(target);
                else told.add(rows.get(target));
            }
            return told;
        });
        return new Decision(suppressed, bounds);
    }

    /** No more than can be told of nobody, and less than the minimum. A rounding error is nobody. */
    private boolean few(double people) {
        return people > 1e-6 && people < minimum;
    }

    private void suppressPairs(List<SparseRow> rows, List<Integer> candidates, double[] persons, BitSet suppressed) {
        PairsInCommon pairs = new PairsInCommon(rows, candidates, persons.length);
        pairs.forEach((a, b) -> {
            if (few(difference(rows.get(a), rows.get(b), persons))) {
                suppressed.set(a);
                suppressed.set(b);
            }
        });
    }

    /** Persons by whom two targets differ. */
    private double difference(SparseRow a, SparseRow b, double[] persons) {
        double sum = 0;
        int i = 0;
        int j = 0;
        while (i < a.sources().length || j < b.sources().length) {
            int left = i < a.sources().length ? a.sources()[i] : Integer.MAX_VALUE;
            int right = j < b.sources().length ? b.sources()[j] : Integer.MAX_VALUE;
            double weight = 0;
            int source = Math.min(left, right);
            if (left == source) weight += a.weights()[i++];
            if (right == source) weight -= b.weights()[j++];
            if (source < persons.length) sum += Math.abs(weight) * persons[source];
            if (sum >= minimum) return sum;
        }
        return sum;
    }

    /** What may be told of each target. */
    public static final class Decision {
        private final BitSet suppressed;
        private final boolean[] bounds;

        private Decision(BitSet suppressed, boolean[] bounds) {
            this.suppressed = suppressed;
            this.bounds = bounds;
        }

        /** What both allow. */
        public Decision and(Decision other) {
            BitSet either = (BitSet) suppressed.clone();
            either.or(other.suppressed);
            boolean[] both = new boolean[bounds.length];
            for (int target = 0; target < both.length; target++) both[target] = bounds[target] && other.bounds[target];
            return new Decision(either, both);
        }

        /** Whether nothing may be told of the target's value. */
        public boolean isSuppressed(int target) {
            return suppressed.get(target);
        }

        /** Whether bounds and shares of cut and largest source may be told. */
        public boolean tellsBounds(int target) {
            return bounds[target] && !suppressed.get(target);
        }

        /** Whether sums over all targets may be told: not if they would give a suppressed one away. */
        public boolean tellsMass() {
            return suppressed.isEmpty();
        }
    }
}
