package se.regstat.statistics.regrouping;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/**
 * In how many ways a part of a tree can be cut, by how many people are in the group that is still open and how many groups are whole. In proportion to one
 * another: the most is 1.
 */
final class Ways {

    /** No way to cut it. */
    static final Ways NONE = new Ways(new int[0], new int[0], new double[0][]);

    /** Ascending. */
    private final int[] open;

    /** Of whole groups, the least that there are with so many people open. */
    private final int[] first;

    /** By people open, then by whole groups. */
    private final double[][] ways;

    /**
     * How one branch is cut.
     *
     * @param apart whether the group at its top ends there
     * @param open people in that group, of the branch
     * @param closed whole groups in the branch, without that one
     */
    record Choice(boolean apart, int open, int closed) {}

    private Ways(int[] open, int[] first, double[][] ways) {
        this.open = open;
        this.first = first;
        this.ways = ways;
    }

    /** Of an area alone. */
    static Ways of(int people) {
        return new Ways(new int[] {people}, new int[1], new double[][] {{1}});
    }

    /** Of sums by people open, each by whole groups. */
    static Ways scaled(SortedMap<Integer, double[]> sums, double scale) {
        int[] open = sums.keySet().stream().mapToInt(people -> people).toArray();
        int[] first = new int[open.length];
        double[][] ways = new double[open.length][];
        for (int i = 0; i < open.length; i++) {
            double[] all = sums.get(open[i]);
            int end = all.length;
            while (first[i] < end && all[first[i]] == 0) first[i]++;
            while (end > first[i] && all[end - 1] == 0) end--;
            ways[i] = Arrays.stream(all, first[i], end).map(sum -> sum * scale).toArray();
        }
        return new Ways(open, first, ways);
    }

    int size() {
        return open.length;
    }

    /** People in the open group. */
    int open(int state) {
        return open[state];
    }

    double of(int state, int closed) {
        int place = closed - first[state];
        return place >= 0 && place < ways[state].length ? ways[state][place] : 0;
    }

    /**
     * With a branch, which is cut off, or not.
     *
     * @param least people in a group
     * @param most people in a group
     * @param groups no more than that
     */
    Ways with(Ways branch, int least, int most, int groups) {
        Sums sums = new Sums(groups);
        double[] apart = branch.whole(least, groups);
        for (int i = 0; i < size(); i++) {
            sums.add(open[i], first[i], ways[i], 1, apart);
            for (int j = 0; j < branch.size() && open[i] + branch.open[j] <= most; j++) {
                sums.add(open[i] + branch.open[j], first[i], ways[i], branch.first[j], branch.ways[j]);
            }
        }
        return sums.ways();
    }

    /** By whole groups, the ways in which the open one can be closed as it is; it is not among those counted. */
    private double[] whole(int least, int groups) {
        double[] whole = new double[groups];
        int end = 0;
        for (int i = 0; i < size(); i++) {
            if (open[i] < least) continue;
            for (int place = 0; place < ways[i].length && first[i] + place < groups; place++) {
                whole[first[i] + place] += ways[i][place];
                end = Math.max(end, first[i] + place + 1);
            }
        }
        return Arrays.copyOf(whole, end);
    }

    /** How a branch that came to these is cut, where so many people are open and so many groups whole with it. */
    Choice choose(Ways branch, int openWith, int closedWith, int least, RandomGenerator random) {
        double all = 0;
        for (int pass = 0; pass < 2; pass++) {
            double left = pass == 0 ? Double.POSITIVE_INFINITY : random.nextDouble() * all;
            Choice last = null;
            for (int j = 0; j < branch.size(); j++) {
                int apart = branch.open[j] >= least ? state(openWith) : -1;
                int together = state(openWith - branch.open[j]);
                for (int place = 0; place < branch.ways[j].length; place++) {
                    int closed = branch.first[j] + place;
                    double below = branch.ways[j][place];
                    for (int cut = 0; cut < 2; cut++) {
                        int state = cut == 1 ? apart : together;
                        double these = state < 0 ? 0 : below * of(state, closedWith - closed - cut);
                        if (these == 0) continue;
                        if (pass == 0) all += these;
                        left -= these;
                        last = new Choice(cut == 1, branch.open[j], closed);
                        if (left < 0) return last;
                    }
                }
            }
            if (pass == 1 && last != null) return last; // what rounding left over
        }
        throw new IllegalStateException("no way to " + openWith + " people and " + closedWith + " groups");
    }

    private int state(int people) {
        int state = Arrays.binarySearch(open, people);
        return Math.max(state, -1);
    }
}
