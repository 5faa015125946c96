package se.regstat.geoserver.metadata.dcat;

import static se.regstat.geoserver.metadata.dcat.Namespace.DCAT;
import static se.regstat.geoserver.metadata.dcat.Namespace.DCATAP;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.statistics.division.LocalText;

/**
 * What a dataset can be had as: maps and features of all its layers by services, whole as a file, every layer as a file that WFS
 * makes, and, for indicators, re-aggregated.
 */
final class Distributions {

    private static final Graph.Resource AVAILABLE = Terms.authority("planned-availability", "AVAILABLE");

    private final Graph graph;
    private final Addresses addresses;
    private final Iris iris;
    private final HighValue highValue;
    private final Catalogue catalogue;

    Distributions(Graph graph, Addresses addresses, Iris iris, HighValue highValue, Catalogue catalogue) {
        this.graph = graph;
        this.addresses = addresses;
        this.iris = iris;
        this.highValue = highValue;
        this.catalogue = catalogue;
    }

    void describe(Graph.Subject subject, Dataset dataset) {
        if (dataset.bounds().isPresent()) {
            service(subject, dataset, "wms", new LocalText("Kartor (WMS)", "Maps (WMS)"));
        }
        service(subject, dataset, "wfs", new LocalText("Objekt (WFS)", "Features (WFS)"));
        if (catalogue.hasFile(dataset)) {
            whole(subject, dataset, "gpkg", "GeoPackage", "application/geopackage+sqlite3");
            whole(subject, dataset, "csv", "CSV", "text/csv");
        }
        for (Layer layer : dataset.layers()) {
            file(subject, dataset, layer, "GeoJSON", "application/json", "application/geo+json");
            file(subject, dataset, layer, "CSV", "csv", "text/csv");
        }
        if (DataServices.canBeReaggregated(dataset)) {
            distribution(
                            subject,
                            dataset,
                            DataServices.REAGGREGATION,
                            new LocalText("Omräknat till andra gränser", "Re-aggregated to other boundaries"),
                            new LocalText(
                                    "Värden för egna områden, som skickas som GeoJSON eller GML eller är ett skikt på servern; sidan"
                                            + " säger hur. Omräknade värden är härledda och märks så.",
                                    "Values for areas of your own, sent as GeoJSON or GML or a layer of the server; the page tells"
                                            + " how. Re-aggregated values are derived, and marked so."),
                            "application/geo+json")
                    .add(DCAT.term("accessURL"), Graph.Resource.of(addresses.document("reaggregate.html")))
                    .add(DCAT.term("accessService"), iris.ofService(DataServices.REAGGREGATION));
        }
    }

    private void service(Graph.Subject subject, Dataset dataset, String service, LocalText title) {
        String layers = dataset.layers().stream()
                .filter(layer -> !service.equals("wms") || layer.bounds().isPresent())
                .map(layer -> addresses.qualified(layer.name()))
                .collect(Collectors.joining(", "));
        distribution(
                        subject,
                        dataset,
                        service,
                        title,
                        new LocalText("Skikt: " + layers + ".", "Layers: " + layers + "."),
                        "application/vnd.ogc." + service + "_xml")
                .add(DCAT.term("accessURL"), Graph.Resource.of(addresses.capabilities(service)))
                .add(DCAT.term("accessService"), iris.ofService(service));
    }

    private void whole(Graph.Subject subject, Dataset dataset, String ending, String name, String mediaType) {
        LocalText title = dataset.title();
        Graph.Resource address = Graph.Resource.of(addresses.download(dataset, ending));
        distribution(
                        subject,
                        dataset,
                        ending,
                        new LocalText(title.sv() + ", hel (" + name + ")", title.en() + ", whole (" + name + ")"),
                        new LocalText("Hela datamängden som en fil.", "The whole dataset as one file."),
                        mediaType)
                .add(DCAT.term("accessURL"), address)
                .add(DCAT.term("downloadURL"), address)
                .add(DCAT.term("byteSize"), size(dataset, ending));
    }

    private Optional<Graph.Literal> size(Dataset dataset, String ending) {
        OptionalLong bytes = catalogue.sizes().of(dataset, ending);
        return bytes.isPresent()
                ? Optional.of(
                        Graph.Literal.of(Long.toString(bytes.getAsLong()), Namespace.XSD.term("nonNegativeInteger")))
                : Optional.empty();
    }

    /** @param asked as WFS calls the format */
    private void file(
            Graph.Subject subject, Dataset dataset, Layer layer, String name, String asked, String mediaType) {
        LocalText title = layer.description().title();
        Graph.Resource address = Graph.Resource.of(addresses.features(layer.name(), asked));
        distribution(
                        subject,
                        dataset,
                        name.toLowerCase(Locale.ROOT) + "-" + layer.name(),
                        new LocalText(title.sv() + " (" + name + ")", title.en() + " (" + name + ")"),
                        new LocalText(
                                "Hela skiktet " + addresses.qualified(layer.name()) + ", hämtat ur WFS när det begärs.",
                                "All of the layer " + addresses.qualified(layer.name())
                                        + ", made by WFS when it is asked for."),
                        mediaType)
                .add(DCAT.term("accessURL"), address)
                .add(DCAT.term("downloadURL"), address)
                .add(DCAT.term("accessService"), iris.ofService("wfs"));
    }

    private Graph.Subject distribution(
            Graph.Subject subject,
            Dataset dataset,
            String part,
            LocalText title,
            LocalText description,
            String mediaType) {
        Graph.Resource distribution = iris.of(dataset, part);
        subject.add(DCAT.term("distribution"), distribution);
        Graph.Subject told = graph.about(distribution)
                .is(DCAT.term("Distribution"))
                .add(Terms.TITLE, title)
                .add(Terms.DESCRIPTION, description)
                .add(Terms.FORMAT, Graph.Literal.plain(mediaType))
                .add(Terms.LICENCE, Terms.licence(dataset.licence()))
                .add(DCATAP.term("availability"), AVAILABLE);
        highValue.tellOfDistribution(told, dataset);
        return told;
    }
}
