package se.regstat.standalone.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import se.regstat.standalone.host.DemoHost;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.standalone.host.TestHost;
import se.regstat.statistics.format.Xml;

/** INSPIRE's download service of pre-defined datasets: feeds by RFC 4287, and a search that does what it says. */
class AtomTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host =
            new TestHost(() -> HarvestedHost.start(folder.resolve("said"), HarvestedHost.EVERYTHING));

    private static HttpResponse<byte[]> fetched(String url) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    private static String type(HttpResponse<?> reply) {
        return reply.headers().firstValue("Content-Type").orElse("").replaceAll("\\s*;.*", "");
    }

    private static Element document(String path) throws Exception {
        return parsed(host.baseUrl() + "/regstat-info/" + path);
    }

    private static Element parsed(String url) throws Exception {
        HttpResponse<byte[]> reply = fetched(url);
        assertThat(reply.statusCode()).as(url).isEqualTo(200);
        return Xml.parse(new ByteArrayInputStream(reply.body()));
    }

    private static String text(Element of, String child) {
        return Xml.children(of, child).get(0).getTextContent();
    }

    private static List<Element> links(Element of, String rel) {
        return Xml.children(of, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(rel))
                .toList();
    }

    private static List<Element> feeds() throws Exception {
        List<Element> feeds = new ArrayList<>();
        for (String language : List.of("sv", "en")) {
            Element service = document("atom.xml?language=" + language);
            feeds.add(service);
            for (Element entry : Xml.children(service, "entry")) {
                feeds.add(parsed(links(entry, "alternate").get(0).getAttribute("href")));
            }
        }
        return feeds;
    }

    private static Element entry(Element feed, String title) {
        return Xml.children(feed, "entry").stream()
                .filter(entry -> text(entry, "title").equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no entry " + title));
    }

    // ---- RFC 4287

    @Test
    void without_a_language_asked_for_a_feed_is_in_that_of_the_configuration() throws Exception {
        String swedish = text(document("atom.xml"), "title");
        assertThat(swedish).isEqualTo(text(document("atom.xml?language=sv"), "title"));
        String settings = HarvestedHost.EVERYTHING.replace("harvesting: {", "harvesting: {language: en, ");
        try (EmbeddedHost english = HarvestedHost.start(folder.resolve("english"), settings)) {
            String title = text(parsed(english.baseUrl() + "/regstat-info/atom.xml"), "title");
            assertThat(title)
                    .isEqualTo(text(document("atom.xml?language=en"), "title"))
                    .isNotEqualTo(swedish);
        }
    }

    @Test
    void feeds_keep_the_rules_of_atom() throws Exception {
        assertThat(feeds()).hasSizeGreaterThan(10).allSatisfy(feed -> {
            assertThat(feed.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
            assertThat(feed.getLocalName()).isEqualTo("feed");
            assertAtom(feed);
            assertThat(Xml.children(feed, "author")).hasSize(1).allSatisfy(author -> assertThat(text(author, "name"))
                    .isNotBlank());
            assertThat(links(feed, "self")).hasSize(1);
            Set<String> ids = new HashSet<>();
            assertThat(Xml.children(feed, "entry")).isNotEmpty().allSatisfy(entry -> {
                assertAtom(entry);
                assertThat(ids.add(text(entry, "id"))).isTrue();
                // Without content there is an alternate (4.1.2).
                if (Xml.children(entry, "content").isEmpty())
                    assertThat(links(entry, "alternate")).isNotEmpty();
            });
        });
    }

    private static void assertAtom(Element element) {
        for (String once : List.of("id", "title", "updated"))
            assertThat(Xml.children(element, once)).hasSize(1);
        assertThat(URI.create(text(element, "id")).isAbsolute()).isTrue();
        assertThat(text(element, "title")).isNotBlank();
        assertThat(OffsetDateTime.parse(text(element, "updated"))).isNotNull();
        Set<String> alternates = new HashSet<>();
        for (Element link : links(element, "alternate")) {
            assertThat(alternates.add(link.getAttribute("type") + " " + link.getAttribute("hreflang")))
                    .as("one alternate of a type and language (4.1.1)")
                    .isTrue();
        }
    }

    // ---- INSPIRE

    @Test
    void the_service_s_feed_has_what_inspire_wants() throws Exception {
        Element feed = document("atom.xml?language=sv");
        String address = host.baseUrl() + "/regstat-info/atom.xml?language=sv";
        assertThat(feed.getAttribute("xml:lang")).isEqualTo("sv");
        assertThat(text(feed, "title")).isEqualTo("Nedladdning: Staden i siffror");
        assertThat(text(feed, "id")).isEqualTo(address);
        assertThat(links(feed, "self").get(0).getAttribute("href")).isEqualTo(address);
        assertThat(links(feed, "self").get(0).getAttribute("hreflang")).isEqualTo("sv");
        assertThat(links(feed, "alternate"))
                .singleElement()
                .satisfies(other -> assertThat(other.getAttribute("hreflang")).isEqualTo("en"));
        assertThat(links(feed, "search")).singleElement().satisfies(search -> assertThat(search.getAttribute("type"))
                .isEqualTo("application/opensearchdescription+xml"));
        assertThat(text(feed, "rights")).contains("Inga begränsningar", "CC0 1.0");
        Element author = Xml.children(feed, "author").get(0);
        assertThat(text(author, "name")).isEqualTo("Staden");
        assertThat(text(author, "email")).isEqualTo("gis@example.se");
        assertThat(Xml.children(feed, "category")).anySatisfy(category -> assertThat(category.getAttribute("term"))
                .endsWith("/SpatialDataServiceCategory/infoFeatureAccessService"));
    }

    @Test
    void an_entry_of_a_dataset_names_it_by_its_uuid_and_tells_its_place() throws Exception {
        Element feed = document("atom.xml?language=sv");
        assertThat(Xml.children(feed, "entry")).hasSize(9);
        Element deso = entry(feed, "Demografiska statistikområden (DeSO) 2018");
        String code = text(deso, "spatial_dataset_identifier_code");
        assertThat(code).matches(UUID_FORM);
        assertThat(text(deso, "id")).isEqualTo("urn:uuid:" + code);
        assertThat(text(deso, "updated")).isEqualTo("2026-02-03T04:05:06Z");
        assertThat(text(deso, "summary")).startsWith("Statistikens <minsta> områden & deras \"namn\".");
        List<Double> corners =
                Stream.of(text(deso, "polygon").split(" ")).map(Double::valueOf).toList();
        assertThat(corners).hasSize(10);
        // Latitude first, from the south-west and back to it.
        assertThat(corners.get(0)).isBetween(61.0, 62.0);
        assertThat(corners.get(1)).isBetween(16.0, 18.0);
        assertThat(corners.subList(8, 10)).isEqualTo(corners.subList(0, 2));
        assertThat(Xml.children(deso, "category")).singleElement().satisfies(category -> assertThat(
                        category.getAttribute("term"))
                .isEqualTo("http://www.opengis.net/def/crs/EPSG/0/3006"));
        assertThat(links(deso, "describedby")).singleElement().satisfies(link -> assertThat(link.getAttribute("type"))
                .isEqualTo("application/xml"));
    }

    @Test
    void a_dataset_s_feed_leads_to_its_files_and_every_link_to_what_it_says() throws Exception {
        Set<String> fetched = new HashSet<>();
        for (Element feed : feeds()) {
            List<Element> links = new ArrayList<>(Xml.children(feed, "link"));
            Xml.children(feed, "entry").forEach(entry -> links.addAll(Xml.children(entry, "link")));
            for (Element link : links) {
                String url = link.getAttribute("href");
                if (!fetched.add(url)) continue;
                HttpResponse<byte[]> reply = fetched(url);
                assertThat(reply.statusCode()).as(url).isEqualTo(200);
                assertThat(reply.body()).isNotEmpty();
                String said = link.getAttribute("type");
                Map<String, String> alike =
                        Map.of("text/xml", "application/xml", "application/json", "application/geo+json");
                assertThat(alike.getOrDefault(type(reply), type(reply))).as(url).isEqualTo(said);
            }
        }
        assertThat(fetched)
                .anyMatch(url -> url.endsWith("/download/population.gpkg"))
                .hasSizeGreaterThan(40);
    }

    // ---- the search

    private static String filled(String template, Map<String, String> values) {
        String filled = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replaceAll(
                    "\\{" + value.getKey() + "\\??}", URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8));
        }
        return filled.replaceAll("\\{[^}]*\\?}", "");
    }

    private static String template(Element description, String rel, String type) {
        return Xml.children(description, "Url").stream()
                .filter(url -> url.getAttribute("rel").equals(rel)
                        && url.getAttribute("type").equals(type))
                .map(url -> url.getAttribute("template"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no template " + rel + " " + type));
    }

    @Test
    void the_templates_of_the_search_work_when_they_are_followed() throws Exception {
        Element description = document("opensearch.xml?language=en");
        assertThat(text(description, "ShortName")).hasSizeLessThanOrEqualTo(16);
        assertThat(text(description, "LongName")).hasSizeLessThanOrEqualTo(48);
        assertThat(Xml.children(description, "Language"))
                .extracting(Element::getTextContent)
                .containsExactly("sv", "en");
        assertThat(parsed(template(description, "self", "application/opensearchdescription+xml"))
                        .getLocalName())
                .isEqualTo("OpenSearchDescription");
        List<Element> examples = Xml.children(description, "Query");
        assertThat(examples).hasSize(9);
        for (Element example : examples) {
            Map<String, String> values = Map.of(
                    "inspire_dls:spatial_dataset_identifier_code",
                    example.getAttribute("inspire_dls:spatial_dataset_identifier_code"),
                    "inspire_dls:crs",
                    example.getAttribute("inspire_dls:crs"),
                    "language",
                    example.getAttribute("language"));
            Element feed = parsed(filled(template(description, "describedby", "application/atom+xml"), values));
            assertThat(text(feed, "title")).isEqualTo(example.getAttribute("title"));
            for (String type : List.of("application/geopackage+sqlite3", "text/csv", "application/atom+xml")) {
                HttpResponse<byte[]> file = fetched(filled(template(description, "results", type), values));
                assertThat(file.statusCode()).isEqualTo(200);
                assertThat(type(file)).isEqualTo(type);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"folkmängd, 2", "POPULATION, 2", "median income, 1", "nothing of the kind, 0", "'', 9"})
    void words_find_datasets_in_either_language(String words, int found) throws Exception {
        String query = "q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        assertThat(Xml.children(document("search.xml?" + query), "entry")).hasSize(found);
        String page = new String(
                fetched(host.baseUrl() + "/regstat-info/search.html?language=en&" + query)
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(page.split("<h2>", -1)).hasSize(found + 1);
    }

    @Test
    void what_a_search_finds_has_the_search_s_own_address() throws Exception {
        Element found = document("search.xml?language=en&q=folkm%C3%A4ngd");
        String own = host.baseUrl() + "/regstat-info/search.xml?q=folkm%C3%A4ngd&language=";
        assertThat(text(found, "id")).isEqualTo(own + "en");
        assertThat(links(found, "self").get(0).getAttribute("href")).isEqualTo(own + "en");
        assertThat(links(found, "alternate").get(0).getAttribute("href")).isEqualTo(own + "sv");
        assertThat(Xml.children(parsed(own + "sv"), "entry")).hasSize(2);
    }

    @Test
    void markup_in_words_and_titles_stays_text() throws Exception {
        String page = new String(
                fetched(host.baseUrl() + "/regstat-info/search.html?language=sv&q=%3Cscript%3E")
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(page).contains("value=\"&lt;script&gt;\"").doesNotContain("<script");
        assertThat(entry(document("atom.xml?language=sv"), "Folkmängd <&>")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search.xml?spatial_dataset_identifier_code=00000000-0000-5000-8000-000000000000",
                "search.xml?crs=EPSG:4326",
                "search.gpkg?q=folkm%C3%A4ngd",
                "search.pdf",
                "atom.xml?dataset=nothing",
                "atom.json",
                "opensearch.json",
            })
    void what_is_not_there_is_not_found(String asked) throws Exception {
        assertThat(fetched(host.baseUrl() + "/regstat-info/" + asked).statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_unconfigured_publisher_s_demo_has_a_valid_feed_without_entries() throws Exception {
        try (EmbeddedHost demo = DemoHost.start(Files.createDirectories(folder.resolve("demo")))) {
            Element feed = parsed(demo.baseUrl() + "/regstat-info/atom.xml");
            assertAtom(feed);
            assertThat(Xml.children(feed, "entry")).isEmpty();
            assertThat(text(feed, "subtitle")).startsWith("Här finns bara påhittade demodata");
            assertThat(text(Xml.children(feed, "author").get(0), "name")).isEqualTo("Utgivaren är inte angiven");
        }
    }
}
