package se.regstat.geoserver.metadata.dcat;

import static se.regstat.geoserver.metadata.dcat.Namespace.DCAT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Measure;

/** What datasets are served by: WMS, WFS and re-aggregation. A service of none of them is left out. */
final class DataServices {

    static final String REAGGREGATION = "reaggregate";

    private static final Term ENDPOINT = DCAT.term("endpointURL");
    private static final Term ENDPOINT_DESCRIPTION = DCAT.term("endpointDescription");

    private final Graph graph;
    private final Catalogue catalogue;
    private final Addresses addresses;
    private final Iris iris;
    private final Parties parties;
    private final HighValue highValue;

    DataServices(Graph graph, Catalogue catalogue, Addresses addresses, Iris iris, Parties parties) {
        this.graph = graph;
        this.catalogue = catalogue;
        this.addresses = addresses;
        this.iris = iris;
        this.parties = parties;
        this.highValue = new HighValue(catalogue.harvesting());
    }

    /**
     * Whether its values may be asked for by other boundaries: those of quantiles and indices do not follow from their parts, those
     * of restricted indicators are told for some boundaries only, and derived ones are re-aggregated already.
     */
    static boolean canBeReaggregated(Dataset dataset) {
        if (dataset.kind() != Dataset.Kind.INDICATOR) return false;
        Indicator indicator = dataset.layers().get(0).series().orElseThrow().indicator();
        return indicator.disclosure().isEmpty()
                && !(indicator.measure() instanceof Measure.Quantile)
                && !(indicator.measure() instanceof Measure.Index);
    }

    /** @return those that are described */
    List<Graph.Resource> describe(List<Dataset> datasets) {
        List<Graph.Resource> described = new ArrayList<>();
        ogc(
                        "wms",
                        new LocalText("Karttjänst (WMS)", "View service (WMS)"),
                        new LocalText(
                                "Kartor över skikten, med tidsdimension för indikatorer.",
                                "Maps of the layers, with a time dimension for indicators."),
                        datasets.stream()
                                .filter(dataset -> dataset.bounds().isPresent())
                                .toList())
                .ifPresent(described::add);
        ogc(
                        "wfs",
                        new LocalText("Nedladdningstjänst (WFS)", "Download service (WFS)"),
                        new LocalText(
                                "Områden och värden som objekt, med filter och flera format.",
                                "Areas and values as features, with filters and several formats."),
                        datasets)
                .ifPresent(described::add);
        reaggregation(datasets.stream().filter(DataServices::canBeReaggregated).toList())
                .ifPresent(described::add);
        return described;
    }

    private Optional<Graph.Resource> ogc(String id, LocalText title, LocalText description, List<Dataset> served) {
        return service(id, title, description, served)
                .map(service -> service.add(ENDPOINT, Graph.Resource.of(addresses.service(id)))
                        .add(ENDPOINT_DESCRIPTION, Graph.Resource.of(addresses.capabilities(id)))
                        .add(Terms.FORMAT, Graph.Literal.plain("application/vnd.ogc." + id + "_xml"))
                        .add(Terms.CONFORMS_TO, Graph.Resource.of("http://www.opengis.net/def/serviceType/ogc/" + id))
                        .add(Terms.PAGE, Graph.Resource.of(addresses.document("metadata.xml", "of", id)))
                        .resource());
    }

    private Optional<Graph.Resource> reaggregation(List<Dataset> served) {
        Graph.Resource page = Graph.Resource.of(addresses.document("reaggregate.html"));
        return service(
                        REAGGREGATION,
                        new LocalText("Omräkning till egna gränser", "Re-aggregation to boundaries of your own"),
                        new LocalText(
                                "Räknar om indikatorer till andra gränser än de publicerade, med undre och övre gräns för varje"
                                        + " värde. Resultatet är härlett, inte publicerad statistik.",
                                "Re-aggregates indicators to boundaries other than those published, with a lower and an upper"
                                        + " bound for every value. The result is derived, not published statistics."),
                        served)
                .map(service -> service.add(ENDPOINT, Graph.Resource.of(addresses.document("reaggregate.geojson")))
                        .add(ENDPOINT_DESCRIPTION, page)
                        .add(Terms.FORMAT, Graph.Literal.plain("application/geo+json"))
                        .add(Terms.PAGE, page)
                        .resource());
    }

    private Optional<Graph.Subject> service(String id, LocalText title, LocalText description, List<Dataset> served) {
        if (served.isEmpty()) return Optional.empty();
        Graph.Subject service = graph.about(iris.ofService(id))
                .is(DCAT.term("DataService"))
                .add(Terms.TITLE, catalogue.demo() ? Division.DEMO.before(title) : title)
                .add(Terms.DESCRIPTION, description);
        parties.signWithContact(service);
        service.add(Terms.KEYWORD, new LocalText("geodatatjänst", "geodata service"));
        service.add(Terms.KEYWORD, LocalText.of(id));
        service.addAll(Terms.THEME, Descriptions.themes(served));
        service.add(Terms.LICENCE, Terms.licence(catalogue.publishing().licence()));
        service.add(Terms.ACCESS_RIGHTS, Descriptions.accessRights(catalogue));
        service.addAll(DCAT.term("servesDataset"), served.stream().map(iris::of).toList());
        highValue.tell(service, served);
        return Optional.of(service);
    }
}
