package se.regstat.standalone.render;

import java.util.Arrays;

/** Where a feature's label goes: inside the part of it that the map shows. */
final class Anchors {

    /** Shares of the visible height at which an area's width is looked at; the middle ones win ties. */
    private static final double[] LEVELS = {0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75, 0.15, 0.85};

    private Anchors() {}

    /**
     * A label's point and direction.
     *
     * @param textWidth pixels: an area's middle is good enough where it is this wide
     * @return x, y in pixels and the angle in radians; null where nothing of the feature is on the map
     */
    static double[] of(DeviceShape shape, int width, int height, double textWidth) {
        return switch (shape.dimension) {
            case 0 -> point(shape.xy[0], shape.xy[1], 0);
            case 1 -> line(shape);
            default -> area(shape, width, height, textWidth);
        };
    }

    private static double[] point(double x, double y, double angle) {
        return new double[] {x / DeviceShape.ONE, y / DeviceShape.ONE, angle};
    }

    /** Half-way along the longest line, in the reading direction. */
    private static double[] line(DeviceShape shape) {
        int[] xy = shape.xy;
        int bestStart = 0;
        int bestEnd = 0;
        double best = -1;
        int start = 0;
        for (int end : shape.ends) {
            double length = 0;
            for (int i = start + 2; i < end; i += 2) length += length(xy, i);
            if (length > best) {
                best = length;
                bestStart = start;
                bestEnd = end;
            }
            start = end;
        }
        double left = best / 2;
        for (int i = bestStart + 2; i < bestEnd; i += 2) {
            double length = length(xy, i);
            if (length >= left && length > 0) {
                double share = left / length;
                double dx = xy[i] - (double) xy[i - 2];
                double dy = xy[i + 1] - (double) xy[i - 1];
                double angle = dx < 0 ? Math.atan2(-dy, -dx) : Math.atan2(dy, dx);
                return point(xy[i - 2] + share * dx, xy[i - 1] + share * dy, angle);
            }
            left -= length;
        }
        return point(xy[bestStart], xy[bestStart + 1], 0);
    }

    private static double length(int[] xy, int i) {
        return Math.hypot(xy[i] - (double) xy[i - 2], xy[i + 1] - (double) xy[i - 1]);
    }

    /** The middle of the widest stretch inside the area, on one of a few levels. */
    private static double[] area(DeviceShape shape, int width, int height, double textWidth) {
        double right = (double) width * DeviceShape.ONE;
        double top = Math.max(0, shape.minY);
        double bottom = Math.min((double) height * DeviceShape.ONE, shape.maxY);
        double[] best = null;
        double widest = 0;
        for (double level : LEVELS) {
            // Off the grid of vertices, so that no vertex lies on the line.
            double y = Math.floor(top + level * (bottom - top)) + 0.5;
            double[] xs = crossings(shape, y);
            for (int i = 0; i + 1 < xs.length; i += 2) {
                double from = Math.max(0, xs[i]);
                double to = Math.min(right, xs[i + 1]);
                if (to - from > widest * 1.2) {
                    widest = to - from;
                    best = point((from + to) / 2, y, 0);
                }
            }
            if (widest > 1.5 * textWidth * DeviceShape.ONE) break;
        }
        return best;
    }

    private static double[] crossings(DeviceShape shape, double y) {
        int[] xy = shape.xy;
        double[] xs = new double[16];
        int count = 0;
        int start = 0;
        for (int end : shape.ends) {
            for (int i = start + 2; i < end; i += 2) {
                if ((xy[i - 1] < y) == (xy[i + 1] < y)) continue;
                if (count == xs.length) xs = Arrays.copyOf(xs, 2 * count);
                xs[count++] =
                        xy[i - 2] + (xy[i] - (double) xy[i - 2]) * (y - xy[i - 1]) / (xy[i + 1] - (double) xy[i - 1]);
            }
            start = end;
        }
        Arrays.sort(xs, 0, count);
        return Arrays.copyOf(xs, count);
    }
}
