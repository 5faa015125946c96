package se.regstat.standalone.wms;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.regstat.standalone.http.OgcReply;
import se.regstat.standalone.render.ImageFiles;

/** An image format that maps come in. */
enum MapFormat {
    PNG("image/png", true),
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
            // What clients of a GeoServer may say; they get all colours.
            case "image/png", "png", "image/png;mode=24bit", "image/png8", "png8", "image/png;mode=8bit" ->
                Optional.of(PNG);
            case "image/jpeg", "image/jpg", "jpeg", "jpg" -> Optional.of(JPEG);
            default -> Optional.empty();
        };
    }

    /** Encoded before the answer begins, so that a failure can still be answered as one. */
    OgcReply reply(BufferedImage image, boolean opaque) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        switch (this) {
            case PNG -> ImageFiles.png(image, opaque, bytes);
            case JPEG -> ImageFiles.jpeg(image, bytes);
        }
        return new OgcReply(200, type, Map.of("Content-Length", Integer.toString(bytes.size())), bytes::writeTo);
    }
}
