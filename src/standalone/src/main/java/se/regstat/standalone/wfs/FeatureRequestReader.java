package se.regstat.standalone.wfs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.locationtech.jts.geom.Envelope;
import org.w3c.dom.Element;
import se.regstat.catalog.HostLayers.Layer;
import se.regstat.standalone.filter.Cql;
import se.regstat.standalone.filter.FilterEncoding;
import se.regstat.standalone.filter.FilterTarget;
import se.regstat.standalone.format.GmlId;
import se.regstat.standalone.format.SrsName;
import se.regstat.statistics.format.FormatException;
import se.regstat.statistics.format.Xml;

/** Reads which features a GetFeature or GetPropertyValue asks for, from parameters or from XML, in either version. */
final class FeatureRequestReader {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private final FeatureTypes types;
    private final WfsRequest request;
    private final int mostQueries;

    /** @param mostQueries in one request */
    FeatureRequestReader(FeatureTypes types, WfsRequest request, int mostQueries) {
        this.types = types;
        this.mostQueries = mostQueries;
        this.request = request;
    }

    FeatureRequest read() {
        onlyLocal();
        Optional<String> storedQuery = storedQueryId();
        List<FeatureQuery> queries;
        if (storedQuery.isPresent()) queries = List.of(byId(storedQuery.get()));
        else if (request.xml().isPresent()) queries = fromXml(request.xml().get());
        else queries = fromParameters();
        return new FeatureRequest(
                queries,
                number("startIndex").orElse(0),
                firstPresent(number("count"), number("maxFeatures")),
                hits(),
                storedQuery.isPresent());
    }

    private static OptionalLong firstPresent(OptionalLong first, OptionalLong second) {
        return first.isPresent() ? first : second;
    }

    private OptionalLong number(String name) {
        Optional<String> text = request.parameter(name);
        if (text.isEmpty()) return OptionalLong.empty();
        try {
            long number = Long.parseLong(text.get().strip());
            if (number >= 0) return OptionalLong.of(number);
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw WfsException.invalid(name, name + "=" + text.get() + " is not a whole number of 0 or more");
    }

    /** Features here refer to nothing, so with local references all is done as without. */
    private void onlyLocal() {
        String resolve = request.parameter("resolve").orElse("none").toLowerCase(Locale.ROOT);
        if (resolve.equals("none") || resolve.equals("local")) return;
        throw WfsException.invalid("resolve", "resolve=" + resolve + "; it can be none or local");
    }

    private boolean hits() {
        String resultType = request.parameter("resultType").orElse("results").toLowerCase(Locale.ROOT);
        return switch (resultType) {
            case "results" -> false;
            case "hits" -> true;
            default ->
                throw WfsException.invalid("resultType", "resultType=" + resultType + "; it can be results or hits");
        };
    }

    // ---- stored query

    private Optional<String> storedQueryId() {
        if (request.xml().isEmpty()) return request.kvp().get("storedQuery_id");
        return Xml.children(request.xml().get(), "StoredQuery").stream()
                .findFirst()
                .map(q -> Xml.attribute(q, "id").orElseThrow(() -> WfsException.missing("id", StoredQueries.BY_ID)));
    }

    private FeatureQuery byId(String storedQuery) {
        if (!StoredQueries.isById(storedQuery)) {
            throw WfsException.invalid(
                    "STOREDQUERY_ID",
                    "there is no stored query '" + storedQuery + "'; there is " + StoredQueries.BY_ID);
        }
        String id = (request.xml().isPresent()
                        ? idParameter(request.xml().get())
                        : request.kvp().get("id"))
                .orElseThrow(() -> WfsException.missing("ID", "ID=deso_2025.0180C4040"));
        Layer layer = byIdPrefix(id).orElseThrow(() -> notFound(id));
        return new FeatureQuery(layer, unused -> ids(List.of(id)), List.of(), List.of(), request.parameter("srsName"));
    }

    static WfsException notFound(String id) {
        return new WfsException(WfsException.Code.NotFound, "ID", "there is no feature with the id '" + id + "'");
    }

    private static Optional<String> idParameter(Element root) {
        return Xml.children(root, "StoredQuery").stream()
                .flatMap(q -> Xml.children(q, "Parameter").stream())
                .filter(p -> p.getAttribute("name").equalsIgnoreCase("id"))
                .map(p -> p.getTextContent().strip())
                .filter(id -> !id.isEmpty())
                .findFirst();
    }

    /** The layer of a feature id such as {@code deso_2025.0180C4040}. */
    private Optional<Layer> byIdPrefix(String id) {
        int dot = id.indexOf('.');
        if (dot <= 0) return Optional.empty();
        String name = id.substring(0, dot);
        return types.visible(request).stream()
                .filter(l -> l.name().equals(name))
                .findFirst();
    }

    private static Filter ids(List<String> ids) {
        return FILTERS.id(ids.stream()
                .flatMap(id -> GmlId.featureIds(id).stream())
                .map(FILTERS::featureId)
                .collect(Collectors.toSet()));
    }

    // ---- parameters

    /** WFS 2.0.0 (OGC 09-025r2, 7.9.2.4) and 1.1.0 (OGC 04-094, 14.7.3): at most one of them. */
    private void onlyOneSelection() {
        List<String> given = Stream.of("filter", "resourceId", "featureId", "bbox")
                .filter(name -> request.kvp().get(name).isPresent())
                .toList();
        if (given.size() < 2) return;
        throw WfsException.invalid(
                given.get(1),
                given.get(0) + " and " + given.get(1)
                        + " exclude each other; give one of them, or a filter with both conditions joined by And");
    }

    private List<FeatureQuery> fromParameters() {
        onlyOneSelection();
        List<String> ids = request.kvp()
                .get("resourceId")
                .or(() -> request.kvp().get("featureId"))
                .map(FeatureRequestReader::list)
                .orElse(List.of());
        List<Layer> layers = request.kvp()
                .get("typeNames")
                .or(() -> request.kvp().get("typeName"))
                .map(FeatureRequestReader::names)
                .map(names -> FeatureRequest.atMost(mostQueries, names, request).stream()
                        .map(n -> types.find(n, Optional.empty(), request))
                        .toList())
                .orElseGet(() -> ofIds(ids));
        onlyIdsOf(layers, ids);
        List<String> filters = perLayer("filter", layers, FeatureRequestReader::groups);
        List<String> cql = perLayer("cql_filter", layers, Cql::split);
        List<String> properties = perLayer("propertyName", layers, FeatureRequestReader::groups);
        List<String> sortBy = perLayer("sortBy", layers, FeatureRequestReader::groups);
        Optional<String> bbox = request.kvp().get("bbox");
        List<FeatureQuery> queries = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            List<Function<FilterTarget, Filter>> conditions = new ArrayList<>();
            if (!filters.isEmpty()) {
                Element filter = xmlFilter(filters.get(i));
                conditions.add(target -> FilterEncoding.read(filter, target));
            }
            if (!cql.isEmpty()) {
                String text = cql.get(i);
                conditions.add(target -> Cql.read(text, target));
            }
            if (!ids.isEmpty()) conditions.add(target -> ids(ids));
            bbox.ifPresent(text -> conditions.add(target -> box(text, target)));
            queries.add(new FeatureQuery(
                    layers.get(i),
                    all(conditions),
                    properties.isEmpty() ? List.of() : list(properties.get(i)),
                    sortBy.isEmpty() ? List.of() : sortKeys(sortBy.get(i)),
                    request.kvp().get("srsName")));
        }
        return queries;
    }

    private List<Layer> ofIds(List<String> ids) {
        if (ids.isEmpty()) {
            throw request.version() == WfsVersion.V2_0_0
                    ? WfsException.missing("typeNames", "typeNames=regstat:deso_2025")
                    : WfsException.missing("typeName", "typeName=regstat:deso_2025");
        }
        Map<String, Layer> layers = new LinkedHashMap<>();
        for (String id : ids) {
            Layer layer = byIdPrefix(id)
                    .orElseThrow(
                            () -> WfsException.invalid(
                                    request.version() == WfsVersion.V2_0_0 ? "resourceId" : "featureId",
                                    "'" + id
                                            + "' is not a feature id of any feature type here; one looks like deso_2025.0180C4040"));
            layers.put(layer.prefixedName(), layer);
        }
        return List.copyOf(layers.values());
    }

    /** OGC 09-025r2, 7.9.2.4.1. An id that looks like none of any type's finds nothing, which is no mistake. */
    private void onlyIdsOf(List<Layer> layers, List<String> ids) {
        for (String id : ids) {
            Optional<Layer> type = byIdPrefix(id);
            if (type.isEmpty()
                    || layers.stream()
                            .anyMatch(l -> l.prefixedName().equals(type.get().prefixedName()))) {
                continue;
            }
            throw WfsException.invalid(
                    request.kvp().get("resourceId").isPresent() ? "resourceId" : "featureId",
                    "'" + id + "' is a feature of " + type.get().prefixedName() + ", which is not asked for; leave out "
                            + (request.kvp().get("typeNames").isPresent() ? "typeNames" : "typeName")
                            + " or add that type to it");
        }
    }

    private static Element xmlFilter(String text) {
        try {
            return Xml.parse(text);
        } catch (FormatException e) {
            throw WfsException.invalid("filter", e.told("the filter"));
        }
    }

    private static Function<FilterTarget, Filter> all(List<Function<FilterTarget, Filter>> conditions) {
        if (conditions.isEmpty()) return unused -> Filter.INCLUDE;
        if (conditions.size() == 1) return conditions.get(0);
        return target ->
                FILTERS.and(conditions.stream().map(c -> c.apply(target)).toList());
    }

    /** {@code a,b} or {@code (a)(b)}. */
    private static List<String> names(String text) {
        return groups(text).stream().flatMap(group -> list(group).stream()).toList();
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** What stands in each pair of parentheses, or the whole if it does not begin with one. */
    private static List<String> groups(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("(") || !stripped.endsWith(")")) return List.of(stripped);
        return List.of(stripped.substring(1, stripped.length() - 1).split("\\)\\s*\\(", -1));
    }

    private List<String> perLayer(String name, List<Layer> layers, Function<String, List<String>> split) {
        Optional<String> text = request.kvp().get(name);
        if (text.isEmpty()) return List.of();
        List<String> parts = split.apply(text.get());
        if (parts.size() == layers.size()) return parts;
        if (parts.size() == 1) return java.util.Collections.nCopies(layers.size(), parts.get(0));
        throw WfsException.invalid(
                name,
                name + " has " + parts.size() + " parts for " + layers.size() + " feature types; give one for each");
    }

    private static Filter box(String text, FilterTarget target) {
        String[] parts = text.split(",", 5);
        if (parts.length < 4) {
            throw WfsException.invalid(
                    "bbox", "bbox=" + text + " is not of the form lower1,lower2,upper1,upper2[,crs]");
        }
        double[] corners = new double[4];
        for (int i = 0; i < 4; i++) {
            try {
                corners[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                corners[i] = Double.NaN;
            }
            if (!Double.isFinite(corners[i])) {
                throw WfsException.invalid("bbox", "'" + parts[i] + "' in bbox=" + text + " is not a number");
            }
        }
        if (corners[0] > corners[2] || corners[1] > corners[3]) {
            throw WfsException.invalid(
                    "bbox", "bbox=" + text + ": the lower corner comes first, and must not lie beyond the upper one");
        }
        Optional<SrsName> srs =
                parts.length == 5 && !parts[4].isBlank() ? Optional.of(srs(parts[4], "bbox")) : Optional.empty();
        return target.box(
                Optional.empty(), Optional.empty(), new Envelope(corners[0], corners[2], corners[1], corners[3]), srs);
    }

    static SrsName srs(String text, String locator) {
        try {
            return SrsName.parse(text);
        } catch (IllegalArgumentException e) {
            throw WfsException.invalid(locator, e.getMessage());
        }
    }

    private static List<FeatureQuery.SortKey> sortKeys(String text) {
        return list(text).stream()
                .map(key -> {
                    String[] words = key.strip().split("[\\s+]+", -1);
                    String order = words.length < 2 ? "ASC" : words[1].toUpperCase(Locale.ROOT);
                    return new FeatureQuery.SortKey(words[0], descending(order, key));
                })
                .toList();
    }

    private static boolean descending(String order, String key) {
        return switch (order) {
            case "A", "ASC" -> false;
            case "D", "DESC" -> true;
            default ->
                throw WfsException.invalid(
                        "sortBy", "'" + key + "' in sortBy: the order after a property can be ASC or DESC");
        };
    }

    // ---- XML

    private List<FeatureQuery> fromXml(Element root) {
        List<FeatureQuery> queries = new ArrayList<>();
        List<Element> sent = FeatureRequest.atMost(mostQueries, Xml.children(root, "Query"), request);
        for (Element query : sent) queries.addAll(query(query));
        if (queries.isEmpty()) {
            throw new WfsException(
                    WfsException.Code.MissingParameterValue,
                    "Query",
                    root.getLocalName() + " holds no wfs:Query and no wfs:StoredQuery");
        }
        return FeatureRequest.atMost(mostQueries, queries, request);
    }

    private List<FeatureQuery> query(Element query) {
        String names = Xml.attribute(query, "typeNames")
                .or(() -> Xml.attribute(query, "typeName"))
                .orElseThrow(() -> request.version() == WfsVersion.V2_0_0
                        ? WfsException.missing("typeNames", "typeNames=\"regstat:deso_2025\"")
                        : WfsException.missing("typeName", "typeName=\"regstat:deso_2025\""));
        Set<String> typeNames = new LinkedHashSet<>(List.of(names.strip().split("[\\s,]+", -1)));
        if (typeNames.size() > 1) {
            throw WfsException.invalid("typeNames", "joins are not supported; write one wfs:Query per feature type");
        }
        List<String> properties = Xml.children(query, "PropertyName").stream()
                .map(p -> p.getTextContent().strip())
                .toList();
        List<Element> filters = Xml.children(query, "Filter");
        List<FeatureQuery.SortKey> sortBy = Xml.children(query, "SortBy").stream()
                .flatMap(s -> Xml.children(s, "SortProperty").stream())
                .map(FeatureRequestReader::sortKey)
                .toList();
        Layer layer = types.find(typeNames.iterator().next(), Optional.of(query), request);
        return List.of(new FeatureQuery(
                layer,
                target -> filters.isEmpty() ? Filter.INCLUDE : FilterEncoding.read(filters.get(0), target),
                properties,
                sortBy,
                Xml.attribute(query, "srsName")));
    }

    private static FeatureQuery.SortKey sortKey(Element sortProperty) {
        String property = null;
        boolean descending = false;
        for (Element child : Xml.children(sortProperty)) {
            String text = child.getTextContent().strip();
            switch (child.getLocalName()) {
                case "ValueReference", "PropertyName" -> property = text;
                case "SortOrder" -> descending = descending(text.toUpperCase(Locale.ROOT), text);
                default ->
                    throw WfsException.invalid(
                            "sortBy", "SortProperty with " + child.getLocalName() + " is not understood");
            }
        }
        if (property == null) throw WfsException.invalid("sortBy", "SortProperty names no property");
        return new FeatureQuery.SortKey(property, descending);
    }
}
