package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/**
 * A restricted count that is told for kommuner, whose numbers are like no others in the region: of DeSO they are from 3 100 000 on, so that
 * they are known wherever they turn up, as are their sums and what there is of it for each inhabitant.
 */
class SecretDoorsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final VintageId DESO = VintageId.parse("deso@2018");
    private static final String LAYER = "regstat:secret_kommun_derived";
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])\\d+(?:[.,]\\d+)?(?:[eE][+-]?\\d+)?(?!\\d)");

    /** Of the file that the restricted count came from, and an open one too. */
    private static final String CHECKSUM = "5ec7e7" + "0123456789abcdef".repeat(3) + "fedcba9876";

    /** What is told is rounded to six decimals at most. */
    private static final double ROUNDED = 6e-7;

    private static final int MOST_PAGES = 500;

    @TempDir
    static Path folder;

    private static EmbeddedHost host;
    private static final TreeSet<Double> PROTECTED = new TreeSet<>();
    private static final Map<String, Double> EXACT = new TreeMap<>();
    private static final Map<String, Double> PERSONS = new TreeMap<>();
    private static final ConcurrentLinkedQueue<String> LOGGED = new ConcurrentLinkedQueue<>();
    private static final Handler LISTENER = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            LOGGED.add(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeAll
    static void start() throws IOException {
        Logger.getLogger("").addHandler(LISTENER);
        StoreUrl.GeoPackage url = StoreUrl.of(folder.resolve("demo.gpkg"));
        DemoStore.create(url);
        try (Store store = Store.open(url)) {
            List<Area> areas = store.areas(DESO);
            PublishedValues population = store.values(Set.of("population")).stream()
                    .filter(set -> set.vintage().equals(DESO) && set.year() == 2023)
                    .findFirst()
                    .orElseThrow();
            List<String> codes = areas.stream().map(Area::code).toList();
            double[] persons = codes.stream()
                    .mapToDouble(code -> population.values()[population.codes().indexOf(code)])
                    .toArray();
            // A share per inhabitant leaves the others out.
            double[] values = IntStream.range(0, codes.size())
                    .mapToDouble(i -> persons[i] > 0 ? 3_100_000 + 1013 * i : 0)
                    .toArray();
            Provenance file = new Provenance(Instant.EPOCH, "secret.csv", CHECKSUM, "");
            store.writeValues(List.of(
                    new PublishedValues("secret", DESO, 2023, codes, values, new byte[values.length], file),
                    new PublishedValues(
                            "open_beside",
                            DESO,
                            2023,
                            codes,
                            new double[values.length],
                            new byte[values.length],
                            file)));
            Map<String, Double> sums = new TreeMap<>();
            for (int i = 0; i < values.length; i++) {
                String kommun = codes.get(i).substring(0, 4);
                if (values[i] > 0) {
                    protect(values[i]);
                    protectEach(values[i] / persons[i]);
                }
                EXACT.merge(kommun, values[i], Double::sum);
                PERSONS.merge(kommun, persons[i], Double::sum);
                sums.merge(areas.get(i).parents().get("regso"), values[i], Double::sum);
            }
            sums.values().stream().filter(sum -> sum > 0).forEach(SecretDoorsTest::protect);
        }
        Path config = folder.resolve("config");
        Configuration.writeDefaults(config);
        Path indicators = config.resolve("indicators.yml");
        Files.writeString(indicators, Files.readString(indicators).replace("\nindicators:\n", """

                        indicators:
                          secret:
                            title: {sv: Hemligt, en: Secret}
                            kind: count
                            disclosure: {minimum: 10, base: population}
                            told_for: [kommun]
                          secret_each: {kind: ratio, numerator: secret, denominator: population, per: 1, decimals: 6}
                          open_beside: {kind: count}
                        """));
        Path settings = config.resolve("regstat.yml");
        Files.writeString(settings, Files.readString(settings).replace("demo: false", "demo: true"));
        Files.writeString(config.resolve("derived.yml"), "derived: {kommun: {indicators: [secret, secret_each]}}");
        host = DemoHost.start(folder);
        // Of what is told as it is by chance nothing can be looked for.
        Map<String, Double> told = told();
        EXACT.forEach((kommun, exact) -> {
            if (told.get(kommun).equals(exact)) return;
            protect(exact);
            protectEach(exact / PERSONS.get(kommun));
        });
    }

    private static void protect(double number) {
        PROTECTED.add(number);
    }

    /** Of those that are like no others: with more than three decimals. */
    private static void protectEach(double ratio) {
        if (Math.abs(1000 * ratio - Math.rint(1000 * ratio)) > 0.01) PROTECTED.add(ratio);
    }

    @AfterEach
    void remove_what_commands_wrote() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".csv")).toList()) Files.delete(file);
        }
    }

    @AfterAll
    static void stop() {
        host.close();
        Logger.getLogger("").removeHandler(LISTENER);
    }

    private static String get(String path) throws Exception {
        HttpResponse<String> reply = CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build(), BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(path + "\n" + reply.body()).isEqualTo(200);
        return reply.body();
    }

    private static Map<String, Double> values(DoorQuestions.Answer answer, String indicator) {
        assertThat(answer.rows()).as(answer.reason()).isNotEmpty();
        Map<String, Double> values = new TreeMap<>();
        answer.rows().values().forEach(row -> {
            if (!row.get("indicator").equals(indicator)) return;
            assertThat(row.get("perturbed")).isEqualTo("true");
            assertThat(row.get("noise")).isEqualTo("5.0");
            values.put(row.get("target_id"), Double.valueOf(row.get("value")));
        });
        return values;
    }

    private static DoorQuestions doors() {
        return new DoorQuestions(host, folder);
    }

    private static Map<String, String> question(String indicators) {
        return DoorQuestions.parameters("target=kommun@2025 indicators=" + indicators + " periods=2023");
    }

    private static Map<String, Double> told() throws IOException {
        return values(doors().address(question("secret")), "secret");
    }

    @Test
    void what_is_told_is_moved_by_at_most_the_noise_and_not_as_it_is() throws Exception {
        Map<String, Double> told = told();
        assertThat(told.keySet()).isEqualTo(EXACT.keySet());
        told.forEach((code, value) -> assertThat(value).isCloseTo(EXACT.get(code), within(5.0)));
        assertThat(told).isNotEqualTo(EXACT);
    }

    @Test
    void every_door_tells_the_same() throws Exception {
        Map<String, Double> told = told();
        assertThat(values(doors().wps(question("secret")), "secret")).isEqualTo(told);
        assertThat(values(doors().commandLine(question("secret")), "secret")).isEqualTo(told);
        DoorQuestions.Answer both = doors().address(question("secret,secret_each,population"));
        Map<String, Double> persons = new TreeMap<>();
        both.rows().values().stream()
                .filter(row -> row.get("indicator").equals("population"))
                .forEach(row -> persons.put(row.get("target_id"), Double.valueOf(row.get("value"))));
        assertThat(values(both, "secret")).isEqualTo(told);
        values(both, "secret_each").forEach((code, each) -> assertThat(each)
                .as("of the number that is told")
                .isCloseTo(told.get(code) / persons.get(code), within(1e-6)));
        Map<String, Double> features = new TreeMap<>();
        for (JsonNode feature : JSON.readTree(get("/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=" + LAYER
                        + "&outputFormat=application/json&CQL_FILTER=year=2023"))
                .path("features")) {
            JsonNode row = feature.path("properties");
            features.put(row.path("code").asText(), row.path("value").asDouble());
            assertThat(row.path("perturbed").asBoolean()).isTrue();
            assertThat(row.path("noise").asInt()).isEqualTo(5);
            assertThat(row.path("source").asText() + row.path("derived_from").asText())
                    .contains("deso@2018");
        }
        assertThat(features).isEqualTo(told);
        for (Map.Entry<String, Double> one : told.entrySet()) {
            JsonNode series = JSON.readTree(
                    get("/regstat-info/series.json?layer=" + LAYER.substring(8) + "&code=" + one.getKey()));
            JsonNode last = series.path("values").get(series.path("values").size() - 1);
            assertThat(last.path("value").asDouble()).isEqualTo(one.getValue());
            assertThat(last.path("perturbed").asBoolean()).isTrue();
        }
        Set<Double> cells = new HashSet<>();
        JSON.readTree(get("/regstat-info/table.json?layer=" + LAYER.substring(8)))
                .path("value")
                .forEach(cell -> cells.add(cell.asDouble()));
        assertThat(cells).containsAll(told.values());
    }

    @Test
    void readers_are_told_of_the_noise() throws Exception {
        String capabilities = get("/wms?service=WMS&version=1.3.0&request=GetCapabilities");
        assertThat(capabilities).contains("brus på högst ±5");
        for (String told : List.of(
                capabilities,
                get("/regstat-info/table.json?layer=" + LAYER.substring(8)),
                get("/regstat-info/metadata.xml?layer=" + LAYER.substring(8)))) {
            assertThat(told)
                    .as("of bounds, which it does not have")
                    .doesNotContain(
                            "interval_low, interval_high", "undre och övre gräns", "a lower and an upper bound");
        }
        assertThat(get("/regstat-info/table.json?layer=" + LAYER.substring(8) + "&language=en"))
                .contains("noise of at most ±5");
        assertThat(get("/regstat-info/reaggregate.geojson?target=kommun@2025&indicators=secret&periods=2023"))
                .contains("secret: noise of at most ±5 is added to counts, with variance 2");
    }

    @Test
    void filters_ask_for_what_is_told() throws Exception {
        for (Map.Entry<String, Double> one : told().entrySet()) {
            double exact = EXACT.get(one.getKey());
            assertThat(hits("code='" + one.getKey() + "' AND value=" + one.getValue()))
                    .isOne();
            if (one.getValue() != exact)
                assertThat(hits("code='" + one.getKey() + "' AND value=" + exact))
                        .isZero();
        }
    }

    private static int hits(String filter) throws Exception {
        String answer = get("/wfs?service=WFS&version=2.0.0&request=GetFeature&resultType=hits&typeNames=" + LAYER
                + "&CQL_FILTER=" + URLEncoder.encode("year=2023 AND " + filter, StandardCharsets.UTF_8));
        Matcher matched = Pattern.compile("numberMatched=\"(\\d+)\"").matcher(answer);
        assertThat(matched.find()).as(answer).isTrue();
        return Integer.parseInt(matched.group(1));
    }

    @Test
    void another_node_and_one_that_starts_again_tell_the_same() throws Exception {
        Map<String, Double> told = told();
        try (EmbeddedHost other = DemoHost.start(folder)) {
            assertThat(values(new DoorQuestions(other, folder).address(question("secret")), "secret"))
                    .isEqualTo(told);
        }
        host.close();
        host = DemoHost.start(folder);
        assertThat(told()).isEqualTo(told);
    }

    @Test
    void no_page_document_or_log_that_can_be_reached_has_a_number_that_is_protected() throws Exception {
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(
                "/",
                "/regstat-info",
                "/wms?service=WMS&version=1.3.0&request=GetCapabilities",
                "/wfs?service=WFS&version=2.0.0&request=GetCapabilities",
                "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=" + LAYER,
                "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=" + LAYER + "&outputFormat=csv",
                "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=regstat:indicators&outputFormat=csv",
                "/wfs?service=WFS&version=2.0.0&request=DescribeFeatureType&typeNames=" + LAYER,
                "/wps?service=WPS&version=1.0.0&request=GetCapabilities",
                "/wps?service=WPS&version=1.0.0&request=DescribeProcess&identifier=all",
                "/wms?service=WMS&version=1.1.1&request=GetStyles&layers=" + LAYER,
                "/regstat-info/health",
                "/regstat-info/metrics",
                "/regstat-info/table.json?layer=" + LAYER.substring(8),
                "/regstat-info/metadata.xml?layer=" + LAYER.substring(8),
                "/regstat-info/metadata.xml?layer=open_beside_deso",
                "/regstat-info/dcat.rdf",
                "/regstat-info/statisticalvalues.csv?layer=" + LAYER.substring(8),
                "/regstat-info/series.json?layer=secret_deso&code=9901A0010",
                "/regstat-info/table.json?layer=secret_deso",
                "/regstat-info/reaggregate.geojson?target=deso@2018&indicators=secret&periods=2023",
                "/regstat-info/reaggregate.geojson?target=kommun@2025&indicators=secret,population&periods=2023&layout=wide",
                "/regstat-info/reaggregate.geojson?target=kommun@2025&indicators=secret&periods=2023&scaleTo=regso",
                "/regstat-info/reaggregate.geojson?target=kommun@2025&indicators=secret&periods=2023&missing=partial"));
        int read = 0;
        while (!next.isEmpty() && read < MOST_PAGES) {
            String path = next.poll();
            if (!seen.add(path)) continue;
            HttpResponse<byte[]> reply = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build(), BodyHandlers.ofByteArray());
            read++;
            String text = new String(reply.body(), StandardCharsets.UTF_8);
            assertTellsNothing(path, text);
            Matcher links = Pattern.compile(
                            "(?:" + Pattern.quote(host.baseUrl()) + "|(?:href|src)=\")(/[^\"'<>\\s\\\\]*)")
                    .matcher(text);
            while (links.find()) {
                String link = links.group(1).replace("&amp;", "&");
                boolean costly = link.matches(".*(?i)request=get(map|tile|legendgraphic).*|.*\\.(png|svg|css|js)\\b.*");
                if (!costly
                        && URI.create("http://x" + link.replaceAll("[{}|]", "")).getPath() != null)
                    next.add(link.replaceAll("[{}|]", "").replaceAll("#.*", ""));
            }
        }
        assertThat(read).as("pages").isGreaterThan(60);
        LOGGED.forEach(line -> assertTellsNothing("log", line));
    }

    @Test
    void what_is_asked_by_post_and_at_every_door_has_no_number_that_is_protected() throws Exception {
        for (String indicators : List.of("secret", "secret_each", "population,secret,secret_each")) {
            for (String more : List.of("", " layout=wide", " missing=partial", " scaleTo=regso", " weighting=area")) {
                Map<String, String> asked =
                        DoorQuestions.parameters("target=kommun@2025 periods=2023 indicators=" + indicators + more);
                assertTellsNothing("address " + asked, doors().address(asked).toString());
                assertTellsNothing("WPS " + asked, doors().wps(asked).toString());
                assertTellsNothing(
                        "command " + asked, doors().commandLine(asked).toString());
            }
            String filter = "<Filter xmlns=\"http://www.opengis.net/fes/2.0\"><PropertyIsEqualTo><ValueReference>year"
                    + "</ValueReference><Literal>2023</Literal></PropertyIsEqualTo></Filter>";
            String layer = indicators.contains(",") ? LAYER : "regstat:" + indicators + "_kommun_derived";
            HttpResponse<String> features = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(host.baseUrl() + "/wfs"))
                            .header("Content-Type", "application/xml")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "<GetFeature service=\"WFS\" version=\"2.0.0\" xmlns=\"http://www.opengis.net/wfs/2.0\""
                                            + " xmlns:regstat=\"http://regstat\"><Query typeNames=\"" + layer + "\">"
                                            + filter
                                            + "</Query></GetFeature>"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(features.body()).contains("9901");
            assertTellsNothing("WFS by POST, " + layer, features.body());
        }
    }

    @Test
    void numbers_are_found_however_they_are_written() {
        double exact = PROTECTED.last();
        for (String written : List.of(
                String.valueOf(exact),
                String.format(Locale.ROOT, "%.0f", exact),
                String.format(Locale.ROOT, "%,.0f", exact),
                String.format(Locale.ROOT, "%,.0f", exact).replace(',', '\u00a0'),
                String.format(Locale.ROOT, "%.12e", exact))) {
            for (String text :
                    List.of(written, "x," + written + ",y", "<v>" + written + "</v>", "[1, " + written + "]"))
                assertThat(tells(text)).as(text).isPresent();
        }
        double each = PROTECTED.first();
        for (String written : List.of("%.6f", "%.9f")) {
            String text = String.format(Locale.ROOT, written, each);
            assertThat(tells("=" + text + ";")).isPresent();
            assertThat(tells("=" + text.replace('.', ',') + ";")).isPresent();
        }
        assertThat(tells("x " + CHECKSUM.substring(0, 16) + "…")).isPresent();
        assertThat(tells("1 2.5 9901, 1234567,8 and 2023-12-31")).isEmpty();
    }

    private static void assertTellsNothing(String where, String text) {
        assertThat(tells(text)).as(where).isEmpty();
    }

    /** The first in a text that is protected: with separators of thousands and without, with a point and with a comma. */
    private static Optional<String> tells(String text) {
        if (text.contains(CHECKSUM.substring(0, 12))) return Optional.of(CHECKSUM);
        String joined = text.replaceAll("(?<=\\d)[\\u00a0\\u202f](?=\\d{3})", "");
        return Stream.of(joined, joined.replaceAll("(?<=\\d),(?=\\d{3})", ""), joined.replace(',', ';'))
                .flatMap(one -> NUMBER.matcher(one).results())
                .map(MatchResult::group)
                .filter(number -> isProtected(Double.parseDouble(number.replace(',', '.'))))
                .findFirst();
    }

    private static boolean isProtected(double number) {
        Double next = PROTECTED.ceiling(number - ROUNDED);
        return next != null && next <= number + ROUNDED;
    }
}
