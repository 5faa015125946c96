package se.regstat.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.importing.download.Call;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.download.Http;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Progress;
import se.regstat.importing.layer.ArcGisLayers;
import se.regstat.importing.layer.LayerRequest;
import se.regstat.importing.layer.OgcApiLayers;
import se.regstat.importing.source.Fetch;
import se.regstat.importing.source.Recipes;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.format.JsonValue;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** Layers of an ArcGIS server and of OGC API Features, both imitated: ten squares, of kommun 1480 the even ones, in pages of three. */
class LayerFetchTest {

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private Publishers publishers;
    private boolean flagInProperties;
    private boolean curves;
    private boolean repeats;
    private int told = 10;
    private String error = "";
    private boolean knowsSweref = true;

    @BeforeEach
    void servers_are_there() throws IOException {
        publishers = new Publishers();
        publishers.services.put("/arcgis/FeatureServer/0", this::arcGis);
        publishers.services.put("/ogc/collections/rutor", this::ogc);
    }

    @AfterEach
    void and_gone() {
        publishers.close();
    }

    private static String kommun(int number) {
        return number % 2 == 0 ? "1480" : "1402";
    }

    /** @param northingFirst whether the numbers come in the order of the system's own axes */
    private static String feature(int number, boolean northingFirst) {
        int e = 320_000 + 1000 * number;
        String ring = IntStream.of(0, 1, 2, 3, 0)
                .mapToObj(corner -> {
                    int x = e + (corner == 1 || corner == 2 ? 1000 : 0);
                    int y = 6_400_000 + (corner >= 2 ? 1000 : 0);
                    return northingFirst ? "[" + y + ".5," + x + "]" : "[" + x + "," + y + ".5]";
                })
                .collect(Collectors.joining(","));
        return "{\"type\":\"Feature\",\"id\":%d,\"properties\":{\"OBJECTID\":%d,\"kod\":\"r%d\",\"kommunkod\":\"%s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s]]}}"
                .formatted(number, number, number, kommun(number), ring);
    }

    private String arcGis(String path, Map<String, String> asked) {
        if (!error.isEmpty())
            return "{\"error\":{\"code\":400,\"message\":\"" + error + "\",\"details\":[\"'x' is wrong\"]}}";
        if (path.isEmpty()) {
            return "{\"name\":\"Rutor\",\"maxRecordCount\":3,\"fields\":[{\"name\":\"OBJECTID\"},{\"name\":\"kod\"},{\"name\":\"kommunkod\"}]}";
        }
        List<Integer> chosen = IntStream.range(0, 10)
                .filter(number -> asked.get("where").equals("1=1")
                        || asked.get("where").equals("kommunkod IN ('" + kommun(number) + "')"))
                .boxed()
                .toList();
        if ("true".equals(asked.get("returncountonly"))) return "{\"count\":" + Math.min(told, chosen.size()) + "}";
        if (!"3006".equals(asked.get("outsr")) || !"OBJECTID".equals(asked.get("orderbyfields"))) return null;
        int from = Integer.parseInt(asked.get("resultoffset"));
        if (repeats && from > 0) from--;
        List<Integer> page = chosen.subList(from, Math.min(from + 3, chosen.size()));
        boolean more = from + 3 < chosen.size();
        String features = page.stream().map(number -> feature(number, false)).collect(Collectors.joining(","));
        if (curves) features = features.replace("\"coordinates\"", "\"curveRings\"");
        String flag = !more
                ? ""
                : flagInProperties
                        ? ",\"properties\":{\"exceededTransferLimit\":true}"
                        : ",\"exceededTransferLimit\":true";
        return "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]" + flag + "}";
    }

    private String ogc(String path, Map<String, String> asked) {
        if (path.isEmpty()) {
            return "{\"id\":\"rutor\",\"crs\":[\"http://www.opengis.net/def/crs/OGC/1.3/CRS84\""
                    + (knowsSweref ? ",\"http://www.opengis.net/def/crs/EPSG/0/3006\"" : "") + "]}";
        }
        List<Integer> chosen = IntStream.range(0, 10)
                .filter(number ->
                        asked.getOrDefault("kommunkod", kommun(number)).equals(kommun(number)))
                .boxed()
                .toList();
        int from = Integer.parseInt(asked.getOrDefault("offset", "0"));
        List<Integer> page = chosen.subList(from, Math.min(from + 3, chosen.size()));
        boolean metres = asked.containsKey("crs");
        String features = page.stream()
                .map(number -> metres ? feature(number, true) : degrees(number))
                .collect(Collectors.joining(","));
        List<String> query = new ArrayList<>();
        asked.forEach((name, value) -> {
            if (!name.equals("offset"))
                query.add(name + "=" + java.net.URLEncoder.encode(value, StandardCharsets.UTF_8));
        });
        String next = from + 3 < chosen.size()
                ? "{\"rel\":\"next\",\"href\":\"/ogc/collections/rutor/items?" + String.join("&", query) + "&offset="
                        + (from + 3) + "\"},"
                : "";
        return "{\"type\":\"FeatureCollection\",\"numberMatched\":" + Math.min(told, chosen.size()) + ",\"features\":["
                + features + "],\"links\":[" + next + "{\"rel\":\"self\",\"href\":\"x\"}]}";
    }

    private static String degrees(int number) {
        return "{\"type\":\"Feature\",\"properties\":{\"kod\":\"r%d\",\"kommunkod\":\"%s\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1%d.5,57.5]}}"
                .formatted(number, kommun(number), number);
    }

    private LayerRequest request(String layer, boolean part, int expected) {
        return new LayerRequest(
                URI.create(publishers.base() + layer),
                Optional.of("OBJECTID"),
                part ? Optional.of("kommunkod") : Optional.empty(),
                List.of("1480"),
                List.of("kod", "kommunkod"),
                OptionalInt.of(expected),
                "look at the page");
    }

    private JsonValue fetched(boolean arcGis, boolean part, int expected) throws IOException {
        try (Downloads downloads =
                Downloads.into(directory.resolve("d" + System.nanoTime()), new Http(clock), clock, Progress.NONE)) {
            Path file = arcGis
                    ? new ArcGisLayers(downloads, Progress.NONE)
                            .fetch(request("/arcgis/FeatureServer/0", part, expected), directory)
                    : new OgcApiLayers(downloads, Progress.NONE)
                            .fetch(request("/ogc/collections/rutor", part, expected), directory);
            return JsonValue.parse(Files.readAllBytes(file));
        }
    }

    private ImportException refused(boolean arcGis, int expected) {
        ImportException refusal = catchThrowableOfType(ImportException.class, () -> fetched(arcGis, false, expected));
        assertThat(refusal).isNotNull().hasMessageContaining("look at the page");
        return refusal;
    }

    private static List<String> codes(JsonValue collection) {
        return collection.at("features").items().stream()
                .map(feature -> feature.at("properties").at("kod").text())
                .toList();
    }

    private static double first(JsonValue collection, int feature) {
        return collection
                .at("features")
                .items()
                .get(feature)
                .at("geometry")
                .at("coordinates")
                .items()
                .get(0)
                .items()
                .get(0)
                .items()
                .get(0)
                .number();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_arcgis_server_is_asked_until_it_has_no_more_wherever_it_says_so(boolean inProperties) throws IOException {
        flagInProperties = inProperties;

        JsonValue all = fetched(true, false, 10);

        assertThat(codes(all)).hasSize(10).startsWith("r0").endsWith("r9");
        assertThat(first(all, 3)).isEqualTo(323_000);
        assertThat(codes(fetched(true, true, 5))).containsExactly("r0", "r2", "r4", "r6", "r8");
    }

    @Test
    void what_an_arcgis_server_says_of_its_failure_with_status_200_is_passed_on() {
        error = "Invalid query parameters.";
        assertThat(refused(true, 10)).hasMessageContaining("failed: 400 Invalid query parameters. 'x' is wrong");
    }

    @Test
    void curves_of_an_arcgis_server_and_features_that_come_twice_or_too_many_are_refused() {
        curves = true;
        assertThat(refused(true, 10)).hasMessageContaining("has curves, which are not taken");
        curves = false;
        repeats = true;
        assertThat(refused(true, 10)).hasMessageContaining("gave a feature twice");
        repeats = false;
        told = 6;
        assertThat(refused(true, 6)).hasMessageContaining("said it has 6 features, and gave more than 6");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void another_number_than_expected_and_an_attribute_that_is_not_there_are_refused(boolean arcGis) {
        assertThat(refused(arcGis, 11)).hasMessageContaining("has 10 features, and 11 are expected");
        LayerRequest other = new LayerRequest(
                URI.create(publishers.base() + (arcGis ? "/arcgis/FeatureServer/0" : "/ogc/collections/rutor")),
                Optional.of("OBJECTID"),
                Optional.empty(),
                List.of(),
                List.of("namn"),
                OptionalInt.empty(),
                "look at the page");
        try (Downloads downloads = Downloads.into(directory.resolve("d"), new Http(clock), clock, Progress.NONE)) {
            assertThat(catchThrowableOfType(ImportException.class, () -> {
                        if (arcGis) new ArcGisLayers(downloads, Progress.NONE).fetch(other, directory);
                        else new OgcApiLayers(downloads, Progress.NONE).fetch(other, directory);
                    }))
                    .hasMessageContaining("has no attribute 'namn'")
                    .hasMessageContaining("kod, kommunkod");
        }
    }

    @Test
    void links_to_the_next_page_are_followed_and_northings_that_come_first_are_put_second() throws IOException {
        JsonValue all = fetched(false, false, 10);

        assertThat(codes(all)).hasSize(10);
        assertThat(first(all, 4)).isEqualTo(324_000);
        assertThat(all.at("crs").toString()).contains("EPSG::3006");
        assertThat(codes(fetched(false, true, 5))).containsExactly("r0", "r2", "r4", "r6", "r8");
        assertThat(publishers.asked)
                .anyMatch(address -> address.contains("/items") && address.contains("kommunkod=1480"));
    }

    @Test
    void a_collection_without_sweden_s_system_comes_in_degrees_and_fewer_than_told_are_refused() throws IOException {
        knowsSweref = false;
        assertThat(fetched(false, false, 10).at("crs").toString()).contains("CRS84");
        knowsSweref = true;
        told = 9;
        assertThat(refused(false, 10)).hasMessageContaining("said it has 9 features, and gave 10");
    }

    private Path file(String path) {
        try (Downloads downloads = Downloads.into(directory.resolve("d"), new Http(clock), clock, Progress.NONE)) {
            return downloads.file(
                    Call.get(URI.create(publishers.base() + path)), EnumSet.of(FileKind.XML, FileKind.OTHER), "look");
        }
    }

    @Test
    void xml_is_taken_where_it_is_wanted_and_a_web_page_is_not() {
        publishers.files.put(
                "/a.gml",
                "<gml:FeatureCollection xmlns:gml='http://www.opengis.net/gml'/>".getBytes(StandardCharsets.UTF_8));
        assertThat(file("/a.gml")).exists();
        publishers.webPage = true;
        assertThat(catchThrowableOfType(ImportException.class, () -> file("/b.gml")))
                .hasMessageContaining("gave a web page in place of data");
    }

    @Test
    void a_recipe_s_file_may_be_gml() throws IOException {
        publishers.files.put("/a.gml", "<gml:nothing xmlns:gml='x'/>".getBytes(StandardCharsets.UTF_8));
        Path recipes = Files.createDirectories(directory.resolve("sources"));
        Files.writeString(recipes.resolve("own.yml"), """
                sources:
                  ruta:
                    title: Rutor
                    vintages: ["2025"]
                    file: {address: %s/a.gml}
                    areas: {code: kod}
                    licence: CC0-1.0
                    source: Kommunen
                    page: https://example.se/
                    tried: never
                """.formatted(publishers.base()));
        StoreUrl url = StoreUrl.of(directory.resolve("store.gpkg"));
        try (Downloads downloads = Downloads.into(directory.resolve("d"), new Http(clock), clock, Progress.NONE)) {
            Fetch fetch = new Fetch(Configuration.load(Fetching.CONFIG), epsg -> null, downloads, Progress.NONE);
            Fetch.Wanted wanted =
                    new Fetch.Wanted(Recipes.read(recipes).named(List.of("ruta")), List.of(), false, false);
            assertThat(catchThrowableOfType(ImportException.class, () -> fetch.into(url, wanted)))
                    .hasMessageContaining("is GML, ")
                    .hasMessageContaining("ogr2ogr");
        }
    }

    @Test
    void what_is_left_of_a_file_is_thrown_away_where_a_server_sends_another_part() {
        publishers.files.put("/a.bin", new byte[5000]);
        publishers.budget = 3000;
        assertThat(catchThrowableOfType(ImportException.class, () -> file("/a.bin")))
                .hasMessageContaining("cannot be reached");
        publishers.budget = Long.MAX_VALUE;
        publishers.otherParts = true;

        assertThat(file("/a.bin")).hasSize(5000);
    }

    @Test
    void recipes_name_them_as_places_of_areas() throws IOException {
        Path recipes = Files.createDirectories(directory.resolve("sources"));
        Files.writeString(
                recipes.resolve("own.yml"),
                Arrays.asList(
                                "arcgis: {layer: BASE/arcgis/FeatureServer/0, sort: OBJECTID, kommun: kommunkod}",
                                "ogc_features: {collection: BASE/ogc/collections/rutor, kommun: kommunkod}")
                        .stream()
                        .map(place -> """
                          ruta%s:
                            title: Rutor
                            vintages: ["2025"]
                            %s
                            areas: {code: kod, parents: {kommun: kommunkod}}
                            expected: {hits: 10, columns: [kod, kommunkod]}
                            licence: CC0-1.0
                            source: Kommunen
                            page: https://example.se/
                            tried: never
                        """.formatted(place.charAt(0), place.replace("BASE", publishers.base())))
                        .collect(Collectors.joining("", "sources:\n", "")));
        StoreUrl url = StoreUrl.of(directory.resolve("store.gpkg"));
        try (Downloads downloads = Downloads.into(directory.resolve("d"), new Http(clock), clock, Progress.NONE)) {
            new Fetch(Configuration.load(Fetching.CONFIG), epsg -> null, downloads, Progress.NONE)
                    .into(
                            url,
                            new Fetch.Wanted(
                                    Recipes.read(recipes).named(List.of("rutaa", "rutao")),
                                    List.of("1402"),
                                    false,
                                    false));
        }
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            for (String id : List.of("rutaa@2025", "rutao@2025")) {
                assertThat(store.areas(VintageId.parse(id)))
                        .extracting(Area::code)
                        .containsExactly("r1", "r3", "r5", "r7", "r9");
                assertThat(store.areas(VintageId.parse(id))
                                .get(0)
                                .geometry()
                                .getEnvelopeInternal()
                                .getMinX())
                        .isEqualTo(321_000);
            }
        }
    }
}
