package se.regstat.statistics.crs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrsNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EPSG:3006",
                "epsg:3006",
                " EPSG:3006\n",
                "3006",
                "http://www.opengis.net/gml/srs/epsg.xml#3006",
            })
    void these_put_easting_first_whatever_the_authority_says(String text) {
        CrsName crs = CrsName.of(text);
        assertThat(crs.isSweref99Tm()).isTrue();
        assertThat(crs.asDefined()).isFalse();
        assertThat(crs).isEqualTo(CrsName.SWEREF99_TM).isEqualTo(CrsName.ofEpsg(3006));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ogc:def:crs:EPSG::3006",
                "urn:ogc:def:crs:EPSG:6.18:3006",
                "urn:ogc:def:crs:EPSG:3006",
                "urn:x-ogc:def:crs:EPSG::3006",
                "urn:x-ogc:def:crs:EPSG:3006",
                "urn:x-ogc:def:crs:EPSG:6.9:3006",
                "URN:OGC:DEF:CRS:EPSG::3006",
                "http://www.opengis.net/def/crs/EPSG/0/3006",
                "https://www.opengis.net/def/crs/EPSG/9.9.1/3006",
            })
    void these_have_the_order_that_the_authority_defines(String text) {
        CrsName crs = CrsName.of(text);
        assertThat(crs.name()).isEqualTo("EPSG:3006");
        assertThat(crs.asDefined()).isTrue();
        assertThat(crs.isSameSystemAs(CrsName.SWEREF99_TM)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ogc:def:crs:OGC:1.3:CRS84",
                "urn:ogc:def:crs:OGC::CRS84",
                "urn:ogc:def:crs:OGC:CRS84",
                "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                "https://www.opengis.net/def/crs/OGC/0/CRS84",
                "CRS:84",
                "CRS84",
                "OGC:CRS84",
            })
    void longitude_comes_first_in_crs84_and_the_coordinates_are_those_of_4326(String text) {
        assertThat(CrsName.of(text)).isEqualTo(CrsName.CRS84);
        assertThat(CrsName.of(text).epsgCode()).contains("4326");
        assertThat(CrsName.of(text).isSameSystemAs(CrsName.ofEpsg(4326))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SWEREF99_TM", "", "EPSG:", "urn:ogc:def:crs:EPSG::abc", "http://example.org/3006", "12345678"})
    void what_is_none_of_these_is_kept_as_it_was_written(String text) {
        CrsName crs = CrsName.of(text);
        assertThat(crs.name()).isEqualTo(text);
        assertThat(crs.epsgCode()).isEmpty();
        assertThat(crs.isSameSystemAs(CrsName.of(text))).isTrue();
        assertThat(crs.isSameSystemAs(CrsName.SWEREF99_TM)).isFalse();
    }

    @Test
    void well_known_text_gives_the_code_of_its_outermost_element_only() {
        assertThat(CrsName.of("PROJCRS[\"SWEREF99 TM\",BASEGEOGCRS[\"SWEREF99\",ID[\"EPSG\",4619]],ID[\"EPSG\",3006]]")
                        .isSweref99Tm())
                .isTrue();
        CrsName without = CrsName.of("PROJCS[\"SWEREF99 TM\",\n GEOGCS[\"SWEREF99\",AUTHORITY[\"EPSG\",\"4619\"]]]");
        assertThat(without.epsgCode()).isEmpty();
        assertThat(without.isWkt()).isTrue();
        assertThat(without).hasToString("PROJCS[\"SWEREF99 TM\", GEOGCS[\"SWEREF99\",AUTHORITY[\"EPSG\",\"46…");
    }
}
