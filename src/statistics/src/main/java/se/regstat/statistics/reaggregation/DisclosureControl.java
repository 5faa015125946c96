package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Withholds values of a restricted indicator that would tell of few persons: fewer than the minimum, but some. Since a value is
 * the sum of sources by weight, what two values tell by their difference is the sum of sources by difference of weights, and so
 * is the number of persons behind it.
 *
 * <ul>
 *   <li>A target with few persons is suppressed, however small its part of them; so is one whose number of persons is not known.
 *   <li>Of two targets that differ by few persons, both are suppressed, whatever their order.
 *   <li>A target that differs by few persons from one answered in an earlier request is suppressed. The same target again is not.
 *   <li>An earlier answer with sources that are gone, or whose persons are no longer known, differs from all by persons not
 *       known: with it nothing is told.
 * </ul>
 *
 * Immutable and thread-safe.
 */
final class DisclosureControl {

    private final double minimum;
    private final List<String> codes;
    private final double[] persons;
    private final List<SparseRow> rows;
    private final BooleanSupplier cancelled;
    private final List<Integer> candidates = new ArrayList<>();
    private final BitSet suppressed = new BitSet();

    private DisclosureControl(
            double minimum, List<String> codes, double[] persons, List<SparseRow> rows, BooleanSupplier cancelled) {
        if (!(minimum > 0))
            throw new IllegalArgumentException("the minimum should be more than 0 persons, not " + minimum);
        if (persons.length != codes.size())
            throw new IllegalArgumentException(
                    persons.length + " numbers of persons for " + codes.size() + " sources; each source needs one");
        this.minimum = minimum;
        this.codes = codes;
        this.persons = Arrays.copyOf(persons, persons.length + 1);
        this.persons[persons.length] = Double.NaN; // behind all sources that are gone
        this.rows = rows;
        this.cancelled = cancelled;
    }

    /**
     * Looks at a request's targets among themselves.
     *
     * @param minimum number of persons
     * @param codes of the sources, ascending
     * @param persons behind each source's value; 0 where there is none, NaN where that is not known
     * @param rows the targets
     * @param cancelled asked once for every target, here and in {@link #decide}
     * @throws CancellationException once {@code cancelled} says so
     */
    static DisclosureControl of(
            double minimum, List<String> codes, double[] persons, List<SparseRow> rows, BooleanSupplier cancelled) {
        DisclosureControl control = new DisclosureControl(minimum, codes, persons, rows, cancelled);
        control.suppressTargets();
        control.suppressPairs();
        return control;
    }

    /**
     * Compares with what was told earlier, and takes down what is told now.
     *
     * @param subjects what the answers are taken down under; differences are looked for among these
     * @throws ReaggregationException if the earlier answers cannot be read
     * @throws CancellationException once the request is cancelled
     */
    Decision decide(AnsweredTargets.Book book, List<String> subjects) {
        List<SparseRow> earlier = subjects.stream()
                .flatMap(subject -> book.earlier(subject).stream())
                .map(this::row)
                .toList();
        boolean known = earlier.stream().allMatch(this::isKnown);
        BitSet withheld = (BitSet) suppressed.clone();
        List<AnsweredTargets.Answer> told = new ArrayList<>();
        for (int target : candidates) {
            if (withheld.get(target)) continue;
            if (cancelled.getAsBoolean()) throw new CancellationException();
            SparseRow row = rows.get(target);
            if (known && earlier.stream().noneMatch(old -> fewBetween(row, old))) told.add(answer(row));
            else withheld.set(target);
        }
        subjects.forEach(subject -> book.add(subject, told));
        return new Decision(withheld);
    }

    private void suppressTargets() {
        for (int target = 0; target < rows.size(); target++) {
            SparseRow row = rows.get(target);
            double people = 0;
            boolean anybody = false;
            for (int i = 0; i < row.sources().length; i++) {
                double there = persons[row.sources()[i]];
                if (there <= 0) continue;
                // Whatever the weight: it cancels in a quotient.
                anybody = true;
                people += row.weights()[i] * there;
            }
            if (!anybody) continue;
            if (people >= minimum) candidates.add(target);
            else suppressed.set(target);
        }
    }

    private void suppressPairs() {
        PairsInCommon pairs = new PairsInCommon(rows, candidates, codes.size());
        pairs.forEach(cancelled, (a, b) -> {
            if (fewBetween(rows.get(a), rows.get(b))) {
                suppressed.set(a);
                suppressed.set(b);
            }
        });
    }

    /** Whether two targets, whose sources' persons are known, differ by few persons. */
    private boolean fewBetween(SparseRow a, SparseRow b) {
        double people = 0;
        boolean anybody = false;
        int i = 0;
        int j = 0;
        while (i < a.sources().length || j < b.sources().length) {
            int left = i < a.sources().length ? a.sources()[i] : Integer.MAX_VALUE;
            int right = j < b.sources().length ? b.sources()[j] : Integer.MAX_VALUE;
            double weight = 0;
            int source = Math.min(left, right);
            if (left == source) weight += a.weights()[i++];
            if (right == source) weight -= b.weights()[j++];
            if (Math.abs(weight) <= Overlay.ROUNDING || persons[source] <= 0) continue;
            anybody = true;
            people += Math.abs(weight) * persons[source];
            if (people >= minimum) return false;
        }
        return anybody && !(people >= minimum);
    }

    private boolean isKnown(SparseRow row) {
        for (int source : row.sources()) {
            if (Double.isNaN(persons[source])) return false;
        }
        return true;
    }

    private AnsweredTargets.Answer answer(SparseRow row) {
        return new AnsweredTargets.Answer(
                Arrays.stream(row.sources()).mapToObj(codes::get).toList(), row.weights());
    }

    private SparseRow row(AnsweredTargets.Answer answer) {
        int[] sources = answer.codes().stream()
                .mapToInt(code -> Collections.binarySearch(codes, code))
                .map(source -> source < 0 ? codes.size() : source)
                .toArray();
        return new SparseRow(sources, answer.weights());
    }

    /** What may be told of each target. */
    static final class Decision {
        private final BitSet suppressed;

        private Decision(BitSet suppressed) {
            this.suppressed = suppressed;
        }

        /** Whether nothing may be told of the target's value. */
        boolean isSuppressed(int target) {
            return suppressed.get(target);
        }
    }
}
