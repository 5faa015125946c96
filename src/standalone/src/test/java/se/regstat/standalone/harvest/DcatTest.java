package se.regstat.standalone.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.shacl.validation.Severity;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.regstat.geoserver.metadata.dcat.RdfSyntax;
import se.regstat.standalone.host.EmbeddedHost;
import se.regstat.standalone.host.TestHost;

/** The catalogue over HTTP, as Apache Jena reads it and as the profiles want it. */
class DcatTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Shapes PROFILE = Shapes.of("dcat-ap-se");
    private static final Shapes HIGH_VALUE = Shapes.of("dcat-ap-hvd");

    @TempDir
    static Path folder;

    @RegisterExtension
    static final TestHost host =
            new TestHost(() -> HarvestedHost.start(folder.resolve("said"), HarvestedHost.EVERYTHING));

    private static Model catalogue;
    private static Model population;

    @BeforeAll
    static void start() throws Exception {
        catalogue = Rdf.read(get("dcat.rdf").body(), RdfSyntax.RDF_XML);
        population = Rdf.read(get("dcat.rdf?dataset=population").body(), RdfSyntax.RDF_XML);
    }

    private static HttpResponse<String> get(String document, String... headers) throws Exception {
        return get(host.now(), document, headers);
    }

    private static HttpResponse<String> get(EmbeddedHost host, String document, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host.baseUrl() + "/regstat-info/" + document));
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static Resource dataset(String name) {
        return catalogue.getResource(host.baseUrl() + "/regstat-info/dcat?dataset=" + name + "#dataset");
    }

    private static String text(Resource of, org.apache.jena.rdf.model.Property property, String language) {
        return of.getProperty(property, language).getString();
    }

    // ---- syntaxes

    @ParameterizedTest
    @EnumSource(RdfSyntax.class)
    void all_syntaxes_say_the_same_without_a_blank_node(RdfSyntax syntax) throws Exception {
        HttpResponse<String> reply = get("dcat." + syntax.ending());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains(syntax.mediaType() + ";charset=UTF-8");
        Model read = Rdf.read(reply.body(), syntax);
        assertThat(read.isIsomorphicWith(catalogue)).isTrue();
        assertThat(read.listSubjects().toList()).hasSizeGreaterThan(50).allMatch(Resource::isURIResource);
        assertThat(read.listObjects().toList()).noneMatch(node -> node.isAnon());
    }

    @ParameterizedTest
    @CsvSource({
        "'', application/rdf+xml, dcat.rdf",
        "*/*, application/rdf+xml, dcat.rdf",
        "text/turtle, text/turtle, dcat.ttl",
        "'application/ld+json, text/turtle;q=0.5', application/ld+json, dcat.jsonld",
        "'text/html,application/xhtml+xml', application/rdf+xml, dcat.rdf",
    })
    void without_an_ending_the_client_chooses(String accept, String type, String location) throws Exception {
        HttpResponse<String> reply = accept.isEmpty() ? get("dcat") : get("dcat", "Accept", accept);
        assertThat(reply.headers().firstValue("Content-Type")).contains(type + ";charset=UTF-8");
        assertThat(reply.headers().firstValue("Content-Location")).contains(location);
        assertThat(reply.headers().firstValue("Vary").orElse("")).contains("Accept");
    }

    @Test
    void who_has_it_already_is_told_so() throws Exception {
        String tag = get("dcat.ttl").headers().firstValue("ETag").orElseThrow();
        assertThat(get("dcat.ttl", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "dcat.xml, there is no dcat.xml",
        "dcat.rdf?dataset=nothing, there is no dataset nothing",
        "dcat.rdf?layer=nothing, there is no layer nothing",
    })
    void what_is_not_there_is_not_found(String asked, String said) throws Exception {
        HttpResponse<String> reply = get(asked);
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains(said);
    }

    // ---- profiles

    @Test
    void with_everything_said_nothing_is_lacking_but_what_tables_do_not_have() {
        assertThat(PROFILE.faults(catalogue, Severity.Violation)).isEmpty();
        Set<String> tables =
                Set.of(dataset("divisions").getURI(), dataset("indicators").getURI());
        assertThat(PROFILE.faults(catalogue, Severity.Warning))
                .hasSize(2)
                .hasEntrySatisfying(
                        "dataset-temporal", lacking -> assertThat(lacking).isEqualTo(tables))
                .hasEntrySatisfying(
                        "dataset-conformity", lacking -> assertThat(lacking).isEqualTo(tables));
    }

    @Test
    void high_value_datasets_say_so_with_all_that_belongs_to_it() {
        assertThat(HIGH_VALUE.faults(population, Severity.Violation)).isEmpty();
        assertThat(population
                        .listSubjectsWithProperty(RDF.type, DCAT.DataService)
                        .toList())
                .hasSize(3);
        assertThat(dataset("divisions").listProperties().toList())
                .noneMatch(told -> told.getPredicate().getURI().startsWith("http://data.europa.eu/r5r/"));
    }

    @Test
    void high_value_is_claimed_for_nothing_unless_configured(@TempDir Path other) throws Exception {
        try (EmbeddedHost plain = HarvestedHost.start(other, "")) {
            assertThat(get(plain, "dcat.ttl").body())
                    .contains("dcat:Dataset")
                    .doesNotContain("eli/reg_impl", "hvdCategory");
        }
    }

    static Stream<Shapes.Break> profileBreaks() {
        return PROFILE.breaks().stream();
    }

    @ParameterizedTest
    @MethodSource("profileBreaks")
    void a_graph_broken_for_a_constraint_of_the_profile_fails(Shapes.Break one) {
        assertThat(PROFILE.notices(one, catalogue)).isTrue();
    }

    static Stream<Shapes.Break> highValueBreaks() {
        return HIGH_VALUE.breaks().stream();
    }

    @ParameterizedTest
    @MethodSource("highValueBreaks")
    void a_graph_broken_for_a_constraint_of_the_high_value_profile_fails(Shapes.Break one) {
        assertThat(HIGH_VALUE.notices(one, population)).isTrue();
    }

    // ---- what it says

    @Test
    void a_dataset_is_what_the_configuration_and_the_store_say() {
        Resource deso = dataset("deso_2018");
        assertThat(text(deso, DCTerms.title, "sv")).isEqualTo("Demografiska statistikområden (DeSO) 2018");
        assertThat(text(deso, DCTerms.title, "en")).isEqualTo("Demographic statistical areas (DeSO) 2018");
        assertThat(text(deso, DCTerms.description, "sv")).startsWith("Statistikens <minsta> områden & deras \"namn\".");
        assertThat(deso.getProperty(DCTerms.publisher).getResource().getURI())
                .isEqualTo("http://dataportal.se/organisation/SE2120001355");
        assertThat(deso.getProperty(DCTerms.creator).getResource().getURI())
                .isEqualTo("http://dataportal.se/organisation/SE2021000837");
        Resource period = deso.getProperty(DCTerms.temporal).getResource();
        assertThat(period.getProperty(DCAT.startDate).getString()).isEqualTo("2018-01-01");
        assertThat(period.getProperty(DCAT.endDate).getString()).isEqualTo("2023-12-31");
        assertThat(dataset("deso_2025")
                        .getProperty(DCTerms.temporal)
                        .getResource()
                        .hasProperty(DCAT.endDate))
                .isFalse();
        assertThat(deso.getProperty(DCTerms.modified).getString()).isEqualTo("2026-02-03T04:05:06Z");
        assertThat(deso.getProperty(DCTerms.provenance)
                        .getResource()
                        .getProperty(DCTerms.description, "sv")
                        .getString())
                .contains("Inläst 2026-02-03 ur areas.gpkg");
        assertThat(deso.getProperty(catalogue.createProperty(DCAT.NS, "inSeries"))
                        .getResource()
                        .getProperty(DCTerms.title, "sv")
                        .getString())
                .isEqualTo("Demografiska statistikområden (DeSO)");
    }
}
