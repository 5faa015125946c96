package se.regstat.geotools;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.awt.ShapeWriter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiLineString;
import se.regstat.statistics.snapshot.VintageAreas;

/** The function that gives each border to one of the areas it lies between, on what a renderer asks the data store for. */
class BordersOnceTest {

    private static final int SIDE = 12;
    private static final int PIXELS = 400;
    private static final VintageAreas DESO = Region.deso("2025", SIDE);
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private final RegstatDataStore store = new RegstatDataStore(
            new InMemory(DESO), Configured.with("divisions: {}", "indicators: {}"), "http://regstat.example");

    private final Expression bordersOnce = FILTERS.function("bordersOnce", FILTERS.function("geometry"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INCLUDE",
                "kommun = '9902'",
                "code = '9901A0000'",
                "area_km2 > 1",
                "BBOX(geom, 702100, 6702100, 706400, 6704900)",
                "kommun <> '9903' AND BBOX(geom, 702100, 6702100, 706400, 6704900)"
            })
    void every_border_of_what_is_drawn_is_given_once(String filter) throws Exception {
        for (double distance : new double[] {1, 10, 150}) {
            List<SimpleFeature> drawn = drawn(filter, distance);
            Map<Set<Coordinate>, Integer> outlines = new HashMap<>();
            Map<Set<Coordinate>, Integer> borders = new HashMap<>();
            for (SimpleFeature area : drawn) {
                count(((Geometry) area.getDefaultGeometry()).getBoundary(), outlines);
                count(borders(area), borders);
            }
            assertThat(drawn).isNotEmpty();
            assertThat(borders.keySet()).isEqualTo(outlines.keySet());
            assertThat(borders.values()).allMatch(times -> times == 1);
        }
    }

    /** A picture of areas with whole outlines, and one with what the function gives: the same to the eye. */
    @ParameterizedTest
    @CsvSource({
        "INCLUDE, ASCENDING, 1",
        "INCLUDE, ASCENDING, 2.5",
        "INCLUDE, DESCENDING, 1",
        "INCLUDE, DESCENDING, 2.5",
        "kommun <> '9902', ASCENDING, 1",
        "kommun <> '9902', DESCENDING, 1",
        "'BBOX(geom, 702100, 6702100, 706400, 6704900)', ASCENDING, 1"
    })
    void the_picture_is_that_of_whole_outlines(String filter, SortOrder order, float width) throws Exception {
        double metres = SIDE * Region.WIDTH / PIXELS;
        List<SimpleFeature> drawn = drawn(filter, metres, FILTERS.sort("code", order));
        BufferedImage whole = picture(drawn, width, area -> ((Geometry) area.getDefaultGeometry()).getBoundary());
        BufferedImage once = picture(drawn, width, this::borders);
        long apart = 0;
        int worst = 0;
        for (int y = 0; y < PIXELS; y++) {
            for (int x = 0; x < PIXELS; x++) {
                int difference = Math.abs((whole.getRGB(x, y) & 255) - (once.getRGB(x, y) & 255));
                apart += difference;
                worst = Math.max(worst, difference);
            }
        }
        // Where an outline's antialiased edge is drawn twice, it is darker than once.
        assertThat(apart / (double) (PIXELS * PIXELS)).isLessThan(6);
        assertThat(worst).isLessThan(80);
    }

    @Test
    void what_no_renderer_asked_for_is_an_areas_geometry_as_it_is() throws Exception {
        SimpleFeature area = drawn("code = '9901A0000'", 0).get(0);
        assertThat(bordersOnce.evaluate(area) == area.getDefaultGeometry()).isTrue();
        area.setDefaultGeometry(null);
        assertThat(bordersOnce.evaluate(area) == null).isTrue();
    }

    @Test
    void of_another_stores_area_it_gives_the_geometry_whatever_that_is_called() throws Exception {
        SimpleFeatureType type = DataUtilities.createType("theirs", "the_geom:Polygon:srid=3006,name:String");
        Geometry square = new GeometryFactory().toGeometry(new Envelope(0, 1, 0, 1));
        SimpleFeature theirs = SimpleFeatureBuilder.build(type, new Object[] {square, "A"}, "theirs.1");
        assertThat(bordersOnce.evaluate(theirs) == square).isTrue();
    }

    @Test
    void a_copy_is_a_geometry_like_any_other() throws Exception {
        SimpleFeature area = drawn("code = '9901A0000'", 10).get(0);
        Geometry copy = ((Geometry) area.getDefaultGeometry()).copy();
        assertThat(copy.equalsTopo((Geometry) area.getDefaultGeometry())).isTrue();
        area.setDefaultGeometry(copy);
        assertThat(bordersOnce.evaluate(area) == copy).isTrue();
    }

    private static BufferedImage picture(
            List<SimpleFeature> areas, float width, Function<SimpleFeature, Geometry> lines) {
        BufferedImage image = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, PIXELS, PIXELS);
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        double scale = PIXELS / (SIDE * Region.WIDTH);
        AffineTransform toPixels = AffineTransform.getScaleInstance(scale, -scale);
        toPixels.translate(-Region.EAST, -Region.NORTH - SIDE * Region.WIDTH);
        for (SimpleFeature area : areas) {
            graphics.setColor(Color.LIGHT_GRAY);
            graphics.fill(shape((Geometry) area.getDefaultGeometry(), toPixels));
            graphics.setColor(Color.BLACK);
            graphics.draw(shape(lines.apply(area), toPixels));
        }
        graphics.dispose();
        return image;
    }

    private static Shape shape(Geometry geometry, AffineTransform toPixels) {
        return toPixels.createTransformedShape(new ShapeWriter().toShape(geometry));
    }

    private Geometry borders(SimpleFeature area) {
        return bordersOnce.evaluate(area, MultiLineString.class);
    }

    private List<SimpleFeature> drawn(String filter, double distance, SortBy... order) throws Exception {
        Query query = new Query("deso_2025", ECQL.toFilter(filter), "geom");
        query.setSortBy(order);
        if (distance > 0) query.setHints(new Hints(Hints.GEOMETRY_DISTANCE, distance));
        return features(store.getFeatureSource("deso_2025"), query);
    }

    private static List<SimpleFeature> features(SimpleFeatureSource source, Query query) throws IOException {
        List<SimpleFeature> features = new ArrayList<>();
        try (SimpleFeatureIterator iterator = source.getFeatures(query).features()) {
            while (iterator.hasNext()) features.add(iterator.next());
        }
        return features;
    }

    private static void count(Geometry lines, Map<Set<Coordinate>, Integer> segments) {
        for (int i = 0; i < lines.getNumGeometries(); i++) {
            Coordinate[] points = lines.getGeometryN(i).getCoordinates();
            for (int p = 1; p < points.length; p++) segments.merge(Set.of(points[p - 1], points[p]), 1, Integer::sum);
        }
    }
}
