package se.regstat.statistics.regrouping;

import java.util.TreeMap;

/** Adds up ways to cut a tree, by people in the open group and by whole groups. */
final class Sums {

    private final int groups;
    private final TreeMap<Integer, double[]> byOpen = new TreeMap<>();

    /** @param groups counted up to one less: one is open */
    Sums(int groups) {
        this.groups = groups;
    }

    /** Each of these ways with each of those. */
    void add(int open, int first, double[] these, int firstOfThose, double[] those) {
        if (these.length == 0 || those.length == 0 || first + firstOfThose >= groups) return;
        double[] sums = byOpen.computeIfAbsent(open, key -> new double[groups]);
        for (int i = 0; i < these.length; i++) {
            int at = first + firstOfThose + i;
            int end = Math.min(those.length, groups - at);
            for (int j = 0; j < end; j++) sums[at + j] += these[i] * those[j];
        }
    }

    Ways ways() {
        double most = 0;
        for (double[] sums : byOpen.values()) for (double sum : sums) most = Math.max(most, sum);
        return most == 0 ? Ways.NONE : Ways.scaled(byOpen, 1 / most);
    }
}
