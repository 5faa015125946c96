package se.regstat.geotools.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {

    static List<Palette> palettes() {
        return List.copyOf(Palette.all());
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void every_palette_has_different_colours_for_every_number_of_classes(Palette palette) {
        for (int classes = 1; classes <= 17; classes++) {
            assertThat(palette.of(classes))
                    .hasSize(classes)
                    .doesNotHaveDuplicates()
                    .allMatch(color -> color.matches("#[0-9a-f]{6}"));
        }
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void sequential_palettes_get_darker_and_diverging_ones_are_palest_in_the_middle(Palette palette) {
        for (int classes = 3; classes <= 9; classes++) {
            double[] light = palette.of(classes).stream()
                    .mapToDouble(PaletteTest::lightness)
                    .toArray();
            int palest = palette.diverging() ? classes / 2 : 0;
            for (int i = palest + 1; i < classes; i++) assertThat(light[i]).isLessThan(light[i - 1]);
            for (int i = palest - 2; i >= 0; i--) assertThat(light[i]).isLessThan(light[i + 1]);
        }
    }

    private static double lightness(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
    }

    @Test
    void palettes_are_found_by_name_and_those_that_some_cannot_read_are_not_there() {
        assertThat(Palette.named("YLGNBU")).contains(Palette.SEQUENTIAL);
        assertThat(List.of("RdYlGn", "Spectral", "RdGy", "Set1"))
                .allMatch(name -> Palette.named(name).isEmpty());
        assertThat(palettes()).hasSize(24);
    }

    @Test
    void classes_equally_far_from_the_midpoint_are_equally_strong() {
        List<String> six = Palette.DIVERGING.of(6);
        assertThat(colours(50.0, 10.0, 30.0, 50.0, 70.0, 90.0)).isEqualTo(six);
        assertThat(colours(50.0, 50.0, 70.0, 90.0)).isEqualTo(six.subList(2, 6));
        assertThat(colours(50.0, 10.0, 30.0, 50.0)).isEqualTo(six.subList(0, 4));
    }

    @Test
    void the_class_around_the_midpoint_is_pale() {
        List<String> five = Palette.DIVERGING.of(5);
        assertThat(colours(0.0, -3.0, -1.0, 1.0, 3.0)).isEqualTo(five);
        assertThat(colours(0.0, -1.0, 1.0, 3.0)).isEqualTo(five.subList(1, 5));
        assertThat(five.get(2)).isEqualTo("#f5f5f5");
    }

    private static List<String> colours(double midpoint, Double... limits) {
        return Palette.DIVERGING.of(new Classification(List.of(limits), List.of()), OptionalDouble.of(midpoint));
    }
}
