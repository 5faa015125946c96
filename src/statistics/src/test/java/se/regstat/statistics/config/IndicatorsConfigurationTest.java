package se.regstat.statistics.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.MapStyle;
import se.regstat.statistics.indicator.Measure;
import se.regstat.statistics.indicator.Theme;

class IndicatorsConfigurationTest {

    @TempDir
    Path directory;

    @Test
    void everything_that_can_be_said_of_an_indicator_is_read() throws IOException {
        Indicator share = load("""
                indicators:
                  population: {kind: count}
                  tenants:
                    title: {sv: Hyresgäster, en: Tenants}
                    kind: count
                    parts: [population]
                    tolerance: 9
                  share_tenants:
                    title: {sv: Andel hyresgäster, en: Share of tenants}
                    unit: '%'
                    kind: ratio
                    numerator: tenants
                    denominator: population
                    decimals: 2
                    definition: {sv: Så här, en: Like this}
                    reading: Läs
                    caveat: Akta
                    producer: Producenten
                    source: Tabellen
                    licence: CC0-1.0
                    disclosure: {minimum: 20}
                    base_year: 2012
                    breaks: [2024, 2025]
                    style: {limits: [10, 20.5], palette: PuOr, midpoint: 15}
                    publish: false
                """).indicator("share_tenants");
        assertThat(share.measure())
                .isEqualTo(new Measure.Ratio(Optional.of("tenants"), Optional.of("population"), 100));
        assertThat(share.title().en()).isEqualTo("Share of tenants");
        assertThat(share.decimals()).isEqualTo(2);
        assertThat(share.disclosure().orElseThrow().base()).isEqualTo("population");
        assertThat(share.baseYear()).hasValue(2012);
        assertThat(share.breaks()).containsExactlyInAnyOrder(2024, 2025);
        assertThat(share.style().method()).isEqualTo(MapStyle.Method.LIMITS);
        assertThat(share.style().limits()).containsExactly(10.0, 20.5);
        assertThat(share.style().classes()).isEqualTo(3);
        assertThat(share.publish()).isFalse();
        assertThat(load("indicators: {population: {kind: count, parts: [population], tolerance: 9}}")
                        .indicator("population")
                        .tolerance())
                .isEqualTo(9);
    }

    @Test
    void an_indicator_that_is_not_described_is_nothing_that_adds_up() throws IOException {
        assertThat(load("indicators: {}").indicator("mystery").measure()).isInstanceOf(Measure.Index.class);
    }

    @Test
    void indicators_stand_under_themes_and_those_without_under_others() throws IOException {
        Configuration configuration = load("""
                themes:
                  work: {sv: Arbete, en: Work}
                  age: {sv: Ålder, en: Age}
                indicators:
                  young: {kind: count, theme: age}
                  tall: {kind: count}
                """);
        assertThat(configuration.themes()).extracting(Theme::id).containsExactly("work", "age", "other");
        assertThat(configuration.indicator("young").theme().title()).isEqualTo(new LocalText("Ålder", "Age"));
        assertThat(configuration.indicator("tall").theme()).isEqualTo(Theme.OTHER);
        assertThat(configuration.indicator("mystery").theme()).isEqualTo(Theme.OTHER);
    }

    @Test
    void every_indicator_that_comes_with_the_program_has_a_theme() {
        Configuration bundled = Configuration.load(directory.resolve("absent"));
        assertThat(bundled.indicators()).hasSizeGreaterThan(80).allSatisfy(indicator -> assertThat(indicator.theme())
                .as(indicator.id())
                .isNotEqualTo(Theme.OTHER));
    }

    @Test
    void mistakes_are_told_with_file_line_and_key() {
        assertRefused("indicators:\n  a: {title: A}", "line 2", "a.kind", "count, ratio");
        assertRefused("indicators:\n  a: {kind: sum}", "line 2", "'sum' is not a kind of measure");
        assertRefused("indicators:\n  a: {kind: count, unitt: x}", "unitt", "unknown key");
        assertRefused("indicators:\n  Ä: {kind: count}", "'Ä' is not an indicator's id");
        assertRefused("indicators:\n  a: {kind: ratio, numerator: b, denominator: a}", "is computed from 'b'");
        assertRefused("indicators:\n  a: {kind: ratio, numerator: b}", "has a denominator too");
        assertRefused("indicators:\n  a: {kind: density}", "a.of", "population");
        assertRefused("indicators:\n  a: {kind: count, tolerance: -1}", "tolerance", "negative");
        assertRefused("indicators:\n  a: {kind: count, parts: [b]}", "has the part 'b'");
        assertRefused("indicators:\n  a: {kind: count, style: {limits: [2, 1]}}", "limits should rise");
        assertRefused("indicators:\n  a: {kind: count, style: {method: best}}", "natural_breaks");
        assertRefused("indicators:\n  a: {kind: count, style: {classes: 40}}", "2 to 9");
        assertRefused("indicators:\n  a: {kind: count, decimals: 1.5}", "not a whole number");
        assertRefused("indicators:\n  a: {kind: quantile, share: 1}", "between 0 and 1");
        assertRefused("indicators:\n  a: {kind: count, theme: age}", "line 2", "a.theme", "'age'", "they are none");
        assertRefused("themes: {age: Age}\nindicators:\n  a: {kind: count, theme: agee}", "'agee'", "they are age");
        assertRefused("themes: {Age: Age}", "Age", "lower-case letters");
        assertRefused("themes:\n  age:", "line 2", "themes.age", "should have a title");
    }

    /** Whatever step of the way down has a rule. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: index, components: [secret_share]}",
                "{kind: index, components: [open_share, leaf_share]}",
                "{kind: index, components: [secret_mean]}",
                "{kind: class, of: inner, reference: regso, limits: [1, 0]}",
                "{kind: criteria, conditions: ['secret_share >= 70']}",
                "{kind: criteria, conditions: ['inner >= 1', 'open_share >= 2']}",
            })
    void nothing_is_made_of_what_is_restricted(String combined) {
        assertRefused(
                """
                indicators:
                  population: {kind: count}
                  people: {kind: count}
                  secret: {kind: count, disclosure: {minimum: 20, base: population}}
                  open_share: {kind: ratio, numerator: people, denominator: population}
                  leaf_share: {kind: ratio, numerator: secret, denominator: population}
                  secret_share: {kind: ratio, numerator: people, denominator: population, disclosure: {minimum: 10, base: population}}
                  secret_mean: {kind: mean, base: population, disclosure: {minimum: 10, base: population}}
                  made: %s
                """.formatted(combined)
                        + (combined.contains("inner") ? "  inner: {kind: index, components: [secret_share]}\n" : ""),
                "is restricted, and would give that away");
    }

    @Test
    void what_is_computed_from_a_restricted_indicator_is_restricted() throws IOException {
        Configuration configuration = load("""
                indicators:
                  population: {kind: count}
                  tenants: {kind: count, disclosure: {minimum: 20}}
                  share_tenants: {kind: ratio, numerator: tenants, denominator: population}
                  tenant_density: {kind: density, of: tenants, disclosure: {minimum: 50}}
                """);
        assertThat(configuration.indicator("population").publish()).isTrue();
        assertThat(configuration.indicator("tenants").publish()).isFalse();
        assertThat(configuration.indicator("share_tenants").disclosure())
                .isEqualTo(configuration.indicator("tenants").disclosure());
        assertThat(configuration.indicator("share_tenants").publish()).isFalse();
        assertThat(configuration
                        .indicator("tenant_density")
                        .disclosure()
                        .orElseThrow()
                        .minimum())
                .isEqualTo(50);
        assertThat(load("""
                indicators:
                  population: {kind: count, disclosure: {minimum: 5}}
                  tenants: {kind: count, disclosure: {minimum: 20}}
                  share_tenants: {kind: ratio, numerator: tenants, denominator: population, disclosure: {minimum: 1}}
                """)
                        .indicator("share_tenants")
                        .disclosure()
                        .orElseThrow()
                        .minimum())
                .as("the strictest rule")
                .isEqualTo(20);
        assertRefused("""
                indicators:
                  population: {kind: count}
                  women: {kind: count, disclosure: {minimum: 5}}
                  tenants: {kind: count, disclosure: {minimum: 20, base: women}}
                  share_tenants: {kind: ratio, numerator: tenants, denominator: women}
                """, "share_tenants", "different bases");
        assertRefused("indicators:\n  a: {kind: count, disclosure: {minimum: 0}}", "minimum", "at least 1");
        assertRefused("indicators:\n  a: {kind: count, disclosure: {minimum: 3}}", "'population'", "kind count");
    }

    @Test
    void what_is_computed_is_told_for_no_more_than_what_it_is_computed_from() throws IOException {
        Files.writeString(
                directory.resolve("derived.yml"),
                "derived: {own: {indicators: [population]}, second: {indicators: [population]}}");
        Configuration configuration = load("""
                indicators:
                  population: {kind: count}
                  tenants: {kind: count, disclosure: {minimum: 20}, told_for: [own, second]}
                  women: {kind: count, disclosure: {minimum: 20}, told_for: [own]}
                  share: {kind: ratio, numerator: women, denominator: tenants}
                  density: {kind: density, of: tenants, disclosure: {minimum: 20}}
                """);
        assertThat(toldFor(configuration, "tenants")).containsExactlyInAnyOrder("own", "second");
        assertThat(toldFor(configuration, "share")).containsExactly("own");
        assertThat(toldFor(configuration, "density")).isEmpty();
        assertThat(configuration.indicator("share").publish()).isFalse();
        assertThat(configuration.indicator("share").publishDerived("own")).isTrue();
        assertThat(configuration.indicator("share").publishDerived("second")).isFalse();
        assertThat(configuration.indicator("population").publishDerived("second"))
                .isTrue();
        assertRefused(
                "indicators:\n  population: {kind: count, disclosure: {minimum: 3}, told_for: [kommun]}",
                "line 2",
                "population.told_for",
                "'kommun'",
                "own, second");
        assertRefused("indicators:\n  a: {kind: count, told_for: [own]}", "a.told_for", "no disclosure");
    }

    private static Set<String> toldFor(Configuration configuration, String indicator) {
        return configuration.indicator(indicator).disclosure().orElseThrow().toldFor();
    }

    private void assertRefused(String yaml, String... told) {
        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("indicators.yml")
                .hasMessageContainingAll(told);
    }

    private Configuration load(String yaml) throws IOException {
        Files.writeString(directory.resolve("indicators.yml"), yaml);
        return Configuration.load(directory);
    }
}
