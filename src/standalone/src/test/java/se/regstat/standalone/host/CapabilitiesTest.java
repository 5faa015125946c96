package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import se.regstat.standalone.format.OgcSchemas;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

/** The layers of the demo as capabilities list them, over HTTP. */
class CapabilitiesTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(CapabilitiesTest::started);

    private static EmbeddedHost started() throws IOException {
        Path config = folder.resolve("config");
        Configuration.writeDefaults(config);
        Path settings = config.resolve("regstat.yml");
        // Else invented data has no records.
        Files.writeString(settings, Files.readString(settings).replace("demo: false", "demo: true"));
        return DemoHost.start(folder);
    }

    @ParameterizedTest
    @CsvSource({"1.3.0, /wms", "1.1.1, /wms", "1.3.0, /regstat/wms"})
    void layers_stand_under_headings_that_have_titles_and_no_names(String version, String service) throws Exception {
        Element root = root(get(service + "?service=WMS&request=GetCapabilities&language=sv&version=" + version));
        assertThat(text(root, "Title")).isEqualTo("DEMO, påhittad data: Sveriges statistiska indelningar");
        assertThat(text(root, "Name")).isNull();
        assertThat(titles(root)).containsExactly("Indelningar", "Indikatorer");
        Element divisions = under(root).get(0);
        assertThat(names(divisions)).contains("regstat:divisions_current", "regstat:kommun_2025", "regstat:lan_2025");
        Element indicators = under(root).get(1);
        assertThat(titles(indicators))
                .containsExactly(
                        "Befolkning",
                        "Ålder",
                        "Födelseregion och bakgrund",
                        "Inkomst och ekonomisk standard",
                        "Boende",
                        "DEMO, påhittad data: Pendling till arbetet mellan områden: Kommuner",
                        "Index och områdestyper",
                        "Alla indikatorer, en kolumn var");
        Element population = under(indicators).get(0);
        assertThat(titles(population))
                .startsWith(
                        "Demografiska statistikområden (DeSO)",
                        "Regionala statistikområden (RegSO)",
                        "Kommuner",
                        "Län");
        assertThat(names(under(population).get(0)))
                .containsExactly("regstat:population_deso", "regstat:population_density_deso");
    }

    @Test
    void every_layer_is_listed_once() throws Exception {
        List<String> listed = all(root(get("/wms?service=WMS&request=GetCapabilities&version=1.3.0")));
        assertThat(listed).doesNotHaveDuplicates().hasSizeGreaterThan(90);
    }

    @Test
    void the_documents_are_valid() throws Exception {
        OgcSchemas.validate(get("/wms?service=WMS&request=GetCapabilities&version=1.3.0"), OgcSchemas.WMS_1_3);
        OgcSchemas.validateByDtd(get("/wms?service=WMS&request=GetCapabilities&version=1.1.1"));
    }

    @ParameterizedTest
    @CsvSource({"tree", "regstat:tree-divisions", "tree-indicators-theme-age-deso"})
    void a_heading_is_no_layer_to_draw(String name) throws Exception {
        String map = "/wms?service=WMS&version=1.1.1&request=GetMap&styles=&srs=EPSG:3006&width=10&height=10"
                + "&bbox=300000,6300000,400000,6400000&format=image/png&layers=";
        assertThat(get(map + name)).contains("LayerNotDefined");
        assertThat(get(map + "divisions_current")).startsWith("\uFFFDPNG");
    }

    @ParameterizedTest
    @CsvSource({"1.3.0", "1.1.1"})
    void a_layer_names_its_dataset_and_where_record_and_file_are_as_clients_see_them(String version) throws Exception {
        Element root = root(get("/wms?service=WMS&request=GetCapabilities&version=" + version));
        Element layer = find(root, "regstat:population_deso");
        String documents = host.baseUrl() + "/regstat-info/";
        Element metadata = children(layer, "MetadataURL").get(0);
        assertThat(metadata.getAttribute("type")).isEqualTo("TC211");
        assertThat(href(metadata)).isEqualTo(documents + "metadata.xml?layer=population_deso");
        assertThat(href(children(layer, "DataURL").get(0))).isEqualTo(documents + "download/population.gpkg");
        Element identifier = children(layer, "Identifier").get(0);
        assertThat(identifier.getTextContent()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(children(root, "AuthorityURL"))
                .extracting(authority -> authority.getAttribute("name"))
                .containsExactly(identifier.getAttribute("authority"));
        assertThat(children(find(root, "regstat:population_kommun"), "Identifier"))
                .as("of the same dataset")
                .singleElement()
                .extracting(Element::getTextContent)
                .isEqualTo(identifier.getTextContent());
    }

    @Test
    void the_file_that_a_layer_names_is_there() throws Exception {
        Element layer = find(root(get("/wms?service=WMS&request=GetCapabilities&version=1.3.0")), "regstat:deso_2025");
        Element link = children(layer, "DataURL").get(0);
        HttpResponse<String> file =
                CLIENT.send(HttpRequest.newBuilder(URI.create(href(link))).build(), BodyHandlers.ofString());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).contains(text(link, "Format"));
        assertThat(file.body()).startsWith("SQLite format 3");
    }

    @ParameterizedTest
    @CsvSource({"2.0.0", "1.1.0"})
    void a_feature_type_names_its_record(String version) throws Exception {
        assertThat(get("/wfs?service=WFS&request=GetCapabilities&version=" + version))
                .contains(host.baseUrl() + "/regstat-info/metadata.xml?layer=population_deso");
    }

    @Test
    void topics_are_keywords_of_their_vocabulary_and_other_keywords_are_in_the_readers_language() throws Exception {
        Element layer = find(
                root(get("/wms?service=WMS&request=GetCapabilities&version=1.3.0&language=sv")),
                "regstat:population_deso");
        List<Element> keywords = children(children(layer, "KeywordList").get(0), "Keyword");
        assertThat(keywords)
                .filteredOn(keyword -> keyword.getAttribute("vocabulary").equals("ISO 19115:2003"))
                .extracting(Element::getTextContent)
                .containsExactly("society");
        assertThat(keywords)
                .extracting(Element::getTextContent)
                .contains("Folkmängd")
                .doesNotContain("Population");
    }

    @Test
    void an_import_and_nothing_else_changes_the_update_sequence_of_all_services() throws Exception {
        long before = sequence("/wms?service=WMS&version=1.3.0");
        host.now().reload();
        assertThat(List.of(
                        sequence("/wms?service=WMS&version=1.1.1"),
                        sequence("/wfs?service=WFS&version=2.0.0"),
                        sequence("/wfs?service=WFS&version=1.1.0")))
                .containsOnly(before);
        assertThat(get("/wms?service=WMS&request=GetCapabilities&updateSequence=" + before))
                .contains("CurrentUpdateSequence");
        try (Store store = StoreUrl.of(folder.resolve("demo.gpkg")).open(StoreUrl.Mode.READ_WRITE)) {
            store.writeValues(List.of(anotherValue(store)));
        }
        host.now().reload();
        long after = sequence("/wms?service=WMS&version=1.3.0");
        assertThat(after).isGreaterThan(before);
        assertThat(sequence("/wms?service=WMS&version=1.3.0&updateSequence=" + before))
                .isEqualTo(after);
        assertThat(get("/wms?service=WMS&request=GetCapabilities&updateSequence=" + (after + 1)))
                .contains("InvalidUpdateSequence");
        assertThat(get("/wms?service=WMS&request=GetCapabilities&updateSequence=now"))
                .contains("is not a number");
    }

    /** What is there already, imported again: other data, the same layers. */
    private static PublishedValues anotherValue(Store store) {
        PublishedValues values = store.values().get(0);
        return new PublishedValues(
                values.indicator(),
                values.vintage(),
                values.year(),
                values.codes(),
                values.values(),
                values.statuses(),
                new Provenance(Instant.now(), "again", "", ""));
    }

    private static long sequence(String request) throws Exception {
        String capabilities = get(request + "&request=GetCapabilities");
        return Long.parseLong(capabilities.replaceFirst("(?s).*? updateSequence=\"(\\d+)\".*", "$1"));
    }

    private static String href(Element element) {
        return children(element, "OnlineResource").get(0).getAttribute("xlink:href");
    }

    private static Element find(Element root, String name) {
        for (Element layer : under(root)) {
            if (name.equals(text(layer, "Name"))) return layer;
            Element found = find(layer, name);
            if (found != null) return found;
        }
        return null;
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create(host.baseUrl() + path)).build(), BodyHandlers.ofString());
        return response.body();
    }

    private static Element root(String capabilities) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
        Element document =
                builder.parse(new InputSource(new StringReader(capabilities))).getDocumentElement();
        Element capability = children(document, "Capability").get(0);
        return under(capability).get(0);
    }

    private static List<Element> under(Element layer) {
        return children(layer, "Layer");
    }

    private static List<Element> children(Element element, String name) {
        List<Element> children = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element found && found.getTagName().equals(name)) children.add(found);
        }
        return children;
    }

    private static String text(Element layer, String name) {
        return children(layer, name).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse(null);
    }

    private static List<String> titles(Element layer) {
        return under(layer).stream().map(l -> text(l, "Title")).toList();
    }

    private static List<String> names(Element layer) {
        return under(layer).stream().map(l -> text(l, "Name")).toList();
    }

    private static List<String> all(Element layer) {
        List<String> names = new ArrayList<>();
        for (Element each : under(layer)) {
            if (text(each, "Name") != null) names.add(text(each, "Name"));
            names.addAll(all(each));
        }
        return names;
    }
}
