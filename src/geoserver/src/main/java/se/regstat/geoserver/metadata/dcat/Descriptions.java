package se.regstat.geoserver.metadata.dcat;

import static java.util.stream.Collectors.toMap;
import static se.regstat.geoserver.metadata.dcat.Namespace.DCAT;
import static se.regstat.geoserver.metadata.dcat.Namespace.DCTERMS;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.DatasetSeries;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.statistics.config.Harvesting;
import se.regstat.statistics.division.LocalText;

/** Datasets and their series, as the catalogue tells of them. */
final class Descriptions {

    /** As OGC names EPSG:3006. */
    private static final Graph.Resource SWEREF =
            Graph.Resource.of("http://www.opengis.net/def/crs/EPSG/0/" + Sweref99Tm.CODE.substring("EPSG:".length()));

    private static final Graph.Resource INSPIRE_DATA = Graph.Resource.of("http://data.europa.eu/eli/reg/2010/1089/oj");

    private final Graph graph;
    private final Catalogue catalogue;
    private final Addresses addresses;
    private final Iris iris;
    private final Parties parties;
    private final HighValue highValue;
    private final Distributions distributions;
    private final Optional<Envelope> all;
    private final Map<String, DatasetSeries> series;

    Descriptions(Graph graph, Catalogue catalogue, Addresses addresses, Iris iris, Parties parties) {
        this.graph = graph;
        this.catalogue = catalogue;
        this.addresses = addresses;
        this.iris = iris;
        this.parties = parties;
        this.highValue = new HighValue(catalogue.harvesting());
        this.distributions = new Distributions(graph, addresses, iris, highValue, catalogue);
        this.all = Extents.bounds(catalogue.datasets());
        this.series = catalogue.series().stream().collect(toMap(DatasetSeries::name, Function.identity()));
    }

    /** A dataset with all that it can be had as. */
    void describe(Dataset dataset) {
        Graph.Subject subject = graph.about(iris.of(dataset))
                .is(DCAT.term("Dataset"))
                .add(Terms.TITLE, dataset.title())
                .add(Terms.DESCRIPTION, dataset.text())
                .add(
                        DCTERMS.term("identifier"),
                        Graph.Literal.plain(dataset.id().toString()));
        parties.signWithContact(subject);
        parties.credit(subject, dataset);
        dataset.keywords().forEach(keyword -> subject.add(Terms.KEYWORD, keyword));
        subject.addAll(Terms.THEME, themes(List.of(dataset)));
        dates(subject, dataset.modified(), dataset.modified());
        // A table of the registry is of all places that the others are of.
        dataset.bounds()
                .or(() -> all)
                .ifPresent(bounds -> Extents.tellPlace(graph, subject, iris.of(dataset, "place"), bounds));
        dataset.years().ifPresent(years -> Extents.tellPeriod(graph, subject, iris.of(dataset, "period"), years));
        subject.add(Terms.ACCESS_RIGHTS, accessRights(catalogue));
        subject.add(Terms.PAGE, Graph.Resource.of(addresses.record(dataset)));
        conformity(subject, dataset.bounds());
        provenance(subject, dataset);
        seriesOf(dataset).ifPresent(of -> subject.add(DCAT.term("inSeries"), iris.of(of)));
        highValue.tell(subject, List.of(dataset));
        distributions.describe(subject, dataset);
    }

    Optional<DatasetSeries> seriesOf(Dataset dataset) {
        return dataset.series().map(series::get);
    }

    /** A series, of which the datasets say that they are in it. */
    void describe(DatasetSeries series) {
        Graph.Subject subject = graph.about(iris.of(series))
                .is(DCAT.term("DatasetSeries"))
                .add(Terms.TITLE, series.title())
                .add(Terms.DESCRIPTION, series.text());
        parties.signWithContact(subject);
        commonKeywords(series.datasets()).forEach(keyword -> subject.add(Terms.KEYWORD, keyword));
        subject.addAll(Terms.THEME, themes(series.datasets()));
        dates(subject, first(series.datasets()), last(series.datasets()));
        Extents.bounds(series.datasets())
                .ifPresent(bounds -> Extents.tellPlace(graph, subject, iris.of("place-" + series.name()), bounds));
        Extents.years(series.datasets())
                .ifPresent(years -> Extents.tellPeriod(graph, subject, iris.of("period-" + series.name()), years));
        conformity(subject, Extents.bounds(series.datasets()));
        highValue.tell(subject, series.datasets());
    }

    private static Set<LocalText> commonKeywords(List<Dataset> datasets) {
        Set<LocalText> common = new LinkedHashSet<>(datasets.get(0).keywords());
        datasets.forEach(dataset -> common.retainAll(dataset.keywords()));
        return common;
    }

    static Instant first(Collection<Dataset> datasets) {
        return datasets.stream().map(Dataset::modified).min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    static Instant last(Collection<Dataset> datasets) {
        return datasets.stream().map(Dataset::modified).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /**
     * When the data that is there now came, which is the first known date of its issue too (DCAT 3, 6.4.7): the store does not know
     * what it replaced. Nothing where it is not known.
     */
    static void dates(Graph.Subject subject, Instant issued, Instant modified) {
        if (modified.equals(Instant.EPOCH)) return;
        Term moment = Namespace.XSD.term("dateTime");
        subject.add(Terms.ISSUED, Graph.Literal.of(issued.toString(), moment));
        subject.add(Terms.MODIFIED, Graph.Literal.of(modified.toString(), moment));
    }

    /** Regions and cities for all; population and society for what has values. */
    static List<Graph.Resource> themes(Collection<Dataset> datasets) {
        Graph.Resource regions = Terms.authority("data-theme", "REGI");
        boolean values = datasets.stream().anyMatch(dataset -> dataset.kind().hasValues());
        return values ? List.of(Terms.authority("data-theme", "SOCI"), regions) : List.of(regions);
    }

    static Graph.Resource accessRights(Catalogue catalogue) {
        boolean open = catalogue.publishing().accessConstraints().isEmpty();
        return Terms.authority("access-right", open ? "PUBLIC" : "RESTRICTED");
    }

    /** @param bounds of what has geometry */
    private void conformity(Graph.Subject subject, Optional<?> bounds) {
        if (bounds.isEmpty()) return;
        subject.add(Terms.CONFORMS_TO, standard(SWEREF, "SWEREF 99 TM (EPSG:3006)"));
        if (catalogue.harvesting().inspire().equals(Optional.of(Harvesting.Inspire.CONFORMANT))) {
            subject.add(
                    Terms.CONFORMS_TO, standard(INSPIRE_DATA, "Kommissionens förordning (EU) nr 1089/2010 (Inspire)"));
        }
    }

    private Graph.Resource standard(Graph.Resource standard, String title) {
        graph.about(standard).is(DCTERMS.term("Standard")).add(Terms.TITLE, LocalText.of(title));
        return standard;
    }

    private void provenance(Graph.Subject subject, Dataset dataset) {
        if (dataset.lineage().isEmpty()) return;
        Graph.Resource statement = iris.of(dataset, "provenance");
        subject.add(DCTERMS.term("provenance"), statement);
        graph.about(statement).is(DCTERMS.term("ProvenanceStatement")).add(Terms.DESCRIPTION, dataset.lineage());
        if (dataset.kind() == Dataset.Kind.DERIVED) {
            subject.addAll(
                    DCTERMS.term("source"),
                    published(dataset).stream().map(iris::of).toList());
        }
    }

    /** What a derived dataset is made of, where that is one dataset; of its lineage several tell in words alone. */
    private List<Dataset> published(Dataset derived) {
        String indicator =
                derived.layers().get(0).series().orElseThrow().indicator().id();
        List<Dataset> published = catalogue.datasets().stream()
                .filter(dataset -> dataset.kind() == Dataset.Kind.INDICATOR)
                .filter(dataset -> dataset.layers()
                        .get(0)
                        .series()
                        .orElseThrow()
                        .indicator()
                        .id()
                        .equals(indicator))
                .toList();
        return published.size() == 1 ? published : List.of();
    }
}
