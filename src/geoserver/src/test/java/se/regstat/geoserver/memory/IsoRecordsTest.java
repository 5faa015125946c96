package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static se.regstat.geoserver.metadata.iso.NationalProfile.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.iso.IsoRecords;
import se.regstat.geoserver.metadata.iso.NationalProfile;
import se.regstat.geoserver.metadata.iso.ServiceKind;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.store.StoreUrl;

/** Records keep the national profile's rules, and each rule notices a record that does not. */
class IsoRecordsTest {

    static final String PUBLISHER = """
            publishing:
              title: {sv: Indelningar, en: Divisions}
              description: {sv: Indelningar i kommunen., en: Divisions of the municipality.}
              organisation: {sv: Exempelkommun & Co, en: Municipality of Example}
              organisation_number: 212000-1355
              organisation_type: LocalAuthority
              organisation_url: https://www.example.se/
              contact_email: gis@example.se
              metadata_email: metadata@example.se
              licence: CC0-1.0
            """;

    /** After {@link #PUBLISHER}. */
    private static final String LIMITED = """
              access_constraints: {sv: Efter prövning, en: After review}
              access_limitation: INSPIRE_Directive_Article13_1b
              fees: {sv: 100 kr, en: SEK 100}
            """;

    static final String OPEN = "harvesting: {demo: true, initiatives: [oppnadata]}\n";
    static final String INSPIRE =
            "harvesting: {demo: true, initiatives: [oppnadata, geodatasamverkan, inspire], inspire: conformant}\n";

    @TempDir
    Path data;

    private Plugin demo(String settings) throws IOException {
        StoreUrl store = new StoreUrl(data.resolve("demo.gpkg"));
        if (!Files.exists(store.file())) DemoStore.create(store);
        Path config = Files.createDirectories(data.resolve("config"));
        Files.writeString(config.resolve("regstat.yml"), settings);
        Files.writeString(config.resolve("derived.yml"), "derived: {kommun: {indicators: [population]}}\n");
        return Plugin.start(data, config, store);
    }

    private static Map<String, String> records(Plugin plugin) {
        Catalogue catalogue = new VisibleLayers(plugin.catalog(), plugin.publisher())
                .catalogue()
                .orElseThrow();
        IsoRecords records = new IsoRecords(catalogue, new Addresses("https://example.se/geoserver/", "regstat"));
        Map<String, String> documents = new LinkedHashMap<>();
        for (Dataset dataset : catalogue.datasets()) documents.put(dataset.name(), records.of(dataset));
        for (ServiceKind kind : ServiceKind.values()) documents.put(kind.id(), records.of(kind));
        return documents;
    }

    @Test
    void every_record_keeps_every_rule() throws Exception {
        for (String settings : List.of(OPEN, INSPIRE, INSPIRE.replace("conformant", "not_conformant"))) {
            try (Plugin plugin = demo(PUBLISHER + settings)) {
                Map<String, String> records = records(plugin);
                assertThat(records).containsKeys("deso_2025", "population", "population_derived", "divisions", "wms");
                for (Map.Entry<String, String> record : records.entrySet()) {
                    assertThat(NationalProfile.broken(NationalProfile.parse(record.getValue())))
                            .as(record.getKey())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void limited_access_fees_and_terms_in_own_words_keep_every_rule() throws Exception {
        Path config = OneArea.configuration(data);
        Files.writeString(config.resolve("regstat.yml"), PUBLISHER.replace("CC0-1.0", "enligt avtal") + LIMITED + OPEN);
        try (Plugin plugin = Plugin.start(data, config, OneArea.store(data))) {
            for (Map.Entry<String, String> written : records(plugin).entrySet()) {
                Document record = NationalProfile.parse(written.getValue());
                assertThat(NationalProfile.broken(record)).as(written.getKey()).isEmpty();
                String reason = "//gmd:otherConstraints[gmx:Anchor/@xlink:href ="
                        + " 'http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/INSPIRE_Directive_Article13_1b']";
                assertThat(text(record, reason + "/gmx:Anchor")).isEqualTo("Efter prövning");
                assertThat(text(record, reason + "//gmd:LocalisedCharacterString"))
                        .isEqualTo("After review");
                assertThat(text(record, "//gmd:fees/gco:CharacterString")).isEqualTo("100 kr");
            }
        }
    }

    @Test
    void every_rule_notices_a_record_that_breaks_it() throws Exception {
        Map<String, String> records;
        try (Plugin plugin = demo(PUBLISHER + INSPIRE)) {
            records = records(plugin);
        }
        for (String name : List.of("population", "wms")) {
            for (NationalProfile.Rule rule : NationalProfile.rules(NationalProfile.parse(records.get(name)))) {
                Document record = NationalProfile.parse(records.get(name));
                boolean changed = NationalProfile.breaks(record, rule);
                // A service has no figures of quality and no formats.
                if (!changed && name.equals("wms") && List.of("126", "127").contains(rule.number())) continue;
                assertThat(NationalProfile.isTrue(record, rule.holds()))
                        .as("%s of %s", rule, name)
                        .isFalse();
            }
        }
    }

    @Test
    void without_a_publisher_records_lack_what_only_that_can_say() throws Exception {
        try (Plugin plugin = demo("harvesting: {demo: true}\n")) {
            Map<String, String> records = records(plugin);
            assertThat(text(NationalProfile.parse(records.get("wms")), "//gmd:abstract/gco:CharacterString"))
                    .contains("organisationsnummer");
            Document record = NationalProfile.parse(records.get("population"));
            assertThat(NationalProfile.broken(record))
                    .extracting(NationalProfile.Rule::number)
                    .containsOnly("106", "112", "113");
            assertThat(text(record, "//gmd:supplementalInformation/gco:CharacterString"))
                    .contains("organisationsnummer");
        }
    }
}
