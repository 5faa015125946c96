package se.regstat.standalone.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dimension TIME, as clients see it. */
class TimeTest {

    private static final String GOOD =
            "version=1.1.1&request=GetMap&styles=&format=image/png&width=200&height=100&srs=EPSG:3006"
                    + "&bbox=600000,6800000,620000,6810000&layers=";
    private static final String GOOD_130 =
            "version=1.3.0&request=GetMap&styles=&format=image/png&width=200&height=100&crs=EPSG:3006"
                    + "&bbox=6800000,600000,6810000,620000&layers=";
    private static final String RED = GetMapTest.HEAD
            + "<Rule><Title>One</Title><PolygonSymbolizer><Fill><CssParameter name=\"fill\">#FF0000</CssParameter></Fill></PolygonSymbolizer></Rule>"
            + GetMapTest.TAIL;

    private static final int W = 0xFFFFFFFF;
    private static final int R = 0xFFFF0000;

    private static WmsService service;

    /** The west has values for 2020 and 2022, the east for 2020 and 2023; there is nothing for 2021. */
    @BeforeAll
    static void publish() throws Exception {
        String west = "POLYGON((600000 6800000, 610000 6800000, 610000 6820000, 600000 6820000, 600000 6800000))";
        String east = "POLYGON((610000 6800000, 620000 6800000, 620000 6820000, 610000 6820000, 610000 6800000))";
        MemoryLayers layers = new MemoryLayers()
                .style("red", RED)
                .style("blue", RED.replace("FF0000", "0000FF"))
                .layer("always", List.of("blue"), "west", 1, west)
                .yearly(
                        "yearly",
                        List.of("red"),
                        "west",
                        2020,
                        west,
                        "east",
                        2020,
                        east,
                        "west",
                        2022,
                        west,
                        "east",
                        2023,
                        east)
                .yearly("empty", List.of("red"))
                .group("both", "always", "yearly");
        service = new WmsService(layers, Wms.LIMITS);
    }

    /** The colours in the middle of the west and of the east. */
    private static List<Integer> west_east(String query) throws IOException {
        BufferedImage map = Wms.image(service, query);
        return List.of(map.getRGB(50, 50), map.getRGB(150, 50));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "2020 west,east",
                "2020-01-01 west,east",
                "2020-01-01T00:00:00Z west,east",
                "2020-01-01T00:00:00.000Z west,east",
                "2020-01-01T01:00:00+01:00 west,east",
                "2020-01 west,east",
                "2020-02 west,east",
                "2020-01-01T00:00:01Z west,east",
                "2020-12-31T23:59:59Z west,east",
                "2022-06-15 west",
                "2022-06-01T00:00:00Z/2022-07-01T00:00:00Z west",
                "2022-12-15/2023-01-15 east",
                "2022 west",
                "2023 east",
                "current east",
                "CURRENT east",
                "2022,2023 west,east",
                "2021,2022 west",
                "2021,current east",
                "2021/2022 west",
                "2021/2023 west,east",
                "2020-06/2021 west,east",
                "2022/2022 west",
                "2019/2021/P1Y west,east",
                "2021/2023/P2Y east",
                "2021/present west,east",
                "2023-01-01/2023-01-02/PT6H east",
            })
    void a_map_shows_the_years_asked_for_and_no_other(String time, String shown) throws IOException {
        List<Integer> expected = List.of(shown.contains("west") ? R : W, shown.contains("east") ? R : W);
        assertThat(west_east(GOOD + "yearly&time=" + time)).isEqualTo(expected);
        assertThat(west_east(GOOD_130 + "yearly&time=" + time)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2021", "2019", "1066", "2021-06-15", "2021-02/2021-04", "2024-06", "2021,2019", "2021/2021/P1Y"
            })
    void what_lies_in_no_year_of_the_layer_is_refused_and_never_an_empty_picture(String time) throws IOException {
        for (String good : List.of(GOOD, GOOD_130)) {
            assertThat(Wms.text(service, good + "yearly&time=" + time))
                    .contains("code=\"InvalidDimensionValue\"", "test:yearly has values for 2020, 2022, 2023");
        }
    }

    @Test
    void the_head_of_an_answer_tells_what_year_was_taken_where_that_is_not_what_was_asked_for() {
        assertThat(warning("")).isEqualTo("99 Default value used: time=2023-01-01T00:00:00.000Z ISO8601");
        assertThat(warning("&time=2022-06")).isEqualTo("99 Nearest value used: time=2022-01-01T00:00:00.000Z ISO8601");
        assertThat(warning("&time=2022")).isNull();
        assertThat(warning("&time=current")).isNull();
    }

    private static String warning(String time) {
        return Wms.get(service, GOOD_130 + "yearly" + time).headers().get("Warning");
    }

    @Test
    void without_time_the_latest_is_shown() throws IOException {
        for (String query : List.of(GOOD + "yearly", GOOD + "yearly&time=", GOOD_130 + "yearly")) {
            assertThat(west_east(query)).containsExactly(W, R);
        }
    }

    @Test
    void a_filter_of_the_clients_narrows_the_year_further() throws IOException {
        assertThat(west_east(GOOD + "yearly&time=2020&cql_filter=code='east'")).containsExactly(W, R);
        assertThat(west_east(GOOD + "yearly&time=2022&cql_filter=code='east'")).containsExactly(W, W);
    }

    @Test
    void layers_without_the_dimension_show_what_they_show_always() throws IOException {
        int blue = 0xFF0000FF;
        assertThat(west_east(GOOD + "always&time=2021")).containsExactly(blue, W);
        assertThat(Wms.text(service, GOOD.replace("styles=", "styles=,") + "always,yearly&time=2021"))
                .contains("InvalidDimensionValue", "test:yearly");
        assertThat(west_east(GOOD + "both&time=2020")).containsExactly(R, R);
        assertThat(west_east(GOOD + "both")).containsExactly(blue, R);
    }

    @Test
    void a_layer_that_has_no_years_says_so() throws IOException {
        assertThat(Wms.text(service, GOOD + "empty&time=2020"))
                .contains("InvalidDimensionValue", "test:empty has no times");
        assertThat(Wms.text(service, GOOD + "empty")).contains("MissingDimensionValue", "test:empty has no times");
        assertThat(Wms.text(service, "service=WMS&request=GetCapabilities&version=1.3.0"))
                .contains("test:empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "20",
                "2020-13",
                "2020-02-30",
                "2020/",
                "/2020",
                "2023/2020",
                "2020/2023/P1Y/P1Y",
                "2020,",
                "2020/2023/P0Y",
                "2020/2023/-P1Y",
                "2020/2023/1",
                "0001/2023/P1Y",
                "2020-01-01T25:00:00Z",
                "2020;2021"
            })
    void what_is_no_time_is_said_in_the_format_asked_for(String time) throws IOException {
        for (String good : List.of(GOOD, GOOD_130)) {
            assertThat(Wms.text(service, good + "yearly&time=" + time))
                    .contains("code=\"InvalidDimensionValue\"", "TIME=");
            assertThat(Wms.image(service, good + "yearly&exceptions=application/vnd.ogc.se_inimage&time=" + time)
                            .getWidth())
                    .isEqualTo(200);
        }
        assertThat(Wms.text(service, GOOD_130 + "yearly&time=" + time)).contains("locator=\"time\"");
    }

    @Test
    void information_is_of_the_year_of_the_map() throws IOException {
        String info = GOOD.replace("GetMap", "GetFeatureInfo")
                + "yearly&query_layers=yearly&info_format=application/json&feature_count=10&x=50&y=50";
        assertThat(Wms.text(service, info + "&time=2020"))
                .contains("yearly.west.2020")
                .doesNotContain("2022");
        assertThat(Wms.text(service, info + "&time=2020/2023")).contains("yearly.west.2020", "yearly.west.2022");
        assertThat(Wms.text(service, info)).contains("\"features\":[]");
        assertThat(Wms.text(service, info + "&time=never")).contains("InvalidDimensionValue");
    }

    @Test
    void capabilities_advertise_what_the_answers_keep() throws IOException {
        assertThat(Wms.text(service, "service=WMS&request=GetCapabilities&version=1.3.0"))
                .contains("multipleValues=\"1\" nearestValue=\"1\" current=\"1\"");
        assertThat(Wms.text(service, "service=WMS&request=GetCapabilities&version=1.1.1"))
                .contains("nearestValue=\"1\"");
    }

    @Test
    void capabilities_list_the_years_and_the_default() throws IOException {
        String years = "2020-01-01T00:00:00.000Z,2022-01-01T00:00:00.000Z,2023-01-01T00:00:00.000Z";
        assertThat(Wms.text(service, "service=WMS&request=GetCapabilities&version=1.3.0"))
                .containsOnlyOnce("<Dimension ")
                .containsPattern("<Dimension name=\"time\" units=\"ISO8601\" default=\"2023-01-01T00:00:00.000Z\"[^>]*>"
                        + years + "</Dimension>");
        assertThat(Wms.text(service, "service=WMS&request=GetCapabilities&version=1.1.1"))
                .containsOnlyOnce("<Dimension name=\"time\" units=\"ISO8601\"/>")
                .containsPattern(
                        "<Extent name=\"time\" default=\"2023-01-01T00:00:00.000Z\"[^>]*>" + years + "</Extent>");
    }

    @Test
    void the_legend_is_the_same_for_all_years_and_says_the_year_in_its_title_if_asked() throws IOException {
        String legend = "request=GetLegendGraphic&format=image/png&layer=yearly";
        assertThat(pixels(legend + "&time=2020")).isEqualTo(pixels(legend + "&time=2022"));
        String titled = legend + "&legend_options=forceTitles:on";
        assertThat(pixels(titled + "&time=2020"))
                .isNotEqualTo(pixels(titled + "&time=2022"))
                .hasSizeGreaterThan(pixels(legend).size());
        assertThat(pixels(titled)).isEqualTo(pixels(titled + "&time=2023"));
        assertThat(Wms.text(service, legend + "&time=never")).contains("InvalidDimensionValue");
    }

    private static List<Integer> pixels(String query) throws IOException {
        BufferedImage image = Wms.image(service, query);
        return java.util.Arrays.stream(
                        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .boxed()
                .toList();
    }
}
