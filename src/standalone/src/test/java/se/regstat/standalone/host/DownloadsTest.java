package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.store.GeoPackageGeometry;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Files of the demo region's datasets, of which one indicator is not published and one is told for kommuner alone. */
class DownloadsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String GPKG = "application/geopackage+sqlite3";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(DownloadsTest::started);

    private static EmbeddedHost started() throws IOException {
        Path config = folder.resolve("config");
        Configuration.writeDefaults(config);
        change(config.resolve("indicators.yml"), "  born_abroad:\n", "  born_abroad:\n    publish: false\n");
        change(
                config.resolve("indicators.yml"),
                "  age_0_19:\n",
                "  age_0_19:\n    disclosure: {minimum: 1000, base: population}\n    told_for: [kommun]\n");
        change(
                config.resolve("regstat.yml"),
                "  # directory: /var/cache/regstat",
                "  directory: " + folder.resolve("downloads") + " #");
        Files.writeString(config.resolve("derived.yml"), "derived: {kommun: {indicators: [age_0_19, population]}}");
        return DemoHost.start(folder);
    }

    private static void change(Path file, String from, String to) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(from);
        Files.writeString(file, before.replace(from, to));
    }

    // ---- asking

    private static HttpResponse<byte[]> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> download(String name, String... headers) throws Exception {
        return ask("GET", "/regstat-info/download/" + name, headers);
    }

    private static String header(HttpResponse<?> reply, String name) {
        return String.join(" | ", reply.headers().allValues(name));
    }

    private static String text(HttpResponse<byte[]> reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static Path file(String name) throws Exception {
        HttpResponse<byte[]> reply = download(name);
        assertThat(reply.statusCode()).as(name).isEqualTo(200);
        return Files.write(Files.createTempFile(folder, "got", "-" + name), reply.body());
    }

    private static List<Map<String, Object>> rows(Path gpkg, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + gpkg);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnName(i), result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static List<Map<String, String>> csv(String text) {
        return CsvReader.builder().ofNamedCsvRecord(text).stream()
                .map(NamedCsvRecord::getFieldsAsMap)
                .map(fields -> (Map<String, String>) new LinkedHashMap<>(fields))
                .toList();
    }

    private static List<JsonNode> features(String layer) throws Exception {
        HttpResponse<byte[]> reply = ask(
                "GET",
                "/wfs?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json&typeNames=" + layer
                        + "&srsName=EPSG:3006");
        List<JsonNode> features = new ArrayList<>();
        new ObjectMapper().readTree(reply.body()).get("features").forEach(features::add);
        return features;
    }

    // ---- what is in a file

    @Test
    void a_vintage_is_that_of_the_store_area_by_area() throws Exception {
        Path file = file("deso_2025.gpkg");
        List<Area> areas;
        try (Store store = StoreUrl.of(folder.resolve("demo.gpkg")).open(StoreUrl.Mode.READ_ONLY)) {
            areas = store.areas(VintageId.parse("deso@2025"));
        }
        List<Map<String, Object>> rows = rows(file, "SELECT * FROM deso_2025 ORDER BY fid");
        assertThat(rows).hasSameSizeAs(areas).isNotEmpty();
        GeoPackageGeometry geometries = new GeoPackageGeometry();
        for (int i = 0; i < rows.size(); i++) {
            Geometry geometry = geometries.decode((byte[]) rows.get(i).get("geom"));
            assertThat(geometry.equalsExact(areas.get(i).geometry())).isTrue();
            assertThat(rows.get(i)).containsEntry("code", areas.get(i).code()).containsEntry("vintage", "2025");
        }
        assertThat(rows(file, "SELECT COUNT(*) AS n FROM rtree_deso_2025_geom").get(0))
                .containsEntry("n", rows.size());
        assertThat(rows(file, "PRAGMA integrity_check").get(0)).containsEntry("integrity_check", "ok");
        assertThat(csv(text(download("deso_2025.csv")))).hasSameSizeAs(areas).allSatisfy(row -> assertThat(row)
                .containsKeys("code", "area_km2")
                .doesNotContainKey("geom"));
    }

    /** As WFS has it, feature by feature: attributes in their order, values and geometry. */
    @ParameterizedTest
    @ValueSource(strings = {"population", "share_rented", "deso_indicators", "population_derived"})
    void a_layer_in_a_file_is_the_layer_in_wfs(String dataset) throws Exception {
        Path file = file(dataset + ".gpkg");
        List<Map<String, Object>> contents = rows(file, "SELECT * FROM gpkg_contents");
        List<String> layers = contents.stream()
                .filter(table -> table.get("data_type").equals("features")
                        && !table.get("table_name").equals("areas"))
                .map(table -> (String) table.get("table_name"))
                .toList();
        assertThat(layers).isNotEmpty();
        GeoPackageGeometry geometries = new GeoPackageGeometry();
        for (String layer : layers) {
            List<JsonNode> features = features(layer);
            List<Map<String, Object>> rows = rows(file, "SELECT * FROM " + layer + " ORDER BY OGC_FID");
            assertThat(rows).as(layer).hasSameSizeAs(features);
            for (int i = 0; i < rows.size(); i++) {
                Map<String, Object> row = rows.get(i);
                JsonNode feature = features.get(i);
                Map<String, String> wanted = new LinkedHashMap<>();
                feature.get("properties").properties().forEach(p -> wanted.put(p.getKey(), told(p.getValue())));
                Map<String, String> got = new LinkedHashMap<>();
                row.forEach((name, value) -> {
                    if (!name.equals("OGC_FID") && !name.equals("geom")) got.put(name, told(value));
                });
                assertThat(got).isEqualTo(wanted);
                Geometry geometry = geometries.decode((byte[]) row.get("geom"));
                JsonNode first =
                        feature.get("geometry").get("coordinates").get(0).get(0).get(0);
                assertThat(geometry.getCoordinate().x).isCloseTo(first.get(0).asDouble(), within());
                assertThat(geometry.getCoordinate().y).isCloseTo(first.get(1).asDouble(), within());
            }
        }
    }

    private static Offset<Double> within() {
        return Offset.offset(0.001);
    }

    private static String told(JsonNode value) {
        if (value.isNull()) return "";
        if (value.isBoolean()) return value.asBoolean() ? "1.0" : "0.0";
        return value.isNumber() ? Double.toString(value.asDouble()) : value.asText();
    }

    private static String told(Object value) {
        if (value == null) return "";
        if (value instanceof Number number && !(value instanceof Boolean)) return Double.toString(number.doubleValue());
        return value.toString().replace(".000Z", "Z");
    }

    @Test
    void areas_that_are_stored_once_have_the_names_that_layers_tell() throws Exception {
        Path file = file("deso_indicators.gpkg");
        assertThat(rows(file, "SELECT * FROM areas")).isNotEmpty();
        assertThat(rows(
                        file,
                        "SELECT DISTINCT a.code, a.area_name, a.name_origin FROM areas a JOIN deso_indicators l"
                                + " ON a.code = l.code AND a.vintage = l.vintage"
                                + " WHERE a.area_name IS NOT l.area_name OR a.name_origin IS NOT l.name_origin"))
                .isEmpty();
        assertThat(rows(file, "SELECT * FROM areas WHERE area_name IS NULL OR name_origin IS NULL"))
                .isEmpty();
    }

    @Test
    void a_table_of_an_indicator_has_the_rows_of_all_its_divisions() throws Exception {
        List<Map<String, String>> rows = csv(text(download("population.csv")));
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.get("division"), 1, Integer::sum));
        assertThat(counts.keySet()).contains("deso", "regso", "kommun");
        for (Map.Entry<String, Integer> division : counts.entrySet()) {
            assertThat(features("population_" + division.getKey()))
                    .as(division.getKey())
                    .hasSize(division.getValue());
        }
        assertThat(rows.get(0).keySet())
                .startsWith("division", "code", "area_name")
                .contains("period", "year", "value", "status", "origin", "source", "vintage", "reason")
                .doesNotContain("geom");
        Map<String, String> values = new HashMap<>();
        rows.forEach(row -> values.put(
                row.get("division") + row.get("code") + row.get("year"), row.get("value") + row.get("status")));
        for (JsonNode feature : features("population_kommun")) {
            JsonNode told = feature.get("properties");
            String value =
                    told.get("value").isNull() ? "" : told.get("value").asText().replaceFirst("\\.0$", "");
            assertThat(values)
                    .containsEntry(
                            "kommun" + told.get("code").asText()
                                    + told.get("year").asText(),
                            value + told.get("status").asText());
        }
    }

    @Test
    void registers_and_changes_are_files_too() throws Exception {
        assertThat(rows(file("divisions.gpkg"), "SELECT * FROM divisions")).hasSameSizeAs(features("divisions"));
        assertThat(csv(text(download("indicators.csv")))).hasSameSizeAs(features("indicators"));
        assertThat(rows(file("deso_changes_2018_2025.gpkg"), "SELECT * FROM deso_changes_2018_2025"))
                .hasSameSizeAs(features("deso_changes_2018_2025"))
                .isNotEmpty();
    }

    @Test
    void invented_and_derived_data_says_so() throws Exception {
        HttpResponse<byte[]> reply = download("population_derived.csv");
        assertThat(header(reply, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"demo_population_derived.csv\"");
        assertThat(csv(text(reply)))
                .allSatisfy(row -> assertThat(row.get("derived_from")).isNotBlank());
        for (String dataset : new String[] {"population_derived", "deso_2025"}) {
            assertThat(rows(
                                    file(dataset + ".gpkg"),
                                    "SELECT * FROM gpkg_contents WHERE data_type = 'features'"
                                            + " AND table_name <> 'areas'")
                            .get(0)
                            .get("description")
                            .toString())
                    .contains("Påhittad demodata", "Fictional demo data");
        }
        assertThat(rows(
                                file("population_derived.gpkg"),
                                "SELECT * FROM gpkg_contents WHERE table_name LIKE 'population_kommun%' AND data_type ="
                                        + " 'features'")
                        .get(0)
                        .get("description")
                        .toString())
                .containsIgnoringCase("derived from");
    }

    // ---- what there is

    @ParameterizedTest
    @ValueSource(
            strings = {
                "born_abroad.gpkg",
                "age_0_19.gpkg",
                "age_0_19.csv",
                "nothing.gpkg",
                "population.shp",
                "population",
                "",
                "population_deso.gpkg",
                "..%2F..%2Fconfig%2Fregstat.gpkg",
                "..%2Fdemo.gpkg",
                "areas/deso_2025.gpkg"
            })
    void what_is_not_published_is_not_there(String name) throws Exception {
        HttpResponse<byte[]> reply = download(name);
        assertThat(reply.statusCode()).isIn(400, 404);
        assertThat(header(reply, "ETag")).isEmpty();
    }

    @Test
    void what_is_told_for_a_division_alone_is_in_the_file_of_that_and_in_no_other() throws Exception {
        assertThat(rows(file("age_0_19_derived.gpkg"), "SELECT table_name FROM gpkg_geometry_columns"))
                .extracting(row -> row.get("table_name"))
                .containsExactlyInAnyOrder("areas", "age_0_19_kommun_derived");
        for (String name : new String[] {"deso_indicators.csv", "kommun_indicators.csv"}) {
            assertThat(csv(text(download(name))).get(0)).doesNotContainKeys("age_0_19", "born_abroad");
        }
    }

    // ---- over HTTP

    @Test
    void a_file_is_asked_for_as_files_are() throws Exception {
        HttpResponse<byte[]> whole = download("kommun_2025.gpkg");
        assertThat(header(whole, "Content-Type")).isEqualTo(GPKG);
        assertThat(header(whole, "Content-Length")).isEqualTo("" + whole.body().length);
        assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(whole, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(whole, "Last-Modified")).endsWith("GMT");
        String tag = header(whole, "ETag");
        assertThat(download("kommun_2025.gpkg", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(download("kommun_2025.gpkg", "If-Modified-Since", header(whole, "Last-Modified"))
                        .statusCode())
                .as("the date alone does not tell")
                .isEqualTo(200);
        HttpResponse<byte[]> unpacked = download("kommun_2025.gpkg", "Accept-Encoding", "gzip");
        assertThat(header(unpacked, "Content-Encoding")).isEmpty();
        assertThat(header(unpacked, "ETag")).isEqualTo(tag);
        assertThat(unpacked.body()).isEqualTo(whole.body());
        HttpResponse<byte[]> partUnpacked =
                download("kommun_2025.gpkg", "Accept-Encoding", "gzip", "Range", "bytes=0-8191", "If-Range", tag);
        assertThat(partUnpacked.statusCode()).isEqualTo(206);
        assertThat(header(partUnpacked, "Content-Encoding")).isEmpty();
        assertThat(partUnpacked.body()).isEqualTo(Arrays.copyOf(whole.body(), 8192));
        HttpResponse<byte[]> head = ask("HEAD", "/regstat-info/download/kommun_2025.gpkg");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("" + whole.body().length);
        HttpResponse<byte[]> part = download("kommun_2025.gpkg", "Range", "bytes=16-99", "If-Range", tag);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 16, 100));
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 16-99/" + whole.body().length);
        assertThat(header(part, "Content-Length")).isEqualTo("84");
        HttpResponse<byte[]> several = download("kommun_2025.gpkg", "Range", "bytes=0-1,4-5");
        assertThat(several.statusCode()).isEqualTo(200);
        assertThat(several.body()).isEqualTo(whole.body());
        HttpResponse<byte[]> behind = download("kommun_2025.gpkg", "Range", "bytes=" + whole.body().length + "-");
        assertThat(behind.statusCode()).isEqualTo(416);
        assertThat(header(behind, "Content-Range")).isEqualTo("bytes */" + whole.body().length);
        assertThat(ask("GET", "/regstat/regstat-info/download/kommun_2025.gpkg").body())
                .as("below the workspace")
                .isEqualTo(whole.body());
        assertThat(ask("GET", "/regstat-info/download?file=kommun_2025&format=gpkg")
                        .body())
                .as("by parameters")
                .isEqualTo(whole.body());
    }

    @Test
    void many_who_ask_for_a_file_that_is_not_made_yet_all_get_the_same() throws Exception {
        URI address = URI.create(host.baseUrl() + "/regstat-info/download/regso_2025.gpkg");
        List<CompletableFuture<HttpResponse<byte[]>>> asking = Stream.generate(
                        () -> CLIENT.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray()))
                .limit(12)
                .toList();
        byte[] first = asking.get(0).get().body();
        assertThat(first).startsWith("SQLite format 3".getBytes(StandardCharsets.US_ASCII));
        for (var one : asking) assertThat(one.get().body()).isEqualTo(first);
        try (Stream<Path> files = Files.list(folder.resolve("downloads"))) {
            assertThat(files.filter(file -> file.getFileName().toString().contains("regso_2025")))
                    .hasSize(1);
        }
    }
}
