package se.regstat.importing.layer;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import se.regstat.importing.download.Call;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.format.JsonValue;

/**
 * Fetches collections of OGC API Features into files of GeoJSON. In EPSG:3006, if the collection says that it has that; else longitude
 * and latitude. Pages follow one another by their links, and as many features come as the service says that there are. By the standard,
 * EPSG:3006 comes northing first; not all servers do, so which of the two it is is told from the numbers, which in Sweden cannot be
 * mistaken: northings are above 6 000 000, eastings below 1 000 000.
 */
public final class OgcApiLayers {

    private static final String SWEREF99_TM = "http://www.opengis.net/def/crs/EPSG/0/3006";
    private static final int PAGE = 1000;
    private static final double BETWEEN_EASTINGS_AND_NORTHINGS = 2_000_000;

    private final Downloads downloads;
    private final Progress progress;

    public OgcApiLayers(Downloads downloads, Progress progress) {
        this.downloads = downloads;
        this.progress = progress;
    }

    /**
     * The file with the features.
     *
     * @param request whose layer is a collection's address, {@code …/collections/NAME}
     * @param into the folder to write it into
     * @throws se.regstat.importing.format.ImportException if the service has not what is expected; the message says what, and where
     *     to look
     */
    public Path fetch(LayerRequest request, Path into) {
        try (Pages pages = new Pages(request, downloads, into)) {
            JsonValue collection = pages.answer(Call.address(request.layer().toString(), Map.of("f", "json")));
            boolean metres = collection.at("crs").items().stream()
                    .anyMatch(crs -> crs.text().equals(SWEREF99_TM));
            // One value at a time: that is what the standard has for attributes.
            List<Optional<String>> values = request.attribute().isEmpty()
                    ? List.of(Optional.empty())
                    : request.values().stream().map(Optional::of).toList();
            Set<String> attributes = new TreeSet<>();
            for (Optional<String> value : values) {
                Map<String, String> query = new LinkedHashMap<>();
                query.put("f", "json");
                query.put("limit", Integer.toString(PAGE));
                if (metres) query.put("crs", SWEREF99_TM);
                value.ifPresent(text -> query.put(request.attribute().orElseThrow(), text));
                follow(Call.address(request.layer() + "/items", query), request, pages, metres, attributes);
            }
            request.requireAttributes(List.copyOf(attributes));
            request.requireExpected(pages.size());
            return pages.finish(metres ? 3006 : 4326);
        }
    }

    private void follow(URI first, LayerRequest request, Pages pages, boolean metres, Set<String> attributes) {
        Set<URI> seen = new HashSet<>();
        int before = pages.size();
        Optional<Long> matched = Optional.empty();
        Optional<URI> next = Optional.of(first);
        while (next.isPresent() && seen.add(next.get())) {
            URI here = next.get();
            JsonValue page = pages.answer(here);
            if (!page.at("features").isArray()) throw request.differs("gave no features: " + here);
            if (matched.isEmpty()) {
                matched = page.at("numberMatched").whole();
                progress.begin("fetching features of " + here.getHost(), matched.orElse(0L));
            }
            for (JsonValue feature : page.at("features").items()) {
                attributes.addAll(feature.at("properties").members().keySet());
                pages.add(feature, geometry(feature.at("geometry"), metres));
            }
            progress.at(pages.size());
            next = page.at("links").items().stream()
                    .filter(link -> link.at("rel").text().equals("next"))
                    .map(link -> Call.next(here, link.at("href").text()))
                    .findFirst();
        }
        int came = pages.size() - before;
        if (matched.isPresent() && matched.get() != came) {
            throw request.differs(
                    "said it has " + matched.get() + " features, and gave " + came + ". Fetch again; if it stays so");
        }
    }

    private static String geometry(JsonValue geometry, boolean metres) {
        if (!metres || geometry.isNothing() || first(geometry.at("coordinates")) < BETWEEN_EASTINGS_AND_NORTHINGS) {
            return geometry.toString();
        }
        return "{\"type\":\"" + geometry.at("type").text() + "\",\"coordinates\":" + swapped(geometry.at("coordinates"))
                + "}";
    }

    private static double first(JsonValue coordinates) {
        JsonValue value = coordinates;
        while (value.isArray() && !value.items().isEmpty())
            value = value.items().get(0);
        return value.number();
    }

    private static String swapped(JsonValue coordinates) {
        List<JsonValue> items = coordinates.items();
        if (items.isEmpty() || items.get(0).isArray()) {
            return items.stream().map(OgcApiLayers::swapped).toList().toString();
        }
        return List.of(items.get(1), items.get(0)).toString();
    }
}
