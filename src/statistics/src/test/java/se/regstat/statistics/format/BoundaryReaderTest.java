package se.regstat.statistics.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.statistics.crs.AxisOrder;
import se.regstat.statistics.crs.CrsName;

class BoundaryReaderTest {

    private static final String SQUARE = "[[[320000,6400000],[321000,6400000],[321000,6401000],[320000,6400000]]]";
    private static final String POLYGON = "{\"type\":\"Polygon\",\"coordinates\":" + SQUARE + "}";
    private static final String CRS =
            "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3006\"}}";
    private static final String WKT = "POLYGON ((320000 6400000, 321000 6400000, 321000 6401000, 320000 6400000))";
    private static final String GML_NE = "6400000 320000 6400000 321000 6401000 321000 6400000 320000";

    private static final AxisOrder AXES = crs -> {
        if (crs.epsgCode().filter("999999"::equals).isPresent()) {
            throw new IllegalArgumentException("unknown coordinate reference system '" + crs + "'");
        }
        return true;
    };

    static ReadBoundaries read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), ReadLimits.NONE);
    }

    static ReadBoundaries read(byte[] bytes, ReadLimits limits) throws IOException {
        return BoundaryReader.read(new ByteArrayInputStream(bytes), limits, AXES);
    }

    private static String feature(String properties, String geometry) {
        return "{\"type\":\"Feature\",\"properties\":" + properties + ",\"geometry\":" + geometry + "}";
    }

    private static String collection(String members, String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]" + members + "}";
    }

    private static String gml(String attributes, String srsName, String posList) {
        return "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs/2.0' xmlns:gml='http://www.opengis.net/gml/3.2'"
                + " xmlns:a='urn:a' " + attributes
                + ">\n<wfs:member><a:area><a:kod>ö1</a:kod><a:namn>Åmål</a:namn><a:geom>"
                + "<gml:Polygon " + (srsName.isEmpty() ? "" : "srsName='" + srsName + "'")
                + "><gml:exterior><gml:LinearRing><gml:posList>" + posList
                + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></a:geom></a:area></wfs:member>"
                + "</wfs:FeatureCollection>";
    }

    @Test
    void one_area_is_the_same_in_every_format_and_form() throws IOException {
        String properties = "{\"kod\":\"ö1\",\"namn\":\"Åmål\"}";
        String[] documents = {
            collection("," + CRS, feature(properties, POLYGON)),
            "{" + CRS + ",\"features\":[" + feature(properties, POLYGON) + "],\"type\":\"FeatureCollection\"}",
            collection(",\"crs\":{\"type\":\"EPSG\",\"properties\":{\"code\":3006}}", feature(properties, POLYGON)),
            "{\"geometry\":{\"coordinates\":" + SQUARE + ",\"type\":\"Polygon\"},\"properties\":" + properties
                    + ",\"type\":\"Feature\"," + CRS + "}",
            collection(
                    "," + CRS,
                    feature(properties, "{\"type\":\"GeometryCollection\",\"geometries\":[" + POLYGON + "]}")),
            "kod,namn,wkt\r\nö1,Åmål,\"" + WKT + "\"\r\n",
            "kod;namn;wkt\nö1;Åmål;SRID=3006;".replace("SRID=3006;", "\"SRID=3006;" + WKT + "\"\n"),
            gml("", "urn:ogc:def:crs:EPSG::3006", GML_NE),
            gml("", "EPSG:3006", "320000 6400000 321000 6400000 321000 6401000 320000 6400000"),
        };
        for (String document : documents) {
            ReadBoundaries read = read(document);
            assertThat(read.crs().isSweref99Tm()).as(document).isTrue();
            assertThat(read.columns()).as(document).containsExactly("kod", "namn");
            assertThat(read.rows()).as(document).hasSize(1);
            assertThat(read.rows().get(0).attributes()).as(document).isEqualTo(Map.of("kod", "ö1", "namn", "Åmål"));
            assertThat(read.rows().get(0).geometry().toText())
                    .as(document)
                    .isEqualTo("MULTI" + WKT.replace("((", "(((").replace("))", ")))"));
        }
    }

    @Test
    void a_geometry_alone_is_a_boundary_without_attributes() throws IOException {
        assertThat(read(POLYGON).rows()).singleElement().satisfies(row -> assertThat(row.attributes())
                .isEmpty());
        assertThat(read(WKT.isEmpty() ? "" : "wkt\n\"" + WKT + "\"").columns()).isEmpty();
    }

    @Test
    void numbers_keep_their_kind_and_nulls_name_a_column_without_a_value() throws IOException {
        ReadBoundaries read = read(collection(
                "," + CRS,
                feature("{\"a\":1,\"b\":1.5,\"c\":true,\"d\":null,\"e\":[1,{\"f\":2}],\"g\":\"1\"}", POLYGON)));
        assertThat(read.columns()).containsExactly("a", "b", "c", "d", "e", "g");
        assertThat(read.rows().get(0).attributes())
                .isEqualTo(Map.of("a", 1L, "b", 1.5, "c", true, "e", "[1,{\"f\":2}]", "g", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE"})
    void swedish_letters_come_through_in_the_encodings_that_there_are(String name) throws IOException {
        byte[] bytes = ("namn,wkt\r\nÅmål,\"" + WKT + "\"\r\n").getBytes(Charset.forName(name));
        assertThat(read(bytes, ReadLimits.NONE).rows().get(0).attributes()).containsEntry("namn", "Åmål");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_text() throws IOException {
        for (String document : new String[] {
            collection("," + CRS, feature("{\"kod\":\"1\"}", POLYGON)),
            "kod,wkt\n1,\"" + WKT + "\"",
            gml("", "urn:ogc:def:crs:EPSG::3006", GML_NE)
        }) {
            assertThat(read("\uFEFF" + document).columns()).first().isEqualTo("kod");
        }
    }

    @Test
    void latin_letters_that_are_not_utf8_are_said_to_be_so() {
        byte[] json =
                collection("," + CRS, feature("{\"namn\":\"Åmål\"}", POLYGON)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] csv = ("namn,wkt\nÅmål,\"" + WKT + "\"").getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] bytes : new byte[][] {json, csv}) {
            assertThatThrownBy(() -> read(bytes, ReadLimits.NONE))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("not in UTF-8");
        }
    }

    @Test
    void what_is_left_out_is_told() throws IOException {
        String point = "{\"type\":\"Point\",\"coordinates\":[1,2]}";
        String mixed = "{\"type\":\"GeometryCollection\",\"geometries\":[" + point + "," + POLYGON + "]}";
        assertThat(read(collection("," + CRS, feature("{}", mixed))).notes())
                .containsExactly("of 1 collection only the polygons were taken; 1 point or line was left out");
        assertThat(read(collection("," + CRS, feature("{}", POLYGON.replace("0]", "0,12.5]"))))
                        .notes())
                .singleElement()
                .asString()
                .contains("heights were left out");
        assertThat(read("wkt\n\"" + WKT.replace("POLYGON", "POLYGON Z").replaceAll("(?<=640\\d000)", " 5") + "\"")
                        .notes())
                .anyMatch(note -> note.contains("heights were left out"));
    }

    @Test
    void a_part_of_an_answer_is_told() throws IOException {
        assertThat(read(collection(",\"numberMatched\":26," + CRS, feature("{}", POLYGON)))
                        .notes())
                .containsExactly(
                        "the boundaries say themselves that they are a part: 1 of 26 features (numberMatched)");
        assertThat(read(gml("numberMatched='26' numberReturned='1'", "urn:ogc:def:crs:EPSG::3006", GML_NE))
                        .notes())
                .containsExactly(
                        "the boundaries say themselves that they are a part: 1 of 26 features (numberMatched)");
        assertThat(read(gml("numberMatched='unknown'", "urn:ogc:def:crs:EPSG::3006", GML_NE))
                        .notes())
                .isEmpty();
        assertThat(read(collection(",\"links\":[{\"rel\":\"next\"}]," + CRS, feature("{}", POLYGON)))
                        .notes())
                .anyMatch(note -> note.contains("rel=next"));
    }

    @Test
    void where_nobody_says_degrees_are_wgs84_and_all_else_is_sweref() throws IOException {
        String degrees = POLYGON.replaceAll("32(\\d)000", "1$1").replaceAll("640(\\d)000", "6$1");
        assertThat(read(degrees).crs()).isEqualTo(CrsName.CRS84);
        assertThat(read(degrees).notes()).isEmpty();
        ReadBoundaries metres = read(POLYGON);
        assertThat(metres.crs().isSweref99Tm()).isTrue();
        assertThat(metres.notes()).anyMatch(note -> note.contains("EPSG:3006"));
        assertThat(read("wkt\n\"POLYGON ((12 57, 13 57, 13 58, 12 57))\"").crs())
                .isEqualTo(CrsName.CRS84);
    }

    @Test
    void limits_are_asked_while_reading() {
        byte[] two = collection("," + CRS, feature("{}", POLYGON), feature("{}", POLYGON))
                .getBytes(StandardCharsets.UTF_8);
        byte[] gml = gml("", "urn:ogc:def:crs:EPSG::3006", GML_NE).getBytes(StandardCharsets.UTF_8);
        byte[] csv = ("wkt\n\"" + WKT + "\"\n\"" + WKT + "\"").getBytes(StandardCharsets.UTF_8);
        for (byte[] document : new byte[][] {two, csv}) {
            assertThatThrownBy(() -> read(document, new ReadLimits(1 << 20, 1, 1 << 20)))
                    .hasMessageContaining("more than 1 features");
        }
        for (byte[] document : new byte[][] {two, csv, gml}) {
            assertThatThrownBy(() -> read(document, new ReadLimits(1 << 20, 100, 3)))
                    .hasMessageContaining("more than 3 vertices");
            assertThatThrownBy(() -> read(document, new ReadLimits(50, 100, 100)))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("more than 50 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":null}]}   | feature 1 (line 1): it has no geometry
                    {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}]} | feature 1 (line 1): its geometry is a Point, not a Polygon or MultiPolygon
                    {"type":"FeatureCollection","features":[7]}                                                      | feature 1 (line 1): it is no Feature
                    {"type":"FeatureCollection","features":[]}                                                       | there is no feature in it
                    {"type":"FeatureCollection"}                                                                     | it is not a GeoJSON FeatureCollection
                    {"type":"Topology"}                                                                              | its type is 'Topology'
                    [1]                                                                                              | it is no JSON object
                    {"type":"Polygon"}                                                                               | it has no coordinates
                    {"type":"Polygon","coordinates":[[[1,2],[3,4]]]}                                                 | its geometry cannot be read
                    {"type":"Polygon","coordinates":[1,2]}                                                           | not nested as those of a Polygon
                    {"type":"Polygon","coordinates":[[["1",2],[3,4],[5,6],[1,2]]]}                                   | no number
                    {"type":"Polygon","coordinates":[[[1],[3,4],[5,6],[1,2]]]}                                       | one number
                    {"type":"Polygon","coordinates":[[[1e999,2],[3,4],[5,6],[1e999,2]]]}                             | too large
                    {"type":"Polygon","coordinates":"none"}                                                          | not string
                    {"type":"Polygon","coordinates":[]}                                                              | its geometry is empty
                    {"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[1,2]]]                                      | line 1
                    {"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[1,2]]],"crs":{"type":"link"}}               | urn:ogc:def:crs:EPSG::3006
                    {type:"Polygon"}                                                                                 | not well-formed JSON
                    <a/>                                                                                             | no geometry in GML
                    <a>                                                                                              | not well-formed XML
                    <!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>                                 | DOCTYPE
                    a,b                                                                                              | no column with WKT
                    wkt,wkt                                                                                          | two columns 'wkt'
                    """)
    void what_cannot_be_read_is_told_with_its_place(String document, String reason) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void lines_of_csv_are_told_by_their_numbers() {
        assertThatThrownBy(() -> read("kod;wkt\n1;\"" + WKT + "\"\n2;POLYGON((1 2))\n"))
                .hasMessageContaining("line 3:");
        assertThatThrownBy(() -> read("kod;wkt\n1;\"" + WKT + "\"\n2;\n"))
                .hasMessageContaining("line 3: it has no geometry");
        assertThatThrownBy(() -> read("kod;wkt\n1;CURVEPOLYGON (CIRCULARSTRING (0 0, 1 1, 2 0, 0 0))"))
                .hasMessageContaining("curves");
    }

    @Test
    void systems_that_differ_or_are_unknown_are_refused() {
        assertThatThrownBy(() -> read("wkt\n\"SRID=3006;" + WKT + "\"\n\"SRID=4326;" + WKT + "\""))
                .hasMessageContaining("line 3")
                .hasMessageContaining("EPSG:4326");
        assertThatThrownBy(() -> read(gml("", "urn:ogc:def:crs:EPSG::999999", GML_NE)))
                .hasMessageContaining("unknown coordinate reference system");
    }

    @Test
    void what_is_no_text_or_nothing_is_refused_with_what_would_be_right() {
        for (byte[] bytes : new byte[][] {{}, {' ', '\n'}, {'P', 'K', 3, 4}, {0, 1, 2}}) {
            assertThatThrownBy(() -> read(bytes, ReadLimits.NONE))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("give GeoJSON");
        }
    }
}
