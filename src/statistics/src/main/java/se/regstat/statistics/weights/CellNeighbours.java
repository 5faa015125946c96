package se.regstat.statistics.weights;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which cells of a grid lie beside one another, of those that there are, by keys that number cells row by row. In little room: there may be tens of
 * millions. Immutable and thread-safe.
 */
final class CellNeighbours {

    private static final long ROW = 1L << Integer.SIZE;

    /** Cells whose neighbour in the west is the one before them. */
    private final BitSet joined;

    /** The cell in the north, or -1. */
    private final int[] north;

    private final int[] south;

    private CellNeighbours(BitSet joined, int[] north, int[] south) {
        this.joined = joined;
        this.north = north;
        this.south = south;
    }

    static long key(int row, int column) {
        return ((long) row << Integer.SIZE) | column;
    }

    static int row(long key) {
        return (int) (key >> Integer.SIZE);
    }

    static int column(long key) {
        return (int) key;
    }

    /** @param keys of the cells, ascending, each once */
    static CellNeighbours of(long[] keys) {
        BitSet joined = new BitSet();
        int[] north = new int[keys.length];
        int[] south = new int[keys.length];
        Arrays.fill(south, -1);
        int above = 0;
        for (int cell = 0; cell < keys.length; cell++) {
            if (cell > 0 && keys[cell - 1] == keys[cell] - 1) joined.set(cell);
            while (above < keys.length && keys[above] < keys[cell] + ROW) above++;
            boolean isThere = above < keys.length && keys[above] == keys[cell] + ROW;
            north[cell] = isThere ? above : -1;
            if (isThere) south[above] = cell;
        }
        return new CellNeighbours(joined, north, south);
    }

    int cells() {
        return north.length;
    }

    /** Of each cell and those around it. */
    void sum(double[] of, double[] sums) {
        IntStream.range(0, sums.length).parallel().forEach(cell -> {
            double sum = of[cell];
            if (joined.get(cell)) sum += of[cell - 1];
            if (joined.get(cell + 1)) sum += of[cell + 1];
            if (south[cell] >= 0) sum += of[south[cell]];
            if (north[cell] >= 0) sum += of[north[cell]];
            sums[cell] = sum;
        });
    }
}
