package se.regstat.statistics.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.text.Languages;

class ConfigurationTest {

    @TempDir
    Path directory;

    @TempDir
    Path empty;

    @Test
    void without_files_the_known_divisions_are_described() {
        Configuration configuration = Configuration.load(directory);
        Division deso = configuration.division("deso");
        assertThat(deso.title().sv()).contains("DeSO");
        assertThat(deso.acceptsCode("0180C4040")).isTrue();
        assertThat(deso.acceptsCode("0180C404")).isFalse();
        assertThat(deso.completeWithin()).contains("kommun");
        assertThat(configuration.division("lan").licence()).isEqualTo("CC0-1.0");
    }

    @Test
    void the_vintages_of_the_known_divisions_have_their_years() {
        Configuration configuration = Configuration.load(directory);
        assertThat(years(configuration, "deso@2018")).isEqualTo("open-2023");
        assertThat(years(configuration, "deso@2025")).isEqualTo("2024-open");
        assertThat(years(configuration, "regso@2020")).isEqualTo("open-2023");
        assertThat(years(configuration, "kommun@2025")).isEqualTo("2011-open");
        assertThat(years(configuration, "lan@2025")).isEqualTo("open-open");
        assertThat(configuration.validity(VintageId.parse("deso@1999"))).isEmpty();
    }

    private static String years(Configuration configuration, String vintage) {
        return configuration.validity(VintageId.parse(vintage)).orElseThrow().toString();
    }

    @Test
    void an_undescribed_division_is_titled_by_its_id_and_its_licence_is_unknown() {
        Division division = Configuration.load(directory).division("skoldistrikt");
        assertThat(division.title().sv()).isEqualTo("skoldistrikt");
        assertThat(division.licence()).isEqualTo("unknown");
    }

    @Test
    void defaults_are_written_once_and_an_edited_file_is_left_alone() throws IOException {
        Configuration.writeDefaults(directory);
        Path edited = directory.resolve("divisions.yml");
        assertThat(edited).exists();
        Files.writeString(edited, "divisions: {}\n");
        Configuration.writeDefaults(directory);
        assertThat(edited).hasContent("divisions: {}");
        assertThat(Configuration.load(directory).divisions()).isEmpty();
    }

    @Test
    void errors_name_file_line_and_key() throws IOException {
        assertThat(refused("divisions:\n  deso:\n    titel: DeSO\n"))
                .contains("divisions.yml, line 3, divisions.deso.titel", "unknown key", "title");
        assertThat(refused("divisions:\n  deso:\n    code: '['\n")).contains("line 3", "not a regular expression");
        assertThat(refused("divisions:\n  DeSO: {}\n")).contains("line 2", "divisions.DeSO", "lower-case");
        assertThat(refused("divisions:\n  deso:\n    vintages: {2018: {valid_to: snart}}\n"))
                .contains("valid_to", "'snart' is not a whole number");
        assertThat(
                        refused(
                                "divisions:\n  deso:\n    vintages: {\"2018\": {valid_to: 2023}, \"2025\": {valid_from: 2023}}\n"))
                .contains("overlap");
        assertThat(refused("divisions:\n  deso: {title: a}\n  deso: {title: b}\n"))
                .contains("divisions.yml")
                .containsIgnoringCase("twice");
        assertThat(refused("divisions: [deso\n")).contains("divisions.yml", "not YAML");
    }

    @Test
    void who_publishes_is_said_once_and_checked() throws IOException {
        Files.writeString(directory.resolve("regstat.yml"), """
                publishing:
                  organisation: {sv: Göteborgs stad, en: City of Göteborg}
                  organisation_number: 212000-1355
                  organisation_type: LocalAuthority
                  contact_email: gis@example.se
                harvesting: {initiatives: [oppnadata], inspire: not_evaluated, high_value: [statistics], services: own,
                  producers: {Region X: RegionalAuthority}}
                """);
        Configuration configuration = Configuration.load(directory);
        Organisation organisation = configuration.publishing().organisation();
        assertThat(organisation.number()).contains("2120001355");
        assertThat(organisation.type()).contains(Organisation.Type.LOCAL_AUTHORITY);
        assertThat(organisation.metadataEmail()).contains("gis@example.se");
        Harvesting harvesting = configuration.harvesting();
        assertThat(harvesting.language()).isEqualTo(Languages.SWEDISH);
        assertThat(harvesting.initiatives()).containsExactly(Harvesting.Initiative.OPPNADATA);
        assertThat(harvesting.inspire()).contains(Harvesting.Inspire.NOT_EVALUATED);
        assertThat(harvesting.highValue()).containsExactly(Harvesting.HighValue.STATISTICS);
        assertThat(harvesting.perLayer()).isFalse();
        assertThat(harvesting.ownServices()).isTrue();
        assertThat(harvesting.producers()).containsExactly(Map.entry("Region X", Organisation.Type.REGIONAL_AUTHORITY));
    }

    @Test
    void indicators_are_chosen_by_id_or_theme_and_a_slip_of_the_pen_is_told() throws IOException {
        assertThat(Configuration.load(directory).selection().has(Indicator.undescribed("anything")))
                .isTrue();
        Files.writeString(directory.resolve("indicators.yml"), """
                themes: {age: {sv: Ålder, en: Age}}
                indicators: {young: {kind: count, theme: age}, rich: {kind: count}, other_one: {kind: count}}
                """);
        Files.writeString(directory.resolve("regstat.yml"), "publish: [age, rich]\n");
        Configuration configuration = Configuration.load(directory);
        assertThat(configuration.publishesNothing()).isFalse();
        assertThat(configuration.indicators().stream().filter(configuration.selection()::has))
                .extracting(Indicator::id)
                .containsExactly("young", "rich");
        Files.writeString(directory.resolve("regstat.yml"), "publish: []\n");
        assertThat(Configuration.load(directory).indicators())
                .noneMatch(Configuration.load(directory).selection()::has);
        Files.writeString(directory.resolve("regstat.yml"), "publish: [age, ritch]\n");
        assertThatThrownBy(() -> Configuration.load(directory))
                .hasMessageContaining("publish: 'ritch' should be all, nothing, or a theme or an indicator")
                .hasMessageContaining("did you mean rich?");
    }

    @Test
    void what_a_publisher_says_wrongly_is_told_with_what_would_be_right() throws IOException {
        Files.writeString(directory.resolve("regstat.yml"), "publishing: {organisation_number: 2120-1355}\n");
        assertThatThrownBy(() -> Configuration.load(directory))
                .hasMessageContaining("publishing.organisation_number: '2120-1355' should be ten digits");
        Files.writeString(directory.resolve("regstat.yml"), "publishing: {organisation_type: Municipality}\n");
        assertThatThrownBy(() -> Configuration.load(directory))
                .hasMessageContaining("'Municipality' should be one of NationalAuthority, RegionalAuthority,");
        Files.writeString(
                directory.resolve("regstat.yml"), "publishing: {access_limitation: INSPIRE_Directive_Article13_1b}\n");
        assertThatThrownBy(() -> Configuration.load(directory))
                .hasMessageContaining("publishing.access_limitation: the reason is to be said in words too");
        Files.writeString(directory.resolve("regstat.yml"), "publishing: {contact_email: gis}\n");
        assertThatThrownBy(() -> Configuration.load(directory)).hasMessageContaining("should be an e-mail address");
        Files.writeString(directory.resolve("regstat.yml"), "harvesting: {producers: {Region X: Region}}\n");
        assertThatThrownBy(() -> Configuration.load(directory))
                .hasMessageContaining("harvesting.producers.Region X: 'Region' should be one of NationalAuthority,");
        Files.writeString(directory.resolve("regstat.yml"), "harvesting: {inspire: yes}\n");
        assertThatThrownBy(() -> Configuration.load(directory))
                .hasMessageContaining("harvesting.inspire: 'yes' should be one of not_evaluated, conformant,");
    }

    @Test
    void limits_of_reaggregation_have_defaults_and_can_be_set() throws IOException {
        Configuration.writeDefaults(directory);
        assertThat(Configuration.load(directory).reaggregationLimits())
                .isEqualTo(Configuration.load(empty).reaggregationLimits())
                .isEqualTo(ReaggregationLimits.DEFAULT);
        Files.writeString(directory.resolve("regstat.yml"), "limits: {reaggregation: {at_once: 3}}\n");
        assertThat(Configuration.load(directory).reaggregationLimits().atOnce()).isEqualTo(3);
        Files.writeString(directory.resolve("regstat.yml"), "limits: {reaggregation: {at_once: 0}}\n");
        assertThatThrownBy(() -> Configuration.load(directory))
                .hasMessageContaining("at_once")
                .hasMessageContaining("more than 0");
    }

    private String refused(String divisions) throws IOException {
        Files.writeString(directory.resolve("divisions.yml"), divisions);
        var thrown = new String[1];
        assertThatThrownBy(() -> Configuration.load(directory))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(e -> thrown[0] = e.getMessage());
        return thrown[0];
    }
}
