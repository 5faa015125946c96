package se.regstat.standalone.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/** The image being drawn: premultiplied ARGB, row by row, shared with a BufferedImage for what Java2D draws. */
final class Pixels {

    final int width;
    final int height;
    final int[] argb;
    final BufferedImage image;

    /** @param background not premultiplied; 0 for a transparent map */
    Pixels(int width, int height, int background) {
        this.width = width;
        this.height = height;
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        this.argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        if (background != 0) Arrays.fill(argb, premultiply(background));
    }

    static int premultiply(int argb) {
        return scale(argb | 0xFF000000, argb >>> 24);
    }

    /** A premultiplied colour at a share of its strength, 0 to 255. */
    static int scale(int premultiplied, int share) {
        if (share == 255) return premultiplied;
        // Two channels at a time; (v * 257 + 257 * 128) >> 16 style rounding of v / 255.
        int rb = (premultiplied & 0x00FF00FF) * share + 0x00800080;
        int ag = ((premultiplied >>> 8) & 0x00FF00FF) * share + 0x00800080;
        rb = ((rb + ((rb >>> 8) & 0x00FF00FF)) >>> 8) & 0x00FF00FF;
        ag = (ag + ((ag >>> 8) & 0x00FF00FF)) & 0xFF00FF00;
        return rb | ag;
    }

    /** Source over destination, both premultiplied. */
    static int over(int source, int destination) {
        return source + scale(destination, 255 - (source >>> 24));
    }
}
