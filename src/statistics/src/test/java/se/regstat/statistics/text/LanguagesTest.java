package se.regstat.statistics.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"sv", "SV", " sv-FI ", "sv_SE", "swe", "SWE"})
    void swedish_is_known_by_two_letters_and_three(String tag) {
        assertThat(Languages.of(tag)).contains(Languages.SWEDISH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-GB", "eng", "ENG"})
    void so_is_english(String tag) {
        assertThat(Languages.of(tag)).contains(Locale.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "svan", "swahili", "sw", "de", "-", "*"})
    void all_else_is_neither(String tag) {
        assertThat(Languages.of(tag)).isEmpty();
    }
}
