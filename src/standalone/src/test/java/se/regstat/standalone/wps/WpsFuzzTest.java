package se.regstat.standalone.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.host.DemoHost;
import se.regstat.standalone.host.TestHost;

/**
 * Two thousand malformed and hostile Executes, the same on every run: each is answered by features or by an exception report, none by
 * a stack trace or a failure of the server.
 */
class WpsFuzzTest {

    private static final int REQUESTS = 2000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final List<String> TOKENS = List.of(
            "NaN",
            "Infinity",
            "-1",
            "1e308",
            "",
            "null",
            "[]",
            "{}",
            "\"",
            "<",
            "]]>",
            "&amp;",
            "&bomb;",
            "\u0000",
            "åäö",
            "💥",
            "EPSG:99999",
            "EPSG:4326",
            "urn:ogc:def:crs:EPSG::3006",
            "urn:ogc:def:crs:EPSG::4326",
            "deso@2018",
            "deso@@",
            "9999",
            "2022/2011",
            "latest",
            "i fjol",
            "population",
            "no_such_indicator",
            "Point",
            "GeometryCollection",
            "MultiPolygon",
            "<!DOCTYPE x [<!ENTITY bomb \"bomb\">]>",
            "<!--",
            "<![CDATA[",
            "file:///etc/passwd",
            "http://127.0.0.1:1/");

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.start(folder));

    @Test
    void every_one_is_answered_in_order_and_the_server_goes_on() throws Exception {
        Random random = new Random(20261125);
        int refused = 0;
        for (int i = 0; i < REQUESTS; i++) {
            String body = hostile(random);
            HttpResponse<String> answer = post(body);
            String what = "request " + i + ": " + body.substring(0, Math.min(600, body.length())) + "\nanswer: "
                    + answer.body().substring(0, Math.min(600, answer.body().length()));
            assertThat(answer.body())
                    .as(what)
                    .doesNotContain("\tat se.regstat", "\tat java.", "Exception:", "REDACTED", "root:x:");
            assertThat(answer.statusCode()).as(what).isIn(200, 400, 413);
            if (answer.statusCode() == 200) {
                assertThat(answer.body())
                        .as(what)
                        .containsAnyOf("\"FeatureCollection\"", "ExecuteResponse", "target_id");
            } else {
                assertThat(answer.body()).as(what).contains("ExceptionReport").containsPattern("locator=\"[^\"]");
                assertThat(answer.body()).as(what).containsPattern("<ows:ExceptionText>\\S");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(REQUESTS / 2);
        assertThat(post(seed(new Random(1))).statusCode()).isEqualTo(200);
    }

    @Test
    void hostile_ones_are_refused_by_name() throws Exception {
        String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">"
                + IntStream.range(1, 12)
                        .mapToObj(i -> "<!ENTITY " + (char) ('a' + i) + " \""
                                + ("&" + (char) ('a' + i - 1) + ";").repeat(10) + "\">")
                        .collect(Collectors.joining())
                + "]>";
        assertThat(post(bomb + "<wps:Execute xmlns:wps=\"http://www.opengis.net/wps/1.0.0\">&l;</wps:Execute>")
                        .body())
                .contains("ExceptionReport", "DOCTYPE");
        HttpResponse<String> deep = post(
                document(Format.GML, "<a>".repeat(20_000) + "</a>".repeat(20_000), Map.of("indicators", "population")));
        assertThat(deep.statusCode()).isEqualTo(400);
        assertThat(deep.body()).contains("locator=\"request\"", "nested deeper");
        String vertices = IntStream.range(0, 1_000_000)
                .mapToObj(i -> "[" + (730_000 + i % 1000) + "," + (6_880_000 + i / 1000) + "]")
                .collect(Collectors.joining(","));
        HttpResponse<String> million = post(document(json(vertices), "population", "2023", "0.001"));
        assertThat(million.statusCode()).isIn(200, 400, 413, 503);
        assertThat(million.body()).doesNotContain("\tat ");
        assertThat(post(document(
                                json(
                                        "[730000,6880000],[750000,6900000],[750000,6880000],[730000,6900000],[730000,6880000]"),
                                "population",
                                "2023",
                                "0.001"))
                        .body())
                .as("a bow-tie is repaired")
                .contains("FeatureCollection");
        assertThat(post(document(
                                json("[6880000,730000],[6900000,730000],[6900000,750000],[6880000,730000]"),
                                "population",
                                "2023",
                                "0.001"))
                        .body())
                .contains("locator=\"boundaries\"", "axes look swapped");
        assertThat(post(document(
                                json("[730000,6880000],[750000,6880000],[750000,6900000],[730000,6880000]"),
                                "population",
                                "2023",
                                "-1"))
                        .body())
                .contains("locator=\"tolerance\"");
        assertThat(post(seed(new Random(1))).statusCode()).isEqualTo(200);
    }

    private static final Map<String, String> LITERALS = Map.ofEntries(
            Map.entry("indicators", "population,share_born_abroad"),
            Map.entry("periods", "2020/2022"),
            Map.entry("sourceDivision", "deso"),
            Map.entry("weighting", "area"),
            Map.entry("missing", "partial"),
            Map.entry("approximate", "false"),
            Map.entry("tolerance", "0.001"),
            Map.entry("idAttribute", "kod"),
            Map.entry("nameAttribute", "kod"),
            Map.entry("layout", "wide"));

    /** A good request with something wrong in a literal, in the boundaries, or anywhere. */
    private static String hostile(Random random) {
        Map<String, String> literals = new TreeMap<>(LITERALS);
        literals.keySet().removeIf(name -> !name.equals("indicators") && random.nextBoolean());
        Format format = Format.values()[random.nextInt(Format.values().length)];
        String boundaries = format.boundaries(random);
        switch (random.nextInt(5)) {
            case 0 -> {
                return mutated(document(format, boundaries, literals), random);
            }
            case 1, 2 -> boundaries = mutated(boundaries, random);
            default -> {
                String name = List.copyOf(literals.keySet()).get(random.nextInt(literals.size()));
                literals.put(
                        name,
                        random.nextBoolean()
                                ? TOKENS.get(random.nextInt(TOKENS.size()))
                                : mutated(literals.get(name), random));
            }
        }
        return document(format, boundaries, literals);
    }

    private enum Format {
        GEOJSON("application/json"),
        GML("text/xml; subtype=gml/3.1.1"),
        CSV("text/csv");

        private final String mime;

        Format(String mime) {
            this.mime = mime;
        }

        private String boundaries(Random random) {
            double east = 720_000 + random.nextInt(40_000);
            double north = 6_870_000 + random.nextInt(40_000);
            double size = 1000 + random.nextInt(20_000);
            String ring = Stream.of(
                            new double[] {east, north},
                            new double[] {east + size, north},
                            new double[] {east + size, north + size},
                            new double[] {east, north + size},
                            new double[] {east, north})
                    .map(xy -> xy[0] + " " + xy[1])
                    .collect(Collectors.joining(", "));
            return switch (this) {
                case GEOJSON -> json("[" + ring.replace(", ", "],[").replace(' ', ',') + "]");
                case GML ->
                    "<gml:featureMembers xmlns:gml=\"http://www.opengis.net/gml\"><a:area xmlns:a=\"urn:a\"><a:kod>1</a:kod><a:geom>"
                            + "<gml:Polygon srsName=\"EPSG:3006\"><gml:exterior><gml:LinearRing><gml:posList>"
                            + ring.replace(", ", " ")
                            + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></a:geom></a:area></gml:featureMembers>";
                case CSV -> "kod,wkt\n1,\"POLYGON ((" + ring + "))\"\n";
            };
        }
    }

    private static String seed(Random random) {
        return document(Format.GEOJSON, Format.GEOJSON.boundaries(random), LITERALS);
    }

    private static String json(String ring) {
        return "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3006\"}},\"features\":[{\"type\":\"Feature\","
                + "\"properties\":{\"kod\":\"1\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[" + ring
                + "]]}}]}";
    }

    private static String document(String boundaries, String indicators, String periods, String tolerance) {
        return document(
                Format.GEOJSON,
                boundaries,
                Map.of("indicators", indicators, "periods", periods, "tolerance", tolerance, "missing", "partial"));
    }

    private static String document(Format format, String boundaries, Map<String, String> literals) {
        String data = format == Format.GML ? boundaries : escaped(boundaries);
        return "<wps:Execute service=\"WPS\" version=\"1.0.0\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\">"
                + "<ows:Identifier>regstat:Reaggregate</ows:Identifier><wps:DataInputs>"
                + "<wps:Input><ows:Identifier>boundaries</ows:Identifier><wps:Data><wps:ComplexData mimeType=\""
                + format.mime + "\">" + data + "</wps:ComplexData></wps:Data></wps:Input>"
                + literals.entrySet().stream()
                        .map(l -> literal(l.getKey(), l.getValue()))
                        .collect(Collectors.joining())
                + "</wps:DataInputs><wps:ResponseForm><wps:RawDataOutput mimeType=\"application/json\"><ows:Identifier>result</ows:Identifier>"
                + "</wps:RawDataOutput></wps:ResponseForm></wps:Execute>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String literal(String identifier, String value) {
        return "<wps:Input><ows:Identifier>" + identifier + "</ows:Identifier><wps:Data><wps:LiteralData>"
                + escaped(value) + "</wps:LiteralData></wps:Data></wps:Input>";
    }

    /** Cuts, doubles, swaps or replaces a part, a few times. */
    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int from = random.nextInt(mutated.length());
            int to = Math.min(mutated.length(), from + 1 + random.nextInt(random.nextBoolean() ? 3 : 60));
            String token = TOKENS.get(random.nextInt(TOKENS.size()));
            switch (random.nextInt(5)) {
                case 0 -> mutated.delete(from, to);
                case 1 -> mutated.insert(from, token);
                case 2 -> mutated.replace(from, to, token);
                case 3 -> mutated.insert(from, mutated.substring(from, to));
                default -> mutated.setCharAt(from, (char) (32 + random.nextInt(95)));
            }
            if (mutated.length() == 0) mutated.append(token.isEmpty() ? "x" : token);
        }
        return mutated.toString();
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + "/wps"))
                        .header("Content-Type", "text/xml")
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build(),
                BodyHandlers.ofString());
    }
}
