package se.regstat.geoserver.info;

import java.util.Locale;
import java.util.Optional;
import org.geotools.api.data.FeatureSource;
import org.geotools.api.feature.type.FeatureType;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.iso.FeatureCatalogue;
import se.regstat.geoserver.metadata.iso.IsoRecords;
import se.regstat.geoserver.metadata.iso.RecordIndex;
import se.regstat.geoserver.metadata.iso.ServiceKind;

/** Answers with metadata records, as far as the asker may see what they are of. */
final class RecordAddress {

    private static final String XML = "text/xml";

    private final VisibleLayers layers;
    private final Catalogue catalogue;

    /**
     * @throws Refusal 404 while nothing is published, or nothing but invented data that is to stay out of catalogues: a record of
     *     it would be harvested, and be found beside real data
     */
    RecordAddress(VisibleLayers layers) {
        this.layers = layers;
        this.catalogue = layers.catalogue().orElseThrow(() -> Refusal.notFound("nothing is published yet"));
        if (catalogue.isLeftOut()) {
            throw Refusal.notFound(
                    "invented data has no metadata records, unless regstat.yml says demo: true under harvesting");
        }
    }

    InfoDocument metadata(MetadataRequest request) {
        mustBeXml(request, "metadata.xml");
        if (request.service().isPresent()) {
            return ServiceKind.of(request.service().get())
                    .map(kind -> record(kind, request))
                    .orElseThrow(() -> Refusal.notFound("there is no record of a service "
                                    + Refusal.shortened(request.service().get()) + ", but of wms and wfs")
                            .of("of"));
        }
        return record(dataset(request), request);
    }

    InfoDocument features(MetadataRequest request) {
        mustBeXml(request, "featurecatalogue.xml");
        Dataset dataset = dataset(request);
        return InfoDocument.of(
                        XML,
                        dataset.name() + "-attributes.xml",
                        new FeatureCatalogue(catalogue, this::schema).of(dataset))
                .modified(catalogue.described(dataset));
    }

    InfoDocument records(MetadataRequest request) {
        Addresses addresses = addresses(request);
        if (request.file().isEmpty()) {
            Locale language = request.locale(catalogue.harvesting().language());
            RecordIndex index = new RecordIndex(catalogue, addresses);
            return InfoDocument.of("text/html", "records.html", index.page(language))
                    .modified(index.modified());
        }
        String id = request.file().get();
        mustBeXml(request, "records/" + Refusal.shortened(id) + ".xml");
        IsoRecords records = new IsoRecords(catalogue, addresses);
        for (ServiceKind kind : ServiceKind.values()) {
            if (records.recordId(kind).toString().equalsIgnoreCase(id)) return record(kind, request);
        }
        return catalogue.datasets().stream()
                .filter(dataset -> dataset.recordId().toString().equalsIgnoreCase(id))
                .findFirst()
                .map(dataset -> record(dataset, request))
                .orElseThrow(() -> Refusal.notFound("there is no record " + Refusal.shortened(id)));
    }

    private InfoDocument record(ServiceKind kind, MetadataRequest request) {
        IsoRecords records = new IsoRecords(catalogue, addresses(request));
        return InfoDocument.of(XML, kind.id() + ".xml", records.of(kind)).modified(records.changed(kind));
    }

    private InfoDocument record(Dataset dataset, MetadataRequest request) {
        return InfoDocument.of(XML, dataset.name() + ".xml", new IsoRecords(catalogue, addresses(request)).of(dataset))
                .modified(catalogue.described(dataset));
    }

    private Dataset dataset(MetadataRequest request) {
        return request.datasetOf(catalogue)
                .orElseThrow(
                        () -> Refusal.badRequest("name a layer, a dataset or a service, as in layer=population_deso,"
                                + " dataset=population or of=wms"));
    }

    private static void mustBeXml(MetadataRequest request, String name) {
        if (!request.format().isEmpty() && !request.format().equals("xml")) {
            throw Refusal.notFound("there is only " + name);
        }
    }

    private Addresses addresses(MetadataRequest request) {
        return request.addresses(catalogue.configuration().workspace());
    }

    private Optional<FeatureType> schema(String layer) {
        return layers.ours(layer).map(FeatureSource::getSchema);
    }
}
