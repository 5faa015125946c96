package se.regstat.geoserver.info;

import java.util.List;
import java.util.Locale;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;
import se.regstat.geoserver.download.DownloadRequest;
import se.regstat.geoserver.download.Downloads;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.atom.Feeds;
import se.regstat.geoserver.metadata.atom.OpenSearch;
import se.regstat.geoserver.metadata.atom.SearchPage;

/** Feeds of datasets for download, and their search. */
final class AtomAddress {

    private static final String FEED = "application/atom+xml";

    private final Catalogue catalogue;
    private final Downloads downloads;

    /** @throws Refusal 404 while nothing is published */
    AtomAddress(VisibleLayers layers, Downloads downloads) {
        this.catalogue = layers.catalogue()
                .map(shown -> shown.with(downloads.sizes(shown)))
                .orElseThrow(() -> Refusal.notFound("nothing is published yet"));
        this.downloads = downloads;
    }

    InfoDocument feed(MetadataRequest request) {
        mustBeXml(request, "atom");
        Locale language = request.locale(catalogue.harvesting().language());
        Addresses addresses = request.addresses(catalogue.configuration().workspace());
        return request.datasetOf(catalogue)
                .map(dataset -> InfoDocument.of(
                        FEED,
                        dataset.name() + ".atom.xml",
                        Feeds.ofDataset(catalogue, listed(dataset), addresses, language)))
                .orElseGet(() -> InfoDocument.of(FEED, "atom.xml", Feeds.ofService(catalogue, addresses, language)));
    }

    private Dataset listed(Dataset dataset) {
        if (!catalogue.isLeftOut()) return dataset;
        throw Refusal.notFound("invented data is in no catalogue, unless regstat.yml says demo: true under harvesting");
    }

    InfoDocument description(MetadataRequest request) {
        mustBeXml(request, "opensearch");
        return InfoDocument.of(
                "application/opensearchdescription+xml",
                "opensearch.xml",
                OpenSearch.description(
                        catalogue,
                        request.addresses(catalogue.configuration().workspace()),
                        request.locale(catalogue.harvesting().language())));
    }

    private static void mustBeXml(MetadataRequest request, String name) {
        if (!request.format().isEmpty() && !request.format().equals("xml")) {
            throw Refusal.notFound("there is only " + name + ".xml");
        }
    }

    InfoDocument search(SearchRequest request) {
        if (!OpenSearch.isThere(request.crs())) {
            throw Refusal.notFound("files are in EPSG:3006 alone").of("crs");
        }
        Locale language = request.locale(catalogue.harvesting().language());
        Addresses addresses = request.addresses(catalogue.configuration().workspace());
        List<Dataset> found = request.code()
                .map(this::named)
                .map(List::of)
                .orElseGet(() -> OpenSearch.search(catalogue, request.words()));
        return switch (request.format()) {
            case "html", "" ->
                InfoDocument.of(
                        "text/html",
                        "search.html",
                        SearchPage.of(catalogue, found, request.words(), addresses, language));
            case "xml" -> {
                String feed = request.code().isPresent()
                        ? Feeds.ofDataset(catalogue, found.get(0), addresses, language)
                        : Feeds.ofSearch(catalogue, request.words(), found, addresses, language);
                yield InfoDocument.of(FEED, "search.xml", feed);
            }
            case "gpkg", "csv" -> {
                if (found.size() != 1) {
                    throw Refusal.notFound("a file is of one dataset; these words find " + found.size())
                            .of("spatial_dataset_identifier_code");
                }
                DownloadRequest file = new DownloadRequest();
                file.setFile(found.get(0).name());
                file.setFormat(request.format());
                yield downloads.answer(file);
            }
            default ->
                throw Refusal.notFound("there is no search." + Refusal.shortened(request.format())
                        + ", but search.html, search.xml, search.gpkg and search.csv");
        };
    }

    private Dataset named(String code) {
        return catalogue.datasets().stream()
                .filter(dataset -> dataset.id().toString().equalsIgnoreCase(code))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("there is no dataset " + Refusal.shortened(code))
                        .of("spatial_dataset_identifier_code"));
    }
}
