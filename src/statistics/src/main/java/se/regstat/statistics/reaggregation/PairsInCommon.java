package se.regstat.statistics.reaggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Pairs of targets that have a source in common: others differ by all they have. */
final class PairsInCommon {

    private final List<SparseRow> rows;
    private final List<Integer> targets;
    private final List<List<Integer>> targetsOf = new ArrayList<>();

    PairsInCommon(List<SparseRow> rows, List<Integer> targets, int sources) {
        this.rows = rows;
        this.targets = targets;
        for (int i = 0; i < sources; i++) targetsOf.add(List.of());
        for (int target : targets) {
            for (int source : rows.get(target).sources()) {
                if (targetsOf.get(source).isEmpty()) targetsOf.set(source, new ArrayList<>());
                targetsOf.get(source).add(target);
            }
        }
    }

    interface Visitor {
        void visit(int a, int b);
    }

    /**
     * Each pair once, the smaller number first.
     *
     * @param cancelled asked once for every target
     * @throws CancellationException once {@code cancelled} says so
     */
    void forEach(BooleanSupplier cancelled, Visitor visitor) {
        int[] seen = new int[rows.size()];
        for (int target : targets) {
            if (cancelled.getAsBoolean()) throw new CancellationException();
            for (int source : rows.get(target).sources()) {
                for (int other : targetsOf.get(source)) {
                    if (other <= target || seen[other] == target + 1) continue;
                    seen[other] = target + 1;
                    visitor.visit(target, other);
                }
            }
        }
    }
}
