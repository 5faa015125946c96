package se.regstat.statistics.regrouping;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A tree that ties all areas of a graph together, along borders.
 *
 * @param order the areas, each after the one it hangs on; the root first
 * @param above the area that each area hangs on; the root on none, -1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SpanningTree(int[] order, int[] above) {

    /** Each tree as likely as any other: by walks whose loops are cut out (Wilson 1996). */
    static SpanningTree uniform(AreaGraph graph, RandomGenerator random) {
        int[] above = new int[graph.size()];
        int[] order = new int[graph.size()];
        boolean[] tied = new boolean[graph.size()];
        int root = random.nextInt(graph.size());
        Arrays.fill(above, -1);
        tied[root] = true;
        order[0] = root;
        int next = 1;
        for (int start = 0; start < graph.size(); start++) {
            for (int at = start; !tied[at]; at = above[at]) {
                int[] neighbours = graph.neighbours(at);
                above[at] = neighbours[random.nextInt(neighbours.length)];
            }
            int end = next;
            for (int at = start; !tied[at]; at = above[at]) {
                tied[at] = true;
                order[end++] = at;
            }
            for (int i = next, j = end - 1; i < j; i++, j--) {
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            next = end;
        }
        return new SpanningTree(order, above);
    }
}
