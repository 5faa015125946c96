package se.regstat.importing.borders;

import java.util.Arrays;

/** Finds vertices that lie in a triangle: in squares of a grid, of which only those are kept that have any. Not thread-safe. */
final class VertexGrid {

    /** Metres: a square at least as large is not worth the walk from one to the next. */
    private static final double LEAST_SIDE = 50;

    private static final long ROW = 1L << 32;
    private static final int NONE = -1;

    private final double[] x;
    private final double[] y;
    private final boolean[] there;
    private final double side;
    private final long[] squares;
    private final int[] first;
    private final int[] next;
    private final int mask;

    /**
     * @param x of all vertices, as {@code y}
     * @param there which of them count; read whenever it is asked, so that others may go, but none come
     * @param tolerance metres: most triangles that are asked for are about so large
     */
    VertexGrid(double[] x, double[] y, boolean[] there, double tolerance) {
        this.x = x;
        this.y = y;
        this.there = there;
        side = Math.max(LEAST_SIDE, 4 * tolerance);
        int count = 0;
        for (boolean one : there) if (one) count++;
        squares = new long[Integer.highestOneBit(Math.max(8, count)) * 4];
        mask = squares.length - 1;
        first = new int[squares.length];
        Arrays.fill(first, NONE);
        next = new int[there.length];
        for (int vertex = 0; vertex < there.length; vertex++) {
            if (!there[vertex]) continue;
            long key = key(cell(x[vertex]), cell(y[vertex]));
            int slot = slot(key);
            squares[slot] = key;
            next[vertex] = first[slot];
            first[slot] = vertex;
        }
    }

    private long cell(double ordinate) {
        return (long) Math.floor(ordinate / side);
    }

    private static long key(long column, long row) {
        return row * ROW + column;
    }

    private int slot(long key) {
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (first[slot] != NONE && squares[slot] != key) slot = (slot + 1) & mask;
        return slot;
    }

    /** Whether a vertex other than its own three lies in a triangle, or on its sides. */
    boolean hasVertexIn(int a, int b, int c) {
        Triangle triangle = new Triangle(x[a], y[a], x[b], y[b], x[c], y[c]);
        long last = cell(Math.max(y[a], Math.max(y[b], y[c])));
        for (long row = cell(Math.min(y[a], Math.min(y[b], y[c]))); row <= last; row++) {
            triangle.between(row * side, (row + 1) * side);
            long east = cell(triangle.east);
            for (long column = cell(triangle.west); column <= east; column++) {
                for (int v = first[slot(key(column, row))]; v != NONE; v = next[v]) {
                    if (there[v] && v != a && v != b && v != c && triangle.has(x[v], y[v])) return true;
                }
            }
        }
        return false;
    }
}
