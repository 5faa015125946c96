package se.regstat.statistics.division;

import java.util.Locale;
import java.util.Objects;

/** A text that end users read, in Swedish and English. Neither is empty unless both are. */
public record LocalText(String sv, String en) {

    public LocalText {
        Objects.requireNonNull(sv, "sv");
        Objects.requireNonNull(en, "en");
        if (sv.isBlank()) sv = en;
        if (en.isBlank()) en = sv;
    }

    /** The same text in both languages, for names that are not translated. */
    public static LocalText of(String text) {
        return new LocalText(text, text);
    }

    /** The text for a reader: Swedish for {@code sv}, English for everybody else. */
    public String in(Locale locale) {
        return "sv".equals(locale.getLanguage()) ? sv : en;
    }

    public boolean isEmpty() {
        return sv.isBlank();
    }
}
