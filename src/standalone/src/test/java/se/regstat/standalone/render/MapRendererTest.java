package se.regstat.standalone.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;
import se.regstat.standalone.style.Style;
import se.regstat.standalone.style.StyleReader;

/** What is drawn, looked at pixel by pixel. Maps are of metres in EPSG:3006 around 600 km E, 6800 km N. */
class MapRendererTest {

    private static final double X = 600_000;
    private static final double Y = 6_800_000;

    private static Style style(String rules) throws Exception {
        String document = """
                <StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
                <NamedLayer><Name>x</Name><UserStyle><FeatureTypeStyle>%s</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>""".formatted(rules);
        return StyleReader.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "test");
    }

    private static Style polygons(String fillAndStroke) throws Exception {
        return style("<Rule><PolygonSymbolizer>" + fillAndStroke + "</PolygonSymbolizer></Rule>");
    }

    private static CollectionFeatureSource source(List<? extends Geometry> geometries) throws Exception {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("test");
        builder.setCRS(CRS.decode("EPSG:3006", true));
        builder.add("geom", Geometry.class);
        builder.add("number", Integer.class);
        SimpleFeatureType type = builder.buildFeatureType();
        List<SimpleFeature> features = new ArrayList<>();
        for (int i = 0; i < geometries.size(); i++) {
            features.add(SimpleFeatureBuilder.build(type, new Object[] {geometries.get(i), i}, "test." + i));
        }
        return new CollectionFeatureSource(new ListFeatureCollection(type, features));
    }

    private static Geometry wkt(String text) throws ParseException {
        Geometry geometry = new WKTReader().read(text);
        geometry.apply((org.locationtech.jts.geom.CoordinateFilter) c -> {
            c.x += X;
            c.y += Y;
        });
        geometry.geometryChanged();
        return geometry;
    }

    /** A map whose lower left corner is at {@code x, y}. */
    private static MapRenderer renderer(double x, double y, double metresPerPixel, int size) throws Exception {
        return new MapRenderer(
                new MapView(
                        new ReferencedEnvelope(
                                X + x,
                                X + x + size * metresPerPixel,
                                Y + y,
                                Y + y + size * metresPerPixel,
                                CRS.decode("EPSG:3006", true)),
                        size,
                        size),
                0xFFFFFFFF);
    }

    private static BufferedImage draw(Style style, Geometry... geometries) throws Exception {
        MapRenderer renderer = renderer(0, 0, 1, 100);
        renderer.draw(source(List.of(geometries)), style, Filter.INCLUDE);
        renderer.drawLabels();
        return renderer.image();
    }

    private static Set<Integer> colors(BufferedImage image, int x0, int y0, int x1, int y1) {
        Set<Integer> colors = new HashSet<>();
        for (int y = y0; y < y1; y++) for (int x = x0; x < x1; x++) colors.add(image.getRGB(x, y));
        return colors;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 1, 3.7, 11, 29, 83, 250})
    void no_background_shows_between_areas_that_touch(double metresPerPixel) throws Exception {
        Random random = new Random((long) (metresPerPixel * 100));
        List<Coordinate> sites = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            sites.add(new Coordinate(X + random.nextDouble() * 30_000, Y + random.nextDouble() * 30_000));
        }
        VoronoiDiagramBuilder builder = new VoronoiDiagramBuilder();
        builder.setSites(sites);
        Geometry cells = builder.getDiagram(new GeometryFactory());
        List<Geometry> areas = new ArrayList<>();
        for (int i = 0; i < cells.getNumGeometries(); i++) areas.add(cells.getGeometryN(i));
        // Translucent, so that a pixel drawn twice would differ as well.
        Style style = polygons(
                "<Fill><CssParameter name=\"fill\">#FF0000</CssParameter><CssParameter name=\"fill-opacity\">0.5</CssParameter></Fill>");
        int size = (int) Math.min(400, 25_000 / metresPerPixel);
        MapRenderer renderer = renderer(2_000 + random.nextDouble(), 2_000 + random.nextDouble(), metresPerPixel, size);
        renderer.draw(source(areas), style, Filter.INCLUDE);
        assertThat(colors(renderer.image(), 0, 0, size, size)).containsExactly(0xFFFF7F7F);
    }

    @Test
    void holes_stay_empty_and_parts_are_filled() throws Exception {
        BufferedImage map = draw(
                polygons("<Fill><CssParameter name=\"fill\">#00FF00</CssParameter></Fill>"),
                wkt(
                        "MULTIPOLYGON(((10 10, 60 10, 60 60, 10 60, 10 10), (20 20, 40 20, 40 40, 20 40, 20 20)), ((80 80, 90 80, 90 90, 80 90, 80 80)))"));
        assertThat(map.getRGB(15, 99 - 15)).isEqualTo(0xFF00FF00);
        assertThat(map.getRGB(30, 99 - 30)).isEqualTo(0xFFFFFFFF);
        assertThat(map.getRGB(85, 99 - 85)).isEqualTo(0xFF00FF00);
        assertThat(map.getRGB(70, 99 - 70)).isEqualTo(0xFFFFFFFF);
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "2, ''", "5, ''", "2, 6 4"})
    void a_shared_border_looks_like_one_line_even_where_translucent(double width, String dashes) throws Exception {
        Style style = polygons("<Stroke><CssParameter name=\"stroke\">#000000</CssParameter>"
                + "<CssParameter name=\"stroke-opacity\">0.5</CssParameter>"
                + "<CssParameter name=\"stroke-dasharray\">" + dashes + "</CssParameter>"
                + "<CssParameter name=\"stroke-width\">" + width + "</CssParameter></Stroke>");
        // Diagonal, so that antialiasing has something to do.
        Geometry left = wkt("POLYGON((-500 -500, 0 0, 100 100, -500 600, -500 -500))");
        Geometry right = wkt("POLYGON((100 100, 0 0, 600 -500, 600 600, 100 100))");
        BufferedImage both = draw(style, left, right);
        BufferedImage one = draw(style, left);
        for (int i = 10; i < 90; i++) assertThat(both.getRGB(i, 99 - i)).isEqualTo(one.getRGB(i, 99 - i));
        assertThat(colors(both, 10, 10, 90, 90)).contains(0xFFFFFFFF).anyMatch(c -> (c & 255) < 140);
        assertThat(colors(both, 10, 10, 90, 90)).allMatch(c -> (c & 255) >= 126);
    }

    @Test
    void later_feature_type_styles_lie_over_earlier_ones() throws Exception {
        BufferedImage map = draw(style("""
                        <Rule><PolygonSymbolizer><Fill><CssParameter name="fill">#0000FF</CssParameter></Fill></PolygonSymbolizer></Rule>
                        </FeatureTypeStyle><FeatureTypeStyle>
                        <Rule><PolygonSymbolizer><Fill><CssParameter name="fill">#FF0000</CssParameter><CssParameter name="fill-opacity">0.5</CssParameter></Fill></PolygonSymbolizer></Rule>
                        """), wkt("POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))"));
        assertThat(map.getRGB(50, 50)).isIn(0xFF80007F, 0xFF7F0080, 0xFF80007E);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shape://slash",
                "shape://backslash",
                "shape://times",
                "shape://plus",
                "shape://horline",
                "shape://vertline"
            })
    void hatching_leaves_the_ground_visible_between_its_lines(String mark) throws Exception {
        BufferedImage map = draw(polygons("""
                        <Fill><GraphicFill><Graphic><Mark><WellKnownName>%s</WellKnownName><Stroke><CssParameter name="stroke">#FF0000</CssParameter><CssParameter name="stroke-width">1</CssParameter></Stroke></Mark><Size>8</Size></Graphic></GraphicFill></Fill>""".formatted(mark)), wkt("POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))"));
        int inked = 0;
        for (int y = 0; y < 96; y++) for (int x = 0; x < 96; x++) if (map.getRGB(x, y) != 0xFFFFFFFF) inked++;
        assertThat(inked).isBetween(96 * 96 / 10, 96 * 96 * 2 / 3);
        // The same in the next tile, and on both sides of a tile's edge: lines do not break off.
        for (int i = 0; i < 8; i++) {
            assertThat(map.getRGB(40 + i, 47)).isEqualTo(map.getRGB(48 + i, 47));
            assertThat(map.getRGB(47, 40 + i)).isEqualTo(map.getRGB(47, 48 + i));
        }
    }

    @Test
    void points_are_drawn_at_their_size_and_turned() throws Exception {
        String mark = """
                <Rule><PointSymbolizer><Graphic><Mark><WellKnownName>square</WellKnownName><Fill><CssParameter name="fill">#FF0000</CssParameter></Fill></Mark><Size>20</Size><Rotation>%d</Rotation></Graphic></PointSymbolizer></Rule>""";
        BufferedImage upright = draw(style(mark.formatted(0)), wkt("POINT(50 50)"));
        assertThat(colors(upright, 41, 41, 59, 59)).containsExactly(0xFFFF0000);
        assertThat(upright.getRGB(38, 50)).isEqualTo(0xFFFFFFFF);
        BufferedImage turned = draw(style(mark.formatted(45)), wkt("POINT(50 50)"));
        assertThat(turned.getRGB(38, 50)).isEqualTo(0xFFFF0000);
        assertThat(turned.getRGB(41, 41)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void a_symbol_stands_on_each_part_unless_the_style_makes_one_point_of_them() throws Exception {
        String symbol = """
                <Rule><PointSymbolizer>%s<Graphic><Mark><WellKnownName>square</WellKnownName><Fill><CssParameter name="fill">#FF0000</CssParameter></Fill></Mark><Size>6</Size></Graphic></PointSymbolizer></Rule>""";
        Geometry ring = wkt("POLYGON((20 60, 80 60, 80 90, 20 90, 20 60), (25 65, 75 65, 75 85, 25 85, 25 65))");
        Geometry parts = wkt(
                "MULTIPOLYGON(((10 10, 30 10, 30 30, 10 30, 10 10)), ((60 10, 70 10, 70 20, 60 20, 60 10)), ((80 40, 90 40, 90 50, 80 50, 80 40)))");
        BufferedImage each = draw(style(symbol.formatted("")), parts);
        assertThat(List.of(each.getRGB(20, 99 - 20), each.getRGB(65, 99 - 15), each.getRGB(85, 99 - 45)))
                .containsOnly(0xFFFF0000);
        assertThat(red(each)).isEqualTo(3 * 36);
        String point =
                "<Geometry><ogc:Function name=\"interiorPoint\"><ogc:PropertyName>geom</ogc:PropertyName></ogc:Function></Geometry>";
        BufferedImage one = draw(style(symbol.formatted(point)), parts);
        assertThat(one.getRGB(20, 99 - 20)).isEqualTo(0xFFFF0000);
        assertThat(red(one)).as("one, perhaps between pixels").isBetween(25L, 36L);
        assertThat(colors(one, 40, 0, 100, 100)).containsExactly(0xFFFFFFFF);
        BufferedImage inside = draw(style(symbol.formatted("")), ring);
        assertThat(red(inside)).isBetween(25L, 36L);
        assertThat(inside.getRGB(50, 99 - 75)).as("the hole").isEqualTo(0xFFFFFFFF);
    }

    private static long red(BufferedImage map) {
        return Arrays.stream(map.getRGB(0, 0, map.getWidth(), map.getHeight(), null, 0, map.getWidth()))
                .filter(rgb -> rgb == 0xFFFF0000)
                .count();
    }

    @Test
    void rules_draw_only_at_their_scales() throws Exception {
        Style style = style("""
                <Rule><MaxScaleDenominator>5000</MaxScaleDenominator><PolygonSymbolizer><Fill><CssParameter name="fill">#FF0000</CssParameter></Fill></PolygonSymbolizer></Rule>
                <Rule><MinScaleDenominator>5000</MinScaleDenominator><PolygonSymbolizer><Fill><CssParameter name="fill">#0000FF</CssParameter></Fill></PolygonSymbolizer></Rule>""");
        Geometry area = wkt("POLYGON((-9000 -9000, 9000 -9000, 9000 9000, -9000 9000, -9000 -9000))");
        for (boolean near : new boolean[] {true, false}) {
            // A pixel of 1.4 m is 1:5000.
            MapRenderer renderer = renderer(0, 0, near ? 1.39 : 1.41, 100);
            renderer.draw(source(List.of(area)), style, Filter.INCLUDE);
            assertThat(renderer.image().getRGB(50, 50)).isEqualTo(near ? 0xFFFF0000 : 0xFF0000FF);
        }
    }

    private static final String LABEL = """
            <Rule><TextSymbolizer><Label>Area <ogc:PropertyName>number</ogc:PropertyName></Label><Font><CssParameter name="font-size">11</CssParameter></Font>
            <LabelPlacement><PointPlacement><AnchorPoint><AnchorPointX>0.5</AnchorPointX><AnchorPointY>0.5</AnchorPointY></AnchorPoint></PointPlacement></LabelPlacement>
            <Halo><Radius>1</Radius></Halo><Fill><CssParameter name="fill">#000000</CssParameter></Fill>
            %s</TextSymbolizer></Rule>""";

    @Test
    void labels_never_overlap_nor_leave_the_map() throws Exception {
        Random random = new Random(3);
        List<Geometry> points = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            points.add(wkt("POINT(" + random.nextInt(400) + " " + random.nextInt(400) + ")"));
        }
        MapRenderer renderer = renderer(0, 0, 1, 400);
        renderer.draw(source(points), style(LABEL.formatted("")), Filter.INCLUDE);
        List<PlacedLabel> labels = renderer.drawLabels();
        assertThat(labels).hasSizeGreaterThan(40).hasSizeLessThan(500);
        for (PlacedLabel label : labels) {
            assertThat(label.box().getMinX()).isNotNegative();
            assertThat(label.box().getMaxY()).isLessThanOrEqualTo(400);
            assertThat(labels)
                    .filteredOn(o -> !o.equals(label) && o.box().intersects(label.box()))
                    .isEmpty();
        }
    }

    @Test
    void of_two_labels_in_one_place_the_more_important_is_shown() throws Exception {
        String byNumber = "<Priority><ogc:PropertyName>number</ogc:PropertyName></Priority>";
        MapRenderer renderer = renderer(0, 0, 1, 100);
        renderer.draw(
                source(List.of(wkt("POINT(50 50)"), wkt("POINT(51 50)"), wkt("POINT(49 50)"))),
                style(LABEL.formatted(byNumber)),
                Filter.INCLUDE);
        assertThat(renderer.drawLabels()).extracting(PlacedLabel::text).containsExactly("Area 2");
    }

    @Test
    void an_areas_label_stands_inside_the_area_and_on_the_map() throws Exception {
        // A C, open to the right, of which the map shows the upper part.
        Geometry c =
                wkt("POLYGON((-300 -300, 95 -300, 95 -250, -250 -250, -250 40, 90 40, 90 90, -300 90, -300 -300))");
        MapRenderer renderer = renderer(0, 0, 1, 100);
        renderer.draw(source(List.of(c)), style(LABEL.formatted("")), Filter.INCLUDE);
        List<PlacedLabel> labels = renderer.drawLabels();
        assertThat(labels).hasSize(1);
        assertThat(labels.get(0).box().getCenterY()).isBetween(10.0, 60.0);
    }
}
