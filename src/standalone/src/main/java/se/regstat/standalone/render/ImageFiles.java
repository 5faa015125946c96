package se.regstat.standalone.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes maps (TYPE_INT_ARGB_PRE) as image files. */
public final class ImageFiles {

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
        Png.write(image, opaque, out);
    }

    /** A PNG with a palette of at most 256 colours: exactly the image's where it has no more, else the best ones. */
    public static void png8(BufferedImage image, OutputStream out) throws IOException {
        IndexedColours palette = IndexedColours.of(argb(image));
        BufferedImage indexed = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(
                        8, palette.size(), palette.colors(), 0, true, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        palette.map(argb(image), ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData());
        write(indexed, "png", 1, out);
    }

    /** A JPEG; what is transparent becomes white. */
    public static void jpeg(BufferedImage image, OutputStream out) throws IOException {
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        write(rgb, "jpeg", JPEG_QUALITY, out);
    }

    private static int[] argb(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    private static void write(BufferedImage image, String format, float quality, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (quality < 1) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(quality);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }
}
