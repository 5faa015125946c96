package se.regstat.standalone.host;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.regstat.standalone.http.Kvp;
import se.regstat.statistics.text.Languages;

/** Which of the two languages a reader gets. */
final class Language {

    private Language() {}

    /**
     * From the parameter {@code language} or GeoServer's {@code AcceptLanguages}, else from Accept-Language. Empty if nothing is asked for, or
     * anything; English for those who ask only for others.
     *
     * @param header Accept-Language
     */
    static Optional<Locale> asked(Kvp kvp, Optional<String> header) {
        Optional<String> wish = kvp.get("language")
                .or(() -> kvp.get("AcceptLanguages").map(v -> v.trim().replaceAll("[ ,]+", ",")))
                .or(() -> header);
        if (wish.isEmpty() || wish.get().isBlank()) return Optional.empty();
        List<Locale.LanguageRange> ranges;
        try {
            ranges = Locale.LanguageRange.parse(wish.get());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (Locale.LanguageRange range : ranges) {
            if (range.getWeight() == 0) continue;
            if (range.getRange().equals("*")) return Optional.empty();
            Optional<Locale> known = Languages.of(range.getRange());
            if (known.isPresent()) return known;
        }
        return Optional.of(Locale.ENGLISH);
    }
}
