package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static se.regstat.geoserver.metadata.iso.NationalProfile.nodes;
import static se.regstat.geoserver.metadata.iso.NationalProfile.text;

import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import se.regstat.geoserver.memory.OneArea;
import se.regstat.geoserver.metadata.iso.NationalProfile;
import se.regstat.standalone.format.OgcSchemas;

/** Metadata records as harvesters fetch them, of the demo region as somebody would publish it. */
class RecordsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern LINK =
            Pattern.compile("<a href=\"([^\"]+\\.xml)\">([^<]*)</a></td><td align=\"right\">([^<]+)</td>");

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(RecordsTest::started);

    private static EmbeddedHost started() throws Exception {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("regstat.yml"), """
                publishing:
                  title: {sv: Indelningar <&>, en: Divisions <&>}
                  description: {sv: Indelningar i kommunen., en: Divisions of the municipality.}
                  organisation: {sv: Exempelkommun & Co, en: Municipality of Example}
                  organisation_number: 212000-1355
                  organisation_url: https://www.example.se/
                  contact_email: gis@example.se
                  metadata_email: metadata@example.se
                  licence: CC0-1.0
                harvesting: {demo: true, initiatives: [oppnadata]}
                """);
        Files.writeString(config.resolve("derived.yml"), "derived: {kommun: {indicators: [population]}}\n");
        return DemoHost.start(folder);
    }

    private static HttpResponse<String> get(String pathAndQuery) throws Exception {
        return fetch(host.baseUrl() + pathAndQuery);
    }

    private static HttpResponse<String> fetch(String url) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private static Document record(String query) throws Exception {
        HttpResponse<String> reply = get("/regstat-info/metadata.xml?" + query);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/xml;charset=UTF-8");
        return NationalProfile.parse(reply.body());
    }

    private static List<MatchResult> index() throws Exception {
        HttpResponse<String> reply = get("/regstat-info/records?language=en");
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        return LINK.matcher(reply.body()).results().toList();
    }

    @Test
    void every_record_of_the_index_is_valid_and_keeps_the_national_rules() throws Exception {
        List<MatchResult> links = index();
        assertThat(links).hasSizeGreaterThan(10);
        for (MatchResult link : links) {
            HttpResponse<String> reply = fetch(link.group(1));
            OgcSchemas.validate(reply.body(), OgcSchemas.ISO_19139);
            Document record = NationalProfile.parse(reply.body());
            assertThat(NationalProfile.broken(record)).as(link.group(1)).isEmpty();
            assertThat(link.group(1)).endsWith("/" + text(record, "//gmd:fileIdentifier/*") + ".xml");
            assertThat(text(record, "//gmd:dateStamp/*").replace('T', ' ')).startsWith(link.group(3));
        }
    }

    @Test
    void limited_access_fees_and_terms_in_own_words_are_valid(@TempDir Path other) throws Exception {
        Path config = OneArea.configuration(other);
        Files.writeString(config.resolve("regstat.yml"), """
                publishing:
                  organisation: {sv: Exempelkommun & Co, en: Municipality of Example}
                  licence: enligt avtal
                  access_constraints: {sv: Efter prövning, en: After review}
                  access_limitation: INSPIRE_Directive_Article13_1b
                  fees: {sv: 100 kr, en: SEK 100}
                """);
        try (EmbeddedHost limited = EmbeddedHost.start(
                new EmbeddedHost.Options("127.0.0.1", 0, Optional.empty(), OneArea.store(other), config))) {
            for (String query : List.of("dataset=population", "dataset=deso_2025", "of=wms", "of=wfs")) {
                String record = fetch(limited.baseUrl() + "/regstat-info/metadata.xml?" + query)
                        .body();
                OgcSchemas.validate(record, OgcSchemas.ISO_19139);
                assertThat(record).contains("Efter prövning", "INSPIRE_Directive_Article13_1b", "100 kr");
            }
            assertThat(fetch(limited.baseUrl() + "/regstat-info/records").body())
                    .contains("Folkmängd");
            assertThat(fetch(limited.baseUrl() + "/regstat-info/dcat.ttl").body())
                    .doesNotContain("accrualPeriodicity")
                    .contains("organisationsnummer är inte angivet", "organisation number is not configured");
        }
    }

    @Test
    void a_layer_has_the_record_of_its_dataset() throws Exception {
        String record = get("/regstat-info/metadata.xml?layer=regstat:population_kommun")
                .body();
        assertThat(record)
                .isEqualTo(get("/regstat-info/metadata.xml?dataset=population").body());
        Document parsed = NationalProfile.parse(record);
        assertThat(text(parsed, "//gmd:citation/*/gmd:title/gco:CharacterString"))
                .contains("Folkmängd");
        assertThat(text(parsed, "//gmd:citation/*/gmd:title//gmd:LocalisedCharacterString[@locale = '#en']"))
                .contains("Population");
        assertThat(text(parsed, "//gmd:beginPosition | //gml:beginPosition")).matches("\\d{4}-01-01");
        assertThat(text(parsed, "//gml:endPosition")).matches("\\d{4}-12-31");
    }

    @Test
    void every_address_of_a_record_answers_what_it_says() throws Exception {
        for (String query :
                List.of("dataset=population", "dataset=deso_2025", "dataset=divisions", "of=wms", "of=wfs")) {
            Document record = record(query);
            for (Node address :
                    nodes(record, "//gmd:distributionInfo//gmd:CI_OnlineResource[gmd:protocol]/gmd:linkage/*")) {
                String url = address.getTextContent();
                // Some are all features of a layer: how they begin is enough.
                HttpResponse<InputStream> reply =
                        CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofInputStream());
                assertThat(reply.statusCode()).as(url).isEqualTo(200);
                try (InputStream body = reply.body()) {
                    assertThat(new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8))
                            .as(url)
                            .contains(expected(url));
                }
            }
            for (Node name : nodes(
                    record,
                    "//gmd:distributorTransferOptions//gmd:CI_OnlineResource[gmd:protocol/* = 'HTTP:OGC:WMS']/gmd:name/*")) {
                if (query.startsWith("of=")) continue;
                assertThat(get("/regstat/wms?service=WMS&request=GetCapabilities")
                                .body())
                        .containsPattern("<Name>(regstat:)?" + name.getTextContent() + "</Name>");
            }
        }
    }

    private static String expected(String url) {
        if (url.contains("GetCapabilities")) return "_Capabilities";
        if (url.contains("GetFeature")) return "FeatureCollection";
        if (url.endsWith(".gpkg")) return "SQLite format 3";
        return url.endsWith(".csv") ? "," : "FC_FeatureCatalogue";
    }

    @Test
    void a_service_is_coupled_with_the_datasets_that_it_has_by_their_own_identifiers() throws Exception {
        Document wms = record("of=wms");
        List<String> coupled = nodes(wms, "//srv:operatesOn/@uuidref").stream()
                .map(Node::getNodeValue)
                .toList();
        String population = text(record("dataset=population"), "//gmd:citation/*/gmd:identifier/*/gmd:code/*");
        assertThat(coupled)
                .contains(population)
                .doesNotContain(text(record("dataset=divisions"), "//gmd:citation/*/gmd:identifier/*/gmd:code/*"));
        for (Node address : nodes(wms, "//srv:operatesOn/@xlink:href")) {
            assertThat(fetch(address.getNodeValue()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void capabilities_lead_from_a_layer_to_its_record() throws Exception {
        String own = host.baseUrl() + "/regstat-info/metadata.xml?layer=population_deso";
        for (String asked : List.of(
                "/wms?service=WMS&version=1.1.1&request=GetCapabilities",
                "/wms?service=WMS&version=1.3.0&request=GetCapabilities",
                "/wfs?service=WFS&version=1.1.0&request=GetCapabilities",
                "/wfs?service=WFS&version=2.0.0&request=GetCapabilities")) {
            assertThat(get(asked).body()).as(asked).contains(own);
        }
        assertThat(fetch(own).body()).contains("gmd:MD_Metadata");
    }

    @Test
    void quality_tells_what_is_missing_from_what_is_withheld() throws Exception {
        Document record = record("dataset=population");
        String of = "//gmd:DQ_CompletenessOmission[contains(gmd:nameOfMeasure/*, '%s')]//gco:Record";
        double without = Double.parseDouble(text(record, of.formatted("utan värde")));
        assertThat(without).isBetween(0.0, 100.0);
        double sum =
                nodes(record, "//gmd:DQ_CompletenessOmission[contains(gmd:nameOfMeasure/*, '(')]//gco:Record").stream()
                        .mapToDouble(node -> Double.parseDouble(node.getTextContent()))
                        .sum();
        assertThat(sum).isCloseTo(without, offset(0.001));
    }

    @Test
    void the_feature_catalogue_defines_every_attribute_of_every_layer() throws Exception {
        for (MatchResult link : index()) {
            Document record = NationalProfile.parse(fetch(link.group(1)).body());
            String address = text(record, "//gmd:featureCatalogueCitation/*/gmd:title/*/@xlink:href");
            if (address.isEmpty()) continue;
            Document features = NationalProfile.parse(fetch(address).body());
            List<Node> attributes = nodes(features, "//*[local-name() = 'FC_FeatureAttribute']");
            assertThat(attributes).isNotEmpty();
            for (Node undefined : nodes(
                    features,
                    "//*[local-name() = 'FC_FeatureAttribute'][*[local-name() = 'memberName']/* = *[local-name() = 'definition']/*]")) {
                assertThat(undefined.getTextContent()).as(address).isEmpty();
            }
        }
        Document population = NationalProfile.parse(
                get("/regstat-info/featurecatalogue.xml?layer=population_deso").body());
        String listed =
                "//*[local-name() = 'FC_FeatureAttribute'][*[local-name() = 'memberName']/* = '%s']/*[local-name() = 'listedValue']/*/*[local-name() = 'code']/*";
        assertThat(nodes(population, listed.formatted("status")).stream().map(Node::getTextContent))
                .contains("missing", "suppressed", "not_applicable", "outside");
        assertThat(
                        text(
                                population,
                                "//*[local-name() = 'FC_FeatureAttribute'][*[local-name() = 'memberName']/* = 'value']//*[local-name() = 'valueMeasurementUnit']//gml:name"))
                .isEqualTo("personer");
        Node unit = nodes(population, "//gml:BaseUnit").get(0);
        OgcSchemas.validate(written(unit), OgcSchemas.ISO_19139);
        assertThat(text(population, "//gml:unitsSystem/@xlink:href")).isEqualTo("#catalogue");
    }

    private static String written(Node node) throws TransformerException {
        StringWriter written = new StringWriter();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(node), new StreamResult(written));
        return written.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "metadata.xml, 400, name a layer",
        "metadata.xml?layer=nothing, 404, no layer nothing",
        "metadata.xml?dataset=nothing, 404, no dataset nothing",
        "metadata.xml?of=wcs, 404, 'no record of a service wcs'",
        "metadata.html?dataset=population, 404, only metadata.xml",
        "records/nothing.xml, 404, no record nothing",
        "featurecatalogue.xml?layer=nothing, 404, no layer nothing",
    })
    void what_is_not_there_is_not_found(String asked, int status, String said) throws Exception {
        HttpResponse<String> reply = get("/regstat-info/" + asked);
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).contains(said);
    }

    @Test
    void invented_data_has_no_records_unless_they_are_asked_for(@TempDir Path other) throws Exception {
        try (EmbeddedHost plain = DemoHost.start(other)) {
            for (String path : List.of(
                    "metadata.xml?layer=population_deso", "records", "featurecatalogue.xml?dataset=population")) {
                HttpResponse<String> reply = fetch(plain.baseUrl() + "/regstat-info/" + path);
                assertThat(reply.statusCode()).isEqualTo(404);
                assertThat(reply.body()).contains("demo: true");
            }
        }
    }
}
