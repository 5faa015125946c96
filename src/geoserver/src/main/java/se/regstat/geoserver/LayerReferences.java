package se.regstat.geoserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geoserver.config.GeoServer;
import org.geoserver.config.SettingsInfo;
import se.regstat.geoserver.layers.References;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Identities;
import se.regstat.geoserver.metadata.Licence;
import se.regstat.geoserver.metadata.iso.CswMapping;

/**
 * What layers refer to: the datasets that they show.
 *
 * @param address of this GeoServer, as clients see it, where the configuration of GeoServer tells it
 */
record LayerReferences(Catalogue catalogue, Optional<String> address) {

    private static final String XML = "text/xml";
    private static final String HTML = "text/html";
    private static final String GEOPACKAGE = "application/geopackage+sqlite3";

    /** An address that GeoServer makes anew from each request's headers is none to write down. */
    static LayerReferences of(Catalogue catalogue, GeoServer geoServer) {
        return new LayerReferences(catalogue, address(geoServer));
    }

    /** Ends with a slash. */
    static Optional<String> address(GeoServer geoServer) {
        return Optional.ofNullable(geoServer.getSettings())
                .map(SettingsInfo::getProxyBaseUrl)
                .filter(url -> url.matches("https?://[^\\s$]+"))
                .map(url -> url.endsWith("/") ? url : url + "/");
    }

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
        List<References.Link> files = dataset.map(LayerReferences::files).orElse(List.of());
        List<References.Relation> relations = new ArrayList<>(relations("describedby", records));
        dataset.flatMap(of -> Licence.of(of.licence()))
                .map(licence -> new References.Relation("license", new References.Link(HTML, licence.uri())))
                .ifPresent(relations::add);
        relations.addAll(relations("enclosure", files));
        return new References(
                dataset.map(this::identifier),
                records,
                files,
                relations,
                CswFile.isInstalled() ? new CswMapping(catalogue).entries(layer) : Map.of(),
                dataset.map(LayerReferences::topics).orElse(List.of()));
    }

    /** All records that there are; nothing where there are none, or those of another catalogue are linked. */
    Optional<References.Link> index() {
        boolean none =
                catalogue.isLeftOut() || catalogue.publishing().metadataUrl().isPresent();
        return none ? Optional.empty() : Optional.of(new References.Link(HTML, Addresses.indexPath()));
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

    /** Below GeoServer's own address only where that is known: OGC API tells links as they are. */
    private List<References.Relation> relations(String rel, List<References.Link> links) {
        return links.stream()
                .flatMap(link -> absolute(link.address())
                        .map(url -> new References.Relation(rel, new References.Link(link.type(), url)))
                        .stream())
                .toList();
    }

    private Optional<String> absolute(String link) {
        return link.matches("https?://.*") ? Optional.of(link) : address.map(base -> base + link);
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
