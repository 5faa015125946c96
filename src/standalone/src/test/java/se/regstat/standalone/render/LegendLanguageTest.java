package se.regstat.standalone.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;
import se.regstat.standalone.style.FeatureTypeStyle;
import se.regstat.standalone.style.Rule;
import se.regstat.standalone.style.Style;
import se.regstat.standalone.style.Symbolizer;

/** What a legend says where one language is asked for. */
class LegendLanguageTest {

    private static final Symbolizer AREA =
            new Symbolizer.PolygonSymbolizer(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Style STYLE = new Style(
            "population",
            "",
            "",
            List.of(new FeatureTypeStyle(Stream.of(
                            rule("heading_sv", "Folkmängd"),
                            rule("heading_en", "Population"),
                            rule("class_1", "under 10 / below 10"),
                            rule("class_2", "10–20"),
                            rule("odd", "a / b / c"))
                    .toList())));

    private static Rule rule(String name, String title) {
        return new Rule(name, title, Filter.INCLUDE, false, 0, Double.POSITIVE_INFINITY, List.of(AREA));
    }

    @Test
    void each_language_has_its_own_heading_and_its_half_of_the_titles() {
        assertThat(LegendRenderer.lines(STYLE, Locale.forLanguageTag("sv")))
                .containsExactly("Folkmängd", "under 10", "10–20", "a / b / c");
        assertThat(LegendRenderer.lines(STYLE, Locale.ENGLISH))
                .containsExactly("Population", "below 10", "10–20", "a / b / c");
    }
}
