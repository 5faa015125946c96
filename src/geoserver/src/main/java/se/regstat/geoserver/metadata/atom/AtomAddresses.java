package se.regstat.geoserver.metadata.atom;

import java.util.Locale;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Dataset;

/** Where feeds, their search and its description are, in one language each. */
final class AtomAddresses {

    static final String FEED_TYPE = "application/atom+xml";

    private static final String LANGUAGE = "language";

    private final Addresses addresses;

    AtomAddresses(Addresses addresses) {
        this.addresses = addresses;
    }

    String service(Locale language) {
        return addresses.document("atom.xml", LANGUAGE, language.getLanguage());
    }

    /** Of what was found. */
    String search(String words, Locale language) {
        return addresses.document("search.xml", "q", words, LANGUAGE, language.getLanguage());
    }

    String dataset(Dataset dataset, Locale language) {
        return addresses.document("atom.xml", "dataset", dataset.name(), LANGUAGE, language.getLanguage());
    }

    String searchDescription(Locale language) {
        return addresses.document("opensearch.xml", LANGUAGE, language.getLanguage());
    }

    /** @param parameters a template of OpenSearch, whose braces are to stay */
    String searchTemplate(String ending, String parameters) {
        return addresses.document("search." + ending) + "?" + parameters;
    }
}
