package se.regstat.standalone.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.regstat.standalone.render.LegendRenderer;
import se.regstat.standalone.style.Style;
import se.regstat.standalone.style.StyleReader;

/** What capabilities say of legends: told without drawing them, and found once for a style that stays as it is. */
class LegendSizesTest {

    static List<Path> sheets() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("regstat.root"), "styles"))) {
            return files.filter(file -> file.toString().endsWith(".sld"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void a_legend_is_drawn_as_large_as_it_was_said_to_be(Path sheet) throws Exception {
        try (InputStream in = Files.newInputStream(sheet)) {
            Style style = StyleReader.read(in, "style");
            for (Optional<Locale> language : List.of(Optional.<Locale>empty(), Optional.of(Locale.ENGLISH))) {
                LegendRenderer renderer = new LegendRenderer(20, 20, 12, 0, language);
                BufferedImage drawn = renderer.draw(style, 2, Optional.empty(), Optional.empty());
                assertThat(List.of(renderer.size(style).width, renderer.size(style).height))
                        .containsExactly(drawn.getWidth(), drawn.getHeight());
            }
        }
    }

    @Test
    void capabilities_say_the_size_of_the_legend_that_is_sent() throws Exception {
        WmsService service = new WmsService(layers("Class one, whose title is rather long"), Wms.LIMITS);
        BufferedImage legend =
                Wms.image(service, "version=1.3.0&request=GetLegendGraphic&layer=areas&style=classes&format=image/png");
        assertThat(Wms.text(service, "service=WMS&version=1.3.0&request=GetCapabilities"))
                .contains("<LegendURL width=\"" + legend.getWidth() + "\" height=\"" + legend.getHeight() + "\">");
    }

    /** An import brings the documents anew, with the same or with other content. */
    @Test
    void a_size_is_found_once_for_what_a_style_says() throws Exception {
        MemoryLayers layers = layers("Class one");
        ParsedStyles styles = new ParsedStyles(layers);
        Object first = styles.legend("classes");
        layers.style("classes", sheet("Class one"));
        assertThat(styles.legend("classes")).isSameAs(first);
        layers.style("classes", sheet("Class one, whose title is rather long"));
        assertThat(styles.legend("classes")).isNotEqualTo(first);
    }

    private static MemoryLayers layers(String title) throws Exception {
        return new MemoryLayers()
                .style("classes", sheet(title))
                .layer(
                        "areas",
                        List.of("classes"),
                        "west",
                        1,
                        "POLYGON((600000 6800000, 610000 6800000, 610000 6820000, 600000 6820000, 600000 6800000))");
    }

    private static String sheet(String title) {
        return GetMapTest.HEAD + "<Rule><Title>" + title
                + "</Title><PolygonSymbolizer><Fill/></PolygonSymbolizer></Rule>" + GetMapTest.TAIL;
    }
}
