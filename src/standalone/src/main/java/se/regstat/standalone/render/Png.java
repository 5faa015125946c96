package se.regstat.standalone.render;

import com.pngencoder.PngEncoder;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;

/** Writes PNG files. */
final class Png {

    private Png() {}

    static void write(int[] premultiplied, int width, int height, boolean opaque, OutputStream out) throws IOException {
        BufferedImage image =
                new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB_PRE);
        System.arraycopy(
                premultiplied, 0, ((DataBufferInt) image.getRaster().getDataBuffer()).getData(), 0, width * height);
        new PngEncoder().withBufferedImage(image).withCompressionLevel(1).toStream(out);
    }
}
