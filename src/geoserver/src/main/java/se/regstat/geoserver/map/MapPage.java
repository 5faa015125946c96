package se.regstat.geoserver.map;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.text.Languages;

/** The page of the map. What its scripts put their map in place of is a table of all layers, for who has no scripts, and one map as a picture. */
final class MapPage {

    private static final XmlDocument PAGE = new XmlDocument(MapPage.class, "page.ftl");

    /** Pixels; wider and higher than most places for it. */
    private static final int PICTURE = 700;

    private MapPage() {}

    static InfoDocument of(MapCatalogue catalogue, MapRequest request) {
        Locale locale = request.locale();
        Addresses addresses = new Addresses(request.baseUrl(), catalogue.workspace());
        Map<String, Object> values = new HashMap<>();
        values.put("swedish", locale.equals(Languages.SWEDISH));
        values.put("title", catalogue.title().in(locale));
        values.put("picture", picture(catalogue, addresses, locale));
        values.put(
                "datasets",
                catalogue.shown().stream()
                        .collect(groupingBy(MapCatalogue.Shown::dataset, LinkedHashMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(dataset -> row(dataset.getKey(), dataset.getValue(), catalogue, addresses, locale))
                        .toList());
        return InfoDocument.of("text/html", "map.html", PAGE.fill(values));
    }

    /** Of the first layer; empty if there is none. */
    private static Map<String, String> picture(MapCatalogue catalogue, Addresses addresses, Locale locale) {
        Optional<MapCatalogue.Shown> first = catalogue.shown().stream().findFirst();
        if (first.isEmpty()) return Map.of();
        Envelope bounds = first.get().years().get(0).areas().bounds();
        double scale = PICTURE / Math.max(bounds.getWidth(), bounds.getHeight());
        int width = Math.max(1, (int) Math.round(bounds.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(bounds.getHeight() * scale));
        return Map.of(
                "address", addresses.picture(first.get().layer().name(), bounds, width, height),
                "width", Integer.toString(width),
                "height", Integer.toString(height),
                "title", first.get().layer().description().title().in(locale));
    }

    private static Map<String, Object> row(
            Dataset dataset,
            List<MapCatalogue.Shown> layers,
            MapCatalogue catalogue,
            Addresses addresses,
            Locale locale) {
        Map<String, Object> row = new HashMap<>();
        row.put("title", dataset.title().in(locale));
        row.put("unit", layers.get(0).indicator().unit().in(locale));
        row.put("years", years(layers));
        List<Map<String, String>> each = new ArrayList<>();
        for (MapCatalogue.Shown one : layers) {
            String layer = one.layer().name();
            each.add(Map.of(
                    "title",
                            catalogue
                                    .configuration()
                                    .division(one.series().division())
                                    .shortTitle()
                                    .in(locale),
                    "csv", addresses.features(layer, "csv"),
                    "table", addresses.document("table.json", "layer", layer, "language", locale.getLanguage())));
        }
        row.put("layers", each);
        row.put("geopackage", addresses.download(dataset, "gpkg"));
        return row;
    }

    /** As in {@code 2011–2023}. */
    private static String years(List<MapCatalogue.Shown> layers) {
        int[] years = layers.stream()
                .flatMap(one -> one.years().stream())
                .mapToInt(YearValues::year)
                .sorted()
                .toArray();
        int first = years[0];
        int last = years[years.length - 1];
        return first == last ? "" + first : first + "–" + last;
    }
}
