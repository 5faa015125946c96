package se.regstat.geoserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.regstat.geoserver.layers.References;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Identities;

/** What layers refer to: the datasets that they show. */
record LayerReferences(Catalogue catalogue) {

    private static final String XML = "text/xml";
    private static final String GEOPACKAGE = "application/geopackage+sqlite3";

    References of(String layer) {
        Optional<Dataset> dataset = catalogue.ofLayer(layer);
        List<References.Link> records = catalogue
                .publishing()
                .metadataUrl()
                .map(template -> template.replace("{layer}", layer))
                .or(() -> catalogue.isLeftOut() ? Optional.empty() : Optional.of(Addresses.recordPath(layer)))
                .map(address -> new References.Link(XML, address))
                .stream()
                .toList();
        return new References(
                dataset.map(this::identifier),
                records,
                dataset.map(LayerReferences::files).orElse(List.of()),
                dataset.map(LayerReferences::topics).orElse(List.of()));
    }

    /** By who publishes; where nobody said who that is, by the store. */
    private References.Identifier identifier(Dataset dataset) {
        Identities identities = catalogue.identities();
        String authority = identities
                .organisation()
                .map(uri -> uri.substring(uri.lastIndexOf('/') + 1))
                .orElse("regstat");
        String url = identities.organisation().orElseGet(() -> "urn:uuid:" + identities.of("authority", authority));
        return new References.Identifier(authority, url, dataset.id().toString());
    }

    private static List<References.Link> files(Dataset dataset) {
        return List.of(new References.Link(GEOPACKAGE, Addresses.downloadPath(dataset, "gpkg")));
    }

    private static List<String> topics(Dataset dataset) {
        List<String> topics = new ArrayList<>(List.of("society"));
        if (!dataset.kind().hasValues()) topics.add("boundaries");
        return topics;
    }
}
