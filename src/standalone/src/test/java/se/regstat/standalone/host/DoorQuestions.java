package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.geotools.process.AnsweredOperation;
import se.regstat.standalone.cli.Main;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.format.Xml;
import se.regstat.statistics.request.Choice;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;

/**
 * The same questions for every door, good and bad, and how each door is asked. A question is its parameters as the plain address
 * spells them; {@code boundaries} names one of {@link #BOUNDARIES}.
 */
public final class DoorQuestions {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String OPERATION = "operation";
    private static final Set<String> SHAPES = Set.of("geom", "the_geom", "geometry", "FID");
    private static final Set<String> IDS = Set.of("target_id", "year");

    public static final List<String> GOOD = List.of(
            "target=kommun@2025 indicators=population periods=2023",
            "target=regso@2025 indicators=population,share_born_abroad periods=2022/2024",
            "target=lan@2025 indicators=population missing=partial",
            "target=kommun@2025 indicators=share_rented,net_income_mean periods=2019,2023 missing=partial",
            "target=deso@2025 indicators=population periods=2023",
            "target=kommun@2025 indicators=population periods=2024 sourceDivision=regso weighting=area tolerance=0",
            "target=regso@2025 indicators=net_income_median periods=2023 approximate=true missing=partial",
            "target=lan@2025 indicators=population,born_abroad periods=2020/2023 layout=wide missing=partial",
            "boundaries=two indicators=population periods=2023 missing=partial",
            "boundaries=two indicators=share_born_abroad,population periods=2022/2023 missing=partial layout=wide",
            "boundaries=two indicators=population missing=partial idAttribute=namn minimumCoverage=0",
            "boundaries=two indicators=net_income_median periods=2022 missing=partial approximate=true weighting=area"
                    + " tolerance=0.01 nameAttribute=kod",
            "boundaries=two indicators=population,share_born_abroad periods=2023 confidence=0.5",
            "boundaries=two indicators=population,population_density periods=2023 confidence=0.99 minimumCoverage=0",
            "neighbours indicators=share_born_abroad periods=2022/2024 k=6400,25600 missing=partial",
            "neighbours indicators=born_abroad of=born_total sourceDivision=regso periods=2023 missing=partial ring=sampled seed=3",
            "neighbours indicators=share_born_abroad target=kommun@2025 k=12800 ring=whole missing=partial",
            "neighbours indicators=born_abroad points=740000/6890000 radii=5000,20000 missing=partial",
            "neighbours ownPoints=schools indicators=share_born_abroad k=6400,12800 missing=partial",
            "neighbours ownPoints=schools indicators=born_abroad radii=5000 missing=partial idAttribute=namn nameAttribute=kod",
            "crosswalk target=kommun@2025 sourceDivision=deso@2025",
            "crosswalk target=regso@2025 sourceDivision=deso@2018 weighting=area tolerance=0",
            "crosswalk boundaries=two sourceDivision=deso@2025 idAttribute=namn",
            "segregation indicators=share_born_abroad periods=2022/2024 within=kommun missing=partial",
            "segregation indicators=age_0_19,age_20_64,age_65_plus sourceDivision=regso periods=2023"
                    + " measures=m,h,inequality draws=50 seed=7 confidence=0.8 bootstrap=20 missing=partial",
            "segregation indicators=net_income_mean periods=2023 within=lan between=kommun missing=partial",
            "segregation indicators=born_abroad whole=born_total within=kommun codes=9901,9902 change=true periods=2019/2024"
                    + " draws=0 measures=m missing=partial",
            "segregation boundaries=two indicators=share_born_abroad draws=20 idAttribute=namn missing=partial",
            "segregation indicators=share_born_abroad periods=2022 k=6400,25600 missing=partial within=kommun",
            "flows indicators=commuting periods=2011,2024",
            "flows indicators=commuting by=market",
            "flows indicators=commuting codes=9901,9903",
            "sensitivity indicators=share_born_abroad periods=2022/2024 within=kommun draws=20 missing=partial",
            "sensitivity indicators=born_abroad whole=born_total periods=2023 otherIndicator=net_income_mean scales=deso,kommun k=12800"
                    + " measures=d,correlation draws=10 seed=5 confidence=0.8 missing=partial",
            "sensitivity indicators=net_income_mean periods=2023 within=lan sourceDivision=regso draws=0 missing=partial",
            "sensitivity boundaries=two indicators=share_born_abroad draws=20 idAttribute=namn missing=partial",
            "target=kommun@2025 indicators=vulnerability,vulnerability_type,problems periods=2023 missing=partial",
            "boundaries=two indicators=vulnerability,vulnerability_type,problems periods=2023 missing=partial",
            "types indicators=vulnerability_type,vulnerability_type_2019 periods=2019/2024 sourceDivision=deso published=area_type",
            "sensitivity indicators=share_born_abroad periods=2023 within=kommun by=unit draws=20 missing=partial",
            "alike indicators=share_born_abroad,net_income_mean periods=2022/2023 draws=20",
            "alike indicators=share_born_abroad,share_rented periods=2023 sourceDivision=regso k=4 by=group draws=10 seed=3",
            "alike indicators=share_born_abroad,net_income_mean periods=2023 within=kommun codes=9901,9902 k=2 draws=0",
            "alike indicators=share_born_abroad,share_rented periods=2023 sourceDivision=kommun like=9901 nearest=3");

    public static final List<String> BAD = List.of(
            "target=kommun@1999 indicators=population",
            "target=storstad@2025 indicators=population",
            "target=kommun@2025 indicators=populaton",
            "target=kommun@2025 indicators=population periods=1900",
            "target=kommun@2025 indicators=population periods=i%fjol",
            "target=kommun@2025 indicators=population sourceDivision=storstad",
            "target=kommun@2025 indicators=population weighting=best",
            "target=deso@2025 sourceDivision=regso indicators=population weighting=mask mask=nosuch",
            "target=kommun@2025 indicators=population missing=maybe",
            "target=kommun@2025 indicators=population layout=tall",
            "target=deso@2025 sourceDivision=regso indicators=population tolerance=2",
            "target=kommun@2025 indicators=population tolerance=2",
            "target=kommun@2025 indicators=population tolerance=abc",
            "target=kommun@2025 indicators=population minimumCoverage=half",
            "target=kommun@2025 indicators=population weighting=mask mask=nosuch",
            "target=kommun@2025 indicators=population weighting=population population=nosuch",
            "target=kommun indicators=population",
            "target=kommun@2025 indicators=area_type",
            "target=deso@2025 sourceDivision=kommun indicators=net_income_median periods=2023",
            "target=deso@2025 sourceDivision=regso indicators=population weighting=population population=nosuch",
            "target=kommun@2025 indicators=population minimumCoverage=2",
            "target=kommun@2025 indicators=population periods=2023/2011",
            "target=kommun@2025 indicators=population confidence=1",
            "boundaries=two indicators=population confidence=often",
            "target=kommun@2025 indicators=population,population_status layout=wide",
            "boundaries=two indicators=population weighting=code",
            "boundaries=two indicators=population idAttribute=nix",
            "boundaries=two indicators=population nameAttribute=nix",
            "boundaries=twins indicators=population",
            "boundaries=far indicators=population",
            "neighbours indicators=share_born_abroad k=3",
            "neighbours indicators=net_income_median k=6400",
            "neighbours indicators=born_abroad of=net_income_mean k=6400",
            "neighbours indicators=share_born_abroad k=6400 radii=5000",
            "neighbours indicators=share_born_abroad k=many",
            "neighbours indicators=share_born_abroad k=0x1p8",
            "neighbours indicators=population of=age_0_19 k=6400",
            "neighbours indicators=share_born_abroad k=6400 points=here",
            "neighbours ownPoints=schools indicators=share_born_abroad k=3",
            "neighbours ownPoints=schools indicators=share_born_abroad k=6400 idAttribute=nix",
            "neighbours ownPoints=schools indicators=share_born_abroad k=6400 nameAttribute=nix",
            "neighbours ownPoints=same indicators=share_born_abroad k=6400",
            "neighbours indicators=share_born_abroad k=6400 target=kommun@1999",
            "neighbours indicators=born_abroad population=nosuch",
            "crosswalk target=kommun@2025 sourceDivision=sams",
            "crosswalk target=kommun@2025 weighting=population population=nosuch",
            "crosswalk boundaries=twins",
            "segregation indicators=population",
            "segregation indicators=population,net_income_mean",
            "segregation indicators=net_income_median",
            "segregation indicators=born_abroad,born_total",
            "segregation indicators=share_born_abroad change=true",
            "segregation indicators=share_born_abroad draws=2",
            "segregation indicators=share_born_abroad measures=d bootstrap=5",
            "segregation indicators=born_abroad whole=born_totl",
            "segregation indicators=share_born_abroad measures=d,best",
            "segregation indicators=share_born_abroad measures=t",
            "segregation indicators=share_born_abroad measures=d between=regso",
            "segregation indicators=share_born_abroad within=storstad",
            "segregation indicators=share_born_abroad within=kommun codes=9999",
            "segregation indicators=share_born_abroad codes=9901",
            "segregation indicators=share_born_abroad sourceDivision=kommun within=deso",
            "segregation indicators=share_born_abroad draws=many",
            "segregation indicators=share_born_abroad draws=20000",
            "segregation indicators=share_born_abroad periods=1900",
            "segregation boundaries=two indicators=share_born_abroad within=kommun",
            "segregation boundaries=twins indicators=share_born_abroad",
            "segregation indicators=share_born_abroad k=3",
            "flows indicators=population",
            "flows indicators=comuting",
            "flows indicators=commuting sourceDivision=deso",
            "flows indicators=commuting sourceDivision=storstad",
            "flows indicators=commuting periods=1900",
            "flows indicators=commuting codes=9999",
            "flows indicators=commuting by=land",
            "sensitivity indicators=population",
            "sensitivity indicators=share_born_abroad measures=correlation",
            "sensitivity indicators=share_born_abroad measures=best",
            "sensitivity indicators=share_born_abroad otherIndicator=net_income_median",
            "sensitivity indicators=share_born_abroad official=deso",
            "sensitivity indicators=share_born_abroad official=storstad",
            "sensitivity indicators=share_born_abroad region=storstad",
            "sensitivity indicators=share_born_abroad scales=storstad",
            "sensitivity indicators=share_born_abroad scales=deso k=3",
            "sensitivity indicators=share_born_abroad draws=2000",
            "sensitivity indicators=share_born_abroad periods=1900",
            "sensitivity boundaries=twins indicators=share_born_abroad",
            "types indicators=area_type",
            "types indicators=vulnerability_type since=1999",
            "types indicators=vulnerability_type published=nosuch",
            "types indicators=vulnerability_type published=vulnerability",
            "sensitivity indicators=share_born_abroad draws=19",
            "alike indicators=population",
            "alike indicators=area_type sourceDivision=regso",
            "alike indicators=share_born_abroad k=51",
            "alike indicators=share_born_abroad like=9999Z0000",
            "alike indicators=share_born_abroad codes=9901");

    /** Indicators that questions are about, beside those of the defaults. */
    private static final String INDICATORS = """

              vulnerability: {kind: index, components: {share_born_abroad: 1, share_rented: 2}}
              vulnerability_type: {kind: class, of: vulnerability, reference: deso, limits: [1, 0, -1]}
              vulnerability_type_2019: {kind: class, of: vulnerability, reference: deso, limits: [1, 0, -1], anchored: 2019}
              problems: {kind: criteria, conditions: ["share_born_abroad >= 20", "share_rented >= 30"]}
            """;

    /** Makes the configuration that the questions are about, where there is none. */
    public static void configure(Path config) throws IOException {
        Configuration.writeDefaults(config);
        Files.writeString(config.resolve("indicators.yml"), INDICATORS, StandardOpenOption.APPEND);
    }

    /** Ids and western edges of squares of 20 km. */
    private static final Map<String, Map<String, Integer>> BOUNDARIES =
            Map.of("two", new TreeMap<>(Map.of("V", 730_000, "O", 750_000)), "far", Map.of("F", 100_000));

    private final EmbeddedHost host;
    private final Path folder;
    private int files;

    public DoorQuestions(EmbeddedHost host, Path folder) {
        this.host = host;
        this.folder = folder;
    }

    /** Squares, each with a code, a name and its shape in WKT. */
    public static List<Map<String, String>> squares(String name) {
        if (name == null) return List.of();
        if (name.equals("twins")) {
            return squares("two").stream()
                    .map(square -> Map.of("kod", "T", "namn", square.get("namn"), "wkt", square.get("wkt")))
                    .toList();
        }
        return BOUNDARIES.get(name).entrySet().stream()
                .map(square -> {
                    int west = square.getValue();
                    int east = west + 20_000;
                    return Map.of(
                            "kod",
                            square.getKey(),
                            "namn",
                            "Ruta " + square.getKey(),
                            "wkt",
                            "POLYGON ((" + west + " 6880000, " + east + " 6880000, " + east + " 6900000, " + west
                                    + " 6900000, " + west + " 6880000))");
                })
                .toList();
    }

    /** Places with a code and a name, in GeoJSON. */
    private static final Map<String, List<String>> POINTS = Map.of(
            "schools", List.of("N 740000 6890000", "S 735000 6885000", "U 100500 6100500"),
            "same", List.of("N 740000 6890000", "N 735000 6885000"));

    /** What a question is about, each with a code, a name and its shape in WKT. */
    public static List<Map<String, String>> features(Map<String, String> question) {
        String name = sent(question);
        if (name == null || !POINTS.containsKey(name)) return squares(name);
        return POINTS.get(name).stream()
                .map(point -> point.split(" ", -1))
                .map(point -> Map.of(
                        "kod",
                        point[0],
                        "namn",
                        "Skola " + point[1],
                        "wkt",
                        "POINT (" + point[1] + " " + point[2] + ")"))
                .toList();
    }

    /** What the dialog calls the features of a question; empty where there can be none. */
    public static String dialogFeatures(Map<String, String> question) {
        return operation(question)
                .features()
                .map(parameter -> parameter.at(Door.DIALOG))
                .orElse("");
    }

    private static String geoJson(String name) {
        Stream<String> features = POINTS.containsKey(name)
                ? POINTS.get(name).stream()
                        .map(point -> point.split(" ", -1))
                        .map(point -> feature(
                                point[0],
                                "Skola " + point[1],
                                "{\"type\":\"Point\",\"coordinates\":[" + point[1] + "," + point[2] + "]}"))
                : squares(name).stream().map(DoorQuestions::feature);
        return features.collect(Collectors.joining(
                ",",
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3006\"}},\"features\":[",
                "]}"));
    }

    private static String feature(String code, String name, String geometry) {
        return "{\"type\":\"Feature\",\"properties\":{\"kod\":\"" + code + "\",\"namn\":\"" + name + "\"},\"geometry\":"
                + geometry + "}";
    }

    private static String feature(Map<String, String> square) {
        return feature(
                square.get("kod"),
                square.get("namn"),
                "{\"type\":\"Polygon\",\"coordinates\":[["
                        + square.get("wkt").replaceAll("[^\\d ,]", "").strip().replaceAll("(\\d+) (\\d+)", "[$1,$2]")
                        + "]]}");
    }

    /** What a door says: a row for each target, year and indicator, by its columns; or why not. */
    public record Answer(Map<String, Map<String, String>> rows, String reason) {

        public static Answer of(String csv) throws IOException {
            Map<String, Map<String, String>> rows = new TreeMap<>();
            try (var records = CsvReader.builder().ofNamedCsvRecord(csv)) {
                for (var each : records) {
                    Map<String, String> row = new TreeMap<>();
                    each.getFieldsAsMap().forEach((column, value) -> {
                        if (SHAPES.contains(column)) return;
                        row.put(column, IDS.contains(column) ? value : figure(value));
                    });
                    rows.put(key(row, rows.size()), row);
                }
            }
            return new Answer(rows, "");
        }

        /** Rows of a table are known by their order. */
        private static String key(Map<String, String> row, int before) {
            return row.containsKey("target_id")
                    ? Stream.of("target_id", "year", "indicator", "k", "within", "source_id")
                            .map(row::get)
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining(" "))
                    : String.format(Locale.ROOT, "%06d", before);
        }

        public static Answer refusal(String message) {
            return new Answer(Map.of(), canonical(message.strip()));
        }
    }

    /** Numbers by what they are, not by how they are written. */
    static String figure(String text) {
        try {
            return Double.toString(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** With parameters as the plain address spells them: {@code --source-division regso} is {@code sourceDivision=regso}. */
    private static String canonical(String message) {
        String camel = Pattern.compile("--([a-z]+(?:-[a-z]+)*)")
                .matcher(message)
                .replaceAll(option -> {
                    String[] words = option.group(1).split("-", -1);
                    return words[0]
                            + Arrays.stream(words)
                                    .skip(1)
                                    .map(w -> w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1))
                                    .collect(Collectors.joining());
                });
        String plain = camel;
        // Titles of the dialog, the longer ones first.
        List<Parameter<?>> titled = new ArrayList<>();
        AnsweredOperation.ALL.forEach(each -> titled.addAll(each.declared().at(Door.DIALOG)));
        titled.sort(Comparator.comparing(
                (Parameter<?> parameter) -> -parameter.title().both().length()));
        for (Parameter<?> parameter : titled) {
            plain = plain.replace(parameter.title().both() + " = ", parameter.name() + "=")
                    .replace(parameter.title().both(), parameter.name());
        }
        String settings = titled.stream().map(Parameter::name).distinct().collect(Collectors.joining("|"));
        return plain.replaceAll("(" + flags() + ")=true", "$1")
                .replaceAll("(" + settings + ")=", "$1 ")
                .replace("targetDivision", "target");
    }

    private static String flags() {
        return AnsweredOperation.ALL.stream()
                .flatMap(each -> each.declared().parameters().stream())
                .filter(parameter -> parameter.kind().form() == Kind.Form.FLAG)
                .map(Parameter::name)
                .distinct()
                .collect(Collectors.joining("|"));
    }

    /** @param question which may begin with an operation's id, else it is about re-aggregation */
    public static Map<String, String> parameters(String question) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String each : question.split(" ", -1)) {
            int equals = each.indexOf('=');
            if (equals < 0) parameters.put(OPERATION, each);
            else parameters.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return parameters;
    }

    private static Operation operation(Map<String, String> question) {
        return AnsweredOperation.of(question.getOrDefault(OPERATION, "reaggregate"))
                .orElseThrow()
                .declared();
    }

    /** The name of the features that a question is about; null if it is about none. */
    private static String sent(Map<String, String> question) {
        return question.getOrDefault("boundaries", question.get("ownPoints"));
    }

    /** What each door spells alike: all but the operation and the features. */
    private static Map<String, String> settings(Map<String, String> question) {
        Map<String, String> settings = new LinkedHashMap<>(question);
        settings.keySet().removeAll(Set.of(OPERATION, "boundaries", "ownPoints"));
        return settings;
    }

    // ---- the doors

    /** Requires that a good question has the same answer, which is not empty, at the command line, the address and the process. */
    void requireOneAnswer(String question) throws IOException {
        Map<String, String> asked = parameters(question);
        Answer said = commandLine(asked);
        assertThat(said.reason()).isEmpty();
        assertThat(said.rows()).isNotEmpty();
        assertThat(address(asked)).as("address").isEqualTo(said);
        assertThat(wps(asked)).as("WPS").isEqualTo(said);
    }

    public Answer commandLine(Map<String, String> question) throws IOException {
        Path out = folder.resolve("out" + ++files + ".csv");
        Operation operation = operation(question);
        List<String> words = new ArrayList<>(List.of(operation.id(), "--out", out.toString()));
        settings(question).forEach((name, value) -> {
            Parameter<?> parameter = operation.find(Door.ADDRESS, name).orElseThrow();
            words.add(parameter.at(Door.COMMAND_LINE));
            if (parameter.kind().form() != Kind.Form.FLAG) words.add(value);
        });
        if (sent(question) != null) {
            Path file = folder.resolve("boundaries" + files + ".geojson");
            words.add(operation.features().orElseThrow().at(Door.COMMAND_LINE));
            words.add(Files.writeString(file, geoJson(sent(question))).toString());
        }
        return commandLine(words, out);
    }

    Answer commandLine(Map<String, String> question, Path features) throws IOException {
        Path out = folder.resolve("out" + ++files + ".csv");
        Operation operation = operation(question);
        String option = operation.features().orElseThrow().at(Door.COMMAND_LINE);
        List<String> words =
                new ArrayList<>(List.of(operation.id(), "--out", out.toString(), option, features.toString()));
        settings(question).forEach((name, value) -> words.addAll(List.of("--" + name, value)));
        return commandLine(words, out);
    }

    private Answer commandLine(List<String> words, Path out) throws IOException {
        words.addAll(List.of("--store", folder.resolve("demo.gpkg").toString()));
        words.addAll(List.of("--config", folder.resolve("config").toString()));
        StringWriter said = new StringWriter();
        int status = Main.run(said, words.toArray(String[]::new));
        if (status == 0) return Answer.of(Files.readString(out));
        return Answer.refusal(said.toString()
                .lines()
                .filter(line -> line.startsWith("regstat: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said.toString()))
                .substring("regstat: ".length()));
    }

    /** By GET, or by POST with boundaries in the body. */
    Answer address(Map<String, String> question) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host.baseUrl()
                + "/regstat-info/" + operation(question).id() + ".csv?"
                + settings(question).entrySet().stream()
                        .map(p -> p.getKey() + "=" + encoded(p.getValue()))
                        .collect(Collectors.joining("&"))));
        if (sent(question) != null) {
            request.header("Content-Type", "application/geo+json")
                    .POST(HttpRequest.BodyPublishers.ofString(geoJson(sent(question))));
        }
        HttpResponse<String> reply = send(request);
        return reply.statusCode() == 200 ? Answer.of(reply.body()) : Answer.refusal(reply.body());
    }

    /** By POST with features in the body. */
    Answer body(Map<String, String> question, String features) throws IOException {
        String type = features.startsWith("{") ? "application/geo+json" : "text/csv";
        HttpResponse<String> reply = send(HttpRequest.newBuilder(URI.create(host.baseUrl() + "/regstat-info/"
                        + operation(question).id() + ".csv?"
                        + settings(question).entrySet().stream()
                                .map(p -> p.getKey() + "=" + encoded(p.getValue()))
                                .collect(Collectors.joining("&"))))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(features)));
        return reply.statusCode() == 200 ? Answer.of(reply.body()) : Answer.refusal(reply.body());
    }

    /** By GET, or by POST with boundaries in the document. */
    Answer wps(Map<String, String> question) throws IOException {
        if (sent(question) != null) return execute(question, geoJson(sent(question)));
        String inputs = settings(question).entrySet().stream()
                .map(p -> (p.getKey().equals("target") ? "targetDivision" : p.getKey()) + "=" + encoded(p.getValue()))
                .collect(Collectors.joining(";"));
        return wps(send(HttpRequest.newBuilder(URI.create(host.baseUrl()
                + "/wps?service=WPS&version=1.0.0&request=Execute&identifier=regstat:"
                + operation(question).name()
                + "&RawDataOutput=result=@mimeType=text/csv&DataInputs=" + encoded(inputs)))));
    }

    Answer execute(Map<String, String> question, String boundaries) throws IOException {
        String inputs = settings(question).entrySet().stream()
                .map(p -> input(p.getKey(), "<wps:LiteralData>" + p.getValue() + "</wps:LiteralData>"))
                .collect(Collectors.joining());
        String complex =
                "<wps:ComplexData mimeType=\"application/json\"><![CDATA[" + boundaries + "]]></wps:ComplexData>";
        String document =
                "<wps:Execute service=\"WPS\" version=\"1.0.0\" xmlns:wps=\"http://www.opengis.net/wps/1.0.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\">"
                        + "<ows:Identifier>regstat:" + operation(question).name()
                        + "</ows:Identifier><wps:DataInputs>" + inputs
                        + input(operation(question).features().orElseThrow().name(), complex)
                        + "</wps:DataInputs><wps:ResponseForm><wps:RawDataOutput mimeType=\"text/csv\"><ows:Identifier>result</ows:Identifier></wps:RawDataOutput></wps:ResponseForm></wps:Execute>";
        return wps(send(HttpRequest.newBuilder(URI.create(host.baseUrl() + "/wps"))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(document))));
    }

    private static String input(String name, String data) {
        return "<wps:Input><ows:Identifier>" + name + "</ows:Identifier><wps:Data>" + data + "</wps:Data></wps:Input>";
    }

    private static Answer wps(HttpResponse<String> reply) throws IOException {
        if (reply.statusCode() == 200) return Answer.of(reply.body());
        return Answer.refusal(Xml.parse(reply.body()).getTextContent());
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // ---- the dialog of QGIS

    /** As its algorithm is called. */
    public static Map<String, Object> dialog(Map<String, String> question) {
        Map<String, Object> asked = new LinkedHashMap<>();
        settings(question).forEach((name, value) -> {
            Parameter<?> parameter =
                    operation(question).find(Door.ADDRESS, name).orElseThrow();
            asked.put(parameter.at(Door.DIALOG), dialogValue(parameter, value));
        });
        return asked;
    }

    /** What the dialog calls a parameter of a question. */
    public static String field(Map<String, String> question, String parameter) {
        return operation(question).find(Door.BODY, parameter).orElseThrow().at(Door.DIALOG);
    }

    /** The algorithm of QGIS that a question is asked with. */
    public static String algorithm(Map<String, String> question) {
        return "regstat:" + operation(question).id();
    }

    private static Object dialogValue(Parameter<?> parameter, String value) {
        List<String> choices =
                parameter.kind().choices().stream().<String>map(Choice::id).toList();
        List<String> chosen = List.of(value.split(",", -1));
        if (parameter.kind().form() == Kind.Form.CHOICES && choices.containsAll(chosen)) {
            return chosen.stream().map(choices::indexOf).toList();
        }
        if (choices.contains(value)) return choices.indexOf(value);
        return value.equals("true") ? (Object) true : value;
    }

    /** What came of it. */
    public static Answer answer(JsonNode dialog) {
        if (dialog.has("error")) return Answer.refusal(dialog.path("error").asText());
        Map<String, Map<String, String>> rows = new TreeMap<>();
        for (JsonNode each : dialog.path("rows")) {
            Map<String, String> row = new TreeMap<>();
            each.properties().forEach(field -> {
                if (field.getKey().equals("area")) return;
                String text = field.getValue().isNull() ? "" : field.getValue().asText();
                row.put(field.getKey(), IDS.contains(field.getKey()) ? text : figure(text));
            });
            rows.put(Answer.key(row, rows.size()), row);
        }
        return new Answer(rows, "");
    }
}
