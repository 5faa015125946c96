package se.regstat.geoserver.info;

import java.util.Optional;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.Accepted;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;
import se.regstat.geoserver.download.Downloads;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.dcat.Dcat;
import se.regstat.geoserver.metadata.dcat.Graph;
import se.regstat.geoserver.metadata.dcat.RdfSyntax;

/** The catalogue, or one dataset of it, as linked data: in the format of the address' ending, else in what the client accepts. */
final class DcatAddress {

    private final VisibleLayers layers;
    private final Downloads downloads;

    DcatAddress(VisibleLayers layers, Downloads downloads) {
        this.layers = layers;
        this.downloads = downloads;
    }

    /**
     * @throws Refusal 404 if there is no such format, layer or dataset, or not for the asker; also while nothing is published: a
     *     harvester that got an empty catalogue would forget all datasets that it knows
     */
    InfoDocument answer(MetadataRequest request) {
        boolean chosen = request.format().isEmpty();
        String ending = chosen ? Accepted.format(request.accepted(), RdfSyntax.endings()) : request.format();
        RdfSyntax syntax = RdfSyntax.ofEnding(ending)
                .orElseThrow(() -> Refusal.notFound(
                        "there is no dcat." + Refusal.shortened(ending) + ", but dcat.rdf, dcat.ttl and dcat.jsonld"));
        Catalogue catalogue = layers.catalogue()
                .map(shown -> shown.with(downloads.sizes(shown)))
                .orElseThrow(() -> Refusal.notFound("nothing is published yet"));
        Addresses addresses = request.addresses(catalogue.configuration().workspace());
        Optional<Dataset> dataset = request.datasetOf(catalogue);
        if (dataset.isPresent() && catalogue.isLeftOut()) {
            throw Refusal.notFound(
                    "invented data is in no catalogue, unless regstat.yml says demo: true under harvesting");
        }
        Graph graph =
                dataset.map(one -> Dcat.of(catalogue, addresses, one)).orElseGet(() -> Dcat.of(catalogue, addresses));
        String name = dataset.map(Dataset::name).orElse("dcat") + "." + ending;
        InfoDocument document = InfoDocument.written(syntax.mediaType(), name, out -> syntax.write(graph, out));
        return chosen
                ? document.negotiated("dcat." + ending
                        + dataset.map(one -> "?dataset=" + one.name()).orElse(""))
                : document;
    }
}
