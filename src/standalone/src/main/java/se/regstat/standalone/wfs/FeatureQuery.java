package se.regstat.standalone.wfs;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.geotools.api.filter.Filter;
import se.regstat.catalog.HostLayers.Layer;
import se.regstat.standalone.filter.FilterTarget;

/**
 * One query of a request, whichever way it was sent.
 *
 * @param filter what to select; made once the layer's attributes and CRS are known
 * @param properties as written; empty for all
 * @param srsName as written; empty for the layer's own
 */
record FeatureQuery(
        Layer layer,
        Function<FilterTarget, Filter> filter,
        List<String> properties,
        List<SortKey> sortBy,
        Optional<String> srsName) {

    /** @param property as written */
    record SortKey(String property, boolean descending) {}
}
