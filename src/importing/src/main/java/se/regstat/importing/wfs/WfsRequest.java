package se.regstat.importing.wfs;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Which features are wanted of a Web Feature Service.
 *
 * @param layer with its workspace, as in {@code stat:DeSO_2025}
 * @param sort attribute that pages are ordered by
 * @param equal only features whose attribute has one of these values; empty for all
 * @param attributes that the layer must have
 * @param expected how many features there should be; empty if that is not known
 * @param advice what to do where the service has something else
 */
public record WfsRequest(
        URI service,
        String layer,
        String sort,
        Map<String, List<String>> equal,
        List<String> attributes,
        OptionalInt expected,
        String advice) {

    /** The filter as GeoServer takes it; empty for none. Attributes alone: the order of axes of points in it differs by version. */
    String cql() {
        return equal.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().stream().map(value -> entry.getKey() + "='" + value.replace("'", "''") + "'"))
                .collect(Collectors.joining(" OR "));
    }

    /** In words. */
    String chosen() {
        return equal.isEmpty() ? "" : " where " + cql();
    }
}
