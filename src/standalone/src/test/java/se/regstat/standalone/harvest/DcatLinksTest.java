package se.regstat.standalone.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.metadata.dcat.RdfSyntax;
import se.regstat.standalone.host.TestHost;

/** Every address in the catalogue leads to what the catalogue says is there. */
class DcatLinksTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host = new TestHost(() -> HarvestedHost.start(folder, HarvestedHost.EVERYTHING));

    private static Model catalogue;
    private static final Map<String, HttpResponse<String>> FETCHED = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        catalogue = Rdf.read(fetched(host.baseUrl() + "/regstat-info/dcat.rdf").body(), RdfSyntax.RDF_XML);
    }

    private static HttpResponse<String> fetched(String url) {
        return FETCHED.computeIfAbsent(url, asked -> {
            try {
                HttpResponse<String> reply =
                        CLIENT.send(HttpRequest.newBuilder(URI.create(asked)).build(), BodyHandlers.ofString());
                assertThat(reply.statusCode()).as(asked).isEqualTo(200);
                return reply;
            } catch (java.io.IOException e) {
                throw new AssertionError(asked, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }

    private static String type(String url) {
        return fetched(url).headers().firstValue("Content-Type").orElse("").replaceAll("\\s*;.*", "");
    }

    private static String address(Resource of, org.apache.jena.rdf.model.Property property) {
        return of.getRequiredProperty(property).getResource().getURI();
    }

    private static List<Resource> all(Resource type) {
        return catalogue.listSubjectsWithProperty(RDF.type, type).toList();
    }

    /** As its distribution or service says it. */
    private static String format(Resource of) {
        return of.getRequiredProperty(DCTerms.format).getString();
    }

    /** Layers, as the distributions of services name them. */
    private static List<String> layers(Resource distribution) {
        String told = distribution.getProperty(DCTerms.description, "en").getString();
        return List.of(told.replaceAll("^Layers: |\\.$", "").split(", "));
    }

    @Test
    void every_thing_is_described_where_its_own_address_leads() {
        Set<String> things = catalogue
                .listSubjects()
                .filterKeep(Resource::isURIResource)
                .mapWith(Resource::getURI)
                .filterKeep(uri -> uri.startsWith(host.baseUrl()))
                .toSet();
        assertThat(things).hasSizeGreaterThan(50);
        for (String thing : things) {
            String document = thing.substring(0, thing.indexOf('#'));
            assertThat(type(document)).isEqualTo("application/rdf+xml");
            Model there = Rdf.read(fetched(document).body(), RdfSyntax.RDF_XML);
            assertThat(there.getResource(thing).listProperties().toList())
                    .as(thing)
                    .isNotEmpty();
        }
    }

    @Test
    void files_are_what_their_distributions_say() throws Exception {
        Set<String> formats = new TreeSet<>();
        for (Resource distribution : all(DCAT.Distribution)) {
            if (!distribution.hasProperty(DCAT.downloadURL)) continue;
            String url = address(distribution, DCAT.downloadURL);
            formats.add(format(distribution));
            if (format(distribution).equals("application/geo+json")) {
                // WFS has the older name of it.
                assertThat(type(url)).isEqualTo("application/json");
                JsonNode collection = new ObjectMapper().readTree(fetched(url).body());
                assertThat(collection.path("type").asText()).isEqualTo("FeatureCollection");
                assertThat(collection.path("features")).isNotEmpty();
            } else {
                assertThat(type(url)).as(url).isEqualTo(format(distribution));
                assertThat(fetched(url).body().lines()).hasSizeGreaterThan(1);
            }
        }
        assertThat(formats).contains("application/geo+json", "text/csv");
    }

    @Test
    void capabilities_list_every_layer_that_a_distribution_names() {
        Set<String> services = new TreeSet<>();
        for (Resource distribution : all(DCAT.Distribution)) {
            String service = format(distribution).replaceAll("^application/vnd\\.ogc\\.|_xml$", "");
            if (!format(distribution).startsWith("application/vnd.ogc.")) continue;
            services.add(service);
            String capabilities = fetched(address(distribution, DCAT.accessURL)).body();
            String root = service.equals("wms") ? "<WMS_Capabilities" : "WFS_Capabilities";
            assertThat(capabilities).contains(root);
            for (String layer : layers(distribution)) {
                // On the workspace's own service WMS has names without it.
                String name = service.equals("wms") ? "(regstat:)?" + layer.replace("regstat:", "") : layer;
                assertThat(capabilities).containsPattern("<Name>" + name + "</Name>");
            }
        }
        assertThat(services).containsExactly("wfs", "wms");
    }

    @Test
    void services_answer_where_they_are_and_are_described_where_they_say() {
        Set<String> answered = new TreeSet<>();
        for (Resource service : all(DCAT.DataService)) {
            String description = address(service, DCAT.endpointDescription);
            String endpoint = address(service, DCAT.endpointURL);
            String query = description.contains("?")
                    ? description.substring(description.indexOf('?'))
                    : "?indicators=population&periods=2024&target=own@2024";
            answered.add(format(service) + " " + type(description) + " " + type(endpoint + query));
        }
        assertThat(answered)
                .containsExactly(
                        "application/geo+json text/html application/geo+json",
                        "application/vnd.ogc.wfs_xml text/xml text/xml",
                        "application/vnd.ogc.wms_xml text/xml text/xml");
    }

    @Test
    void no_address_of_the_host_is_left_out_here() {
        Set<String> ours = catalogue
                .listObjects()
                .filterKeep(RDFNode::isURIResource)
                .mapWith(node -> node.asResource().getURI())
                .filterKeep(uri -> uri.startsWith(host.baseUrl()))
                .mapWith(uri -> uri.replaceFirst("#.*", ""))
                .toSet();
        assertThat(ours.stream()
                        .filter(url -> !url.endsWith("/wms") && !url.endsWith("/wfs") && !url.endsWith(".geojson"))
                        .collect(Collectors.toSet()))
                .allSatisfy(url -> fetched(url));
    }
}
