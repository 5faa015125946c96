package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.host.DemoHost;
import se.regstat.standalone.host.TestHost;

/** The host's own pages as visitors meet them in Chromium: on a phone, by keyboard, by wheel, in Swedish. */
@Needs({Need.CHROMIUM, Need.PLAYWRIGHT})
class PagesTest {

    private static final String MAP = "/preview?layer=population_deso&language=";
    private static final Map<String, Object> CARD_IS_THERE =
            Map.of("do", "until", "is", "document.querySelector('#info article') !== null");
    private static final String CARD = "document.querySelector('#info').innerText";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> DemoHost.start(folder));

    private static JsonNode seen;

    @BeforeAll
    static void visit() throws Exception {
        seen = Programs.script(
                List.of("node", Programs.scripts().resolve("pages_client.mjs").toString()),
                Map.of(
                        "url", host.baseUrl(),
                        "modules", Programs.scripts().toString(),
                        "chromium", Programs.CHROMIUM,
                        "visits",
                                List.of(
                                        phone(),
                                        phoneList(),
                                        wheel(),
                                        keyboard(),
                                        list(),
                                        division(),
                                        swedish(),
                                        found())));
    }

    private static Map<String, Object> visit(
            String name, String path, int width, List<Map<String, Object>> steps, Map<String, String> ask) {
        return Map.of(
                "name",
                name,
                "path",
                path,
                "width",
                width,
                "height",
                800,
                "touch",
                width < 500,
                "steps",
                steps,
                "ask",
                ask);
    }

    private static Map<String, Object> phone() {
        return visit(
                "phone",
                MAP + "sv",
                390,
                List.of(Map.of("do", "tap", "x", 0.52, "y", 0.5), CARD_IS_THERE),
                Map.of(
                        "top", "document.querySelector('#info article').getBoundingClientRect().top",
                        "middle", "document.querySelector('#info .value').getBoundingClientRect().bottom",
                        "card", CARD));
    }

    @Test
    void on_a_phone_a_tap_on_an_area_shows_its_value_without_scrolling() {
        JsonNode phone = calm("phone");
        assertThat(phone.path("card").asText()).contains("personer · 2024");
        assertThat(phone.path("top").asDouble()).isBetween(0.0, 800.0);
        assertThat(phone.path("middle").asDouble()).isLessThan(800);
    }

    private static Map<String, Object> phoneList() {
        return visit(
                "phoneList",
                "/?language=sv",
                390,
                List.of(Map.of("do", "press", "on", ".indicators summary >> nth=0", "key", "Enter")),
                Map.of(
                        "links",
                        "[...document.querySelectorAll('details[open] td.links a')].map((a) => a.getBoundingClientRect().right)",
                        "width",
                        "document.documentElement.scrollWidth"));
    }

    @Test
    void on_a_phone_tables_keep_their_links_in_view() {
        JsonNode phone = calm("phoneList");
        assertThat(phone.path("links")).isNotEmpty().allMatch(right -> right.asDouble() <= 390);
        assertThat(phone.path("width").asInt()).isLessThanOrEqualTo(390);
    }

    private static Map<String, Object> wheel() {
        return visit(
                "wheel",
                MAP + "sv",
                1000,
                List.of(
                        Map.of("do", "wheel"),
                        Map.of(
                                "do",
                                "until",
                                "is",
                                "document.querySelector('.ol-scale-line-inner').textContent !== '10 km'")),
                Map.of("scale", "document.querySelector('.ol-scale-line-inner').textContent"));
    }

    @Test
    void the_wheel_zooms_before_anything_was_clicked() {
        assertThat(calm("wheel").path("scale").asText()).isIn("5 km", "2 km");
    }

    private static Map<String, Object> keyboard() {
        return visit(
                "keyboard",
                MAP + "sv",
                1000,
                List.of(Map.of("do", "press", "on", "#map", "key", "Enter"), CARD_IS_THERE),
                Map.of(
                        "card", CARD,
                        "role", "document.querySelector('#map').getAttribute('role')",
                        "name", "document.querySelector('#map').getAttribute('aria-label')",
                        "mains", "document.querySelectorAll('main').length",
                        "legend", "document.querySelector('.legend').alt"));
    }

    @Test
    void the_map_has_a_role_and_a_name_and_answers_the_keyboard() {
        JsonNode keyboard = calm("keyboard");
        assertThat(keyboard.path("role").asText()).isEqualTo("application");
        assertThat(keyboard.path("name").asText()).startsWith("Karta: ").contains("Folkmängd");
        assertThat(keyboard.path("mains").asInt()).isEqualTo(1);
        assertThat(keyboard.path("card").asText()).contains("personer · 2024");
        assertThat(keyboard.path("legend").asText()).contains("Uppgift saknas").doesNotContain("No data");
    }

    private static Map<String, Object> list() {
        return visit(
                "list",
                MAP + "en",
                1000,
                List.of(
                        Map.of("do", "press", "on", "#area", "key", "9"),
                        Map.of("do", "until", "is", "document.querySelectorAll('#areas option').length > 0"),
                        Map.of("do", "type", "into", "#area", "text", "9901A0190", "then", "Tab"),
                        CARD_IS_THERE,
                        Map.of("do", "until", "is", "document.activeElement.id === 'info'")),
                Map.of("card", CARD, "areas", "document.querySelectorAll('#areas option').length"));
    }

    @Test
    void an_area_is_found_by_its_code_and_read_without_pointing() {
        JsonNode list = calm("list");
        assertThat(list.path("areas").asInt()).isEqualTo(288);
        assertThat(list.path("card").asText()).contains("9901A0190").contains("persons · 2024");
    }

    private static Map<String, Object> division() {
        return visit(
                "division",
                "/preview?layer=deso_2025&language=en",
                1000,
                List.of(Map.of("do", "press", "on", "#map", "key", "Enter"), CARD_IS_THERE),
                Map.of(
                        "card",
                        CARD,
                        "styles",
                        "[...document.querySelectorAll('#style option')].map((o) => o.textContent).join('; ')"));
    }

    @Test
    void cards_of_areas_use_titles_and_name_the_kommun() {
        String card = calm("division").path("card").asText();
        assertThat(card)
                .contains("Municipalities (kommuner)")
                .containsPattern("\\p{L}+ \\(99\\d\\d\\)")
                .contains("Land area, km²")
                .doesNotContain("land_area_km2")
                .doesNotContain("valid_from");
    }

    @Test
    void styles_are_listed_by_title_in_one_language() {
        assertThat(calm("division").path("styles").asText())
                .contains("Area in five classes")
                .doesNotContain("area_classes")
                .doesNotContain("Areal");
    }

    private static Map<String, Object> swedish() {
        return visit(
                "swedish",
                "/preview?layer=nope&language=sv",
                1000,
                List.of(),
                Map.of("text", "document.body.innerText", "language", "document.documentElement.lang"));
    }

    @Test
    void a_map_that_is_not_there_is_said_in_the_readers_language() {
        JsonNode nope = seen.path("swedish");
        assertThat(nope.path("status").asInt()).isEqualTo(404);
        assertThat(nope.path("language").asText()).isEqualTo("sv");
        assertThat(nope.path("text").asText())
                .contains("Det finns inget skikt som heter nope.")
                .contains("Alla skikt");
    }

    private static Map<String, Object> found() {
        String shown = "document.querySelectorAll('.indicators > details:not([hidden])').length";
        return visit(
                "found",
                "/?language=sv",
                1000,
                List.of(Map.of("do", "type", "into", "#find", "text", "Befolkning deso")),
                Map.of(
                        "befolkning", shown,
                        "first", "document.querySelector('.indicators > details:not([hidden])').innerText",
                        "all", "document.querySelectorAll('.indicators > details').length",
                        "page", "document.documentElement.innerText"));
    }

    @Test
    void the_search_knows_synonyms_and_divisions() {
        JsonNode found = calm("found");
        assertThat(found.path("befolkning").asInt())
                .isGreaterThan(0)
                .isLessThan(found.path("all").asInt());
        assertThat(found.path("first").asText()).startsWith("Folkmängd");
    }

    @Test
    void where_paths_of_the_server_are_is_nobodys_business() {
        assertThat(calm("found").path("page").asText())
                .doesNotContain(folder.toString())
                .doesNotContain(".gpkg\n");
    }

    private static JsonNode calm(String visit) {
        JsonNode page = seen.path(visit);
        assertThat(page.path("troubles")).as(visit).isEmpty();
        assertThat(page.path("status").asInt()).as(visit).isEqualTo(200);
        return page;
    }
}
