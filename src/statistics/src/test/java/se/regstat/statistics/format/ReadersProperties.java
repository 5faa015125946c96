package se.regstat.statistics.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is sent, the answer is rows or a sentence. */
class ReadersProperties {

    private static final String[] WHOLE = {
        """
        {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:3006"}},
         "numberMatched": 2, "features": [
          {"type": "Feature", "properties": {"kod": "å1", "n": 1.5, "o": [true, null]}, "geometry":
           {"type": "MultiPolygon", "coordinates": [[[[1, 2], [3, 4, 9], [5, -6e1], [1, 2]]]]}},
          {"type": "Feature", "properties": null, "geometry":
           {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}]}}]}
        """,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml">
        <gml:boundedBy><gml:Envelope srsName="EPSG:3006"><gml:lowerCorner>0 0</gml:lowerCorner></gml:Envelope></gml:boundedBy>
        <gml:featureMembers><a><kod>å1</kod><geom><gml:Polygon srsName="urn:ogc:def:crs:EPSG::3006">
        <gml:exterior><gml:LinearRing><gml:posList srsDimension="2">0 0 1 0 1 1 0 0</gml:posList></gml:LinearRing>
        </gml:exterior></gml:Polygon></geom></a></gml:featureMembers></wfs:FeatureCollection>
        """,
        "kod;wkt;\r\nå1;SRID=3006;\r\n"
                        .replace("SRID", "\"SRID")
                        .replace("3006;", "3006;POLYGON ((0 0, 1 0, 1 1, 0 0))\"")
                + "\"a\nb\";MULTIPOLYGON EMPTY;\r\n"
    };

    @Provide
    Arbitrary<String> damaged() {
        Arbitrary<String> whole = Arbitraries.of(WHOLE);
        Arbitrary<Double> at = Arbitraries.doubles().between(0, 1);
        Arbitrary<String> put = Arbitraries.of(
                "",
                "[",
                "]",
                "{",
                "}",
                "\"",
                "<",
                ">",
                "(",
                ")",
                ",",
                ";",
                "null",
                "1e999",
                "-",
                "\uFEFF",
                "\r\n",
                "\u0000",
                "&x;",
                "<!DOCTYPE a>",
                "9".repeat(400),
                "[".repeat(2000),
                "(".repeat(2000),
                "<a>".repeat(2000),
                "å",
                "\uD800");
        return Combinators.combine(whole, at, at, put).as((text, first, second, insert) -> {
            int from = (int) (Math.min(first, second) * text.length());
            int to = (int) (Math.max(first, second) * text.length());
            return switch (insert.length() % 3) {
                case 0 -> text.substring(0, to) + insert;
                case 1 -> text.substring(0, from) + insert + text.substring(from);
                default -> text.substring(0, from) + insert + text.substring(to);
            };
        });
    }

    @Property(tries = 3000)
    void damaged_documents_give_rows_or_a_sentence(@ForAll("damaged") String document) throws IOException {
        rowsOrSentence(document.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void any_text_gives_rows_or_a_sentence(@ForAll String text) throws IOException {
        rowsOrSentence(text.getBytes(StandardCharsets.UTF_8));
        rowsOrSentence(
                ("{\"type\":\"Feature\",\"properties\":{\"a\":\"" + text + "\"}}").getBytes(StandardCharsets.UTF_8));
        rowsOrSentence(text.getBytes(StandardCharsets.ISO_8859_1));
        rowsOrSentence(text.getBytes(StandardCharsets.UTF_16));
    }

    private static void rowsOrSentence(byte[] document) throws IOException {
        try {
            ReadBoundaries read = BoundaryReaderTest.read(document, new ReadLimits(1 << 20, 1000, 1000));
            assertThat(read.rows()).isNotEmpty();
        } catch (FormatException e) {
            assertThat(e.reason())
                    .isNotBlank()
                    .doesNotContain("Exception", "java.", "github")
                    .doesNotEndWith(": null");
            assertThat(e.reason().length()).isLessThan(1000);
        }
    }
}
