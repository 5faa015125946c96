package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.geoserver.catalog.AuthorityURLInfo;
import org.geoserver.catalog.DataLinkInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerIdentifierInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.MetadataLinkInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.impl.LayerIdentifier;
import org.geoserver.ogcapi.impl.LinkInfoImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.catalog.HostGeoServer;
import se.regstat.geoserver.Published;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Datasets;

/** What layers refer to in GeoServer: the dataset that they show, its record and its files. */
class ReferencesTest {

    private static final String NUMBER = "publishing: {organisation_number: 212000-1355}";

    @TempDir
    Path data;

    private Plugin host;

    @BeforeEach
    void start() throws IOException {
        OneArea.storeOf(data);
        host = Plugin.start(data);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void a_layer_has_the_identifier_of_its_dataset_by_who_publishes() throws IOException {
        host.reload(NUMBER);
        LayerInfo layer = layer("population_deso");
        assertThat(layer.getAuthorityURLs())
                .extracting(AuthorityURLInfo::getName, AuthorityURLInfo::getHref)
                .containsExactly(tuple("SE2120001355", "http://dataportal.se/organisation/SE2120001355"));
        assertThat(layer.getIdentifiers())
                .extracting(LayerIdentifierInfo::getAuthority, LayerIdentifierInfo::getIdentifier)
                .containsExactly(
                        tuple("SE2120001355", dataset("population_deso").id().toString()));
    }

    @Test
    void without_an_organisation_number_the_store_gives_identifiers() {
        LayerInfo layer = layer("deso_2025");
        assertThat(layer.getAuthorityURLs()).singleElement().satisfies(authority -> {
            assertThat(authority.getName()).isEqualTo("regstat");
            assertThat(authority.getHref()).matches("urn:uuid:[0-9a-f-]{36}");
        });
        assertThat(layer.getIdentifiers())
                .extracting(LayerIdentifierInfo::getIdentifier)
                .containsExactly(dataset("deso_2025").id().toString());
    }

    @Test
    void links_have_no_host_so_that_geoserver_gives_them_the_one_that_clients_see() {
        ResourceInfo type = layer("population_deso").getResource();
        assertThat(type.getMetadataLinks()).singleElement().satisfies(link -> {
            assertThat(link.getContent()).isEqualTo("regstat-info/metadata.xml?layer=population_deso");
            assertThat(link.getMetadataType()).isEqualTo("TC211");
            assertThat(link.getType()).isEqualTo("text/xml");
        });
        assertThat(type.getDataLinks())
                .extracting(DataLinkInfo::getContent)
                .containsExactly("regstat-info/download/population.gpkg");
    }

    @Test
    void a_link_of_an_earlier_version_gets_the_standard_that_all_services_show() {
        FeatureTypeInfo type = (FeatureTypeInfo) layer("deso_2025").getResource();
        type.getMetadataLinks().get(0).setMetadataType("ISO19115:2003");
        host.catalog().save(type);
        Path ledger = data.resolve("regstat/published.yml");
        rewrite(ledger, text -> text.replace("metadata links: TC211 ", "metadata links: "));
        host.reload();
        assertThat(layer("deso_2025").getResource().getMetadataLinks())
                .extracting(MetadataLinkInfo::getMetadataType)
                .containsExactly("TC211");
    }

    @Test
    void a_heading_links_to_all_records_and_repeats_none_of_what_stands_under_it() {
        List<LayerGroupInfo> headings = host.catalog().all(LayerGroupInfo.class).stream()
                .filter(group -> group.getMode() == LayerGroupInfo.Mode.CONTAINER)
                .toList();
        assertThat(headings).isNotEmpty().allSatisfy(heading -> assertThat(heading.getMetadataLinks())
                .extracting(MetadataLinkInfo::getMetadataType, MetadataLinkInfo::getContent)
                .containsExactly(tuple("other", "regstat-info/records")));
    }

    private static void rewrite(Path file, UnaryOperator<String> change) {
        try {
            String before = Files.readString(file);
            String after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            Files.writeString(file, after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void records_elsewhere_go_before_our_own() throws IOException {
        host.reload("publishing: {metadata_url: 'https://example.se/{layer}'}");
        assertThat(layer("deso_2025").getResource().getMetadataLinks())
                .extracting(MetadataLinkInfo::getContent)
                .containsExactly("https://example.se/deso_2025");
        assertThat(host.catalog().all(LayerGroupInfo.class)).isNotEmpty().allSatisfy(group -> assertThat(
                        group.getMetadataLinks())
                .as(group.getName())
                .noneMatch(link -> link.getContent().startsWith("regstat-info/")));
    }

    @Test
    void topics_are_keywords_of_a_vocabulary() {
        assertThat(topics("population_deso")).containsExactly("society");
        assertThat(topics("deso_2025")).containsExactly("society", "boundaries");
        assertThat(layer("deso_2025").getResource().getKeywords())
                .filteredOn(keyword -> keyword.getVocabulary() == null)
                .isNotEmpty()
                .noneMatch(keyword -> keyword.getValue().equals("boundaries"));
    }

    @Test
    void ogc_api_has_links_to_the_record_the_licence_and_the_file_where_the_address_of_the_server_is_known() {
        host.publisher().initialize(new HostGeoServer(host.catalog(), "https://example.se/geoserver"));
        assertThat(apiLinks("deso_2025"))
                .containsExactly(
                        new LinkInfoImpl(
                                "describedby",
                                "text/xml",
                                "https://example.se/geoserver/regstat-info/metadata.xml?layer=deso_2025"),
                        new LinkInfoImpl("license", "text/html", "http://creativecommons.org/publicdomain/zero/1.0/"),
                        new LinkInfoImpl(
                                "enclosure",
                                "application/geopackage+sqlite3",
                                "https://example.se/geoserver/regstat-info/download/deso_2025.gpkg"));
        long changes = host.catalog().changes();
        host.publisher().initialize(new HostGeoServer(host.catalog(), "https://example.se/geoserver/"));
        assertThat(host.catalog().changes()).isEqualTo(changes);
    }

    @Test
    void ogc_api_has_links_elsewhere_alone_where_the_address_follows_from_each_request() throws IOException {
        host.publisher().initialize(new HostGeoServer(host.catalog(), "${X-Forwarded-Proto}://${X-Forwarded-Host}/"));
        assertThat(apiLinks("deso_2025")).extracting(LinkInfoImpl::getRel).containsExactly("license");
        host.reload("publishing: {metadata_url: 'https://example.se/{layer}'}");
        assertThat(apiLinks("deso_2025"))
                .extracting(LinkInfoImpl::getHref)
                .containsExactly("https://example.se/deso_2025", "http://creativecommons.org/publicdomain/zero/1.0/");
    }

    @Test
    void links_that_an_administrator_gave_ogc_api_stay() {
        FeatureTypeInfo type = (FeatureTypeInfo) layer("deso_2025").getResource();
        LinkInfoImpl theirs = new LinkInfoImpl("related", "text/html", "https://example.se/");
        type.getMetadata().put("ogcApiLinks", new ArrayList<>(List.of(theirs)));
        host.catalog().save(type);
        host.publisher().initialize(new HostGeoServer(host.catalog(), "https://example.se/geoserver"));
        assertThat(apiLinks("deso_2025")).containsExactly(theirs);
    }

    @Test
    void what_an_administrator_makes_of_them_stays() throws IOException {
        LayerInfo layer = layer("deso_2025");
        LayerIdentifier theirs = new LayerIdentifier();
        theirs.setAuthority("kommunen");
        theirs.setIdentifier("42");
        layer.getIdentifiers().add(theirs);
        host.catalog().save(layer);
        FeatureTypeInfo type = (FeatureTypeInfo) layer.getResource();
        type.getDataLinks().clear();
        host.catalog().save(type);
        host.reload(NUMBER);
        assertThat(layer("deso_2025").getIdentifiers())
                .extracting(LayerIdentifierInfo::getIdentifier)
                .contains("42")
                .hasSize(2);
        assertThat(layer("deso_2025").getResource().getDataLinks()).isEmpty();
        assertThat(layer("deso_2018").getIdentifiers())
                .extracting(LayerIdentifierInfo::getAuthority)
                .containsExactly("SE2120001355");
    }

    @Test
    void a_reload_changes_nothing() {
        long changes = host.catalog().changes();
        host.reload();
        assertThat(host.catalog().changes()).isEqualTo(changes);
    }

    @SuppressWarnings("unchecked")
    private List<LinkInfoImpl> apiLinks(String layer) {
        return layer(layer).getResource().getMetadata().get("ogcApiLinks", List.class);
    }

    private List<String> topics(String layer) {
        return layer(layer).getResource().getKeywords().stream()
                .filter(keyword -> "ISO 19115:2003".equals(keyword.getVocabulary()))
                .map(KeywordInfo::getValue)
                .toList();
    }

    private Dataset dataset(String layer) {
        Published published = host.published().orElseThrow();
        return Datasets.of(published.observations(), published.layers())
                .ofLayer(layer)
                .orElseThrow();
    }

    private LayerInfo layer(String name) {
        return host.catalog().getLayerByName("regstat:" + name);
    }
}
