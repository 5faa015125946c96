package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import se.regstat.importing.demo.DemoStore;
import se.regstat.standalone.cli.Main;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** A square across DeSO that are split in 2025: at each door the same break between 2023 and 2024, and the same size of it. */
class SeriesBreakDoorsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(SeriesBreakDoorsTest::started);

    private static double size;

    private static EmbeddedHost started() throws Exception {
        StoreUrl.GeoPackage url = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(url);
        Polygon square =
                (Polygon) new GeometryFactory().toGeometry(new Envelope(730_000, 750_000, 6_880_000, 6_900_000));
        try (Store store = Store.open(url)) {
            store.write(
                    new Vintage(
                            VintageId.parse("egna@2024"),
                            YearRange.ALWAYS,
                            List.of(),
                            Optional.empty(),
                            "påhittad",
                            "CC0-1.0",
                            "",
                            Instant.EPOCH,
                            "egna.csv",
                            ""),
                    List.of(new Area(
                            "V",
                            "Väster",
                            Optional.empty(),
                            Map.of(),
                            new GeometryFactory().createMultiPolygon(new Polygon[] {square}),
                            OptionalDouble.empty())),
                    List.of());
        }
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(
                folder.resolve("config/derived.yml"), "derived: {egna: {indicators: [population], missing: partial}}");
        return DemoHost.start(folder);
    }

    @BeforeAll
    static void start() throws Exception {
        JsonNode rows = features(ADDRESS + "geojson" + QUERY + "&layout=long");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).path("properties").path("series_break").isBoolean())
                .isTrue();
        assertThat(rows.get(0).path("properties").path("series_break").asBoolean())
                .isFalse();
        assertThat(rows.get(0).path("properties").path("break_size").isNull()).isTrue();
        assertThat(rows.get(1).path("properties").path("series_break").asBoolean())
                .isTrue();
        size = rows.get(1).path("properties").path("break_size").asDouble();
        assertThat(Math.abs(size)).isGreaterThan(0.5);
    }

    private static final String ADDRESS = "/regstat-info/reaggregate.";
    private static final String QUERY = "?target=egna@2024&indicators=population&periods=2023/2024&missing=partial";

    @Test
    void the_address_notes_it_and_has_it_in_csv_and_side_by_side() throws Exception {
        assertThat(get(ADDRESS + "geojson" + QUERY)).contains("series_break: between 2023 and 2024", "1 of 1");
        assertThat(cell(get(ADDRESS + "csv" + QUERY), "series_break")).isEqualTo("true");
        assertThat(Double.parseDouble(cell(get(ADDRESS + "csv" + QUERY), "break_size")))
                .isCloseTo(size, within(1e-9));
        String wide = get(ADDRESS + "csv" + QUERY + "&layout=wide");
        assertThat(cell(wide, "population_series_break")).isEqualTo("true");
        assertThat(Double.parseDouble(cell(wide, "population_break_size"))).isCloseTo(size, within(1e-9));
    }

    @Test
    void so_does_the_process() throws Exception {
        String inputs = "targetDivision=egna_2024;indicators=population;periods=2023/2024;missing=partial";
        JsonNode rows =
                features("/wps?service=WPS&version=1.0.0&request=Execute&identifier=regstat:Reaggregate&DataInputs="
                        + URLEncoder.encode(inputs, StandardCharsets.UTF_8) + "&RawDataOutput="
                        + URLEncoder.encode("result=@mimetype=application/json", StandardCharsets.UTF_8));
        assertTold(rows.get(1).path("properties"));
    }

    @Test
    void so_does_the_layer_which_tells_no_change_across_it() throws Exception {
        JsonNode rows = features("/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:population_egna"
                + "&outputFormat=application/json&CQL_FILTER=year%3E2022");
        assertThat(rows.get(0).path("properties").path("change").isNumber()).isTrue();
        assertTold(rows.get(1).path("properties"));
        assertThat(rows.get(1).path("properties").path("change").isNull()).isTrue();
        assertThat(get("/wfs?service=WFS&version=2.0.0&request=DescribeFeatureType&typeNames=regstat:population_egna"))
                .contains("name=\"series_break\"", "type=\"xsd:boolean\"", "name=\"break_size\"");
    }

    @Test
    void so_do_the_card_and_the_series_in_both_languages() throws Exception {
        JsonNode series = new ObjectMapper()
                .readTree(get("/regstat-info/series.json?layer=population_egna&code=V"))
                .path("values");
        assertTold(series.get(series.size() - 1));
        assertThat(series.get(series.size() - 2).path("break_size").isNull()).isTrue();
        String plot = "/regstat-info/series.svg?layer=population_egna&code=V&language=";
        assertThat(get(plot + "sv")).contains("gränserna ensamma gör " + (size > 0 ? "+" : ""));
        assertThat(get(plot + "en")).contains("the borders alone make " + (size > 0 ? "+" : ""));
        String card = "/wms?service=WMS&version=1.1.1&request=GetFeatureInfo&layers=regstat:population_egna"
                + "&query_layers=regstat:population_egna&styles=&srs=EPSG:3006&bbox=730000,6880000,750000,6900000"
                + "&width=100&height=100&x=50&y=50&info_format=text/html&language=";
        assertThat(get(card + "sv"))
                .contains("<dt>Seriebrott</dt>", "inte jämförbart med perioden före; gränserna ensamma gör ");
        assertThat(get(card + "en"))
                .contains("<dt>Series break</dt>", "not comparable with the period before; the borders alone make ");
        assertThat(get(card + "sv&time=2023")).doesNotContain("Seriebrott");
    }

    @Test
    void so_does_the_command_line() throws Exception {
        for (String file : List.of("v.csv", "v.gpkg")) {
            StringWriter said = new StringWriter();
            int status = Main.run(
                    said,
                    "reaggregate",
                    "--store",
                    folder.resolve("demo.gpkg").toString(),
                    "--config",
                    folder.resolve("config").toString(),
                    "--target-division",
                    "egna@2024",
                    "--indicators",
                    "population",
                    "--periods",
                    "2023/2024",
                    "--missing",
                    "partial",
                    "--out",
                    folder.resolve(file).toString());
            assertThat(status).as(said.toString()).isZero();
            assertThat(said.toString()).contains("note: series_break: between 2023 and 2024");
        }
        String csv = Files.readString(folder.resolve("v.csv"));
        assertThat(cell(csv, "series_break")).isEqualTo("true");
        assertThat(Double.parseDouble(cell(csv, "break_size"))).isCloseTo(size, within(1e-9));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("v.gpkg"));
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT * FROM reaggregated WHERE year = 2024")) {
            assertThat(row.getBoolean("series_break")).isTrue();
            assertThat(row.getDouble("break_size")).isCloseTo(size, within(1e-9));
        }
    }

    private static void assertTold(JsonNode row) {
        assertThat(row.path("series_break").isBoolean()).isTrue();
        assertThat(row.path("series_break").asBoolean()).isTrue();
        assertThat(row.path("break_size").asDouble()).isCloseTo(size, within(1e-6));
    }

    /** In the last row. Geometries, which have commas, come last. */
    private static String cell(String csv, String column) {
        List<String> lines = csv.lines().toList();
        int number = Arrays.asList(lines.get(0).split(",")).indexOf(column);
        assertThat(number).as(column + " in " + lines.get(0)).isNotNegative();
        // What is derived from has commas, and is quoted.
        return lines.get(lines.size() - 1).replaceAll("\"[^\"]*\"", "").split(",", -1)[number];
    }

    private static JsonNode features(String path) throws Exception {
        return new ObjectMapper().readTree(get(path)).path("features");
    }

    private static String get(String path) throws Exception {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(host.baseUrl() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
