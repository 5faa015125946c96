package se.regstat.geoserver.metadata.dcat;

import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.DatasetSeries;

/**
 * The IRIs of what is described: fragments of the document that describes it. So each can be looked up, as a dataset's is by {@code
 * /regstat-info/dcat?dataset=deso_2025}, and no thing is taken for the document about it.
 *
 * <p>They begin with the server's address as clients see it, and change where that does. A dataset's identity is its UUID, {@code
 * dcterms:identifier}, by which dataportal.se knows one in two catalogues: {@code urn:uuid:} as its IRI would be as lasting, but
 * nobody could look it up, and harvesters that check links would call it broken.
 */
final class Iris {

    private static final String DOCUMENT = "dcat";

    private final Addresses addresses;

    Iris(Addresses addresses) {
        this.addresses = addresses;
    }

    /** @param name of it in the document about the whole catalogue */
    Graph.Resource of(String name) {
        return Graph.Resource.of(addresses.document(DOCUMENT) + "#" + name);
    }

    Graph.Resource of(DatasetSeries series) {
        return of("series-" + series.name());
    }

    /** @param service {@code wms}, {@code wfs} or {@code reaggregate} */
    Graph.Resource ofService(String service) {
        return of("service-" + service);
    }

    Graph.Resource of(Dataset dataset) {
        return of(dataset, "dataset");
    }

    /** @param part of it, in the document about the dataset */
    Graph.Resource of(Dataset dataset, String part) {
        return Graph.Resource.of(addresses.document(DOCUMENT, "dataset", dataset.name()) + "#" + part);
    }
}
