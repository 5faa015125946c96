package se.regstat.standalone.render;

/**
 * A geometry on the image, in sixteenths of a pixel, y down.
 *
 * <p>Every vertex is rounded by itself, never by its neighbours in the line, so a border that two areas share is the same points
 * in both. Points that coincide with their predecessor are left out.
 */
final class DeviceShape {

    static final int SHIFT = 4;
    static final int ONE = 1 << SHIFT;
    static final int HALF = ONE / 2;

    /** 0 points, 1 lines, 2 areas. */
    final int dimension;

    /** x and y in turn. */
    final int[] xy;

    /** For each part (ring, line), the index in {@code xy} after its last y; rings repeat their first point. */
    final int[] ends;

    final int minX;
    final int minY;
    final int maxX;
    final int maxY;

    DeviceShape(int dimension, int[] xy, int[] ends, int minX, int minY, int maxX, int maxY) {
        this.dimension = dimension;
        this.xy = xy;
        this.ends = ends;
        this.minX = minX;
        this.minY = minY;
        this.maxX = maxX;
        this.maxY = maxY;
    }

    boolean isEmpty() {
        return ends.length == 0;
    }
}
