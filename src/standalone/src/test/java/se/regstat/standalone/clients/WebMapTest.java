package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.host.DemoHost;
import se.regstat.standalone.host.TestHost;

/** The web map as readers meet it in Chromium, under the policy that GeoServer sends: what it shows is what the services say. */
@Needs({Need.CHROMIUM, Need.PLAYWRIGHT})
class WebMapTest {

    /** GeoServer's default Content-Security-Policy. */
    private static final String POLICY =
            "base-uri 'self'; form-action 'self'; default-src 'none'; child-src 'self'; connect-src 'self';"
                    + " font-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; frame-ancestors 'self'";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.start(folder));

    private static JsonNode seen;

    @BeforeAll
    static void read() throws IOException {
        Path saved = Files.createDirectory(folder.resolve("saved"));
        seen = Programs.script(
                List.of("node", Programs.scripts().resolve("map_client.mjs").toString()),
                Map.of(
                        "url", host.baseUrl(),
                        "modules", Programs.scripts().toString(),
                        "chromium", Programs.CHROMIUM,
                        "folder", saved.toString(),
                        "policy", POLICY));
    }

    @Test
    void nothing_goes_wrong_under_the_policy_of_geoserver() {
        for (String visit : List.of("table", "years", "change", "effect", "share", "areas")) {
            assertThat(texts(seen.path(visit).path("troubles"))).as(visit).isEmpty();
        }
        // A server that is gone, as the reader made it be.
        assertThat(texts(seen.path("own").path("troubles"))).allMatch(trouble -> trouble.contains("ERR_FAILED"));
    }

    @Test
    void nothing_comes_from_other_hosts() {
        assertThat(texts(seen.path("table").path("asked")))
                .isNotEmpty()
                .allMatch(address -> address.startsWith(host.baseUrl()) || address.startsWith("data:"));
    }

    @Test
    void every_number_of_the_table_is_the_one_that_wfs_tells() {
        JsonNode table = seen.path("table");
        assertThat(table.path("heading").asText())
                .contains("Andel utrikes födda")
                .endsWith("2022");
        Map<String, String> shown = new TreeMap<>();
        table.path("rows")
                .forEach(row -> shown.put(row.get(2).asText(), row.get(3).asText()));
        Map<String, String> told = new TreeMap<>();
        wfs("share_born_abroad_deso", 2022).forEach((code, properties) -> told.put(code, inSwedish(properties)));
        assertThat(shown).hasSizeGreaterThan(250).isEqualTo(told);
    }

    @Test
    void the_map_has_the_colours_of_the_classes_that_areas_are_in() throws IOException {
        Set<Integer> colours = colours(folder.resolve("saved/map.png"));
        int classes = 0;
        for (JsonNode item : seen.path("table").path("legend")) {
            if (item.path("color").asText().equals("#ffffff")) continue;
            boolean any = item.path("count").asInt() > 0;
            assertThat(colours.contains(Integer.decode(item.path("color").asText())))
                    .as(item.toString())
                    .isEqualTo(any);
            classes++;
        }
        assertThat(classes).isEqualTo(5);
    }

    @Test
    void another_year_moves_numbers_only() {
        assertThat(texts(seen.path("years").path("moved")))
                .hasSize(1)
                .allMatch(address -> address.contains("/map/values.json?"));
    }

    @Test
    void playing_stops_at_a_break_and_says_why() {
        JsonNode years = seen.path("years");
        assertThat(years.at("/stopped/year").asText()).isEqualTo("2023");
        assertThat(years.at("/stopped/says").asText()).contains("2024 kan inte jämföras med 2023");
        assertThat(years.path("passed").asText()).contains("Tidsserien bryts 2024");
    }

    @Test
    void change_is_the_difference_of_what_wfs_tells_of_both_years() {
        Map<String, JsonNode> before = wfs("population_deso", 2013);
        Map<String, JsonNode> after = wfs("population_deso", 2023);
        assertThat(seen.at("/change/rows")).hasSizeGreaterThan(250).allSatisfy(row -> {
            String code = row.get(2).asText();
            double from = before.get(code).path("value").asDouble();
            double to = after.get(code).path("value").asDouble();
            if (from == 0) assertThat(row.get(3).asText()).isEqualTo("no data");
            else assertThat(number(row.get(3).asText())).isBetween(change(from, to) - 0.051, change(from, to) + 0.051);
        });
    }

    @Test
    void a_change_is_taken_along_as_what_it_is_and_ends_where_years_cannot_be_compared() throws IOException {
        JsonNode change = seen.path("change");
        assertThat(Path.of(change.path("table").asText())).hasFileName("population_deso-2013-2023.csv");
        assertThat(Files.readString(Path.of(change.path("table").asText()))).contains("Change 2013–2023 (%)");
        assertThat(change.path("legend").asText()).endsWith("2024 (persons)");
    }

    @Test
    void a_figure_never_stands_under_another_area() {
        assertThat(seen.at("/own/waiting/second").asText())
                .isNotBlank()
                .isEqualTo(seen.at("/own/waiting/third").asText());
        assertThat(seen.at("/areas/tip").asText()).contains("personer");
        assertThat(seen.at("/areas/stale").asText()).isEmpty();
    }

    @Test
    void a_circle_drawn_by_keyboard_has_the_figure_that_the_address_gives_its_boundaries() throws IOException {
        JsonNode own = seen.path("own");
        String boundaries = Files.readString(Path.of(own.path("boundaries").asText()));
        Http.Answer answer = Http.post(
                host.baseUrl()
                        + "/regstat-info/reaggregate.json?indicators=population&periods=2022&sourceDivision=deso",
                "application/geo+json",
                boundaries);
        JsonNode table = JSON.readTree(answer.text());
        JsonNode row = table.path("rows").get(0);
        List<String> columns = texts(table.path("columns"));
        String circle = own.path("circle").asText();
        assertThat(circle).contains(grouped(row.get(columns.indexOf("value")).asLong()) + " personer");
        assertThat(circle)
                .contains("troligen mellan "
                        + grouped(row.get(columns.indexOf("interval_low")).asLong()) + " och "
                        + grouped(row.get(columns.indexOf("interval_high")).asLong()));
        assertThat(own.path("opened").asText())
                .as("the same address, opened again")
                .isEqualTo(circle);
    }

    @Test
    void files_become_boundaries_with_their_names() {
        assertThat(texts(seen.at("/own/names"))).containsExactly("Cirkel, 1 km", "Östra", "Västra");
    }

    @Test
    void what_cannot_be_read_is_said_in_words_and_nothing_drawn_is_lost() {
        JsonNode refused = seen.at("/own/refused");
        assertThat(refused.path("half.geojson").asText()).contains("half.geojson kunde inte läsas");
        assertThat(refused.path("world.wkt").asText()).contains("ligger inte i Sverige");
        assertThat(refused.path("areas.gpkg").asText()).contains(".gpkg känns inte igen");
        assertThat(seen.at("/own/gone/says").asText()).contains("Servern svarar inte", "finns kvar");
        assertThat(seen.at("/own/gone/left").asInt()).isEqualTo(2);
        assertThat(seen.at("/own/back")).hasSize(2).allMatch(told -> told.asText()
                .contains("personer"));
    }

    @Test
    void medians_are_refused_by_name_with_the_reason() {
        assertThat(seen.at("/own/median").asText())
                .contains("Går inte att räkna om", "Medianinkomst", "följer inte av delarnas");
    }

    @Test
    void sentences_about_borders_are_those_of_the_process() throws IOException {
        JsonNode answer = JSON.readTree(Http.get(host.baseUrl()
                        + "/regstat-info/sensitivity.json?indicators=share_born_abroad&periods=2023&missing=partial")
                .text());
        int sentence = texts(answer.path("columns")).indexOf("sentence_sv");
        Set<String> told = new HashSet<>();
        answer.path("rows").forEach(row -> {
            if (!row.get(sentence).isNull()) told.add(row.get(sentence).asText());
        });
        assertThat(new HashSet<>(texts(seen.at("/effect/sentences"))))
                .isNotEmpty()
                .isEqualTo(told);
        assertThat(texts(seen.at("/effect/divisions"))).anyMatch(name -> name.contains("DeSO"));
    }

    @Test
    void a_picture_stands_alone_with_the_map_its_legend_and_its_source() throws IOException {
        JsonNode share = seen.path("share");
        Path file = Path.of(share.path("picture").asText());
        assertThat(file).hasFileName("share_born_abroad_kommun-2022.png");
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isGreaterThan(900);
        int colouredLeft = 0;
        int colouredRight = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y) & 0xFFFFFF;
                boolean grey = Math.abs((rgb >> 16) - (rgb & 0xFF)) < 24;
                if (!grey && x < picture.getWidth() - 240) colouredLeft++;
                if (!grey && x >= picture.getWidth() - 240) colouredRight++;
            }
        }
        assertThat(colouredLeft).as("of the map").isGreaterThan(20_000);
        assertThat(colouredRight).as("of the legend").isBetween(500, 6_000);
        assertThat(share.path("cite").asText()).contains("Andel utrikes födda", "2022", host.baseUrl());
    }

    @Test
    void a_table_opens_in_swedish_spreadsheet_programs() throws IOException {
        String table = Files.readString(Path.of(seen.at("/share/table").asText()), StandardCharsets.UTF_8);
        Map<String, JsonNode> told = wfs("share_born_abroad_kommun", 2022);
        assertThat(table).startsWith("\uFEFF").contains("\r\n9901;");
        assertThat(table.lines().skip(1)).hasSize(told.size()).allSatisfy(line -> {
            String[] cells = line.split(";", -1);
            JsonNode value = told.get(cells[0]).path("value");
            assertThat(cells[2]).isEqualTo(value.isNull() ? "" : value.asText().replace('.', ','));
        });
    }

    @Test
    void links_to_data_lead_there() {
        assertThat(texts(seen.at("/share/links")))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Http.get(link).status()).isEqualTo(200));
    }

    @Test
    void areas_are_found_by_search_and_by_keyboard_on_the_map() {
        JsonNode areas = seen.path("areas");
        assertThat(areas.path("found").asText()).contains("9901C0120");
        assertThat(areas.path("again").asText()).contains("9901C0120");
        assertThat(areas.path("tab").asText()).isEqualTo("tab-own");
    }

    @Test
    void a_chosen_area_is_exact_as_an_own_boundary_though_the_map_is_coarse() {
        long people =
                wfs("population_deso", 2022).get("9901C0120").path("value").asLong();
        assertThat(seen.at("/areas/whole").asText())
                .contains(grouped(people) + " personer exakt: gränserna följer hela områden")
                .doesNotContain("troligen");
    }

    @Test
    void axe_finds_nothing_in_either_language_or_scheme() {
        assertThat(texts(seen.at("/axe/violations"))).isEmpty();
    }

    @Test
    void without_scripts_there_is_a_table_and_a_map() {
        assertThat(seen.at("/plain/rows").asInt()).isGreaterThan(10);
        assertThat(Http.get(seen.at("/plain/image").asText()).status()).isEqualTo(200);
    }

    private static Map<String, JsonNode> wfs(String layer, int year) {
        String address = host.baseUrl() + "/wfs?"
                + Http.query(Map.of(
                        "service", "WFS",
                        "version", "2.0.0",
                        "request", "GetFeature",
                        "typeNames", "regstat:" + layer,
                        "outputFormat", "application/json",
                        "propertyName", "code,value,status",
                        "cql_filter", "year=" + year));
        Map<String, JsonNode> found = new HashMap<>();
        try {
            JSON.readTree(Http.get(address).text())
                    .path("features")
                    .forEach(feature -> found.put(feature.at("/properties/code").asText(), feature.path("properties")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static String inSwedish(JsonNode properties) {
        JsonNode value = properties.path("value");
        return switch (properties.path("status").asText()) {
            case "suppressed" -> "skyddad uppgift";
            case "not_applicable" -> "ej tillämpligt";
            case "missing" -> "uppgift saknas";
            default -> String.format(Locale.ROOT, "%.1f", value.asDouble()).replace('.', ',');
        };
    }

    private static double change(double from, double to) {
        return 100 * (to - from) / from;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("+", "").replace(",", "").replace("\u2212", "-"));
    }

    /** With Swedish spaces between thousands. */
    private static String grouped(long value) {
        return String.format("%,d", value).replace(',', '\u00A0').replace('.', '\u00A0');
    }

    private static Set<Integer> colours(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) colours.add(image.getRGB(x, y) & 0xFFFFFF);
        }
        return colours;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
