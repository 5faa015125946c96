package se.regstat.geotools.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.statistics.reaggregation.Boundaries;
import se.regstat.statistics.reaggregation.Bounds;
import se.regstat.statistics.request.ReaggregationException;

/** Ids are what a boundary is known by afterwards: they are never replaced without a word. */
class BoundaryIdsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @Test
    void repeated_ids_are_told_with_the_codes_and_the_advice_works() {
        ListFeatureCollection features = features("kod,namn", "0114,Norr", "0114,Syd", "0115,Väst");
        assertThatThrownBy(() -> ids(features, Optional.empty()))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining(
                        "attribute 'kod' does not tell them apart: 0114 (2 times) is there more than once")
                .hasMessageContaining("These do: namn; say which with idAttribute, as in idAttribute=namn")
                .hasMessageContaining("idAttribute=none numbers them from 1");
        assertThat(ids(features, Optional.of("namn"))).containsExactly("Norr", "Syd", "Väst");
        assertThat(ids(features, Optional.of("none"))).containsExactly("1", "2", "3");
        assertThatThrownBy(() -> ids(features, Optional.of("kod")))
                .hasMessageContaining("idAttribute: attribute 'kod'");
    }

    @Test
    void missing_ids_are_told_with_the_features() {
        ListFeatureCollection features = features("kod", "0114", "", "");
        assertThatThrownBy(() -> ids(features, Optional.empty()))
                .hasMessageContaining("features 2, 3 have none")
                .hasMessageContaining("No other attribute does");
        assertThatThrownBy(() -> ids(features, Optional.of("kod"))).hasMessageContaining("features 2, 3 have none");
    }

    @Test
    void of_two_columns_the_only_one_that_tells_them_apart_is_taken() {
        assertThat(ids(features("omrkod,stadskod", "a,s", "b,s"), Optional.empty()))
                .containsExactly("a", "b");
        assertThat(ids(features("kod,omrkod", "s,a", "s,b"), Optional.empty())).containsExactly("a", "b");
    }

    @Test
    void where_two_columns_could_be_meant_the_choice_is_asked_for() {
        ListFeatureCollection features = features("omrkod,stadskod", "a,s", "b,t");
        assertThatThrownBy(() -> ids(features, Optional.empty()))
                .hasMessageContaining("omrkod and stadskod both tell them apart")
                .hasMessageContaining("idAttribute=omrkod");
        assertThat(ids(features, Optional.of("omrkod"))).containsExactly("a", "b");
        assertThat(ids(features("code,omrkod", "x,a", "y,b"), Optional.empty())).containsExactly("x", "y");
    }

    @Test
    void those_without_any_such_column_are_numbered() {
        assertThat(ids(features("namn", "Norr", "Norr"), Optional.empty())).containsExactly("1", "2");
    }

    /** EPSG:5845 is SWEREF 99 TM with heights. */
    @Test
    void boundaries_with_heights_are_taken_without_them() throws Exception {
        ListFeatureCollection features = features(CRS.decode("EPSG:5845", true), "kod", "a", "b");
        Boundaries boundaries = BoundaryFeatures.read(features, Bounds.none(() -> false))
                .named(Optional.empty(), Optional.empty(), () -> false);
        assertThat(boundaries.targets().geometry(1).getEnvelopeInternal().getMinX())
                .isEqualTo(610_000);
        assertThat(boundaries.targets().geometry(1).getArea()).isEqualTo(1e8);
    }

    private static List<String> ids(ListFeatureCollection features, Optional<String> attribute) {
        return BoundaryFeatures.read(features, Bounds.none(() -> false))
                .named(attribute, Optional.empty(), () -> false)
                .targets()
                .ids();
    }

    private static ListFeatureCollection features(String columns, String... rows) {
        return features(Sweref99Tm.crs(), columns, rows);
    }

    private static ListFeatureCollection features(CoordinateReferenceSystem crs, String columns, String... rows) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName("boundaries");
        builder.add("geom", Polygon.class, crs);
        List<String> names = Arrays.asList(columns.split(",", -1));
        names.forEach(name -> builder.add(name, String.class));
        SimpleFeatureType type = builder.buildFeatureType();
        ListFeatureCollection features = new ListFeatureCollection(type);
        for (int i = 0; i < rows.length; i++) {
            SimpleFeatureBuilder feature = new SimpleFeatureBuilder(type);
            feature.add(square(i));
            for (String value : Arrays.asList(rows[i].split(",", -1))) feature.add(value.isEmpty() ? null : value);
            features.add(feature.buildFeature("boundaries." + i));
        }
        return features;
    }

    private static Polygon square(int number) {
        double west = 600_000 + 10_000.0 * number;
        return GEOMETRIES.createPolygon(new Coordinate[] {
            new Coordinate(west, 6_600_000, 7),
            new Coordinate(west + 10_000, 6_600_000, 7),
            new Coordinate(west + 10_000, 6_610_000, 7),
            new Coordinate(west, 6_610_000, 7),
            new Coordinate(west, 6_600_000, 7)
        });
    }
}
