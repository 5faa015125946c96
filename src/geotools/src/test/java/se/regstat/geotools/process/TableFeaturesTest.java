package se.regstat.geotools.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Result;

class TableFeaturesTest {

    private static final LocalText TEXT = new LocalText("x", "x");
    private static final Result.Column NAME = new Result.Column("name", String.class, TEXT);
    private static final Result.Column VALUE = new Result.Column("value", Double.class, TEXT);

    @Test
    void rows_come_in_order_with_what_is_not_known_as_null_and_no_place() {
        TableFeatures features = TableFeatures.of(
                Result.table("figures", TEXT, List.of(NAME, VALUE)),
                new FigureTable(List.of(List.of("a", 1.5), Arrays.asList("b", null)), List.of("a note")));
        assertThat(features.hasGeometry()).isFalse();
        assertThat(features.getBounds().isEmpty()).isTrue();
        assertThat(features.notes()).containsExactly("a note");
        assertThat(features.size()).isEqualTo(2);
        assertThat(read(features))
                .extracting(SimpleFeature::getID, row -> row.getAttribute("name"), row -> row.getAttribute("value"))
                .containsExactly(tuple("figures.1", "a", 1.5), tuple("figures.2", "b", null));
    }

    @Test
    void rows_with_a_place_are_features_in_the_national_system() {
        Point place = new GeometryFactory().createPoint(new Coordinate(320_000, 6_400_000));
        TableFeatures features = TableFeatures.of(
                Result.table("places", TEXT, List.of(NAME, new Result.Column("geom", Point.class, TEXT))),
                new FigureTable(List.of(List.of("a", place)), List.of()));
        assertThat(features.hasGeometry()).isTrue();
        assertThat(features.getBounds().getMinX()).isEqualTo(320_000);
        assertThat(read(features).get(0).getDefaultGeometry()).isEqualTo(place);
    }

    private static List<SimpleFeature> read(TableFeatures features) {
        List<SimpleFeature> rows = new ArrayList<>();
        try (SimpleFeatureIterator iterator = features.features()) {
            while (iterator.hasNext()) rows.add(iterator.next());
        }
        return rows;
    }
}
