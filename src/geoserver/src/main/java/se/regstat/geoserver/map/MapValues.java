package se.regstat.geoserver.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.regstat.geoserver.Published;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.Refusal;
import se.regstat.geotools.style.Drawing;
import se.regstat.statistics.format.JsonValue;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Figures;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;

/** The values of a layer in one year, in the order of the areas' codes, and what they are drawn as. */
final class MapValues {

    private final Published published;
    private final VisibleLayers layers;

    MapValues(Published published, VisibleLayers layers) {
        this.published = published;
        this.layers = layers;
    }

    /** @throws Refusal 404 if there is no such layer, or not all of it for the asker; 400 if it has no such year */
    String json(MapRequest request) {
        String layer = request.layer();
        if (layer.isEmpty()) {
            throw Refusal.badRequest("layer: name a layer of an indicator, as in layer=population_deso")
                    .of("layer");
        }
        Series series = published
                .layers()
                .series(layer)
                .filter(Series::isPublished)
                .filter(found -> layers.whole(layer, published).isPresent())
                .orElseThrow(() -> Refusal.notFound("layer: there is no layer " + Refusal.shortened(layer)
                                + " of an indicator" + layers.insteadOf(layer, published))
                        .of("layer"));
        return JsonValue.of(told(layer, series, year(request, series), request)) + "\n";
    }

    private static YearValues year(MapRequest request, Series series) {
        if (request.year().isEmpty()) return series.latest().orElseThrow();
        int year = request.year().getAsInt();
        return series.year(year).filter(YearValues::hasAnyValue).orElseThrow(() -> Refusal.badRequest(
                        "year: there are no values of "
                                + year + "; there are of "
                                + series.years().stream()
                                        .filter(YearValues::hasAnyValue)
                                        .map(known -> String.valueOf(known.year()))
                                        .collect(Collectors.joining(", ")))
                .of("year"));
    }

    private Map<String, Object> told(String layer, Series series, YearValues year, MapRequest request) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("layer", layer);
        told.put("year", year.year());
        told.put("vintage", year.areas().vintage().id().toString());
        told.put("revision", Told.revision(published.observations().snapshot()));
        told.put("count", year.size());
        told.put("values", all(year, area -> Told.number(year.told(series.indicator(), area))));
        told.put(
                "status",
                places(
                        year,
                        area -> year.status(area) == Status.NORMAL
                                ? ""
                                : year.status(area).id()));
        told.put(
                "reason",
                places(
                        year,
                        area -> year.reason(area) == Reason.NONE
                                ? ""
                                : year.reason(area).id()));
        year.quality().ifPresent(quality -> {
            List<Figures.Told> bounded = IntStream.range(0, year.size())
                    .mapToObj(area -> year.bounded(series.indicator(), area))
                    .toList();
            told.put("low", all(year, area -> Told.number(bounded.get(area).intervalLow())));
            told.put("high", all(year, area -> Told.number(bounded.get(area).intervalHigh())));
            told.put("reliability", all(year, area -> quality.reliability()
                    .get(area)
                    .map(Reliability::id)
                    .orElse(null)));
        });
        told.put("style", MapStyle.of(drawing(layer, series), request.locale()));
        return told;
    }

    private static List<Object> all(YearValues year, Function<Integer, Object> told) {
        List<Object> all = new ArrayList<>(year.size());
        for (int area = 0; area < year.size(); area++) all.add(told.apply(area));
        return all;
    }

    /** @param word nothing is told of areas where it is empty */
    private static Map<String, List<Integer>> places(YearValues year, Function<Integer, String> word) {
        Map<String, List<Integer>> places = new TreeMap<>();
        for (int area = 0; area < year.size(); area++) {
            String told = word.apply(area);
            if (!told.isEmpty())
                places.computeIfAbsent(told, w -> new ArrayList<>()).add(area);
        }
        return places;
    }

    /** Found once, since it takes all values of a layer. */
    private Drawing drawing(String layer, Series series) {
        return published
                .observations()
                .snapshot()
                .derived(
                        Drawings.class,
                        List.of(
                                published.observations(),
                                published.observations().configuration().fingerprint()),
                        Drawings::new)
                .byLayer
                .computeIfAbsent(layer, name -> Drawing.of(series));
    }

    private static final class Drawings {
        private final Map<String, Drawing> byLayer = new ConcurrentHashMap<>();
    }
}
