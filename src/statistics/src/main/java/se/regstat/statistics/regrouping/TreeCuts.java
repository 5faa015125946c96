package se.regstat.statistics.regrouping;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * All ways to cut a tree of areas into so many groups, each with as many people as it may have: counted, so that one of them can be drawn, each as likely
 * as any other.
 *
 * <p>Counted from the leaves to the root. For each area: of the tree below it, how many ways there are that make so many whole groups and leave
 * so many people in the group of the area itself, which goes on upwards. Counts are told in proportion, those of an area to one another, since they are
 * larger than any number that a computer has.
 */
final class TreeCuts {

    private final SpanningTree tree;
    private final int groups;
    private final int least;

    /** By place in the order of the tree; of the area alone, then with each branch below it. */
    private final Ways[][] ways;

    private final int[][] branches;

    /**
     * @param people of each area; what one counts in does not matter
     * @param groups to cut it into
     * @param least people that a group may have
     * @param most people that a group may have
     */
    TreeCuts(SpanningTree tree, int[] people, int groups, int least, int most) {
        this.tree = tree;
        this.groups = groups;
        this.least = least;
        int size = tree.order().length;
        branches = branches(tree);
        ways = new Ways[size][];
        for (int i = size - 1; i >= 0; i--) {
            int area = tree.order()[i];
            Ways[] own = new Ways[branches[area].length + 1];
            own[0] = people[area] <= most ? Ways.of(people[area]) : Ways.NONE;
            for (int branch = 0; branch < branches[area].length; branch++) {
                own[branch + 1] = own[branch].with(last(branches[area][branch]), least, most, groups);
            }
            ways[area] = own;
        }
    }

    private static int[][] branches(SpanningTree tree) {
        int[] number = new int[tree.order().length];
        for (int above : tree.above()) if (above >= 0) number[above]++;
        int[][] branches = new int[number.length][];
        for (int area = 0; area < number.length; area++) branches[area] = new int[number[area]];
        for (int area : tree.order()) {
            int above = tree.above()[area];
            if (above >= 0) branches[above][--number[above]] = area;
        }
        return branches;
    }

    /** Of the whole tree below an area. */
    private Ways last(int area) {
        return ways[area][ways[area].length - 1];
    }

    /** The group of each area, numbered from 0; empty if no cut fits. */
    Optional<int[]> draw(RandomGenerator random) {
        Ways all = last(tree.order()[0]);
        double fitting = 0;
        for (int i = 0; i < all.size(); i++) if (all.open(i) >= least) fitting += all.of(i, groups - 1);
        if (fitting == 0) return Optional.empty();
        double left = random.nextDouble() * fitting;
        int chosen = -1;
        for (int i = 0; i < all.size() && left >= 0; i++) {
            if (all.open(i) < least || all.of(i, groups - 1) == 0) continue;
            left -= all.of(i, groups - 1);
            chosen = i;
        }
        int[] groupOf = new int[ways.length];
        int[] open = new int[ways.length];
        int[] closed = new int[ways.length];
        boolean[] apart = new boolean[ways.length];
        int root = tree.order()[0];
        open[root] = all.open(chosen);
        closed[root] = groups - 1;
        apart[root] = true;
        int number = 0;
        for (int area : tree.order()) {
            groupOf[area] = apart[area] ? number++ : groupOf[tree.above()[area]];
            int here = open[area];
            int made = closed[area];
            for (int branch = branches[area].length - 1; branch >= 0; branch--) {
                int below = branches[area][branch];
                Ways.Choice choice = ways[area][branch].choose(last(below), here, made, least, random);
                apart[below] = choice.apart();
                open[below] = choice.open();
                closed[below] = choice.closed();
                if (choice.apart()) made--;
                else here -= choice.open();
                made -= choice.closed();
            }
        }
        return Optional.of(groupOf);
    }
}
