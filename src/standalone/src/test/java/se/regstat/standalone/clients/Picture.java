package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

/** A map image and the extent it shows, x to the right and y upwards. */
record Picture(String title, BufferedImage image, Envelope extent) {

    static Picture of(Path file, Envelope extent) {
        try {
            return of(file.getFileName().toString(), ImageIO.read(file.toFile()), extent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Picture of(String title, byte[] bytes, Envelope extent) {
        try {
            return of(title, ImageIO.read(new ByteArrayInputStream(bytes)), extent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Picture of(String title, BufferedImage image, Envelope extent) {
        assertThat(image).as("%s can be read as an image", title).isNotNull();
        return new Picture(title, image, extent);
    }

    /**
     * Checks that a map of one area alone shows it where it is, filled with one colour, and nothing else: what is inside
     * the area has the fill's colour, what is outside is transparent; within some pixels of its border anything goes.
     *
     * @param area in the extent's CRS
     * @param fill as ARGB; each component may be one off, as scaling by alpha makes it
     */
    void assertShowsOnly(Geometry area, int fill, double borderPixels) {
        double pixel = Math.max(extent.getWidth() / image.getWidth(), extent.getHeight() / image.getHeight());
        IndexedPointInAreaLocator inner = new IndexedPointInAreaLocator(area.buffer(-borderPixels * pixel));
        IndexedPointInAreaLocator outer = new IndexedPointInAreaLocator(area.buffer(borderPixels * pixel));
        Map<Integer, Integer> colours = new HashMap<>();
        int inside = 0, outside = 0, painted = 0;
        Coordinate point = new Coordinate();
        for (int row = 0; row < image.getHeight(); row++) {
            point.y = extent.getMaxY() - (row + 0.5) * extent.getHeight() / image.getHeight();
            for (int column = 0; column < image.getWidth(); column++) {
                point.x = extent.getMinX() + (column + 0.5) * extent.getWidth() / image.getWidth();
                int argb = image.getRGB(column, row);
                if (inner.locate(point) != Location.EXTERIOR) {
                    inside++;
                    colours.merge(argb, 1, Integer::sum);
                } else if (outer.locate(point) == Location.EXTERIOR) {
                    outside++;
                    if (argb >>> 24 != 0) painted++;
                }
            }
        }
        assertThat(inside).as("%s: pixels inside the area", title).isGreaterThan(500);
        assertThat(outside).as("%s: pixels outside the area", title).isGreaterThan(500);
        Map.Entry<Integer, Integer> most =
                colours.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        assertThat(apart(most.getKey(), fill))
                .as("%s: the inside of the area is #%08X, and should be #%08X", title, most.getKey(), fill)
                .isLessThanOrEqualTo(1);
        assertThat((double) most.getValue() / inside)
                .as("%s: share of the area's inside that has its colour #%08X", title, most.getKey())
                .isGreaterThan(0.99);
        assertThat(painted)
                .as("%s: painted pixels outside the area (of %d)", title, outside)
                .isLessThanOrEqualTo(outside / 1000);
    }

    private static int apart(int argb, int other) {
        int most = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            most = Math.max(most, Math.abs((argb >>> shift & 255) - (other >>> shift & 255)));
        }
        return most;
    }

    /** How many colours it has, to tell a map from a blank. */
    long colours() {
        return Arrays.stream(pixels()).distinct().count();
    }

    /** The share of pixels that are painted. */
    double painted() {
        int[] pixels = pixels();
        return Arrays.stream(pixels).filter(argb -> argb >>> 24 != 0).count() / (double) pixels.length;
    }

    /** The share of pixels that are not the same in another picture of the same size. */
    double unlike(Picture other) {
        int[] pixels = pixels();
        int[] others = other.pixels();
        assertThat(others).hasSameSizeAs(pixels);
        int unlike = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != others[i]) unlike++;
        }
        return unlike / (double) pixels.length;
    }

    private int[] pixels() {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
