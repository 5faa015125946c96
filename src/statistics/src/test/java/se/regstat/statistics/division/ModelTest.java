package se.regstat.statistics.division;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {

    @Test
    void a_vintage_is_written_as_it_is_read() {
        assertThat(VintageId.parse("deso@2025")).hasToString("deso@2025");
        assertThat(VintageId.parse("gbg_primaromraden@2021").layerName()).isEqualTo("gbg_primaromraden_2021");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deso", "deso@25", "DeSO@2025", "@2025", "1deso@2025", "deso@2025 ", "deso;drop@2025"})
    void a_malformed_vintage_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> VintageId.parse(text))
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("deso@2025");
    }

    @Test
    void a_parent_may_name_its_vintage() {
        assertThat(Vintage.Parent.parse("regso@2025").vintage()).contains("2025");
        assertThat(Vintage.Parent.parse("regso").vintage()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"geom", "code", "vintage", "valid_from"})
    void a_parent_whose_column_would_collide_with_an_attribute_is_refused(String division) {
        assertThatThrownBy(() -> Vintage.Parent.parse(division)).hasMessageContaining("'" + division + "'");
    }

    @Property
    boolean year_ranges_overlap_exactly_when_they_share_a_year(
            @ForAll @IntRange(min = 1, max = 9) int a,
            @ForAll @IntRange(min = 0, max = 9) int aLength,
            @ForAll @IntRange(min = 1, max = 9) int b,
            @ForAll @IntRange(min = 0, max = 9) int bLength,
            @ForAll boolean openFrom,
            @ForAll boolean openTo) {
        YearRange one = new YearRange(openFrom ? OptionalInt.empty() : OptionalInt.of(a), OptionalInt.of(a + aLength));
        YearRange other = new YearRange(OptionalInt.of(b), openTo ? OptionalInt.empty() : OptionalInt.of(b + bLength));
        boolean shared = false;
        for (int year = -1; year < 30; year++) shared |= one.contains(year) && other.contains(year);
        return one.overlaps(other) == shared && other.overlaps(one) == shared;
    }

    @Test
    void a_text_given_in_one_language_serves_readers_of_both() {
        assertThat(new LocalText("", "Counties").in(Locale.forLanguageTag("sv")))
                .isEqualTo("Counties");
        assertThat(new LocalText("Län", "Counties").in(Locale.forLanguageTag("sv-SE")))
                .isEqualTo("Län");
        assertThat(new LocalText("Län", "Counties").in(Locale.GERMAN)).isEqualTo("Counties");
    }

    @Test
    void a_text_in_both_languages_is_taken_apart_again() {
        LocalText text = new LocalText("Län (liten skala)", "County (small scale)");
        assertThat(LocalText.ofBoth(text.both())).isEqualTo(text);
        assertThat(LocalText.ofBoth("DeSO")).isEqualTo(LocalText.of("DeSO"));
        assertThat(LocalText.ofBoth("a / b / c")).isEqualTo(LocalText.of("a / b / c"));
    }

    @Test
    void a_slash_within_a_text_is_not_where_the_languages_meet() {
        LocalText same = LocalText.of("Man / kvinna");
        assertThat(LocalText.ofBoth(same.both())).isEqualTo(LocalText.of("Man/kvinna"));
        LocalText one = new LocalText("Arbetslösa / alla", "Unemployed");
        assertThat(LocalText.ofBoth(one.both())).isEqualTo(new LocalText("Arbetslösa/alla", "Unemployed"));
    }
}
