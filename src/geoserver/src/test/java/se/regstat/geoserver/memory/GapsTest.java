package se.regstat.geoserver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.regstat.geoserver.metadata.Gaps;
import se.regstat.importing.demo.DemoStore;
import se.regstat.statistics.store.StoreUrl;

/** What metadata lacks is told with what to write where; what is there is not. */
class GapsTest {

    private static final String ALL = IsoRecordsTest.PUBLISHER + "harvesting: {initiatives: [oppnadata]}\n";

    @TempDir
    Path data;

    private List<String> gaps(String settings) throws IOException {
        return gaps(settings, "SCB");
    }

    private List<String> gaps(String settings, String producer) throws IOException {
        Path config = OneArea.configuration(data);
        Path indicators = config.resolve("indicators.yml");
        Files.writeString(indicators, Files.readString(indicators).replace("producer: SCB", "producer: " + producer));
        Files.writeString(config.resolve("regstat.yml"), settings);
        try (Plugin plugin = Plugin.start(data, config, OneArea.store(data))) {
            return Gaps.of(plugin.published().orElseThrow().catalogue()).stream()
                    .map(Gaps.Gap::toString)
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            organisation: {sv: Exempelkommun & Co, en: Municipality of Example} |             | Geodataportalen and dataportal.se: regstat.yml, publishing.organisation is not set
            organisation_number: 212000-1355                 |                                | Geodataportalen and dataportal.se: regstat.yml, publishing.organisation_number is not set: identities
            organisation_type: LocalAuthority                |                                | metadata for dataportal.se: regstat.yml, publishing.organisation_type
            contact_email: gis@example.se                    |                                | publishing.contact_email
            licence: CC0-1.0                                 |                                | publishing.licence is not set
            licence: CC0-1.0                                 | licence: egna villkor          | publishing.licence is in words of its own
            title: {sv: Indelningar, en: Divisions}          |                                | publishing.title
            'initiatives: [oppnadata]'                       |                                | metadata for Geodataportalen: regstat.yml, harvesting.initiatives
            'initiatives: [oppnadata]'                       | 'initiatives: [inspire]'       | harvesting.inspire is not set
            'initiatives: [oppnadata]'                       | 'initiatives: [inspire], inspire: not_evaluated' | harvesting.inspire is not_evaluated
            """)
    void what_the_publisher_did_not_say_is_told_by_its_key(String there, String instead, String said)
            throws IOException {
        List<String> whole = gaps(ALL);
        assertThat(ALL).contains(there);
        assertThat(gaps(ALL.replace(there, instead == null ? "" : instead)))
                .filteredOn(gap -> !whole.contains(gap))
                .singleElement()
                .asString()
                .contains(said);
    }

    @Test
    void what_lacks_for_several_datasets_is_told_once() throws IOException {
        assertThat(gaps(ALL))
                .filteredOn(gap -> gap.contains("indicators.yml, licence"))
                .singleElement()
                .asString()
                .contains("population")
                .contains("no licence is known");
    }

    @Test
    void limited_access_without_a_code_of_its_reason_is_told() throws IOException {
        String limited = ALL.replace("licence:", "access_constraints: Efter prövning\n  licence:");
        String said =
                "Geodataportalen: regstat.yml, publishing.access_constraints is set, but publishing.access_limitation";
        assertThat(gaps(limited)).filteredOn(gap -> gap.contains(said)).hasSize(1);
        String reasoned = limited.replace("licence:", "access_limitation: INSPIRE_Directive_Article13_1b\n  licence:");
        assertThat(gaps(reasoned)).noneMatch(gap -> gap.contains("access_"));
    }

    @Test
    void producers_whose_type_nobody_said_are_told_in_one_line() throws IOException {
        assertThat(gaps(ALL, "Skogsstyrelsen"))
                .filteredOn(gap -> gap.contains("an organisation must say what it is"))
                .containsExactly(
                        "metadata for dataportal.se: Skogsstyrelsen: an organisation must say what it is; say it in regstat.yml,"
                                + " harvesting.producers, as in Skogsstyrelsen: LocalAuthority");
        for (String known :
                List.of("SCB", "Statistiska centralbyrån", "Exempelkommun & Co", "Municipality of Example")) {
            assertThat(gaps(ALL, known)).noneMatch(gap -> gap.contains("an organisation must say what it is"));
        }
        String said = ALL.replace("[oppnadata]", "[oppnadata], producers: {Skogsstyrelsen: NationalAuthority}");
        assertThat(gaps(said, "Skogsstyrelsen")).noneMatch(gap -> gap.contains("an organisation must say what it is"));
    }

    @Test
    void a_scale_that_nobody_said_is_told_of_vintages() throws IOException {
        assertThat(gaps(ALL))
                .filteredOn(gap -> gap.contains("divisions.yml, scale"))
                .singleElement()
                .asString()
                .contains("Geodataportalen: deso_2018, deso_2025: no spatial resolution");
        Files.writeString(data.resolve("config/divisions.yml"), "divisions: {deso: {scale: 10000}}");
        assertThat(gaps(ALL)).noneMatch(gap -> gap.contains("scale"));
    }

    @Test
    void of_invented_borders_no_scale_lacks() throws IOException {
        StoreUrl.GeoPackage store = StoreUrl.of(data.resolve("demo.gpkg"));
        DemoStore.create(store);
        Path config = Files.createDirectories(data.resolve("config"));
        Files.writeString(config.resolve("regstat.yml"), "harvesting: {demo: true}");
        try (Plugin plugin = Plugin.start(data, config, store)) {
            assertThat(Gaps.of(plugin.published().orElseThrow().catalogue()))
                    .isNotEmpty()
                    .noneMatch(gap -> gap.text().contains("scale"));
        }
    }

    @Test
    void nothing_lacks_of_invented_data_that_is_left_out() throws IOException {
        StoreUrl.GeoPackage store = StoreUrl.of(data.resolve("demo.gpkg"));
        DemoStore.create(store);
        try (Plugin plugin = Plugin.start(data, Files.createDirectories(data.resolve("config")), store)) {
            assertThat(Gaps.of(plugin.published().orElseThrow().catalogue())).isEmpty();
        }
    }
}
