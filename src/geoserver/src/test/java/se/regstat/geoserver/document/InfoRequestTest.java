package se.regstat.geoserver.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests have in common. */
class InfoRequestTest {

    @ParameterizedTest
    @CsvSource({"sv, sv", "swe, sv", "en-GB, en", "de, en", "'', sv", "' ', sv"})
    void who_asks_for_another_language_gets_english_as_from_the_embedded_host(String asked, String answered) {
        InfoRequest request = new InfoRequest("json") {};
        request.setLanguage(asked);
        assertThat(request.locale()).isEqualTo(Locale.forLanguageTag(answered));
    }
}
