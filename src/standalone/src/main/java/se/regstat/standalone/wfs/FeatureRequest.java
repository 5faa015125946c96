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

    /** The same queries. @throws WfsException if there are more than one request may have */
    static <T> List<T> atMost(int most, List<T> queries, WfsRequest request) {
        if (queries.size() <= most) return queries;
        throw WfsException.invalid(
                request.version() == WfsVersion.V2_0_0 ? "typeNames" : "typeName",
                queries.size() + " queries at once; " + most
                        + " at most are answered together (regstat.yml, limits: layers)");
    }
}
