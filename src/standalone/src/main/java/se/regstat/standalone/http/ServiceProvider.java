package se.regstat.standalone.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.division.LocalText;

/** What the capabilities of every service tell of who publishes. */
public final class ServiceProvider {

    /** Without a word about who publishes. */
    public static final Publishing NOBODY = new Publishing(
            LocalText.of(""),
            LocalText.of(""),
            LocalText.of(""),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    private ServiceProvider() {}

    /** {@code title, abstract, organisation, site, email, keywords}; texts are empty where there is nothing to tell. */
    public static Map<String, Object> told(Publishing publishing, Locale locale) {
        String title = publishing.title().in(locale);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("title", title.isBlank() ? "Regstat" : title);
        values.put("abstract", publishing.description().in(locale));
        values.put("organisation", publishing.organisation().in(locale));
        values.put("site", publishing.organisationUrl().orElse(""));
        values.put("email", publishing.contactEmail().orElse(""));
        values.put("keywords", publishing.keywords());
        return values;
    }
}
