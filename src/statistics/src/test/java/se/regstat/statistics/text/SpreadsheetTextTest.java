package se.regstat.statistics.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpreadsheetTextTest {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("'=+-@\t\ra1,. å").ofMaxLength(6);
    }

    @Property(tries = 1000)
    void what_is_guarded_is_read_again_as_it_was_and_is_no_formula(@ForAll("texts") String text) {
        String guarded = SpreadsheetText.guarded(text);
        assertThat(SpreadsheetText.read(guarded)).isEqualTo(text);
        if (!guarded.matches("[-+]?\\d+([.,]\\d+)?")) assertThat(guarded).doesNotMatch("(?s)[=+\\-@\\t\\r].*");
    }

    @Test
    void numbers_and_ordinary_texts_stay() {
        for (String text : new String[] {"-5", "+4,5", "0180C4040", "Åsen - norra", "'citerat'", ""}) {
            assertThat(SpreadsheetText.guarded(text)).isEqualTo(text);
        }
        assertThat(SpreadsheetText.guarded("=HYPERLINK(\"x\")")).isEqualTo("'=HYPERLINK(\"x\")");
        assertThat(SpreadsheetText.guarded("-1+2")).isEqualTo("'-1+2");
    }
}
