package se.regstat.geoserver.metadata.iso;

import java.util.ArrayList;
import java.util.List;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.statistics.division.LocalText;

/** Where a dataset can be seen, fetched and read about. */
final class Links {

    /**
     * An address.
     *
     * @param protocol of the national profile's list
     * @param name what is to be asked for there, such as a layer
     */
    public record Link(String url, String protocol, String name, LocalText text, String function) {
        boolean isService() {
            return protocol.startsWith("HTTP:OGC:");
        }
    }

    private Links() {}

    static List<Link> of(Dataset dataset, Addresses addresses, boolean hasFile) {
        List<Link> links = new ArrayList<>();
        for (ServiceKind service : ServiceKind.values()) {
            for (Layer layer : dataset.layers()) {
                if (service.has(layer)) {
                    links.add(new Link(
                            addresses.capabilities(service.id()),
                            service.protocol(),
                            layer.name(),
                            both(service.title(), layer.description().title()),
                            "download"));
                }
            }
        }
        if (hasFile) {
            links.add(file(dataset, addresses, "GeoPackage", "gpkg"));
            links.add(file(dataset, addresses, "CSV", "csv"));
        }
        for (Layer layer : dataset.layers()) {
            links.add(new Link(
                    addresses.features(layer.name(), "application/json"),
                    "HTTP:Nedladdning:API",
                    layer.name(),
                    both(
                            new LocalText("GeoJSON", "GeoJSON"),
                            layer.description().title()),
                    "download"));
        }
        links.add(new Link(
                FeatureCatalogue.address(dataset, addresses),
                "HTTP:Information",
                dataset.name(),
                new LocalText(
                        "Attributen (objekttypskatalog, ISO 19110)", "The attributes (feature catalogue, ISO 19110)"),
                "information"));
        return links;
    }

    private static Link file(Dataset dataset, Addresses addresses, String format, String ending) {
        return new Link(
                addresses.download(dataset, ending),
                "HTTP:Nedladdning",
                dataset.name() + "." + ending,
                new LocalText(format + ": hela datamängden", format + ": the whole dataset"),
                "download");
    }

    private static LocalText both(LocalText kind, LocalText title) {
        return new LocalText(kind.sv() + ": " + title.sv(), kind.en() + ": " + title.en());
    }
}
