package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.MetadataMap;
import org.geotools.api.filter.expression.Expression;
import org.geotools.filter.text.cql2.CQL;
import org.geotools.filter.text.cql2.CQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.store.StoreUrl;

/** What GeoServer's CSW makes records of datasets from. GeoServer does not start if it cannot read an expression in the file. */
class CswTest {

    private static final String NAME = "csw/MD_Metadata-regstat.properties";
    private static final String CONTACT = "contact.CI_ResponsibleParty.";
    private static final String PUBLISHER = """
            publishing:
              organisation: {sv: "Stadens 'kontor' \\"å\\" \\\\ \\u4e2d ${url.x} \\t''; DROP", en: Office}
              organisation_number: 212000-1355
              contact_email: "o'neill@example.se"
              access_constraints: {sv: "Får ej 'spridas'\\nalls \\\\", en: "Secret"}
            """;

    @TempDir
    Path data;

    private Plugin host;

    @BeforeEach
    void start() throws IOException {
        OneArea.storeOf(data);
        Files.writeString(Files.createDirectories(data.resolve("csw")).resolve("MD_Metadata.properties"), "");
        host = Plugin.start(data);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void every_expression_can_be_read_whatever_is_configured() throws IOException, CQLException {
        for (String settings : new String[] {"", PUBLISHER, PUBLISHER + "harvesting: {language: en}"}) {
            host.reload(settings);
            for (Map.Entry<String, String> line : lines().entrySet()) {
                assertThat(line.getKey()).matches("[@$]?[A-Za-z_%.@]+");
                assertThat(CQL.toExpression(line.getValue()))
                        .as(line.toString())
                        .isNotNull();
            }
        }
    }

    @Test
    void what_is_configured_is_told_letter_for_letter_but_for_placeholders_and_line_breaks()
            throws IOException, CQLException {
        host.reload(PUBLISHER);
        assertThat(told(CONTACT + "organisationName.CharacterString"))
                .isEqualTo("Stadens 'kontor' \"å\" \\ \u4e2d $ {url.x} ''; DROP");
        assertThat(told(CONTACT + "contactInfo.CI_Contact.address.CI_Address.electronicMailAddress.CharacterString"))
                .isEqualTo("o'neill@example.se");
        assertThat(told("identificationInfo.MD_DataIdentification.resourceConstraints.MD_LegalConstraints.useLimitation"
                        + ".CharacterString"))
                .isEqualTo("Får ej 'spridas' alls \\");
    }

    @Test
    void what_the_schema_demands_is_told_of_every_dataset_also_where_nobody_said_who_publishes() throws IOException {
        assertThat(lines())
                .containsKeys(
                        "@fileIdentifier.CharacterString",
                        "$" + CONTACT + "role.CI_RoleCode.@codeListValue",
                        "$dateStamp.Date",
                        "$identificationInfo.MD_DataIdentification.citation.CI_Citation.title.CharacterString");
    }

    @Test
    void one_layer_of_a_dataset_has_its_identifiers_and_extent() throws IOException {
        Path config = Files.createDirectories(data.resolve("demo/regstat"));
        StoreUrl.GeoPackage store = StoreUrl.of(config.resolve("regstat.gpkg"));
        DemoStore.create(store);
        Files.writeString(config.resolve("regstat.yml"), "harvesting: {demo: true}");
        try (Plugin demo = Plugin.start(data.resolve("demo"))) {
            Catalogue catalogue = demo.published().orElseThrow().catalogue();
            for (Dataset dataset : catalogue.datasets()) {
                List<Layer> told = dataset.layers().stream()
                        .filter(layer -> metadata(demo, layer.name()).containsKey("regstatRecord"))
                        .toList();
                assertThat(told).as(dataset.name()).hasSize(1);
                Layer layer = told.get(0);
                assertThat(layer.bounds()).isEqualTo(dataset.bounds());
                assertThat(metadata(demo, layer.name()))
                        .containsEntry("regstatRecord", dataset.recordId().toString())
                        .containsEntry("regstatDataset", dataset.id().toString())
                        .containsEntry("regstatName", dataset.name());
            }
            assertThat(catalogue.datasets()).hasSizeGreaterThan(10);
        }
    }

    @Test
    void no_text_that_records_read_has_a_placeholder() throws IOException {
        host.reload("harvesting: {language: en}");
        for (Dataset dataset : host.published().orElseThrow().catalogue().datasets()) {
            assertThat(metadata(dataset.layers().get(0).name()).values())
                    .noneMatch(value -> value.toString().contains("${"));
        }
        assertThat(metadata("deso_2025").get((Object) "regstatTitle").toString())
                .startsWith("Demographic statistical areas");
    }

    @Test
    void a_record_has_the_date_of_the_last_edit_of_its_layers() {
        FeatureTypeInfo type = (FeatureTypeInfo)
                host.catalog().getLayerByName("regstat:deso_2025").getResource();
        type.getMetadata().put("regstatEdited", "2099-01-01T12:00:00Z");
        host.catalog().save(type);
        host.reload();
        assertThat(metadata("deso_2025").get((Object) "regstatStamp")).isEqualTo("2099-01-01");
    }

    @Test
    void a_table_without_geometry_has_no_link_to_maps() {
        assertThat(metadata("divisions")).doesNotContainKey("regstatMap").containsKey("regstatRecord");
        assertThat(metadata("deso_2025").get((Object) "regstatMap")).isEqualTo("deso_2025");
    }

    @Test
    void the_file_is_there_only_beside_geoservers_own() throws IOException {
        Files.delete(data.resolve("csw/MD_Metadata.properties"));
        host.reload("");
        assertThat(data.resolve(NAME)).doesNotExist();
        Files.writeString(data.resolve("csw/MD_Metadata.properties"), "");
        host.reload("");
        assertThat(data.resolve(NAME)).exists();
    }

    @Test
    void the_file_goes_with_what_is_published_and_follows_it_to_another_workspace() throws IOException {
        host.reload("workspace: statistics");
        assertThat(Files.readString(data.resolve(NAME))).contains("${url.base}statistics/wfs");
        host.reload("publish: nothing");
        assertThat(data.resolve(NAME)).doesNotExist();
    }

    @Test
    void an_edited_file_stays() throws IOException {
        Files.writeString(data.resolve(NAME), "@fileIdentifier.CharacterString=name\n");
        host.reload(PUBLISHER);
        assertThat(lines()).hasSize(1);
        host.reload("publish: nothing");
        assertThat(lines()).hasSize(1);
    }

    private MetadataMap metadata(String layer) {
        return metadata(host, layer);
    }

    private static MetadataMap metadata(Plugin plugin, String layer) {
        return plugin.catalog().getLayerByName("regstat:" + layer).getResource().getMetadata();
    }

    private Object told(String element) throws IOException, CQLException {
        Expression expression = CQL.toExpression(lines().get(element));
        return expression.evaluate(null);
    }

    private Map<String, String> lines() throws IOException {
        Properties lines = new Properties();
        try (InputStream in = Files.newInputStream(data.resolve(NAME))) {
            lines.load(in);
        }
        Map<String, String> all = new TreeMap<>();
        lines.stringPropertyNames().forEach(key -> all.put(key, lines.getProperty(key)));
        return all;
    }
}
