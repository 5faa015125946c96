package se.regstat.standalone.render;

import java.awt.BasicStroke;
import java.util.List;

/**
 * How a line is drawn.
 *
 * @param argb not premultiplied
 * @param width pixels
 * @param join as in BasicStroke
 * @param cap as in BasicStroke
 */
record Pen(int argb, float width, int join, int cap, List<Float> dashes, float dashOffset) {

    /** Up to this width, corners and ends look the same however they are joined. */
    private static final float THIN = 2.5f;

    boolean isThinAndSolid() {
        return width <= THIN && dashes.isEmpty();
    }

    BasicStroke stroke() {
        if (dashes.isEmpty()) return new BasicStroke(width, cap, join, 10);
        float[] lengths = new float[dashes.size()];
        for (int i = 0; i < lengths.length; i++) lengths[i] = dashes.get(i);
        return new BasicStroke(width, cap, join, 10, lengths, dashOffset);
    }
}
