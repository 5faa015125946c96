package se.regstat.standalone.wfs;

import java.util.List;
import java.util.OptionalLong;

/**
 * Which features a request asks for.
 *
 * @param start how many to pass over
 * @param count how many at most; empty for all
 * @param hits whether only their number is wanted
 * @param single whether it is GetFeatureById, which answers with the feature itself
 */
record FeatureRequest(List<FeatureQuery> queries, long start, OptionalLong count, boolean hits, boolean single) {

    FeatureRequest {
        queries = List.copyOf(queries);
    }
}
