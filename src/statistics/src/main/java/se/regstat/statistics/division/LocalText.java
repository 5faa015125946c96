package se.regstat.statistics.division;

import java.util.Locale;
import java.util.Objects;

/** A text that end users read, in Swedish and English. Neither is empty unless both are. */
public record LocalText(String sv, String en) {

    private static final String BETWEEN = " / ";

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

    /** What {@link #both} made of a text; other texts are the same in both languages. */
    public static LocalText ofBoth(String text) {
        int middle = text.indexOf(BETWEEN);
        if (middle < 0 || text.indexOf(BETWEEN, middle + 1) >= 0) return of(text);
        return new LocalText(text.substring(0, middle), text.substring(middle + BETWEEN.length()));
    }

    /**
     * {@code Län / County}: for places that have one text and no language, as titles in SLD 1.0. A slash within a text has no
     * spaces around it there, so that {@link #ofBoth} knows the one between them.
     */
    public String both() {
        String first = sv.replace(BETWEEN, "/");
        return sv.equals(en) ? first : first + BETWEEN + en.replace(BETWEEN, "/");
    }

    /** This text with another right after it. */
    public LocalText before(LocalText other) {
        return new LocalText(sv + other.sv, en + other.en);
    }

    /** This text, as a sentence, and another after it. */
    public LocalText then(LocalText sentence) {
        return isEmpty() ? sentence : new LocalText(then(sv, sentence.sv), then(en, sentence.en));
    }

    private static String then(String text, String sentence) {
        String first = text.strip();
        return first + (first.endsWith(".") ? " " : ". ") + sentence;
    }

    /** The text for a reader: Swedish for {@code sv}, English for everybody else. */
    public String in(Locale locale) {
        return "sv".equals(locale.getLanguage()) ? sv : en;
    }

    public boolean isEmpty() {
        return sv.isBlank();
    }
}
