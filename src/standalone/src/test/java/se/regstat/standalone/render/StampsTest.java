package se.regstat.standalone.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Graphics2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.standalone.style.Graphic;
import se.regstat.standalone.style.StyleReader;
import se.regstat.standalone.style.Symbolizer;

class StampsTest {

    private static final int SIDE = 60;

    private static Graphic graphic(String mark, double size, String more) throws Exception {
        String document = """
                <StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
                <NamedLayer><Name>x</Name><UserStyle><FeatureTypeStyle><Rule><PointSymbolizer><Graphic>
                <Mark><WellKnownName>%s</WellKnownName>
                <Fill><CssParameter name="fill">#FF8000</CssParameter><CssParameter name="fill-opacity">0.6</CssParameter></Fill>
                <Stroke><CssParameter name="stroke">#000080</CssParameter><CssParameter name="stroke-width">1.5</CssParameter></Stroke></Mark>
                <Size>%s</Size>%s</Graphic></PointSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>""".formatted(mark, size, more);
        Symbolizer symbolizer = StyleReader.read(
                        new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "test")
                .featureTypeStyles()
                .get(0)
                .at(1000)
                .get(0)
                .symbolizers()
                .get(0);
        return ((Symbolizer.PointSymbolizer) symbolizer).graphic();
    }

    private static Pixels drawn(Graphic graphic, double x, double y) {
        Pixels pixels = new Pixels(SIDE, SIDE, 0xFFFFFFFF);
        Graphics2D graphics = Appearance.smooth(pixels.image.createGraphics());
        Appearance.draw(graphics, graphic, null, x, y);
        graphics.dispose();
        return pixels;
    }

    private static double darkness(Pixels pixels) {
        double sum = 0;
        for (int argb : pixels.argb) {
            for (int shift = 0; shift < 24; shift += 8) sum += (255 - (argb >>> shift & 255)) / 255.0;
        }
        return sum;
    }

    private static double difference(Pixels a, Pixels b) {
        double sum = 0;
        for (int i = 0; i < a.argb.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                sum += Math.abs((a.argb[i] >>> shift & 255) - (b.argb[i] >>> shift & 255)) / 255.0;
            }
        }
        return sum;
    }

    /** Pieces of the image's edge, where symbols are cut off, are among the places. */
    @ParameterizedTest
    @CsvSource({
        "circle, 3, 0",
        "circle, 14.5, 0",
        "square, 9, 30",
        "triangle, 20, 75",
        "star, 12, 0",
        "shape://times, 10, 0"
    })
    void a_copy_looks_like_the_symbol_itself(String mark, double size, int rotation) throws Exception {
        Graphic graphic = graphic(mark, size, "<Rotation>" + rotation + "</Rotation>");
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double x = -5 + (SIDE + 10) * random.nextDouble();
            double y = -5 + (SIDE + 10) * random.nextDouble();
            Pixels copied = new Pixels(SIDE, SIDE, 0xFFFFFFFF);
            new Stamps(copied).draw(null, graphic, null, x, y);
            double snappedX = Math.rint(4 * x) / 4;
            double snappedY = Math.rint(4 * y) / 4;
            Pixels expected = drawn(graphic, snappedX, snappedY);
            assertThat(difference(copied, expected))
                    .as("at %s, %s", x, y)
                    .isLessThan(0.02 * Math.max(1, darkness(expected)));
            // An eighth of a pixel off, which shows most where the image's edge cuts through.
            assertThat(darkness(copied)).isCloseTo(darkness(drawn(graphic, x, y)), within(0.35 * size + 1));
        }
    }

    @Test
    void symbols_over_each_other_are_blended_as_if_drawn() throws Exception {
        Graphic graphic = graphic("circle", 20, "<Opacity>0.5</Opacity>");
        Pixels copied = new Pixels(SIDE, SIDE, 0xFFFFFFFF);
        Stamps stamps = new Stamps(copied);
        Pixels expected = new Pixels(SIDE, SIDE, 0xFFFFFFFF);
        Graphics2D graphics = Appearance.smooth(expected.image.createGraphics());
        for (int i = 0; i < 5; i++) {
            stamps.draw(null, graphic, null, 20 + 4 * i, 30);
            Appearance.draw(graphics, graphic, null, 20 + 4 * i, 30);
        }
        assertThat(difference(copied, expected)).isLessThan(0.03 * darkness(expected));
    }

    @Test
    void large_and_far_symbols_are_drawn_too() throws Exception {
        Graphic large = graphic("circle", 200, "");
        Pixels copied = new Pixels(SIDE, SIDE, 0xFFFFFFFF);
        Graphics2D graphics = Appearance.smooth(copied.image.createGraphics());
        Stamps stamps = new Stamps(copied);
        stamps.draw(graphics, large, null, 100, 30);
        assertThat(difference(copied, drawn(large, 100, 30))).isZero();
        stamps.draw(graphics, graphic("circle", 5, ""), null, 1e12, -1e12);
        assertThat(difference(copied, drawn(large, 100, 30))).isZero();
        graphics.dispose();
    }
}
