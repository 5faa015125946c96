package se.regstat.standalone.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import se.regstat.statistics.config.Organisation;
import se.regstat.statistics.config.Publishing;
import se.regstat.statistics.division.LocalText;

/** What the capabilities of every service tell of who publishes. */
public final class ServiceProvider {

    private ServiceProvider() {}

    /** As WMS and OWS have it where there is nothing of a kind. */
    private static final String NONE = "NONE";

    /**
     * {@code title, abstract, organisation, site, email, keywords}, empty where there is nothing to tell, and {@code fees,
     * accessConstraints}.
     */
    public static Map<String, Object> told(Publishing publishing, Locale locale) {
        String title = publishing.title().in(locale);
        Organisation organisation = publishing.organisation();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("title", title.isBlank() ? "Regstat" : title);
        values.put("abstract", publishing.description().in(locale));
        values.put("organisation", organisation.name().in(locale));
        values.put("site", organisation.url().orElse(""));
        values.put("email", organisation.email().orElse(""));
        values.put("keywords", publishing.keywords());
        values.put("fees", orNone(publishing.fees(), locale));
        values.put("accessConstraints", orNone(publishing.accessConstraints(), locale));
        return values;
    }

    private static String orNone(LocalText text, Locale locale) {
        return text.isEmpty() ? NONE : text.in(locale);
    }
}
