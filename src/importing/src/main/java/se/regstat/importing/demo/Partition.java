package se.regstat.importing.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Divides the nodes of a graph (cells that share borders, say) into connected groups. The same arguments give the same groups. */
public final class Partition {

    /** Marks a node that is in no group. */
    public static final int NONE = -1;

    private static final int ROUNDS = 4;

    private Partition() {}

    /** The cost of going from a node to a neighbour; positive. */
    @FunctionalInterface
    public interface Cost {
        double between(int from, int to);
    }

    /**
     * Lets groups grow from their present nodes until they meet.
     *
     * @param groupOf the group of each node or {@link #NONE}; grown in place
     * @param within the nodes that groups may grow into
     * @param limit groups reach no farther than this from where they started
     */
    public static void grow(int[][] neighbours, int[] groupOf, BitSet within, Cost cost, double limit) {
        double[] reached = new double[groupOf.length];
        Arrays.fill(reached, Double.POSITIVE_INFINITY);
        PriorityQueue<Front> fronts = new PriorityQueue<>();
        for (int node = 0; node < groupOf.length; node++) {
            if (groupOf[node] == NONE) continue;
            reached[node] = 0;
            fronts.add(new Front(0, node));
        }
        while (!fronts.isEmpty()) {
            Front front = fronts.poll();
            if (front.distance > reached[front.node]) continue;
            for (int next : neighbours[front.node]) {
                if (!within.get(next)) continue;
                double distance = front.distance + cost.between(front.node, next);
                if (distance >= reached[next] || distance > limit) continue;
                reached[next] = distance;
                groupOf[next] = groupOf[front.node];
                fronts.add(new Front(distance, next));
            }
        }
    }

    private record Front(double distance, int node) implements Comparable<Front> {
        @Override
        public int compareTo(Front other) {
            int byDistance = Double.compare(distance, other.distance);
            return byDistance != 0 ? byDistance : Integer.compare(node, other.node);
        }
    }

    /** The connected pieces of a set of nodes, the largest first. */
    public static List<BitSet> pieces(int[][] neighbours, BitSet nodes) {
        List<BitSet> pieces = new ArrayList<>();
        BitSet left = (BitSet) nodes.clone();
        for (int start = left.nextSetBit(0); start >= 0; start = left.nextSetBit(start)) {
            BitSet piece = new BitSet();
            ArrayDeque<Integer> open = new ArrayDeque<>();
            open.add(start);
            left.clear(start);
            while (!open.isEmpty()) {
                int node = open.poll();
                piece.set(node);
                for (int next : neighbours[node]) {
                    if (!left.get(next)) continue;
                    left.clear(next);
                    open.add(next);
                }
            }
            pieces.add(piece);
        }
        pieces.sort((a, b) -> Integer.compare(b.cardinality(), a.cardinality()));
        return pieces;
    }

    /** Whether a set of nodes hangs together. */
    public static boolean isConnected(int[][] neighbours, BitSet nodes) {
        return pieces(neighbours, nodes).size() <= 1;
    }

    /**
     * Splits a connected set into about equally large connected groups of compact shape, by k-means with steps from node
     * to node as the distance.
     *
     * @return that many sets, or as many as there are nodes if that is fewer
     */
    public static List<BitSet> split(int[][] neighbours, BitSet nodes, int groups, Random random) {
        int[] members = nodes.stream().toArray();
        int count = Math.max(1, Math.min(groups, members.length));
        int[] groupOf = new int[neighbours.length];
        int[] centres = spreadOut(neighbours, nodes, members, count, random);
        for (int round = 0; ; round++) {
            Arrays.fill(groupOf, NONE);
            for (int group = 0; group < count; group++) {
                groupOf[centres[group]] = group;
            }
            grow(neighbours, groupOf, nodes, (from, to) -> 1, Double.POSITIVE_INFINITY);
            List<BitSet> result = new ArrayList<>();
            for (int group = 0; group < count; group++) {
                result.add(new BitSet());
            }
            for (int member : members) {
                result.get(groupOf[member]).set(member);
            }
            if (round == ROUNDS) return result;
            for (int group = 0; group < count; group++) {
                centres[group] = middle(neighbours, result.get(group));
            }
        }
    }

    /** Starts anywhere, then takes the node farthest from those taken, again and again. */
    private static int[] spreadOut(int[][] neighbours, BitSet nodes, int[] members, int count, Random random) {
        int[] centres = new int[count];
        int[] distance = new int[neighbours.length];
        Arrays.fill(distance, Integer.MAX_VALUE);
        centres[0] = members[random.nextInt(members.length)];
        for (int i = 0; ; i++) {
            ArrayDeque<Integer> open = new ArrayDeque<>();
            distance[centres[i]] = 0;
            open.add(centres[i]);
            while (!open.isEmpty()) {
                int node = open.poll();
                for (int next : neighbours[node]) {
                    if (!nodes.get(next) || distance[next] <= distance[node] + 1) continue;
                    distance[next] = distance[node] + 1;
                    open.add(next);
                }
            }
            if (i == count - 1) return centres;
            int farthest = members[0];
            for (int member : members) {
                if (distance[member] > distance[farthest]) farthest = member;
            }
            centres[i + 1] = farthest;
        }
    }

    /** The node that is left when a group is peeled from outside; the lowest number among equals. */
    private static int middle(int[][] neighbours, BitSet group) {
        BitSet left = (BitSet) group.clone();
        while (true) {
            BitSet rim = new BitSet();
            for (int node = left.nextSetBit(0); node >= 0; node = left.nextSetBit(node + 1)) {
                for (int next : neighbours[node]) {
                    if (!left.get(next)) rim.set(node);
                }
            }
            if (rim.isEmpty() || rim.cardinality() == left.cardinality()) return left.nextSetBit(0);
            left.andNot(rim);
        }
    }
}
