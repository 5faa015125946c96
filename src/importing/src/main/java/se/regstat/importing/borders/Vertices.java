package se.regstat.importing.borders;

import java.util.Arrays;
import org.locationtech.jts.geom.CoordinateSequence;

/** Numbers places, each with one number however many rings have it. An open-addressing table: a nation has more than a million. */
final class Vertices {

    private final double[] x;
    private final double[] y;
    private final int[] table;
    private final int mask;
    private int size;

    /** @param most that may come */
    Vertices(int most) {
        x = new double[most];
        y = new double[most];
        table = new int[Integer.highestOneBit(Math.max(8, most)) * 4];
        mask = table.length - 1;
    }

    /** How many there are. */
    int size() {
        return size;
    }

    double x(int vertex) {
        return x[vertex];
    }

    double y(int vertex) {
        return y[vertex];
    }

    /** Of a ring, each once: without the last, which is the first again, and without those that stand twice in a row. */
    int[] of(CoordinateSequence ring) {
        int[] numbers = new int[ring.size()];
        int count = 0;
        for (int i = 0; i < ring.size() - 1; i++) {
            int number = number(ring.getX(i), ring.getY(i));
            if (count == 0 || numbers[count - 1] != number) numbers[count++] = number;
        }
        while (count > 1 && numbers[count - 1] == numbers[0]) count--;
        return Arrays.copyOf(numbers, count);
    }

    private int number(double px, double py) {
        long hash = (Double.doubleToLongBits(px) * 31 + Double.doubleToLongBits(py)) * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & mask;
        while (table[slot] != 0) {
            int number = table[slot] - 1;
            if (x[number] == px && y[number] == py) return number;
            slot = (slot + 1) & mask;
        }
        x[size] = px;
        y[size] = py;
        table[slot] = ++size;
        return size - 1;
    }

    /** Of a triangle, m². */
    double area(int a, int b, int c) {
        return Math.abs((x[c] - x[a]) * (y[b] - y[a]) - (x[b] - x[a]) * (y[c] - y[a])) / 2;
    }

    /** Of a ring, m². */
    double areaOf(int[] ring) {
        double twice = 0;
        for (int i = 1; i < ring.length; i++) {
            twice += (x[ring[i - 1]] - x[ring[0]]) * (y[ring[i]] - y[ring[0]])
                    - (x[ring[i]] - x[ring[0]]) * (y[ring[i - 1]] - y[ring[0]]);
        }
        return Math.abs(twice) / 2;
    }

    VertexGrid grid(boolean[] there, double tolerance) {
        return new VertexGrid(x, y, there, tolerance);
    }
}
