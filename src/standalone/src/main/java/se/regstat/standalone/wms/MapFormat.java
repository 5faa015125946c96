package se.regstat.standalone.wms;

import com.pngencoder.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An image format that maps come in. */
enum MapFormat {
    PNG("image/png", true),
    PNG8("image/png; mode=8bit", true),
    JPEG("image/jpeg", false);

    final String type;
    final boolean transparent;

    MapFormat(String type, boolean transparent) {
        this.type = type;
        this.transparent = transparent;
    }

    static MapFormat of(String name) throws WmsException {
        return find(name)
                .orElseThrow(() -> new WmsException(
                        "InvalidFormat",
                        "format",
                        "there are no maps in " + Parameters.shortened(name) + ", but in "
                                + Arrays.stream(values()).map(f -> f.type).collect(Collectors.joining(", "))));
    }

    static Optional<MapFormat> find(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replaceAll("[ \"]", "")) {
            case "image/png", "png", "image/png;mode=24bit" -> Optional.of(PNG);
            case "image/png8", "png8", "image/png;mode=8bit" -> Optional.of(PNG8);
            case "image/jpeg", "image/jpg", "jpeg", "jpg" -> Optional.of(JPEG);
            default -> Optional.empty();
        };
    }

    void write(BufferedImage image, boolean opaque, OutputStream out) throws IOException {
        switch (this) {
            case PNG, PNG8, JPEG -> {
                BufferedImage rgb = new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
                rgb.createGraphics().drawImage(image, 0, 0, null);
                new PngEncoder().withBufferedImage(rgb).withCompressionLevel(1).toStream(out);
            }
        }
    }
}
