package se.regstat.statistics.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** What is written is read again as it was. */
class WritersProperties {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static Geometry area(double x, double y, int parts) {
        Polygon[] polygons = new Polygon[parts];
        for (int i = 0; i < parts; i++) {
            double west = x + 10 * i;
            polygons[i] = FACTORY.createPolygon(
                    FACTORY.createLinearRing(square(west, y, 9)),
                    new LinearRing[] {FACTORY.createLinearRing(square(west + 2, y + 2, 3))});
        }
        return FACTORY.createMultiPolygon(polygons);
    }

    private static Coordinate[] square(double x, double y, double side) {
        return new Coordinate[] {
            new Coordinate(x, y),
            new Coordinate(x + side, y),
            new Coordinate(x + side, y + side),
            new Coordinate(x, y + side),
            new Coordinate(x, y)
        };
    }

    private static ReadBoundaries read(byte[] document) throws IOException {
        return BoundaryReader.read(new ByteArrayInputStream(document), ReadLimits.NONE, crs -> true);
    }

    private static byte[] geoJson(List<String> names, List<List<Object>> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        GeoJsonWriter out = new GeoJsonWriter(bytes).crs("urn:ogc:def:crs:EPSG::3006");
        out.columns(new GeoJsonWriter.Columns(names, 0, false, 4));
        for (List<Object> row : rows) out.feature("a.1", row::get);
        out.member("numberMatched", String.valueOf(rows.size())).finish();
        return bytes.toByteArray();
    }

    @Property(tries = 300)
    void geojson_and_csv_are_read_again_as_they_were(
            @ForAll @Chars({'a', 'å', '"', ',', '\n', '\'', '=', '@', '-', '1', ' ', '\\', '/', '<', '\u2028'})
                    String text,
            @ForAll @DoubleRange(min = 200_000, max = 900_000) double x,
            @ForAll @DoubleRange(min = 6_100_000, max = 7_600_000) double y,
            @ForAll @IntRange(min = 1, max = 3) int parts)
            throws IOException {
        Geometry area = area(x, y, parts);
        List<Object> row = Arrays.asList(area, text, 5L, null);
        ReadBoundaries json = read(geoJson(List.of("geom", "name", "n", "none"), List.of(row, row)));
        assertThat(json.notes()).isEmpty();
        assertThat(json.columns()).containsExactly("name", "n", "none");
        assertThat(json.rows()).hasSize(2);
        assertThat(json.rows().get(1).attributes()).containsEntry("name", text).containsEntry("n", 5L);
        assertThat(json.rows().get(1).geometry().equalsExact(area, 1e-4)).isTrue();

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter out = new CsvWriter(bytes);
        out.header(List.of("name", "n", "none", "wkt"), 4, false);
        List<Object> flat = new ArrayList<>(row.subList(1, 4));
        flat.add(area);
        out.row(flat::get);
        out.finish();
        ReadBoundaries csv = read(bytes.toByteArray());
        assertThat(csv.rows().get(0).geometry().equalsExact(area, 1e-4)).isTrue();
        assertThat(csv.rows().get(0).attributes()).containsEntry("n", "5");
        if (!text.isBlank()) {
            assertThat(csv.rows().get(0).attributes().get("name")).isEqualTo(text);
        }
    }

    @Property
    void numbers_are_written_plainly_and_to_their_last_digit(@ForAll double number) {
        String text = Values.text(number);
        assertThat(text).doesNotContain("E");
        if (Double.isFinite(number))
            assertThat(new BigDecimal(text).doubleValue()).isEqualTo(number + 0.0);
    }

    @Example
    void whole_numbers_have_no_decimals() {
        assertThat(Values.text(6833.0)).isEqualTo("6833");
        assertThat(Values.text(1e-7)).isEqualTo("0.0000001");
        assertThat(Values.text(0.1f)).isEqualTo("0.1");
        assertThat(Values.text(Double.POSITIVE_INFINITY)).isEqualTo("INF");
    }

    @Example
    void a_collection_of_nothing_is_whole_and_members_stand_before_features_or_after() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new GeoJsonWriter(bytes)
                .member("before", "1")
                .columns(new GeoJsonWriter.Columns(List.of("geom"), 0, true, 4))
                .member("after", "[]")
                .finish();
        JsonValue document = JsonValue.parse(bytes.toByteArray());
        assertThat(document.members().keySet()).containsExactly("type", "before", "features", "after");
        assertThat(document.at("features").isArray()).isTrue();
    }

    @Example
    void texts_that_spreadsheets_would_compute_stay_texts() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter out = new CsvWriter(bytes);
        out.header(List.of("=a"), 4, false);
        out.row(i -> "=1+1");
        out.row(i -> -1.5);
        out.finish();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("'=a\r\n'=1+1\r\n-1.5\r\n");
    }
}
