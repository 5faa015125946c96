package se.regstat.geoserver.metadata.atom;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.CatalogueTexts;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Degrees;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.statistics.config.Harvesting;
import se.regstat.statistics.config.Organisation;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.Languages;

/**
 * Feeds in one language, by RFC 4287, GeoRSS-Simple and INSPIRE's Technical Guidance for Download Services (3.4.0, chapter 5): one of
 * the service with an entry for each dataset, and one of each dataset with an entry for each format.
 *
 * <p>A feed's {@code id} is its address, as requirements 9 and 22 of the guidance have it. The entry of a dataset is named by the
 * dataset's UUID, and so is what its {@code spatial_dataset_identifier_code} names: the same as in every other record. The UUIDs
 * have no namespace, so there is no {@code spatial_dataset_identifier_namespace} (requirement 13). The service has no record of its own;
 * what INSPIRE wants to know of it is in its feed (requirement 6, second option).
 */
public final class Feeds {

    private static final LocalText NOBODY = new LocalText("Utgivaren är inte angiven", "The publisher is not named");
    private static final LocalText HERE = new LocalText("Det här dokumentet", "This document");
    private static final String SERVICE_CATEGORIES =
            "http://inspire.ec.europa.eu/metadata-codelist/SpatialDataServiceCategory";

    private final Catalogue catalogue;
    private final Addresses addresses;
    private final AtomAddresses feeds;
    private final Locale language;
    private final Markup out = new Markup();

    private Feeds(Catalogue catalogue, Addresses addresses, Locale language) {
        this.catalogue = catalogue;
        this.addresses = addresses;
        this.feeds = new AtomAddresses(addresses);
        this.language = language;
    }

    /** The feed of the service, with all datasets of the catalogue. */
    public static String ofService(Catalogue catalogue, Addresses addresses, Locale language) {
        Feeds feeds = new Feeds(catalogue, addresses, language);
        return feeds.service(catalogue.datasets(), feeds.feeds::service);
    }

    /**
     * The same feed with an entry for each dataset that was found, under the search's own address.
     *
     * @param words that were searched for
     */
    public static String ofSearch(
            Catalogue catalogue, String words, List<Dataset> found, Addresses addresses, Locale language) {
        Feeds feeds = new Feeds(catalogue, addresses, language);
        return feeds.service(found, in -> feeds.feeds.search(words, in));
    }

    /** The feed of one dataset. */
    public static String ofDataset(Catalogue catalogue, Dataset dataset, Addresses addresses, Locale language) {
        return new Feeds(catalogue, addresses, language).dataset(dataset);
    }

    // ---- the service

    /** @param address of the feed in a language */
    private String service(List<Dataset> datasets, Function<Locale, String> address) {
        LocalText title = CatalogueTexts.title(catalogue);
        start(
                new LocalText("Nedladdning: " + title.sv(), "Download: " + title.en()),
                CatalogueTexts.description(catalogue));
        languages(address.apply(language), address.apply(other()));
        link(
                "search",
                feeds.searchDescription(language),
                "application/opensearchdescription+xml",
                new LocalText("Beskrivning av sökningen", "Description of the search"));
        related();
        out.text("id", address.apply(language));
        about(catalogue.publishing().licence(), catalogue.modified());
        out.empty("category", "term", SERVICE_CATEGORIES + "/infoFeatureAccessService", "scheme", SERVICE_CATEGORIES);
        if (catalogue.harvesting().inspire().equals(Optional.of(Harvesting.Inspire.CONFORMANT))) {
            out.empty("category", "term", "http://data.europa.eu/eli/reg/2009/976");
        }
        datasets.forEach(this::entry);
        return out.close().written();
    }

    private void entry(Dataset dataset) {
        out.open("entry");
        out.text("title", in(dataset.title()));
        out.text("inspire_dls:spatial_dataset_identifier_code", dataset.id().toString());
        out.empty("link", "rel", "describedby", "href", addresses.record(dataset), "type", "application/xml");
        link(
                "alternate",
                feeds.dataset(dataset, language),
                AtomAddresses.FEED_TYPE,
                new LocalText("Datamängdens filer", "The dataset's files"));
        related();
        out.text("id", urn(dataset));
        out.text("rights", in(CatalogueTexts.rights(catalogue, dataset.licence())));
        out.text("updated", dataset.modified().toString());
        out.text("summary", in(dataset.text()));
        place(dataset);
        out.close();
    }

    private void related() {
        out.empty(
                "link",
                "rel",
                "related",
                "href",
                addresses.capabilities("wfs"),
                "type",
                "application/xml",
                "title",
                in(new LocalText("Direktåtkomst (WFS)", "Direct access (WFS)")));
    }

    // ---- a dataset

    private String dataset(Dataset dataset) {
        start(dataset.title(), dataset.text());
        languages(feeds.dataset(dataset, language), feeds.dataset(dataset, other()));
        out.empty("link", "rel", "describedby", "href", addresses.record(dataset), "type", "application/xml");
        link("up", feeds.service(language), AtomAddresses.FEED_TYPE, new LocalText("Alla datamängder", "All datasets"));
        out.text("id", feeds.dataset(dataset, language));
        about(dataset.licence(), dataset.modified());
        if (catalogue.hasFile(dataset)) {
            file(dataset, "GeoPackage", "gpkg", "application/geopackage+sqlite3");
            file(dataset, "CSV", "csv", "text/csv");
        }
        geoJson(dataset);
        return out.close().written();
    }

    private void file(Dataset dataset, String format, String ending, String type) {
        startFile(dataset, format, ending);
        OptionalLong bytes = catalogue.sizes().of(dataset, ending);
        link(
                "alternate",
                addresses.download(dataset, ending),
                type,
                titled(dataset.title(), format),
                bytes.isPresent() ? new String[] {"length", Long.toString(bytes.getAsLong())} : new String[0]);
        out.close();
    }

    /** A file for each layer, of which the guidance has links called sections if there are several. */
    private void geoJson(Dataset dataset) {
        startFile(dataset, "GeoJSON", "geojson");
        boolean several = dataset.layers().size() > 1;
        for (Layer layer : dataset.layers()) {
            link(
                    several ? "section" : "alternate",
                    addresses.features(layer.name(), "application/json"),
                    "application/geo+json",
                    titled(layer.description().title(), "GeoJSON"));
        }
        if (several) {
            out.text(
                    "content",
                    in(new LocalText(
                            "En fil för varje skikt, hämtad ur WFS när den begärs.",
                            "A file for each layer, made by WFS when it is asked for.")));
        }
        out.close();
    }

    private void startFile(Dataset dataset, String format, String ending) {
        out.open("entry");
        out.text("title", in(titled(dataset.title(), format)));
        out.text("id", urn(dataset) + "#" + ending);
        out.text("updated", dataset.modified().toString());
        place(dataset);
    }

    private static LocalText titled(LocalText title, String format) {
        return new LocalText(title.sv() + ", " + format, title.en() + ", " + format);
    }

    // ---- what all have

    private void start(LocalText title, LocalText subtitle) {
        out.open(
                "feed",
                "xmlns",
                "http://www.w3.org/2005/Atom",
                "xmlns:georss",
                "http://www.georss.org/georss",
                "xmlns:inspire_dls",
                "http://inspire.ec.europa.eu/schemas/inspire_dls/1.0",
                "xml:lang",
                language.getLanguage());
        out.text("title", in(title));
        if (!subtitle.isEmpty()) out.text("subtitle", in(subtitle));
    }

    private void languages(String self, String otherwise) {
        link("self", self, AtomAddresses.FEED_TYPE, HERE);
        out.empty(
                "link",
                "rel",
                "alternate",
                "href",
                otherwise,
                "type",
                AtomAddresses.FEED_TYPE,
                "hreflang",
                other().getLanguage(),
                "title",
                HERE.in(other()));
    }

    /** @param more attributes, names and values by turns */
    private void link(String rel, String address, String type, LocalText title, String... more) {
        String[] attributes = {
            "rel", rel, "href", address, "type", type, "hreflang", language.getLanguage(), "title", in(title)
        };
        out.empty("link", Stream.concat(Stream.of(attributes), Stream.of(more)).toArray(String[]::new));
    }

    private void about(String licence, Instant updated) {
        Organisation organisation = catalogue.publishing().organisation();
        out.text("rights", in(CatalogueTexts.rights(catalogue, licence)));
        out.text("updated", updated.toString());
        out.open("author");
        out.text("name", in(organisation.name().isEmpty() ? NOBODY : organisation.name()));
        organisation.email().ifPresent(email -> out.text("email", email));
        out.close();
    }

    /** Latitude before longitude, as GeoRSS has it; with the system of the coordinates in the files. */
    private void place(Dataset dataset) {
        if (dataset.bounds().isEmpty()) return;
        Envelope degrees = Degrees.of(dataset.bounds().get());
        double south = degrees.getMinY();
        double north = degrees.getMaxY();
        double west = degrees.getMinX();
        double east = degrees.getMaxX();
        out.text(
                "georss:polygon",
                DoubleStream.of(south, west, south, east, north, east, north, west, south, west)
                        .mapToObj(number -> String.format(Locale.ROOT, "%.6f", number))
                        .collect(Collectors.joining(" ")));
        out.empty("category", "term", OpenSearch.SWEREF, "label", "SWEREF 99 TM");
    }

    private static String urn(Dataset dataset) {
        return "urn:uuid:" + dataset.id();
    }

    private Locale other() {
        return language.equals(Languages.SWEDISH) ? Locale.ENGLISH : Languages.SWEDISH;
    }

    private String in(LocalText text) {
        return text.in(language);
    }
}
