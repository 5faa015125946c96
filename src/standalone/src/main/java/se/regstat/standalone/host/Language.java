package se.regstat.standalone.host;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.regstat.standalone.http.Kvp;

/** Which of the two languages a reader gets. */
final class Language {

    static final Locale SWEDISH = Locale.forLanguageTag("sv");

    private Language() {}

    /**
     * From the parameter {@code language} or GeoServer's {@code AcceptLanguages}, else from Accept-Language. Swedish if nothing is asked for; English for those who ask only for others.
     *
     * @param header Accept-Language
     */
    static Locale of(Kvp kvp, Optional<String> header) {
        Optional<String> wish = kvp.get("language")
                .or(() -> kvp.get("AcceptLanguages").map(v -> v.trim().replaceAll("[ ,]+", ",")))
                .or(() -> header);
        if (wish.isEmpty() || wish.get().isBlank()) return SWEDISH;
        List<Locale.LanguageRange> ranges;
        try {
            ranges = Locale.LanguageRange.parse(wish.get());
        } catch (IllegalArgumentException e) {
            return SWEDISH;
        }
        for (Locale.LanguageRange range : ranges) {
            String tag = range.getRange();
            if (range.getWeight() == 0) continue;
            if (tag.equals("*") || tag.equals("sv") || tag.startsWith("sv-")) return SWEDISH;
            if (tag.equals("en") || tag.startsWith("en-")) return Locale.ENGLISH;
        }
        return Locale.ENGLISH;
    }
}
