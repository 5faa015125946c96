package se.regstat.standalone.render;

import com.pngencoder.PngEncoder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes maps (TYPE_INT_ARGB_PRE) as image files. */
public final class ImageFiles {

    /**
     * Little: maps are flat areas that the first level packs well enough. Five classes with outlines, 800 x 600: 5 ms of processor
     * time, shared among the cores, and 80 kB.
     */
    private static final int COMPRESSION = 1;

    private static final float JPEG_QUALITY = 0.85f;

    static {
        // No temporary files for images that are in memory anyway.
        ImageIO.setUseCache(false);
    }

    private ImageFiles() {}

    /**
     * A PNG with 8 bits per channel.
     *
     * @param opaque whether the image has no transparent pixel, so that no alpha needs to be written
     */
    public static void png(BufferedImage image, boolean opaque, OutputStream out) throws IOException {
        new PngEncoder()
                .withBufferedImage(opaque ? withoutAlpha(image) : image)
                .withCompressionLevel(COMPRESSION)
                .toStream(out);
    }

    /** A JPEG; what is transparent becomes white. */
    public static void jpeg(BufferedImage image, OutputStream out) throws IOException {
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(rgb, null, null), parameters);
        } finally {
            writer.dispose();
        }
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
