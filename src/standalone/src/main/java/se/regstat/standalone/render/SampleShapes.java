package se.regstat.standalone.render;

/** What a legend's samples are drawn on. */
final class SampleShapes {

    private SampleShapes() {}

    /** @param dimension 0 a point in the middle, 1 a bent line, 2 a rectangle that leaves room for its outline */
    static DeviceShape of(int dimension, int width, int height) {
        int w = width << DeviceShape.SHIFT;
        int h = height << DeviceShape.SHIFT;
        int edge = DeviceShape.ONE + DeviceShape.HALF;
        int[] xy =
                switch (dimension) {
                    case 0 -> new int[] {w / 2, h / 2};
                    case 1 -> new int[] {edge, h - edge, w / 3, h / 3, 2 * w / 3, 2 * h / 3, w - edge, edge};
                    default -> new int[] {edge, edge, w - edge, edge, w - edge, h - edge, edge, h - edge, edge, edge};
                };
        return new DeviceShape(dimension, xy, new int[] {xy.length}, 0, 0, w, h);
    }
}
