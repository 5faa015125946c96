package se.regstat.importing.wfs;

import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Which features are wanted of a Web Feature Service.
 *
 * @param layer with its workspace, as in {@code stat:DeSO_2025}
 * @param sort attribute that pages are ordered by
 * @param filter only features where this is so, in CQL; empty for all. Of attributes alone: the order of axes of points in it
 *     differs by version
 * @param only these attributes come, and no geometry, which is quick; empty for all there are
 * @param attributes that the layer must have
 * @param expected how many features there should be; empty if that is not known
 * @param advice what to do where the service has something else
 */
public record WfsRequest(
        URI service,
        String layer,
        String sort,
        String filter,
        List<String> only,
        List<String> attributes,
        OptionalInt expected,
        String advice) {

    /** A filter: the attribute has one of these values. */
    public static String anyOf(String attribute, List<String> values) {
        return values.stream()
                .map(value -> attribute + "='" + value.replace("'", "''") + "'")
                .collect(Collectors.joining(" OR "));
    }

    /** In words. */
    String chosen() {
        return filter.isEmpty() ? "" : " where " + filter;
    }
}
