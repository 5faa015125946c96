package se.regstat.statistics.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Cuts rings into arcs where borders meet or part: at points that two rings come to or leave by other ways. What rings share between such
 * points is one arc. Not thread-safe.
 */
final class Arcs {

    private final List<int[]> rings;
    private final Meetings meetings;
    private final Map<Points, Integer> numbers = new HashMap<>();
    private final List<int[]> all = new ArrayList<>();

    /** @param rings each x and y by turns, no point twice in a row */
    Arcs(List<int[]> rings) {
        this.rings = rings;
        this.meetings = new Meetings(rings);
    }

    /** Those that were found so far. */
    List<int[]> all() {
        return all;
    }

    /** The arcs of a ring one after another: {@code ~i} is the arc i from its end to its start. */
    int[] of(int ring) {
        int[] points = rings.get(ring);
        int[] cuts = meetings.of(ring);
        // What touches nothing, or is one whole border of two, begins where both would.
        if (cuts.length == 0) cuts = new int[] {least(points)};
        int[] arcs = new int[cuts.length];
        for (int i = 0; i < cuts.length; i++) {
            int next = i + 1 < cuts.length ? cuts[i + 1] : cuts[0] + points.length / 2;
            arcs[i] = number(part(points, cuts[i], next));
        }
        return arcs;
    }

    private static int least(int[] points) {
        int least = 0;
        for (int i = 2; i < points.length; i += 2) {
            if (isBefore(points, i, least)) least = i;
        }
        return least / 2;
    }

    /** From a point to another, both included, on over the ring's end. */
    private static int[] part(int[] ring, int from, int to) {
        int[] part = new int[2 * (to - from + 1)];
        int before = Math.min(part.length, ring.length - 2 * from);
        System.arraycopy(ring, 2 * from, part, 0, before);
        System.arraycopy(ring, 0, part, before, part.length - before);
        return part;
    }

    private int number(int[] arc) {
        boolean forwards = isForwards(arc);
        Points points = new Points(forwards ? arc : reversed(arc));
        Integer known = numbers.putIfAbsent(points, all.size());
        if (known == null) {
            known = all.size();
            all.add(points.xy);
        }
        return forwards ? known : ~known;
    }

    /** The same of an arc and of its reverse is true of one of them: they differ where they are first compared. */
    private static boolean isForwards(int[] arc) {
        for (int i = 0, j = arc.length - 2; i < j; i += 2, j -= 2) {
            if (arc[i] != arc[j] || arc[i + 1] != arc[j + 1]) return isBefore(arc, i, j);
        }
        return true;
    }

    private static boolean isBefore(int[] points, int i, int j) {
        return points[i] != points[j] ? points[i] < points[j] : points[i + 1] < points[j + 1];
    }

    private static int[] reversed(int[] arc) {
        int[] reversed = new int[arc.length];
        for (int i = 0; i < arc.length; i += 2) {
            reversed[i] = arc[arc.length - 2 - i];
            reversed[i + 1] = arc[arc.length - 1 - i];
        }
        return reversed;
    }

    private static final class Points {
        private final int[] xy;

        Points(int[] xy) {
            this.xy = xy;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Points points && Arrays.equals(xy, points.xy);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(xy);
        }
    }

    /** Where rings meet: points whose neighbours in one ring are others than in another, or than in the same ring another time. */
    private static final class Meetings {
        private final int[] first;
        private final int[] x;
        private final int[] y;
        private final int[] before;
        private final int[] after;

        /** By point, the first that is in the same place. */
        private final int[] place;

        /** By place. */
        private final BitSet meetings = new BitSet();

        /** Points are numbered through all rings. An open-addressing table, let go afterwards: a nation has more than a million. */
        Meetings(List<int[]> rings) {
            int points = rings.stream().mapToInt(ring -> ring.length / 2).sum();
            first = new int[rings.size() + 1];
            x = new int[points];
            y = new int[points];
            before = new int[points];
            after = new int[points];
            place = new int[points];
            int next = 0;
            for (int ring = 0; ring < rings.size(); ring++) {
                first[ring] = next;
                next = add(rings.get(ring), next);
            }
            first[rings.size()] = next;
            // Never more than half full: 0 is free, others are a point's number and 1.
            int[] table = new int[4 * Integer.highestOneBit(Math.max(1, points))];
            for (int point = 0; point < points; point++) {
                place[point] = find(point, table);
                if (!hasSameNeighbours(point, place[point])) meetings.set(place[point]);
            }
        }

        private int add(int[] ring, int from) {
            int to = from + ring.length / 2;
            for (int i = from; i < to; i++) {
                x[i] = ring[2 * (i - from)];
                y[i] = ring[2 * (i - from) + 1];
                before[i] = i == from ? to - 1 : i - 1;
                after[i] = i == to - 1 ? from : i + 1;
            }
            return to;
        }

        private int find(int point, int[] table) {
            int mask = table.length - 1;
            int slot = hash(point) & mask;
            while (table[slot] != 0) {
                if (isSame(point, table[slot] - 1)) return table[slot] - 1;
                slot = (slot + 1) & mask;
            }
            table[slot] = point + 1;
            return point;
        }

        private int hash(int point) {
            long hash = (x[point] * 31L + y[point]) * 0x9E3779B97F4A7C15L;
            return (int) (hash >>> 32);
        }

        private boolean isSame(int a, int b) {
            return x[a] == x[b] && y[a] == y[b];
        }

        private boolean hasSameNeighbours(int a, int b) {
            return (isSame(before[a], before[b]) && isSame(after[a], after[b]))
                    || (isSame(before[a], after[b]) && isSame(after[a], before[b]));
        }

        /** Which points of a ring are such, ascending. */
        int[] of(int ring) {
            int start = first[ring];
            return IntStream.range(start, first[ring + 1])
                    .filter(point -> meetings.get(place[point]))
                    .map(point -> point - start)
                    .toArray();
        }
    }
}
