package se.regstat.geoserver.metadata.dcat;

import static se.regstat.geoserver.metadata.dcat.Namespace.DCAT;
import static se.regstat.geoserver.metadata.dcat.Namespace.DCTERMS;
import static se.regstat.geoserver.metadata.dcat.Namespace.FOAF;

import java.util.List;
import java.util.Locale;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.CatalogueTexts;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.DatasetSeries;
import se.regstat.statistics.text.Languages;

/**
 * The catalogue by DCAT-AP-SE 3.0.1 (docs.dataportal.se/dcat), the Swedish profile of DCAT-AP 3, and DCAT-AP HVD 3 where datasets
 * are called high-value ones. What nobody said is left out, never guessed; {@code ./regstat check} lists what a catalogue lacks by that.
 */
public final class Dcat {

    /** Sweden in GeoNames, which the profile recommends for places. */
    private static final Graph.Resource SWEDEN = Graph.Resource.of("http://sws.geonames.org/2661886");

    private final Graph graph = new Graph();
    private final Catalogue catalogue;
    private final Iris iris;
    private final Parties parties;
    private final Descriptions descriptions;
    private final DataServices services;

    private Dcat(Catalogue catalogue, Addresses addresses) {
        this.catalogue = catalogue;
        this.iris = new Iris(addresses);
        this.parties = Parties.describe(graph, catalogue, iris);
        this.descriptions = new Descriptions(graph, catalogue, addresses, iris, parties);
        this.services = new DataServices(graph, catalogue, addresses, iris, parties);
    }

    /** The catalogue with all its datasets, the series that they are in and the services that serve them. */
    public static Graph of(Catalogue catalogue, Addresses addresses) {
        Dcat dcat = new Dcat(catalogue, addresses);
        dcat.describe();
        return dcat.graph;
    }

    /** One dataset of the catalogue, with what it refers to. */
    public static Graph of(Catalogue catalogue, Addresses addresses, Dataset dataset) {
        Dcat dcat = new Dcat(catalogue, addresses);
        dcat.services.describe(List.of(dataset));
        dcat.descriptions.describe(dataset);
        dcat.descriptions.seriesOf(dataset).ifPresent(dcat.descriptions::describe);
        return dcat.graph;
    }

    private void describe() {
        List<Dataset> datasets = catalogue.datasets();
        Graph.Subject subject = graph.about(iris.of("catalogue"))
                .is(DCAT.term("Catalog"))
                .add(Terms.TITLE, CatalogueTexts.title(catalogue))
                .add(Terms.DESCRIPTION, CatalogueTexts.description(catalogue));
        parties.sign(subject);
        subject.add(Terms.LICENCE, Terms.licence(catalogue.publishing().licence()));
        Descriptions.dates(subject, Descriptions.first(datasets), Descriptions.last(datasets));
        languages().forEach(language -> subject.add(DCTERMS.term("language"), Terms.authority("language", language)));
        subject.add(FOAF.term("homepage"), parties.homepage());
        if (!catalogue.demo()) subject.add(Terms.SPATIAL, SWEDEN);
        subject.add(DCAT.term("themeTaxonomy"), Terms.THEMES);
        subject.addAll(DCAT.term("dataset"), datasets.stream().map(iris::of).toList());
        subject.addAll(DCAT.term("service"), services.describe(datasets));
        catalogue.series().forEach((DatasetSeries series) -> descriptions.describe(series));
        datasets.forEach((Dataset dataset) -> descriptions.describe(dataset));
    }

    private List<String> languages() {
        Locale first = catalogue.harvesting().language();
        return first.equals(Languages.SWEDISH) ? List.of("SWE", "ENG") : List.of("ENG", "SWE");
    }
}
