package se.regstat.importing.layer;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.regstat.importing.download.Call;
import se.regstat.importing.download.Downloads;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.format.JsonValue;

/**
 * Fetches layers of an ArcGIS server ({@code …/FeatureServer/0}) into files of GeoJSON, EPSG:3006, easting first. The layer is asked
 * first which attributes it has and how many features; these come in pages, in the order of an attribute. A server says that it failed
 * in an answer of status 200, and that there is more in {@code exceededTransferLimit}, at two places by its version.
 */
public final class ArcGisLayers {

    /** Features of a page; servers give fewer where their limit is lower. */
    private static final int PAGE = 1000;

    private final Downloads downloads;
    private final Progress progress;

    public ArcGisLayers(Downloads downloads, Progress progress) {
        this.downloads = downloads;
        this.progress = progress;
    }

    /**
     * The file with the features.
     *
     * @param into the folder to write it into
     * @throws se.regstat.importing.format.ImportException if the service has not what is expected; the message says what, and where
     *     to look
     */
    public Path fetch(LayerRequest request, Path into) {
        try (Pages pages = new Pages(request, downloads, into)) {
            JsonValue layer =
                    answer(request, pages, Call.address(request.layer().toString(), Map.of("f", "json")));
            request.requireAttributes(layer.at("fields").items().stream()
                    .map(field -> field.at("name").text())
                    .toList());
            Map<String, String> counting = query(request);
            counting.put("returnCountOnly", "true");
            counting.put("f", "json");
            long count = answer(request, pages, address(request, counting))
                    .at("count")
                    .whole()
                    .orElseThrow(() -> request.differs("does not say how many features it has"));
            request.requireExpected(count);
            progress.begin("fetching features of " + request.layer().getHost(), count);
            while (pages.size() < count) {
                int before = pages.size();
                JsonValue page = answer(request, pages, address(request, page(request, before)));
                page.at("features").items().forEach(feature -> pages.add(feature, geometry(request, feature)));
                boolean more = page.at("exceededTransferLimit").isTrue()
                        || page.at("properties").at("exceededTransferLimit").isTrue();
                boolean ended = pages.size() == before || (!more && pages.size() < count);
                if (ended || pages.size() > count || (more && pages.size() == count)) {
                    throw request.differs("said it has " + count + " features, and gave " + (more ? "more than " : "")
                            + pages.size() + ". Fetch again; if it stays so");
                }
                progress.at(pages.size());
            }
            return pages.finish(3006);
        }
    }

    private static JsonValue answer(LayerRequest request, Pages pages, URI address) {
        JsonValue answer = pages.answer(address);
        JsonValue error = answer.at("error");
        if (error.isNothing()) return answer;
        String details =
                error.at("details").items().stream().map(JsonValue::text).collect(Collectors.joining(" "));
        throw request.differs("failed: " + error.at("code").text() + " "
                + error.at("message").text() + (details.isBlank() ? "" : " " + details));
    }

    /** Curves come as rings of their own kind, where a server does not make lines of them as it is asked to. */
    private static String geometry(LayerRequest request, JsonValue feature) {
        JsonValue geometry = feature.at("geometry");
        if (geometry.isNothing() || geometry.at("coordinates").isArray()) return geometry.toString();
        throw request.differs("has " + (geometry.at("curveRings").isArray() ? "curves" : "geometries of another kind")
                + ", which are not taken: it should make GeoJSON of them, with lines in place of curves");
    }

    private static Map<String, String> query(LayerRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put(
                "where",
                request.attribute().map(name -> where(name, request.values())).orElse("1=1"));
        return query;
    }

    private static String where(String name, List<String> values) {
        return values.stream()
                .map(value -> "'" + value.replace("'", "''") + "'")
                .collect(Collectors.joining(",", name + " IN (", ")"));
    }

    private static Map<String, String> page(LayerRequest request, int from) {
        Map<String, String> query = query(request);
        query.put("outFields", "*");
        query.put("outSR", "3006");
        query.put("returnTrueCurves", "false");
        request.sort().ifPresent(sort -> query.put("orderByFields", sort));
        query.put("resultOffset", Integer.toString(from));
        query.put("resultRecordCount", Integer.toString(PAGE));
        query.put("f", "geojson");
        return query;
    }

    private static URI address(LayerRequest request, Map<String, String> query) {
        return Call.address(request.layer() + "/query", query);
    }
}
