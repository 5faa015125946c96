package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Indicators through time, as QGIS, GDAL and plain requests meet them; values are held against what was put in. */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(IndicatorSeriesTest.SitesThere.class)
class IndicatorSeriesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int YEAR_WITHOUT_DATA = 2005;

    private final IndicatorSite site;

    @TempDir
    Path folder;

    IndicatorSeriesTest(IndicatorSite site) {
        this.site = site;
    }

    static final class SitesThere implements ArgumentsProvider {
        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            for (IndicatorSite site : IndicatorSite.ALL) {
                if (!site.isThere()) {
                    LeftOut.of(context).note("IndicatorSeriesTest with " + site, "../shared/data is not there");
                }
            }
            return IndicatorSite.ALL.stream().filter(IndicatorSite::isThere).map(Arguments::of);
        }
    }

    @Test
    @Needs(Need.QGIS)
    void qgis_lists_the_years_and_draws_them_differently() {
        int first = site.years().get(0);
        int last = site.years().get(site.years().size() - 1);
        Envelope extent = extent(last);
        JsonNode result = Programs.script(
                List.of(
                        Programs.PYTHON,
                        Programs.scripts().resolve("qgis_time_client.py").toString()),
                Map.of(
                        "url",
                        site.host().url(),
                        "out",
                        folder.toString(),
                        "layer",
                        "regstat:" + IndicatorSite.POPULATION,
                        "years",
                        List.of(first, last, YEAR_WITHOUT_DATA),
                        "bbox",
                        List.of(extent.getMinX(), extent.getMinY(), extent.getMaxX(), extent.getMaxY()),
                        "crs",
                        "EPSG:3006",
                        "width",
                        WIDTH,
                        "height",
                        HEIGHT));
        assertThat(result.path("valid").asBoolean()).as("%s", result).isTrue();
        assertThat(result.path("temporal").asBoolean()).as("%s", result).isTrue();
        assertThat(JSON.convertValue(result.path("years"), Integer[].class)).containsExactlyElementsOf(site.years());
        Picture early = Picture.of(folder.resolve(first + ".png"), extent);
        Picture late = Picture.of(folder.resolve(last + ".png"), extent);
        assertThat(early.painted()).isGreaterThan(0.05);
        assertThat(late.painted()).isGreaterThan(0.05);
        assertThat(early.unlike(late)).as("share of pixels that differ").isGreaterThan(0.001);
        assertThat(Picture.of(folder.resolve(YEAR_WITHOUT_DATA + ".png"), extent)
                        .painted())
                .isZero();
    }

    @Test
    @Needs(Need.GDAL)
    void ogr2ogr_filters_by_year_and_gets_every_area_once_with_its_value() {
        for (String version : List.of("2.0.0", "1.1.0")) {
            for (int year :
                    site.years().subList(site.years().size() - 2, site.years().size())) {
                Path file = folder.resolve("year-" + version + "-" + year + ".gpkg");
                Programs.run(
                        "ogr2ogr",
                        "-f",
                        "GPKG",
                        file,
                        "WFS:" + site.host().url() + "/wfs?VERSION=" + version,
                        "regstat:" + IndicatorSite.POPULATION,
                        "-nlt",
                        "CONVERT_TO_LINEAR",
                        "-nln",
                        "values",
                        "-where",
                        "year = " + year);
                assertThat(readValues(file)).isEqualTo(site.read("population", year));
            }
        }
    }

    private static Map<String, Double> readValues(Path file) {
        Map<String, Double> values = new HashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT code, value FROM \"values\"")) {
            while (row.next()) {
                assertThat(values.put(row.getString(1), row.getDouble(2))).isNull();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    @Test
    void one_number_in_feature_information_downloads_and_input() throws IOException {
        int year = site.incomeYear();
        Map<String, Double> expected = new TreeMap<>(site.read("net_income_mean", year));
        expected.values().removeIf(value -> value.isNaN());
        Map<String, Double> downloaded = new HashMap<>();
        JsonNode features = JSON.readTree(site.host()
                .get(
                        "/wfs",
                        Map.of(
                                "service", "WFS",
                                "version", "2.0.0",
                                "request", "GetFeature",
                                "typeNames", "regstat:" + IndicatorSite.INCOME,
                                "outputFormat", "application/json",
                                "cql_filter", "year=" + year + " AND status='normal'"))
                .body());
        for (JsonNode feature : features.path("features")) {
            JsonNode properties = feature.path("properties");
            downloaded.put(
                    properties.path("code").asText(), properties.path("value").asDouble());
        }
        assertThat(downloaded).isEqualTo(expected);

        List<String> codes = List.copyOf(expected.keySet());
        for (int i = 0; i < codes.size(); i += codes.size() / 7) {
            Geometry area = site.areas(year).get(codes.get(i));
            JsonNode properties = featureInformation(
                    IndicatorSite.INCOME, year, area.getInteriorPoint().getCoordinate());
            assertThat(properties.path("code").asText()).isEqualTo(codes.get(i));
            assertThat(properties.path("year").asInt()).isEqualTo(year);
            assertThat(properties.path("value").asDouble()).isEqualTo(expected.get(codes.get(i)));
        }
    }

    private JsonNode featureInformation(String layer, int year, Coordinate place) throws IOException {
        double reach = 50;
        Map<String, Object> parameters = map(
                layer,
                Integer.toString(year),
                new Envelope(place.x - reach, place.x + reach, place.y - reach, place.y + reach));
        parameters.putAll(Map.of(
                "request", "GetFeatureInfo",
                "query_layers", "regstat:" + layer,
                "info_format", "application/json",
                "width", 101,
                "height", 101,
                "x", 50,
                "y", 50));
        JsonNode answer = JSON.readTree(site.host().get("/wms", parameters).body());
        assertThat(answer.path("features")).as("%s", answer).hasSize(1);
        return answer.path("features").get(0).path("properties");
    }

    @Test
    void every_year_is_drawn_and_a_year_without_data_is_refused() {
        assertDrawsEveryYear(
                IndicatorSite.POPULATION, site.years(), extent(site.years().get(0)));
    }

    @Test
    void the_kommun_series_is_drawn_for_every_year() {
        Envelope extent =
                site == IndicatorSite.SWEDEN ? new Envelope(200_000, 1_000_000, 6_100_000, 7_700_000) : extent(2023);
        assertDrawsEveryYear(
                "population_kommun", IntStream.rangeClosed(2011, 2024).boxed().toList(), extent);
    }

    private void assertDrawsEveryYear(String layer, List<Integer> years, Envelope extent) {
        Map<Integer, Picture> maps = new LinkedHashMap<>();
        for (int year : years) {
            Picture map = picture(layer, Integer.toString(year), extent);
            assertThat(map.painted()).as("%s %d", layer, year).isGreaterThan(0.02);
            assertThat(map.colours()).as("%s %d", layer, year).isGreaterThan(2);
            maps.put(year, map);
        }
        int last = years.get(years.size() - 1);
        assertThat(maps.get(years.get(0)).unlike(maps.get(last))).isPositive();
        assertThat(picture(layer, "", extent).unlike(maps.get(last)))
                .as("the map without TIME is the latest year's")
                .isZero();
        assertThat(site.host()
                        .get("/wms", map(layer, Integer.toString(YEAR_WITHOUT_DATA), extent))
                        .text())
                .as("%s in a year without data", layer)
                .contains("InvalidDimensionValue");
    }

    @Test
    void the_number_of_features_is_areas_times_years() throws IOException {
        int expected =
                site.years().stream().mapToInt(year -> site.areas(year).size()).sum();
        String hits = site.host()
                .get(
                        "/wfs",
                        Map.of(
                                "service", "WFS",
                                "version", "2.0.0",
                                "request", "GetFeature",
                                "typeNames", "regstat:" + IndicatorSite.POPULATION,
                                "resultType", "hits"))
                .text();
        assertThat(hits).contains("numberMatched=\"" + expected + "\"");
        Set<Integer> years = new HashSet<>();
        JsonNode features = JSON.readTree(site.host()
                .get(
                        "/wfs",
                        Map.of(
                                "service", "WFS",
                                "version", "2.0.0",
                                "request", "GetFeature",
                                "typeNames", "regstat:" + IndicatorSite.POPULATION,
                                "propertyName", "code,year",
                                "outputFormat", "application/json"))
                .body());
        features.path("features")
                .forEach(feature ->
                        years.add(feature.path("properties").path("year").asInt()));
        assertThat(years).containsExactlyInAnyOrderElementsOf(site.years());
    }

    private Picture picture(String layer, String time, Envelope extent) {
        Http.Answer answer = site.host().get("/wms", map(layer, time, extent));
        assertThat(answer.type()).as(answer.text()).isEqualTo("image/png");
        return Picture.of(layer + " " + time, answer.body(), extent);
    }

    private static Map<String, Object> map(String layer, String time, Envelope extent) {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "service", "WMS",
                "version", "1.1.1",
                "request", "GetMap",
                "layers", "regstat:" + layer,
                "styles", "",
                "srs", "EPSG:3006",
                "width", WIDTH,
                "height", HEIGHT,
                "format", "image/png",
                "transparent", "true"));
        parameters.put(
                "bbox", extent.getMinX() + "," + extent.getMinY() + "," + extent.getMaxX() + "," + extent.getMaxY());
        if (!time.isEmpty()) parameters.put("time", time);
        return parameters;
    }

    private Envelope extent(int year) {
        Envelope extent = new Envelope();
        site.areas(year).values().forEach(area -> extent.expandToInclude(area.getEnvelopeInternal()));
        double width = Math.max(extent.getWidth(), extent.getHeight() * WIDTH / HEIGHT);
        Coordinate middle = extent.centre();
        double height = width * HEIGHT / WIDTH;
        return new Envelope(middle.x - width / 2, middle.x + width / 2, middle.y - height / 2, middle.y + height / 2);
    }
}
