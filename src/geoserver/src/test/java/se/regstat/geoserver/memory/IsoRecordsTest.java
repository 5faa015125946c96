package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static se.regstat.geoserver.metadata.iso.NationalProfile.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Gaps;
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
        StoreUrl.GeoPackage store = StoreUrl.of(data.resolve("demo.gpkg"));
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

    @Test
    void what_records_lack_before_anybody_configured_anything_is_what_check_lists() throws Exception {
        Map<String, List<String>> rules = Map.of(
                "publishing.organisation is not set", List.of("112", "113"),
                "publishing.contact_email is not set", List.of("112", "113"),
                "harvesting.initiatives is not set", List.of("106"));
        // Nothing breaks for lack of these: records tell that they are not known.
        List<String> recommended = List.of(
                "publishing.organisation_number is not set",
                "publishing.title is not set",
                "publishing.description is not set",
                "publishing.licence is not set",
                "indicators.yml, licence",
                "from which year on it is valid",
                "divisions.yml, scale");
        assertThat(brokenAndLacking("")).satisfies(both -> {
            assertThat(both.lacking()).hasSize(rules.size() + recommended.size());
            assertThat(both.lacking()).allMatch(gap -> Stream.concat(rules.keySet().stream(), recommended.stream())
                    .anyMatch(gap::contains));
            assertThat(both.broken()).containsExactlyInAnyOrder("106", "112", "113");
        });
        for (Map.Entry<String, List<String>> one : rules.entrySet()) {
            String key = one.getKey().replaceFirst("^[a-z]+\\.([a-z_]+).*", "$1");
            String settings = (PUBLISHER.replace("  metadata_email: metadata@example.se\n", "") + OPEN)
                    .replaceAll("(?m)^  " + key + ": .*\n|, " + key + ": \\[.*?\\]", "");
            assertThat(brokenAndLacking(settings)).as(key).satisfies(both -> {
                assertThat(both.lacking()).anyMatch(gap -> gap.contains(one.getKey()));
                assertThat(both.broken()).containsExactlyInAnyOrderElementsOf(one.getValue());
            });
        }
    }

    private record BrokenAndLacking(Set<String> broken, List<String> lacking) {}

    /** The rules that any record breaks, and what check says that records of the national profile lack. */
    private BrokenAndLacking brokenAndLacking(String settings) throws Exception {
        Path config = OneArea.configuration(data);
        Files.writeString(config.resolve("regstat.yml"), settings);
        try (Plugin plugin = Plugin.start(data, config, OneArea.store(data))) {
            Set<String> broken = new TreeSet<>();
            for (String record : records(plugin).values()) {
                NationalProfile.broken(NationalProfile.parse(record)).forEach(rule -> broken.add(rule.number()));
            }
            List<String> lacking = Gaps.of(plugin.published().orElseThrow().catalogue()).stream()
                    .filter(gap -> gap.profiles().contains(Gaps.Profile.NMDP))
                    .map(Gaps.Gap::toString)
                    .toList();
            return new BrokenAndLacking(broken, lacking);
        }
    }

    @Test
    void the_scale_of_borders_is_told_where_somebody_said_it() throws Exception {
        Path config = OneArea.configuration(data);
        Files.writeString(config.resolve("regstat.yml"), PUBLISHER + OPEN);
        Files.writeString(config.resolve("divisions.yml"), "divisions: {deso: {scale: 10000}}");
        try (Plugin plugin = Plugin.start(data, config, OneArea.store(data))) {
            Document record = NationalProfile.parse(records(plugin).get("deso_2025"));
            assertThat(text(record, "//gmd:spatialResolution//gmd:denominator/gco:Integer"))
                    .isEqualTo("10000");
            assertThat(NationalProfile.broken(record)).isEmpty();
            assertThat(records(plugin).get("population")).doesNotContain("spatialResolution");
        }
    }
}
