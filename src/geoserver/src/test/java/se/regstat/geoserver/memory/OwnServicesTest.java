package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.config.GeoServer;
import org.geoserver.config.ServiceInfo;
import org.geoserver.config.SettingsInfo;
import org.geoserver.wfs.WFSInfo;
import org.geoserver.wms.WMSInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.catalog.HostGeoServer;

/** Services of the workspace's own: made where the configuration asks for them, and never in place of an administrator's. */
class OwnServicesTest {

    private static final String PUBLISHER = """
            publishing:
              title: {sv: Indelningar, en: Divisions}
              description: {sv: Om dem, en: About them}
              organisation: {sv: Exempelkommun, en: Municipality of Example}
              organisation_url: https://example.se/
              contact_email: gis@example.se
              licence: CC0-1.0
              fees: {sv: Inga, en: None}
              keywords: [statistik, 'a\\b']
            """;
    private static final String OWN = PUBLISHER + "harvesting: {services: own}\n";

    @TempDir
    Path data;

    private Plugin host;
    private HostGeoServer geoServer;

    @BeforeEach
    void start() throws IOException {
        OneArea.storeOf(data);
        host = Plugin.start(data);
        geoServer = host.geoServer();
        WMSInfo wms = geoServer.getFactory().create(WMSInfo.class);
        wms.setName("WMS");
        wms.setTitle("GeoServer");
        wms.setAccessConstraints("NONE");
        wms.setMaxRenderingTime(60);
        wms.getMetadata().put("inspire.language", "eng");
        geoServer.add(wms);
        geoServer.add(geoServer.getFactory().create(WFSInfo.class));
        SettingsInfo settings = geoServer.getSettings();
        settings.setProxyBaseUrl("https://geo.example.se/geoserver");
        settings.getContact().setContactOrganization("The Ancient Geographers");
        settings.setNumDecimals(8);
        geoServer.save(settings);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void there_are_none_unless_the_configuration_asks_for_them() throws IOException {
        host.reload(PUBLISHER);
        assertThat(own(WMSInfo.class)).isNull();
        assertThat(geoServer.getSettings(workspace())).isNull();
    }

    @Test
    void they_say_who_publishes_and_on_which_terms_and_are_the_servers_in_all_else() throws IOException {
        host.reload(OWN);
        WMSInfo wms = own(WMSInfo.class);
        assertThat(wms.getName()).isEqualTo("WMS");
        assertThat(wms.getMaxRenderingTime()).isEqualTo(60);
        assertThat(wms.getTitle()).isEqualTo("Indelningar, visningstjänst");
        assertThat(wms.getInternationalTitle().toString(Locale.ENGLISH)).isEqualTo("Divisions, view service");
        assertThat(wms.getAbstract()).isEqualTo("Om dem");
        assertThat(wms.getFees()).isEqualTo("Inga");
        assertThat(wms.getAccessConstraints()).contains("CC0 1.0").contains("Inga begränsningar");
        assertThat(wms.getOnlineResource()).isEqualTo("https://example.se/");
        assertThat(wms.getKeywords()).extracting(KeywordInfo::getValue).containsExactly("statistik", "a/b");
        assertThat(own(WFSInfo.class).getTitle()).isEqualTo("Indelningar, direktåtkomsttjänst");
    }

    @Test
    void the_contact_is_the_publishers_and_the_address_the_servers() throws IOException {
        host.reload(OWN);
        SettingsInfo settings = geoServer.getSettings(workspace());
        assertThat(settings.getContact().getContactOrganization()).isEqualTo("Exempelkommun");
        assertThat(settings.getContact().getInternationalContactOrganization().toString(Locale.ENGLISH))
                .isEqualTo("Municipality of Example");
        assertThat(settings.getContact().getContactEmail()).isEqualTo("gis@example.se");
        assertThat(settings.getNumDecimals()).isEqualTo(8);
        assertThat(settings.getProxyBaseUrl()).isEqualTo("https://geo.example.se/geoserver");
        SettingsInfo shared = geoServer.getSettings();
        shared.setProxyBaseUrl("https://new.example.se/geoserver");
        geoServer.save(shared);
        host.reload();
        assertThat(geoServer.getSettings(workspace()).getProxyBaseUrl()).isEqualTo("https://new.example.se/geoserver");
    }

    @Test
    void the_servers_own_services_and_settings_are_never_written() throws IOException {
        host.reload(OWN);
        assertThat(geoServer.getService(WMSInfo.class).getTitle()).isEqualTo("GeoServer");
        assertThat(geoServer.getService(WMSInfo.class).getKeywords()).isEmpty();
        assertThat(geoServer.getSettings().getContact().getContactOrganization())
                .isEqualTo("The Ancient Geographers");
    }

    @Test
    void what_nobody_said_is_as_the_servers_service_has_it() throws IOException {
        host.reload("publishing: {title: '', licence: '', description: ''}\nharvesting: {services: own}\n");
        assertThat(own(WMSInfo.class).getTitle()).isEqualTo("Visningstjänst");
        assertThat(own(WMSInfo.class).getAccessConstraints()).isEqualTo("NONE");
        assertThat(own(WMSInfo.class).getMetadata().get("inspire.language", String.class))
                .isEqualTo("eng");
        assertThat(geoServer.getSettings(workspace())).as("no contact").isNull();
    }

    @Test
    void inspire_is_told_the_records_of_services_and_datasets_where_it_is_claimed_and_the_address_is_known()
            throws IOException {
        host.reload(OWN.replace("own}", "own, inspire: conformant, initiatives: [inspire]}"));
        assertThat(own(WMSInfo.class).getMetadata())
                .containsEntry("inspire.createExtendedCapabilities", true)
                .containsEntry("inspire.language", "swe")
                .containsEntry("inspire.otherLanguages", "eng")
                .containsEntry(
                        "inspire.metadataURL", "https://geo.example.se/geoserver/regstat-info/metadata.xml?of=wms")
                .doesNotContainKey("inspire.spatialDatasetIdentifier");
        String vintage = host.published()
                        .orElseThrow()
                        .catalogue()
                        .named("deso_2025")
                        .orElseThrow()
                        .id() + ",,https://geo.example.se/geoserver/regstat-info/metadata.xml?dataset=deso_2025";
        assertThat(own(WFSInfo.class)
                        .getMetadata()
                        .get("inspire.spatialDatasetIdentifier", String.class)
                        .split(";"))
                .contains(vintage);
        SettingsInfo shared = geoServer.getSettings();
        shared.setProxyBaseUrl(null);
        geoServer.save(shared);
        host.reload();
        assertThat(own(WFSInfo.class).getMetadata()).isEmpty();
    }

    @Test
    void inspire_is_told_only_datasets_that_everybody_may_see_whoever_reloads() throws IOException {
        Thread administrator = Thread.currentThread();
        Catalog all = geoServer.getCatalog();
        Catalog seen = Replaced.in(Catalog.class, all, "getLayerByName", name -> {
            boolean hidden = ((String) name[0]).endsWith(":deso_2025") && Thread.currentThread() != administrator;
            return hidden ? null : all.getLayerByName((String) name[0]);
        });
        Files.writeString(
                data.resolve("regstat/regstat.yml"),
                OWN.replace("own}", "own, inspire: conformant, initiatives: [inspire]}"));
        host.publisher().initialize(Replaced.in(GeoServer.class, geoServer, "getCatalog", nothing -> seen));
        assertThat(own(WFSInfo.class).getMetadata().get("inspire.spatialDatasetIdentifier", String.class))
                .contains("dataset=deso_2018")
                .doesNotContain("dataset=deso_2025");
    }

    @Test
    void what_an_administrator_changes_stays_and_the_rest_follows() throws IOException {
        host.reload(OWN);
        WMSInfo wms = own(WMSInfo.class);
        wms.setTitle("Vår");
        wms.setMaxRenderingTime(5);
        geoServer.save(wms);
        host.reload(OWN.replace("Om dem", "Nytt"));
        assertThat(own(WMSInfo.class).getTitle()).isEqualTo("Vår");
        assertThat(own(WMSInfo.class).getInternationalTitle().toString(Locale.ENGLISH))
                .isEqualTo("Vår");
        assertThat(own(WMSInfo.class).getMaxRenderingTime()).isEqualTo(5);
        assertThat(own(WMSInfo.class).getAbstract()).isEqualTo("Nytt");
    }

    @Test
    void a_service_that_an_administrator_made_is_theirs() throws IOException {
        WMSInfo theirs = geoServer.getFactory().create(WMSInfo.class);
        theirs.setTitle("Vår");
        theirs.setWorkspace(workspace());
        geoServer.add(theirs);
        host.reload(OWN);
        assertThat(own(WMSInfo.class).getTitle()).isEqualTo("Vår");
        assertThat(own(WFSInfo.class).getTitle()).isEqualTo("Indelningar, direktåtkomsttjänst");
        host.reload(PUBLISHER);
        assertThat(own(WMSInfo.class).getTitle()).isEqualTo("Vår");
        assertThat(own(WFSInfo.class)).isNull();
        assertThat(geoServer.getSettings(workspace())).isNull();
        WFSInfo too = geoServer.getFactory().create(WFSInfo.class);
        too.setWorkspace(workspace());
        geoServer.add(too);
        host.reload(OWN);
        assertThat(geoServer.getSettings(workspace()))
                .as("no contact where none is ours")
                .isNull();
    }

    @Test
    void a_contact_that_is_not_named_any_more_goes_and_what_was_edited_stays() throws IOException {
        String nobody =
                OWN.replaceFirst("(?m)^  organisation: .*\n", "").replaceFirst("(?m)^  contact_email: .*\n", "");
        host.reload(OWN);
        host.reload(nobody);
        assertThat(geoServer.getSettings(workspace())).isNull();
        assertThat(own(WMSInfo.class)).isNotNull();
        host.reload(OWN);
        SettingsInfo settings = geoServer.getSettings(workspace());
        settings.setNumDecimals(3);
        geoServer.save(settings);
        host.reload(nobody);
        assertThat(geoServer.getSettings(workspace()).getNumDecimals()).isEqualTo(3);
        assertThat(geoServer.getSettings(workspace()).getContact().getContactOrganization())
                .isNullOrEmpty();
        assertThat(geoServer.getSettings(workspace()).getContact().getContactEmail())
                .isNullOrEmpty();
    }

    @Test
    void they_stay_ours_where_the_data_store_was_removed_by_hand() throws IOException {
        host.reload(OWN);
        while (!host.catalog().all(LayerGroupInfo.class).isEmpty()) {
            host.catalog().all(LayerGroupInfo.class).stream()
                    .filter(group -> host.catalog().all(LayerGroupInfo.class).stream()
                            .noneMatch(other -> other.getLayers().contains(group)))
                    .forEach(host.catalog()::remove);
        }
        host.catalog().all(LayerInfo.class).forEach(host.catalog()::remove);
        host.catalog().all(FeatureTypeInfo.class).forEach(host.catalog()::remove);
        host.catalog().remove(host.catalog().getDataStoreByName(workspace(), "regstat"));
        host.reload(OWN.replace("Om dem", "Nytt"));
        assertThat(own(WMSInfo.class).getAbstract()).isEqualTo("Nytt");
        host.reload(PUBLISHER);
        assertThat(own(WMSInfo.class)).isNull();
        assertThat(geoServer.getSettings(workspace())).isNull();
    }

    @Test
    void one_that_was_removed_by_hand_stays_away() throws IOException {
        host.reload(OWN);
        geoServer.remove(own(WMSInfo.class));
        host.reload();
        assertThat(own(WMSInfo.class)).isNull();
    }

    @Test
    void where_they_are_not_asked_for_any_more_they_go_unless_edited() throws IOException {
        host.reload(OWN);
        WMSInfo wms = own(WMSInfo.class);
        wms.setFees("100 kr");
        geoServer.save(wms);
        host.reload(PUBLISHER);
        assertThat(own(WMSInfo.class).getFees()).isEqualTo("100 kr");
        assertThat(own(WFSInfo.class)).isNull();
        assertThat(geoServer.getSettings(workspace())).isNull();
    }

    @Test
    void they_are_taken_back_with_the_workspace() throws IOException {
        host.reload(OWN);
        WorkspaceInfo workspace = workspace();
        host.reload("publish: nothing");
        assertThat(geoServer.getService(workspace, WMSInfo.class)).isNull();
        assertThat(geoServer.getService(workspace, WFSInfo.class)).isNull();
        assertThat(geoServer.getSettings(workspace)).isNull();
        assertThat(workspace()).isNull();
    }

    @Test
    void a_reload_changes_nothing() throws IOException {
        host.reload(OWN);
        long changes = geoServer.changes();
        host.reload();
        assertThat(geoServer.changes()).isEqualTo(changes);
    }

    private <T extends ServiceInfo> T own(Class<T> kind) {
        return geoServer.getService(workspace(), kind);
    }

    private WorkspaceInfo workspace() {
        return host.catalog().getWorkspaceByName("regstat");
    }
}
