package se.regstat.statistics.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.statistics.crs.CrsName;

/** What somebody sends is looked at in time that grows as its length does; with the square of it none of these would come to an end. */
class EndlessBlanksTest {

    private static final String BLANKS = " ".repeat(2_000_000);

    @Test
    void what_begins_as_wkt_and_goes_on_with_blanks_is_none() {
        for (String start :
                new String[] {"", "A", "POLYGON", "POLYGON Z", "SRID", "SRID=3006", "SRID=3006;", "SRID=3006;A"}) {
            assertThat(Wkt.is(start + BLANKS + "1")).as(start).isFalse();
        }
        assertThatThrownBy(() -> BoundaryReaderTest.read("wkt\nA" + BLANKS + "1"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no column with WKT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POLYGON((0 0,1 0,1 1,0 0))",
                " polygon Z ((0 0 1,1 0 1,1 1 1,0 0 1))",
                "POLYGONZ((0 0 1,1 0 1,1 1 1,0 0 1))",
                "POLYGON ZM ((0 0 1 1,1 0 1 1,1 1 1 1,0 0 1 1))",
                "POLYGON EMPTY ",
                "MULTIPOLYGON Z EMPTY",
                "SRID=3006;POLYGON((0 0,1 0,1 1,0 0))",
                " srid = 3006 ; POLYGON ((0 0,1 0,1 1,0 0))\n",
            })
    void all_forms_of_wkt_are_known(String text) {
        assertThat(Wkt.is(text)).isTrue();
        assertThat(Wkt.read(text).geometry().getGeometryType()).isIn("Polygon", "MultiPolygon");
        assertThat(Wkt.read(text).crs().isPresent()).isEqualTo(text.contains(";"));
    }

    @Test
    void a_name_of_a_system_that_is_endless_names_none() {
        String endless = "A[" + ",".repeat(2_000_000) + "ID[\"EPSG\",3006]]";
        CrsName crs = CrsName.of(endless);
        assertThat(crs.epsgCode()).isEmpty();
        assertThat(crs.name()).hasSizeLessThan(endless.length());
        assertThat(CrsName.of("A[" + ", ".repeat(2_000) + "ID [ \"EPSG\" , 3006 ] ]")
                        .isSweref99Tm())
                .isTrue();
    }
}
