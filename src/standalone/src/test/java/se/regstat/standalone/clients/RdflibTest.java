package se.regstat.standalone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.standalone.harvest.HarvestedHost;
import se.regstat.standalone.host.EmbeddedHost;

/** RDFLib, by which CKAN harvests DCAT. */
@Needs(Need.RDFLIB)
class RdflibTest {

    @TempDir
    Path folder;

    private static JsonNode read(String base, String ending, String format) {
        return Programs.script(
                List.of(
                        Programs.PYTHON,
                        Programs.scripts().resolve("rdflib_client.py").toString()),
                Map.of("url", base + "/regstat-info/dcat." + ending, "format", format));
    }

    @ParameterizedTest
    @CsvSource({"rdf, xml", "ttl, turtle"})
    void all_datasets_have_a_licence_and_can_be_had_in_two_ways_at_least(String ending, String format)
            throws Exception {
        try (EmbeddedHost host = HarvestedHost.start(folder, HarvestedHost.EVERYTHING)) {
            JsonNode catalogue = read(host.baseUrl(), ending, format);
            assertThat(catalogue.path("title").path("sv").asText()).isEqualTo("Staden i siffror");
            assertThat(catalogue.path("publisher").path("en").asText()).isEqualTo("The City");
            assertThat(catalogue.path("datasets").findValuesAsText("identifier"))
                    .doesNotHaveDuplicates();
            assertThat(catalogue.path("datasets")).hasSize(9).allSatisfy(dataset -> {
                assertThat(dataset.path("licences")).hasSize(1);
                assertThat(dataset.path("keywords")).isNotEmpty();
                assertThat(dataset.path("distributions"))
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allSatisfy(distribution ->
                                assertThat(distribution.path("status").asInt()).isEqualTo(200));
            });
        }
    }

    @Test
    void an_empty_catalogue_can_be_read_too() {
        JsonNode catalogue = read(Site.DEMO.host().url(), "rdf", "xml");
        assertThat(catalogue.path("title").path("sv").asText()).startsWith("DEMO");
        assertThat(catalogue.path("datasets")).isEmpty();
    }
}
