package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.host.DemoHost;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.standalone.host.TestHost;

/** OWSLib, which catalogues such as pycsw read records with, gives back what was put in. */
@Needs(Need.OWSLIB)
class HarvestTest {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(HarvestTest::started);

    private static JsonNode records;

    private static EmbeddedHost started() throws Exception {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/regstat.yml"), """
                publishing:
                  organisation: {sv: Exempelkommun, en: Municipality of Example}
                  organisation_number: 212000-1355
                  contact_email: gis@example.se
                  metadata_email: metadata@example.se
                harvesting: {demo: true, initiatives: [oppnadata]}
                """);
        return DemoHost.start(folder);
    }

    @BeforeAll
    static void harvest() throws Exception {
        records = Programs.script(
                List.of(
                        Programs.PYTHON,
                        Programs.scripts().resolve("owslib_records.py").toString()),
                Map.of("index", host.baseUrl() + "/regstat-info/records"));
    }

    private static JsonNode record(String titled) {
        for (JsonNode record : records) {
            if (record.path("title").asText().contains(titled)) return record;
        }
        throw new AssertionError("no record of " + titled + " in " + records.findValuesAsText("title"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    @Test
    void each_record_is_listed_with_its_date_and_read() {
        assertThat(records).hasSizeGreaterThan(10).allSatisfy(record -> {
            assertThat(record.path("dated").asBoolean()).isTrue();
            assertThat(record.path("url").asText())
                    .endsWith("/" + record.path("record").asText() + ".xml");
            assertThat(record.path("stamp").asText().replace('T', ' '))
                    .startsWith(record.path("listed").asText());
            assertThat(record.path("standard").asText()).isEqualTo("SS-EN-ISO-19115:2005-NMDP 4.0");
            assertThat(record.path("language").asText()).isEqualTo("swe");
            assertThat(texts(record.path("contact").get(0)))
                    .containsExactly("Exempelkommun", "metadata@example.se", "pointOfContact");
            assertThat(record.path("box")).hasSize(4);
        });
        assertThat(records.findValuesAsText("record")).doesNotHaveDuplicates();
        assertThat(records.findValuesAsText("identifier")).doesNotHaveDuplicates();
    }

    @Test
    void an_indicator_is_found_by_words_place_and_time() {
        JsonNode population = record("Folkmängd");
        assertThat(texts(population.path("keywords"))).contains("Öppna data", "demo", "population");
        assertThat(texts(population.path("topics"))).contains("society");
        assertThat(population.path("lineage").asText()).contains("Inläst");
        assertThat(population.path("time").get(0).asText()).matches("\\d{4}-01-01");
        assertThat(population.path("time").get(1).asText()).matches("\\d{4}-12-31");
        assertThat(population.path("box").get(0).asDouble()).isBetween(10.0, 25.0);
        assertThat(population.path("box").get(1).asDouble()).isBetween(55.0, 70.0);
        List<String> addresses = new ArrayList<>();
        population.path("links").forEach(link -> addresses.add(link.get(1).asText()));
        assertThat(addresses)
                .anySatisfy(address -> assertThat(address).contains("/wms?", "GetCapabilities"))
                .anySatisfy(address -> assertThat(address).endsWith("/download/population.gpkg"))
                .anySatisfy(address -> assertThat(address).contains("featurecatalogue.xml"));
    }

    @Test
    void a_service_names_the_datasets_that_it_has() {
        JsonNode wms = record("isningstjänst");
        assertThat(wms.path("level").asText()).isEqualTo("service");
        assertThat(texts(wms.path("operates")))
                .contains(record("Folkmängd").path("identifier").asText())
                .isSubsetOf(records.findValuesAsText("identifier"));
    }
}
