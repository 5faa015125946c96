package se.regstat.standalone.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.regstat.geotools.process.AnsweredOperation;
import se.regstat.standalone.http.Kvp;

/**
 * What a request is for, as far as it is noted: from the path, and from parameters that name operations and layers. Others are not looked
 * at, as they could hold what is nobody's business.
 *
 * @param service as in {@code wms}; {@code pages} for those
 * @param operation as its service spells it; {@code other} if it has none of that name
 * @param layer or layers; empty if none is named where it is looked for
 */
public record Asked(String service, String operation, String layer) {

    /** Of what was refused before it was read. */
    public static final Asked UNREAD = new Asked("other", "other", "");

    private static final String PLUGINS = "regstat-info";

    private static final Map<String, List<String>> OPERATIONS = Map.of(
            "wms",
            List.of("GetCapabilities", "GetMap", "GetFeatureInfo", "GetLegendGraphic"),
            "wfs",
            List.of(
                    "GetCapabilities",
                    "DescribeFeatureType",
                    "GetFeature",
                    "GetPropertyValue",
                    "ListStoredQueries",
                    "DescribeStoredQueries"),
            "wps",
            List.of(
                    "GetCapabilities",
                    "DescribeProcess",
                    "Execute",
                    "GetExecutionStatus",
                    "GetExecutionResult",
                    "Dismiss"),
            PLUGINS,
            withOperations(
                    "series",
                    "table",
                    "map",
                    "download",
                    "dcat",
                    "evolutions",
                    "statisticalValues",
                    "metadata",
                    "records",
                    "featurecatalogue",
                    "atom",
                    "opensearch",
                    "search",
                    "health",
                    "metrics"));

    private static final List<String> NAMING_LAYERS =
            List.of("layers", "layer", "typenames", "typename", "target", "identifier");
    private static final Pattern OF_PLUGIN = Pattern.compile("/(?:.*/)?regstat-info/([A-Za-z]+)(?:\\.\\w+)?(?:/(.*))?");
    private static final int LONGEST = 300;

    private static List<String> withOperations(String... others) {
        return Stream.concat(
                        AnsweredOperation.ALL.stream()
                                .map(operation -> operation.declared().id()),
                        Stream.of(others))
                .toList();
    }

    /**
     * @param service that a parameter or the document names; empty if none is named
     * @param sent the document; empty if none was
     */
    public static Asked of(String path, Kvp parameters, Optional<String> service, Optional<SentDocument> sent) {
        Matcher plugins = OF_PLUGIN.matcher(path);
        if (plugins.matches()) {
            String layer = Optional.ofNullable(plugins.group(2)).orElseGet(() -> layer(parameters));
            return of(PLUGINS, Optional.of(plugins.group(1)), layer);
        }
        String last = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String name = service.map(text -> text.toLowerCase(Locale.ROOT)).orElse(last);
        boolean known = OPERATIONS.containsKey(name) && (last.equals("ows") || OPERATIONS.containsKey(last));
        if (!known) return new Asked("pages", "page", "");
        return of(
                name,
                parameters.get("request").or(() -> sent.map(SentDocument::root)),
                sent.map(SentDocument::layers).filter(named -> !named.isEmpty()).orElseGet(() -> layer(parameters)));
    }

    private static Asked of(String service, Optional<String> operation, String layer) {
        String spelt = OPERATIONS.get(service).stream()
                .filter(known -> operation.filter(known::equalsIgnoreCase).isPresent())
                .findFirst()
                .orElse("other");
        return new Asked(service, spelt, layer.length() <= LONGEST ? layer : layer.substring(0, LONGEST) + "...");
    }

    private static String layer(Kvp parameters) {
        return NAMING_LAYERS.stream()
                .map(parameters::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }
}
