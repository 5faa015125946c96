package se.regstat.standalone.render;

import java.util.Arrays;

/**
 * Fills areas without antialiasing: a pixel belongs to the area that its centre lies in.
 *
 * <ul>
 *   <li>Areas that share a border share no pixel and leave none out, since both compute the border's crossing of a pixel row from
 *       the same two points in the same order. Antialiased fills would blend the background into every shared border.
 *   <li>Holes and parts follow the even-odd rule.
 * </ul>
 *
 * Not thread-safe.
 */
final class AreaFiller {

    private final Pixels pixels;
    private int[] crossings = new int[1024];
    private int[] rowStart;

    AreaFiller(Pixels pixels) {
        this.pixels = pixels;
        this.rowStart = new int[pixels.height + 2];
    }

    void fill(DeviceShape shape, Paint paint) {
        if (shape.isEmpty() || shape.maxX < 0 || shape.minX >= pixels.width << DeviceShape.SHIFT) return;
        int top = Math.max(0, row(shape.minY));
        int bottom = Math.min(pixels.height, row(shape.maxY));
        if (top >= bottom) return;

        // How many edges cross each row, then where, then sorted: rows hold few crossings.
        Arrays.fill(rowStart, 0, bottom - top + 1, 0);
        int[] xy = shape.xy;
        int start = 0;
        for (int end : shape.ends) {
            for (int i = start + 2; i < end; i += 2) {
                int y1 = xy[i - 1];
                int y2 = xy[i + 1];
                if (y1 == y2) continue;
                int from = Math.max(top, row(Math.min(y1, y2)));
                int to = Math.min(bottom, row(Math.max(y1, y2)));
                for (int y = from; y < to; y++) rowStart[y - top]++;
            }
            start = end;
        }
        int total = 0;
        for (int i = 0; i < bottom - top; i++) {
            int count = rowStart[i];
            rowStart[i] = total;
            total += count;
        }
        if (crossings.length < total) crossings = new int[2 * total];
        start = 0;
        for (int end : shape.ends) {
            for (int i = start + 2; i < end; i += 2) {
                if (xy[i - 1] < xy[i + 1]) {
                    cross(xy[i - 2], xy[i - 1], xy[i], xy[i + 1], top, bottom);
                } else if (xy[i - 1] > xy[i + 1]) {
                    cross(xy[i], xy[i + 1], xy[i - 2], xy[i - 1], top, bottom);
                }
            }
            start = end;
        }
        // cross() moved each row's start to its end.
        int from = 0;
        for (int y = top; y < bottom; y++) {
            int to = rowStart[y - top];
            sort(from, to);
            for (int i = from; i + 1 < to; i += 2) {
                int left = Math.max(0, crossings[i]);
                int right = Math.min(pixels.width, crossings[i + 1]);
                if (left < right) paint.span(pixels, y, left, right);
            }
            from = to;
        }
    }

    /** The first row whose centre is at or below y. */
    private static int row(int y) {
        return (y + DeviceShape.HALF - 1) >> DeviceShape.SHIFT;
    }

    /** Of an edge running down, notes the first pixel right of it in each row. */
    private void cross(int x1, int y1, int x2, int y2, int top, int bottom) {
        int from = Math.max(top, row(y1));
        int to = Math.min(bottom, row(y2));
        if (from >= to) return;
        double slope = (double) (x2 - x1) / (y2 - y1);
        for (int y = from; y < to; y++) {
            double x = x1 + slope * ((y << DeviceShape.SHIFT) + DeviceShape.HALF - y1);
            crossings[rowStart[y - top]++] = (int) Math.ceil((x - DeviceShape.HALF) * (1.0 / DeviceShape.ONE));
        }
    }

    private void sort(int from, int to) {
        if (to - from > 32) {
            Arrays.sort(crossings, from, to);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            int value = crossings[i];
            int j = i - 1;
            while (j >= from && crossings[j] > value) {
                crossings[j + 1] = crossings[j];
                j--;
            }
            crossings[j + 1] = value;
        }
    }
}
