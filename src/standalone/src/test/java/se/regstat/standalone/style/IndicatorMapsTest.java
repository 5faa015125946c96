package se.regstat.standalone.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.data.collection.CollectionFeatureSource;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import se.regstat.geotools.style.GeneratedStyle;
import se.regstat.geotools.style.Palette;
import se.regstat.standalone.render.MapRenderer;
import se.regstat.standalone.render.MapView;
import se.regstat.statistics.indicator.Status;

/** Maps that the host draws with generated styles, looked at pixel by pixel: a row of areas, each 100 pixels wide. */
class IndicatorMapsTest {

    private static final int SIDE = 100;

    @TempDir
    Path directory;

    private record Cell(Status status, Double value, Double change) {}

    private static Cell value(double value) {
        return new Cell(Status.NORMAL, value, null);
    }

    private static Cell change(double change) {
        return new Cell(Status.NORMAL, 1.0, change);
    }

    private static Cell none(Status status) {
        return new Cell(status, null, null);
    }

    private static BufferedImage draw(GeneratedStyle generated, Cell... cells) throws Exception {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("thing_kommun");
        builder.setCRS(CRS.decode("EPSG:3006", true));
        builder.add("geom", Geometry.class);
        builder.add("code", String.class);
        builder.add("status", String.class);
        builder.add("value", Double.class);
        builder.add("change", Double.class);
        SimpleFeatureType type = builder.buildFeatureType();
        GeometryFactory geometries = new GeometryFactory();
        List<SimpleFeature> features = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            double east = InventedSeries.EAST + 1000 * i;
            Geometry square = geometries.toGeometry(
                    new Envelope(east, east + 1000, InventedSeries.NORTH, InventedSeries.NORTH + 1000));
            Object[] values = {square, "" + i, cells[i].status().id(), cells[i].value(), cells[i].change()};
            features.add(SimpleFeatureBuilder.build(type, values, "" + i));
        }
        Style style = StyleReader.read(
                new ByteArrayInputStream(generated.document().getBytes(StandardCharsets.UTF_8)), generated.name());
        MapView view = new MapView(
                new ReferencedEnvelope(
                        InventedSeries.EAST,
                        InventedSeries.EAST + 1000 * cells.length,
                        InventedSeries.NORTH,
                        InventedSeries.NORTH + 1000,
                        CRS.decode("EPSG:3006", true)),
                SIDE * cells.length,
                SIDE);
        MapRenderer renderer = new MapRenderer(view, 0xFF00FF00);
        renderer.draw(new CollectionFeatureSource(new ListFeatureCollection(type, features)), style, Filter.INCLUDE);
        return renderer.image();
    }

    /** How many pixels of each colour an area has, its border left out. */
    private static Map<String, Integer> colors(BufferedImage map, int area) {
        Map<String, Integer> colors = new TreeMap<>();
        for (int y = 5; y < SIDE - 5; y++) {
            for (int x = area * SIDE + 5; x < (area + 1) * SIDE - 5; x++) {
                colors.merge("#%06x".formatted(map.getRGB(x, y) & 0xFFFFFF), 1, Integer::sum);
            }
        }
        return colors;
    }

    @Test
    void a_choropleth_colours_each_area_by_its_class_and_hatches_what_has_no_value() throws Exception {
        GeneratedStyle style = new InventedSeries(directory, 4)
                .year(2022, 5, 15, 25, Double.NaN)
                .styles("{kind: ratio, style: {limits: [10, 20]}}")
                .get(0);
        BufferedImage map = draw(
                style,
                value(5),
                value(10),
                value(19.99),
                value(20),
                none(Status.MISSING),
                none(Status.SUPPRESSED),
                none(Status.NOT_APPLICABLE),
                none(Status.OUTSIDE));
        List<String> colors = Palette.SEQUENTIAL.of(3);
        assertThat(colors(map, 0)).containsOnlyKeys(colors.get(0));
        assertThat(colors(map, 1)).containsOnlyKeys(colors.get(1));
        assertThat(colors(map, 2)).containsOnlyKeys(colors.get(1));
        assertThat(colors(map, 3)).containsOnlyKeys(colors.get(2));
        for (int area = 4; area < 8; area++) {
            assertThat(colors(map, area))
                    .hasSizeGreaterThan(1)
                    .containsKey("#ffffff")
                    .doesNotContainKey("#00ff00");
            assertThat(colors(map, area).keySet())
                    .allMatch(IndicatorMapsTest::isGrey)
                    .noneMatch(colors::contains);
        }
        assertThat(colors(map, 4)).isNotEqualTo(colors(map, 5)).isNotEqualTo(colors(map, 6));
        assertThat(colors(map, 5)).isNotEqualTo(colors(map, 6));
        assertThat(colors(map, 7)).isEqualTo(colors(map, 6));
    }

    private static boolean isGrey(String color) {
        return color.substring(1, 3).equals(color.substring(3, 5))
                && color.substring(3, 5).equals(color.substring(5));
    }

    @Test
    void counts_are_circles_whose_areas_are_in_proportion() throws Exception {
        GeneratedStyle style = new InventedSeries(directory, 4)
                .year(2022, 100, 100, 400, 0)
                .styles("{kind: count}")
                .get(0);
        BufferedImage map = draw(style, value(100), value(400), value(0), none(Status.MISSING));
        Map<String, Integer> ground = colors(map, 2);
        assertThat(ground).hasSize(1);
        String pale = ground.keySet().iterator().next();
        int all = ground.get(pale);
        double small = all - colors(map, 0).get(pale);
        double large = all - colors(map, 1).get(pale);
        assertThat(large).isGreaterThan(1000);
        assertThat(large / small).isEqualTo(4, within(0.4));
        assertThat(colors(map, 3)).containsKey("#ffffff").doesNotContainKey(pale);
    }

    @Test
    void counts_below_zero_are_circles_of_another_colour() throws Exception {
        GeneratedStyle style = new InventedSeries(directory, 4)
                .year(2022, -300, -20, 20, 300)
                .styles("{kind: count}")
                .get(0);
        BufferedImage map = draw(style, value(-300), value(-20), value(20), value(300));
        int middle = SIDE / 2;
        int below = map.getRGB(middle, middle);
        int above = map.getRGB(3 * SIDE + middle, middle);
        assertThat(below >> 16 & 255).isGreaterThan(below & 255);
        assertThat(above >> 16 & 255).isLessThan(above & 255);
        assertThat(colors(map, 1).size()).isGreaterThan(1);
        assertThat(colors(map, 2).size()).isGreaterThan(1);
    }

    @Test
    void change_has_two_hues_a_pale_middle_and_grey_where_nothing_can_be_compared() throws Exception {
        InventedSeries series = new InventedSeries(directory, 60)
                .year(2011, DoubleStream.generate(() -> 100).limit(60).toArray())
                .year(2012, IntStream.range(70, 130).mapToDouble(i -> i).toArray());
        List<GeneratedStyle> styles = series.styles("{kind: mean}");
        assertThat(styles).extracting(GeneratedStyle::name).containsExactly("thing_kommun", "thing_kommun_change");
        BufferedImage map = draw(
                styles.get(1),
                change(-90),
                change(0),
                change(90),
                value(1),
                none(Status.MISSING),
                none(Status.SUPPRESSED));
        List<String> colors = Palette.CHANGE.of(7);
        assertThat(colors(map, 0)).containsOnlyKeys(colors.get(0));
        assertThat(colors(map, 1)).containsOnlyKeys(colors.get(3));
        assertThat(colors(map, 2)).containsOnlyKeys(colors.get(6));
        assertThat(colors(map, 3)).containsOnlyKeys("#cfcfcf");
        assertThat(colors(map, 4)).containsKey("#ffffff").isNotEqualTo(colors(map, 5));
    }

    @Test
    void estimated_values_are_dotted_in_the_colour_of_their_class() throws Exception {
        byte[] estimated = {Status.ESTIMATED.code(), Status.NORMAL.code()};
        GeneratedStyle style = new InventedSeries(directory, 2)
                .year(2022, new double[] {5, 15}, estimated)
                .styles("{kind: ratio, style: {limits: [10]}}")
                .get(0);
        BufferedImage map = draw(style, new Cell(Status.ESTIMATED, 5.0, null), value(5));
        assertThat(colors(map, 1)).hasSize(1);
        String color = colors(map, 1).keySet().iterator().next();
        assertThat(colors(map, 0)).containsKey(color).hasSizeGreaterThan(1);
        assertThat(colors(map, 0).get(color)).isGreaterThan(colors(map, 1).get(color) / 2);
    }

    @Test
    void change_is_shown_only_where_there_is_a_later_year() {
        InventedSeries series =
                new InventedSeries(directory, 2).year(2022, 1, 2).year(2023, 2, 3);
        assertThat(series.styles("{kind: mean}")).hasSize(2);
        assertThat(series.styles("{kind: mean, base_year: 2023}")).hasSize(1);
        assertThat(series.styles("{kind: mean, base_year: 2015}")).hasSize(1);
    }
}
