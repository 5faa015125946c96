package se.regstat.geoserver.metadata.dcat;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.statistics.config.Harvesting;

/**
 * What DCAT-AP for high-value datasets says of those that their publisher calls so: {@code geospatial} are divisions and their
 * changes, {@code statistics} is what has values.
 */
final class HighValue {

    /** Commission Implementing Regulation (EU) 2023/138. */
    private static final Graph.Resource REGULATION =
            Graph.Resource.of("http://data.europa.eu/eli/reg_impl/2023/138/oj");

    private final List<Harvesting.HighValue> configured;

    HighValue(Harvesting harvesting) {
        this.configured = harvesting.highValue();
    }

    private Set<Harvesting.HighValue> categories(Collection<Dataset> datasets) {
        Set<Harvesting.HighValue> categories = new LinkedHashSet<>();
        for (Dataset dataset : datasets) {
            for (Harvesting.HighValue category : configured) {
                if (isOf(dataset, category)) categories.add(category);
            }
        }
        return categories;
    }

    private static boolean isOf(Dataset dataset, Harvesting.HighValue category) {
        return switch (category) {
            case GEOSPATIAL -> dataset.kind() == Dataset.Kind.VINTAGE || dataset.kind() == Dataset.Kind.CHANGES;
            case STATISTICS -> dataset.kind().hasValues();
        };
    }

    boolean holdsFor(Collection<Dataset> datasets) {
        return !categories(datasets).isEmpty();
    }

    /** Of a dataset, a series or a service, by the datasets that it is, has or serves. */
    void tell(Graph.Subject subject, Collection<Dataset> datasets) {
        if (!holdsFor(datasets)) return;
        subject.add(Terms.LEGISLATION, REGULATION);
        categories(datasets).forEach(category -> subject.add(Terms.HVD_CATEGORY, Graph.Resource.of(category.uri())));
    }

    /** Of a distribution, which has no category of its own. */
    void tellOfDistribution(Graph.Subject subject, Dataset dataset) {
        if (holdsFor(List.of(dataset))) subject.add(Terms.LEGISLATION, REGULATION);
    }
}
