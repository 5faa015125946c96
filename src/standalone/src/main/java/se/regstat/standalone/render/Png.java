package se.regstat.standalone.render;

import com.pngencoder.PngEncoder;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;

/** Writes PNG files with 8 bits per channel. */
final class Png {

    /**
     * Little: maps are flat areas that the first level packs well enough. Five classes
     * with outlines, 800 x 600: 5 ms of processor time, shared among the cores, and 80 kB.
     */
    private static final int COMPRESSION = 1;

    private Png() {}

    /** @param opaque whether to leave the alpha channel out */
    static void write(BufferedImage premultiplied, boolean opaque, OutputStream out) throws IOException {
        BufferedImage image = opaque ? withoutAlpha(premultiplied) : premultiplied;
        new PngEncoder()
                .withBufferedImage(image)
                .withCompressionLevel(COMPRESSION)
                .toStream(out);
    }

    /** The same pixels, not copied. */
    private static BufferedImage withoutAlpha(BufferedImage image) {
        DirectColorModel rgb = new DirectColorModel(24, 0xFF0000, 0xFF00, 0xFF);
        WritableRaster raster = Raster.createPackedRaster(
                (DataBufferInt) image.getRaster().getDataBuffer(),
                image.getWidth(),
                image.getHeight(),
                image.getWidth(),
                rgb.getMasks(),
                null);
        return new BufferedImage(rgb, raster, false, null);
    }
}
