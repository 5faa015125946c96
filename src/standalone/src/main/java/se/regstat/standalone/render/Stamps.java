package se.regstat.standalone.render;

import java.awt.Graphics2D;
import java.util.IdentityHashMap;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import se.regstat.standalone.style.Graphic;
import se.regstat.standalone.style.Stroke;

/**
 * Symbols that look the same wherever they stand: drawn once for each of {@value #STEPS} x {@value #STEPS} places within a pixel
 * and then copied, so that one stands at most an eighth of a pixel from where it should. Symbols whose look depends on the feature, and large
 * ones, are drawn each by itself. For one map; not thread-safe.
 */
final class Stamps {

    private static final int STEPS = 4;

    /** Pixels from a symbol's place to its farthest point; copies of larger ones would gain little. */
    private static final int FARTHEST = 40;

    /** Of a sharp corner, in stroke widths: Java2D's limit of mitres, halved. */
    private static final double SPIKE = 5;

    private final Pixels pixels;
    private final IdentityHashMap<Graphic, Stamp[]> stamps = new IdentityHashMap<>();
    private final IdentityHashMap<Graphic, Integer> reaches = new IdentityHashMap<>();

    Stamps(Pixels pixels) {
        this.pixels = pixels;
    }

    /**
     * A piece of image.
     *
     * @param dx pixels from the place's pixel to its first column
     * @param argb premultiplied
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stamp(int dx, int dy, int width, int height, int[] argb) {}

    /** Draws a symbol at a point of the image, as {@link Appearance#draw} does. */
    void draw(Graphics2D graphics, Graphic graphic, SimpleFeature feature, double x, double y) {
        int reach = reaches.computeIfAbsent(graphic, Stamps::reach);
        boolean near = Math.abs(x) < FARTHEST + pixels.width && Math.abs(y) < FARTHEST + pixels.height;
        if (reach > FARTHEST || !near) {
            Appearance.draw(graphics, graphic, feature, x, y);
            return;
        }
        long column = Math.round(x * STEPS);
        long row = Math.round(y * STEPS);
        int left = (int) Math.floorDiv(column, (long) STEPS);
        int top = (int) Math.floorDiv(row, (long) STEPS);
        int part = (int) (Math.floorMod(row, (long) STEPS) * STEPS + Math.floorMod(column, (long) STEPS));
        Stamp[] all = stamps.computeIfAbsent(graphic, g -> new Stamp[STEPS * STEPS]);
        if (all[part] == null) all[part] = stamp(graphic, reach, part);
        press(all[part], left, top);
    }

    /** How far a symbol reaches from its place in pixels, at most; more than {@link #FARTHEST} if that depends on the feature. */
    private static int reach(Graphic graphic) {
        List<Expression> uses = Appearance.expressions(graphic);
        if (!uses.stream().allMatch(Literal.class::isInstance)) return Integer.MAX_VALUE;
        double size = Appearance.size(graphic, null, Appearance.POINT_SIZE);
        double moved = Math.hypot(
                        Varying.number(graphic.displacementX(), null, 0),
                        Varying.number(graphic.displacementY(), null, 0))
                + size
                        * Math.hypot(
                                Varying.number(graphic.anchorX(), null, 0.5) - 0.5,
                                Varying.number(graphic.anchorY(), null, 0.5) - 0.5);
        double widest = graphic.marks().stream()
                .flatMap(mark -> mark.stroke().stream())
                .map(Stroke::width)
                .mapToDouble(width -> Varying.number(width, null, 1))
                .max()
                .orElse(0);
        return (int) Math.min(FARTHEST + 1, Math.ceil(moved + size * Math.sqrt(0.5) + SPIKE * widest) + 1);
    }

    private static Stamp stamp(Graphic graphic, int reach, int part) {
        int side = 2 * reach + 1;
        Pixels drawn = new Pixels(side, side, 0);
        Graphics2D graphics = Appearance.smooth(drawn.image.createGraphics());
        double within = 1.0 / STEPS;
        Appearance.draw(
                graphics, graphic, null, reach + (part % STEPS) * within, reach + Math.floorDiv(part, STEPS) * within);
        graphics.dispose();
        return cropped(drawn, reach);
    }

    private static Stamp cropped(Pixels drawn, int reach) {
        int side = drawn.width;
        int left = side;
        int right = -1;
        int top = side;
        int bottom = -1;
        for (int i = 0; i < drawn.argb.length; i++) {
            if (drawn.argb[i] == 0) continue;
            left = Math.min(left, i % side);
            right = Math.max(right, i % side);
            top = Math.min(top, i / side);
            bottom = i / side;
        }
        if (right < 0) return new Stamp(0, 0, 0, 0, new int[0]);
        int width = right - left + 1;
        int[] argb = new int[width * (bottom - top + 1)];
        for (int row = top; row <= bottom; row++) {
            int from = row * side + left;
            System.arraycopy(drawn.argb, from, argb, (row - top) * width, width);
        }
        return new Stamp(left - reach, top - reach, width, bottom - top + 1, argb);
    }

    private void press(Stamp stamp, int left, int top) {
        int firstColumn = Math.max(0, left + stamp.dx);
        int endColumn = Math.min(pixels.width, left + stamp.dx + stamp.width);
        int endRow = Math.min(pixels.height, top + stamp.dy + stamp.height);
        for (int row = Math.max(0, top + stamp.dy); row < endRow; row++) {
            int from = (row - top - stamp.dy) * stamp.width - left - stamp.dx;
            int to = row * pixels.width;
            for (int column = firstColumn; column < endColumn; column++) {
                int source = stamp.argb[from + column];
                if (source != 0) pixels.argb[to + column] = Pixels.over(source, pixels.argb[to + column]);
            }
        }
    }
}
