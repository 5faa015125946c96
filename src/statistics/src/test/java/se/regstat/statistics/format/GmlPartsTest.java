package se.regstat.statistics.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the parts of GML do not say themselves they have from what they are parts of. */
class GmlPartsTest {

    private static final String FLAT = "6400000 320000 6400000 321000 6401000 321000 6400000 320000";
    private static final String HIGH = FLAT.replaceAll("(32\\d000)", "$1 12");

    private static String collection(String... members) {
        return "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs/2.0' xmlns:gml='http://www.opengis.net/gml/3.2'"
                + " xmlns:a='urn:a'><wfs:member><a:area><a:geom>"
                + String.join("</a:geom></a:area></wfs:member><wfs:member><a:area><a:geom>", members)
                + "</a:geom></a:area></wfs:member></wfs:FeatureCollection>";
    }

    private static String polygon(String attributes, String posList) {
        return "<gml:Polygon " + attributes + "><gml:exterior><gml:LinearRing><gml:posList>" + posList
                + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>";
    }

    private static String surface(String attributes, String polygon) {
        return "<gml:MultiSurface " + attributes + "><gml:surfaceMember>" + polygon
                + "</gml:surfaceMember></gml:MultiSurface>";
    }

    @Test
    void a_feature_that_names_no_system_is_in_that_of_those_before_it_axes_and_all() throws IOException {
        ReadBoundaries read = BoundaryReaderTest.read(
                collection(polygon("srsName='urn:ogc:def:crs:EPSG::3006'", FLAT), polygon("", FLAT)));
        assertThat(read.crs().isSweref99Tm()).isTrue();
        assertThat(read.rows()).hasSize(2);
        assertThat(read.rows().get(1).geometry().toText())
                .isEqualTo(read.rows().get(0).geometry().toText());
        assertThat(read.rows().get(1).geometry().getEnvelopeInternal().getMaxX())
                .isEqualTo(321000.0);
    }

    @Test
    void the_dimension_of_a_polygon_or_surface_is_that_of_its_rings() throws IOException {
        String named = "srsName='urn:ogc:def:crs:EPSG::3006' ";
        String high = named + "srsDimension='3'";
        ReadBoundaries flat = BoundaryReaderTest.read(collection(polygon(named, FLAT)));
        for (String geometry : new String[] {
            polygon(high, HIGH), surface(high, polygon("", HIGH)), surface(high, polygon("srsDimension='2'", FLAT))
        }) {
            ReadBoundaries read = BoundaryReaderTest.read(collection(geometry));
            assertThat(read.rows().get(0).geometry().toText())
                    .as(geometry)
                    .isEqualTo(flat.rows().get(0).geometry().toText());
            assertThat(read.notes()).as(geometry).anyMatch(note -> note.contains("heights were left out"));
        }
    }
}
