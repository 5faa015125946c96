package se.regstat.standalone.render;

import java.util.Arrays;

/**
 * Draws thin solid lines antialiased, all lines of one pen in one go.
 *
 * <ul>
 *   <li>A pixel's coverage follows from its distance to the nearest line, so a border drawn twice, as shared ones are, looks like
 *       one drawn once, also where the pen is translucent.
 *   <li>Joins and ends are round, which nobody sees at these widths.
 * </ul>
 *
 * Not thread-safe.
 */
final class ThinLines {

    private static final int DRAWN = 1 << 15;

    private static final float UNIT = 1f / DeviceShape.ONE;

    private final int width;
    private final int height;
    private final byte[] coverage;
    private int top;
    private int bottom;

    /**
     * Pieces drawn lately, each as its two ends: most borders come twice. A hash table without chains: forgetting a piece costs the time
     * to draw it again, nothing else.
     */
    private final long[] drawn = new long[2 * DRAWN];

    private float half;
    private float most;
    private float reach;

    ThinLines(int width, int height) {
        this.width = width;
        this.height = height;
        this.coverage = new byte[width * height];
        this.top = height;
        this.bottom = 0;
    }

    void add(DeviceShape shape, float lineWidth) {
        half = lineWidth / 2;
        most = Math.min(1, lineWidth);
        reach = half + 0.5f;
        int margin = (int) Math.ceil(reach) << DeviceShape.SHIFT;
        int right = (width << DeviceShape.SHIFT) + margin;
        int low = (height << DeviceShape.SHIFT) + margin;
        if (shape.isEmpty() || shape.maxX < -margin || shape.maxY < -margin) return;
        if (shape.minX > right || shape.minY > low) return;
        int[] xy = shape.xy;
        int start = 0;
        for (int end : shape.ends) {
            if (end - start == 2) {
                segment(xy[start], xy[start + 1], xy[start], xy[start + 1]);
            }
            for (int i = start + 2; i < end; i += 2) {
                int x1 = xy[i - 2];
                int y1 = xy[i - 1];
                int x2 = xy[i];
                int y2 = xy[i + 1];
                if ((x1 < -margin && x2 < -margin)
                        || (y1 < -margin && y2 < -margin)
                        || (x1 > right && x2 > right)
                        || (y1 > low && y2 > low)) {
                    continue;
                }
                if (isDrawn(x1, y1, x2, y2)) continue;
                segment(x1, y1, x2, y2);
            }
            start = end;
        }
    }

    private boolean isDrawn(int x1, int y1, int x2, int y2) {
        long a = ((long) x1 << 32) ^ (y1 & 0xFFFFFFFFL);
        long b = ((long) x2 << 32) ^ (y2 & 0xFFFFFFFFL);
        long from = Math.min(a, b);
        long to = Math.max(a, b);
        long hash = (from * 31 + to) * 0x9E3779B97F4A7C15L;
        int place = (int) (hash >>> 49) << 1;
        if (drawn[place] == from && drawn[place + 1] == to) return true;
        drawn[place] = from;
        drawn[place + 1] = to;
        return false;
    }

    private void segment(int fx1, int fy1, int fx2, int fy2) {
        double dx = (fx2 - (double) fx1) * UNIT;
        double dy = (fy2 - (double) fy1) * UNIT;
        double length = Math.sqrt(dx * dx + dy * dy);
        double x1 = fx1 * (double) UNIT;
        double y1 = fy1 * (double) UNIT;
        // Unit vector; a point has none and is drawn as its round cap.
        double ux = length == 0 ? 1 : dx / length;
        double uy = length == 0 ? 0 : dy / length;
        int left = Math.max(0, (int) Math.floor(Math.min(x1, x1 + dx) - reach));
        int right = Math.min(width - 1, (int) Math.floor(Math.max(x1, x1 + dx) + reach));
        int up = Math.max(0, (int) Math.floor(Math.min(y1, y1 + dy) - reach));
        int down = Math.min(height - 1, (int) Math.floor(Math.max(y1, y1 + dy) + reach));
        if (left > right || up > down) return;
        if (up < top) top = up;
        if (down >= bottom) bottom = down + 1;
        if (Math.abs(ux) >= Math.abs(uy)) {
            double slope = uy / ux;
            double side = reach / Math.abs(ux);
            for (int x = left; x <= right; x++) {
                double y = y1 + (x + 0.5 - x1) * slope - 0.5;
                int from = Math.max(up, (int) Math.ceil(y - side));
                int to = Math.min(down, (int) Math.floor(y + side));
                for (int r = from; r <= to; r++) {
                    pixel(r * width + x, x + 0.5 - x1, r + 0.5 - y1, ux, uy, length);
                }
            }
        } else {
            double slope = ux / uy;
            double side = reach / Math.abs(uy);
            for (int y = up; y <= down; y++) {
                double x = x1 + (y + 0.5 - y1) * slope - 0.5;
                int from = Math.max(left, (int) Math.ceil(x - side));
                int to = Math.min(right, (int) Math.floor(x + side));
                for (int c = from; c <= to; c++) {
                    pixel(y * width + c, c + 0.5 - x1, y + 0.5 - y1, ux, uy, length);
                }
            }
        }
    }

    private void pixel(int index, double px, double py, double ux, double uy, double length) {
        double along = px * ux + py * uy;
        double away = Math.abs(px * uy - py * ux);
        double beyond = along < 0 ? -along : along - length;
        double distance = beyond > 0 ? Math.sqrt(away * away + beyond * beyond) : away;
        double share = Math.min(most, reach - distance);
        if (share <= 0) return;
        int value = (int) (share * 255 + 0.5);
        if (value > (coverage[index] & 255)) coverage[index] = (byte) value;
    }

    /** Paints what was added, and forgets it. */
    void paint(Pixels pixels, int argb) {
        int color = Pixels.premultiply(argb);
        for (int i = top * width; i < bottom * width; i++) {
            int share = coverage[i] & 255;
            if (share == 0) continue;
            coverage[i] = 0;
            pixels.argb[i] = Pixels.over(Pixels.scale(color, share), pixels.argb[i]);
        }
        top = height;
        bottom = 0;
        Arrays.fill(drawn, 0);
    }
}
