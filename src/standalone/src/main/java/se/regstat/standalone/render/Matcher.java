package se.regstat.standalone.render;

import java.util.function.Predicate;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;

/** A rule's filter, made quick for the many features of a map. */
final class Matcher {

    private Matcher() {}

    static Predicate<SimpleFeature> of(Filter filter) {
        if (filter == Filter.INCLUDE) return feature -> true;
        return filter::evaluate;
    }
}
