package se.regstat.geoserver.metadata.atom;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.CatalogueTexts;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.statistics.division.LocalText;

/**
 * How datasets are searched: an OpenSearch 1.1 description with the templates that INSPIRE's guidance for download services asks for
 * (requirements 40 to 43), and the search itself.
 */
public final class OpenSearch {

    /** EPSG:3006, which all files are in, as OGC names it. */
    static final String SWEREF = "http://www.opengis.net/def/crs/EPSG/0/3006";

    /** Most characters of the elements, by the specification. */
    private static final int SHORT_NAME = 16;

    private static final int LONG_NAME = 48;
    private static final int DESCRIPTION = 1024;

    private static final String CODE = "spatial_dataset_identifier_code={inspire_dls:spatial_dataset_identifier_code?}";
    private static final String DESCRIBE = CODE + "&language={language?}&q={searchTerms?}";
    private static final String GET = CODE + "&crs={inspire_dls:crs?}&language={language?}&q={searchTerms?}";

    private OpenSearch() {}

    /** The description, in one language. */
    public static String description(Catalogue catalogue, Addresses addresses, Locale language) {
        AtomAddresses atom = new AtomAddresses(addresses);
        String title = CatalogueTexts.title(catalogue).in(language);
        LocalText about = new LocalText("Sök datamängder: " + title, "Search datasets: " + title);
        Markup out = new Markup();
        out.open(
                "OpenSearchDescription",
                "xmlns",
                "http://a9.com/-/spec/opensearch/1.1/",
                "xmlns:inspire_dls",
                "http://inspire.ec.europa.eu/schemas/inspire_dls/1.0");
        out.text("ShortName", shortened("Regstat", SHORT_NAME));
        out.text("Description", shortened(about.in(language), DESCRIPTION));
        url(out, "self", "application/opensearchdescription+xml", atom.searchDescription(language));
        url(out, "results", "text/html", atom.searchTemplate("html", "q={searchTerms}"));
        url(out, "describedby", AtomAddresses.FEED_TYPE, atom.searchTemplate("xml", DESCRIBE));
        url(out, "results", AtomAddresses.FEED_TYPE, atom.searchTemplate("xml", GET));
        url(out, "results", "application/geopackage+sqlite3", atom.searchTemplate("gpkg", GET));
        url(out, "results", "text/csv", atom.searchTemplate("csv", GET));
        catalogue.publishing().organisation().email().ifPresent(email -> out.text("Contact", email));
        out.text("LongName", shortened(title, LONG_NAME));
        for (Dataset dataset : catalogue.datasets()) {
            out.empty(
                    "Query",
                    "role",
                    "example",
                    "inspire_dls:spatial_dataset_identifier_code",
                    dataset.id().toString(),
                    "inspire_dls:crs",
                    SWEREF,
                    "language",
                    language.getLanguage(),
                    "title",
                    dataset.title().in(language),
                    "count",
                    "1");
        }
        out.text("Language", "sv");
        out.text("Language", "en");
        return out.close().written();
    }

    private static void url(Markup out, String rel, String type, String template) {
        out.empty("Url", "type", type, "rel", rel, "template", template);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, most - 1))) + "…";
    }

    /**
     * The datasets that have all words in title, description or keywords, in either language.
     *
     * @param words separated by blanks; all are meant if there are none
     */
    public static List<Dataset> search(Catalogue catalogue, String words) {
        List<String> wanted =
                Stream.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+")).toList();
        return catalogue.datasets().stream()
                .filter(dataset -> wanted.stream().allMatch(told(dataset)::contains))
                .toList();
    }

    private static String told(Dataset dataset) {
        StringBuilder told = new StringBuilder(dataset.name());
        Stream.concat(Stream.of(dataset.title(), dataset.text()), dataset.keywords().stream())
                .forEach(
                        text -> told.append('\n').append(text.sv()).append('\n').append(text.en()));
        return told.toString().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether files are in this system.
     *
     * @param crs as in {@code EPSG:3006} or {@link #SWEREF}; blank asks for any
     */
    public static boolean isThere(String crs) {
        return crs.isBlank()
                || crs.strip()
                        .matches(
                                "(?i)(EPSG:|urn:ogc:def:crs:EPSG:[^:]*:|https?://www\\.opengis\\.net/def/crs/EPSG/[^/]+/)3006");
    }
}
