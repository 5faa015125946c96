package se.regstat.statistics.text;

import java.util.Locale;
import java.util.Optional;

/** The two languages that there are texts in. */
public final class Languages {

    public static final Locale SWEDISH = Locale.forLanguageTag("sv");

    private Languages() {}

    /**
     * Swedish or English, by a tag such as {@code sv} or {@code en-GB}, or by the code of three letters that INSPIRE has ({@code swe},
     * {@code eng}), in any case; empty if it is neither.
     */
    public static Optional<Locale> of(String tag) {
        String language = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return switch (language) {
            case "sv", "swe" -> Optional.of(SWEDISH);
            case "en", "eng" -> Optional.of(Locale.ENGLISH);
            default -> Optional.empty();
        };
    }
}
