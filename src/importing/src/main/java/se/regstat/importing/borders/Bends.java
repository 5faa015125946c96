package se.regstat.importing.borders;

import java.util.Arrays;
import java.util.PriorityQueue;

/** The bends of one line, of which the smallest are taken away one after another. For one use. */
final class Bends {

    /** With the first again at its end. */
    private static final int LEAST_OF_RING = 4;

    private static final int LEAST_OF_LINE = 2;

    /** Says whether the vertex in the middle of three may go. */
    interface Check {
        boolean mayGo(int before, int vertex, int after);
    }

    private record Bend(double area, int at, int before, int after) implements Comparable<Bend> {
        @Override
        public int compareTo(Bend other) {
            int byArea = Double.compare(area, other.area);
            return byArea != 0 ? byArea : Integer.compare(at, other.at);
        }
    }

    private final Vertices vertices;
    private final int[] line;
    private final boolean endless;
    private final double most;
    private final Check check;
    private final int[] before;
    private final int[] after;
    private final PriorityQueue<Bend> bends = new PriorityQueue<>();
    private int size;

    /**
     * @param endless whether it is a ring whose first vertex, which is its last too, may go as any other
     * @param most the area of the largest bend that is taken away, in m²
     */
    Bends(Vertices vertices, int[] line, boolean endless, double most, Check check) {
        this.vertices = vertices;
        this.line = line;
        this.endless = endless;
        this.most = most;
        this.check = check;
        size = line.length;
        before = new int[size];
        after = new int[size];
        int last = endless ? size - 2 : size - 1;
        for (int i = 0; i <= last; i++) {
            before[i] = i == 0 ? last : i - 1;
            after[i] = i == last ? 0 : i + 1;
        }
        for (int i = 0; i <= last; i++) add(i);
    }

    private void add(int at) {
        if (!endless && (at == 0 || at == line.length - 1)) return;
        double area = vertices.area(line[before[at]], line[at], line[after[at]]);
        if (area <= most) bends.add(new Bend(area, at, before[at], after[at]));
    }

    /** @param there of all vertices: those that go are taken out. @return the line without them */
    int[] straightened(boolean[] there) {
        int least = line[0] == line[line.length - 1] ? LEAST_OF_RING : LEAST_OF_LINE;
        boolean[] gone = new boolean[line.length];
        while (!bends.isEmpty() && size > least) {
            Bend bend = bends.poll();
            int at = bend.at();
            // Of vertices that have other neighbours since, there is another bend.
            if (gone[at] || before[at] != bend.before() || after[at] != bend.after()) continue;
            if (!check.mayGo(line[bend.before()], line[at], line[bend.after()])) continue;
            gone[at] = true;
            there[line[at]] = false;
            size--;
            after[bend.before()] = bend.after();
            before[bend.after()] = bend.before();
            add(bend.before());
            add(bend.after());
        }
        return size == line.length ? line : rest(gone);
    }

    private int[] rest(boolean[] gone) {
        int[] rest = new int[size];
        int count = 0;
        int last = endless ? line.length - 2 : line.length - 1;
        for (int i = 0; i <= last; i++) if (!gone[i]) rest[count++] = line[i];
        if (endless) rest[count++] = rest[0];
        return Arrays.copyOf(rest, count);
    }
}
