package se.regstat.standalone.host;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.geometry.jts.ReferencedEnvelope;
import se.regstat.catalog.HostLayers;
import se.regstat.geoserver.Published;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.Snapshot;

/** What the pages tell of indicators: each once, with the layers of its divisions, so that hundreds of layers stay a list one can read. */
final class IndicatorRows {

    private final Supplier<Optional<Published>> published;
    private final Function<String, Division> divisions;

    /** @param divisions by id */
    IndicatorRows(Supplier<Optional<Published>> published, Function<String, Division> divisions) {
        this.published = published;
        this.divisions = divisions;
    }

    /**
     * An indicator and its layers, the finest division first.
     *
     * @param words by which it is found, in both languages
     */
    public record Row(
            String id,
            String title,
            String unit,
            String definition,
            String years,
            List<DivisionLayer> divisions,
            String words) {}

    /**
     * An indicator's layer.
     *
     * @param id of the division
     */
    public record DivisionLayer(
            String id,
            String layer,
            String title,
            String shortTitle,
            boolean derived,
            List<Vintage> vintages,
            String latest,
            String map,
            String geojson,
            String csv) {}

    /** The years that an indicator is told for the areas of a vintage. */
    public record Vintage(String name, String years) {}

    /** Only what the layers have. */
    List<Row> rows(HostLayers layers, String baseUrl, Locale locale) {
        List<Row> rows = new ArrayList<>();
        Optional<Published> now = published.get();
        if (now.isEmpty()) return rows;
        Map<Indicator, Map<String, Series>> byIndicator = new LinkedHashMap<>();
        now.get().layers().series().forEach((name, series) -> byIndicator
                .computeIfAbsent(series.indicator(), i -> new LinkedHashMap<>())
                .put(name, series));
        for (Map.Entry<Indicator, Map<String, Series>> entry : byIndicator.entrySet()) {
            Indicator indicator = entry.getKey();
            List<DivisionLayer> divisions = new ArrayList<>();
            List<Integer> years = new ArrayList<>();
            entry.getValue().forEach((name, series) -> {
                Optional<HostLayers.Layer> layer =
                        layers.layer(name).filter(l -> l.timeAttribute().isPresent());
                if (layer.isEmpty()) return;
                divisions.add(division(series, layer.get(), baseUrl, locale));
                years.addAll(years(series));
            });
            if (divisions.isEmpty()) continue;
            rows.add(new Row(
                    indicator.id(),
                    // The page says itself, and once, that all is invented.
                    indicator.title().in(locale).replace(Division.DEMO.in(locale), ""),
                    indicator.unit().in(locale),
                    indicator.definition().in(locale),
                    spans(years.stream().distinct().sorted().toList()),
                    divisions,
                    words(indicator, entry.getValue().values())));
        }
        return rows;
    }

    private String words(Indicator indicator, Collection<Series> series) {
        Stream<LocalText> texts = Stream.concat(
                Stream.of(indicator.title(), indicator.unit(), indicator.definition()),
                series.stream().map(s -> divisions.apply(s.division()).title()));
        Stream<String> others = Stream.concat(
                Stream.concat(Stream.of(indicator.id()), indicator.keywords().stream()),
                series.stream().map(Series::division));
        return Stream.concat(texts.flatMap(text -> Stream.of(text.sv(), text.en())), others)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** Of the areas that have a value of the layer's indicator in any year (E, N); empty for layers that are no indicator's. */
    Optional<ReferencedEnvelope> extent(String layer) {
        Optional<Series> series = published.get().flatMap(p -> p.layers().series(layer));
        if (series.isEmpty()) return Optional.empty();
        ReferencedEnvelope extent = ReferencedEnvelope.create(Sweref99Tm.crs());
        for (YearValues values : series.get().years()) {
            for (int area = 0; area < values.areas().areas().size(); area++) {
                if (!values.hasValue(area)) continue;
                extent.expandToInclude(
                        values.areas().areas().get(area).geometry().getEnvelopeInternal());
            }
        }
        return Optional.of(extent).filter(e -> !e.isNull());
    }

    /** An address that re-aggregates the first indicator from its finest division to another one; empty if there is no other. */
    static Optional<String> reaggregation(List<Row> rows, Snapshot snapshot, String baseUrl) {
        if (rows.isEmpty()) return Optional.empty();
        String source = rows.get(0).divisions().get(0).id();
        return snapshot.vintages().stream()
                .map(areas -> areas.vintage().id())
                .filter(id -> !id.division().equals(source))
                .findFirst()
                .map(id -> baseUrl + "/regstat-info/reaggregate.geojson?target=" + encode(id.toString())
                        + "&indicators=" + encode(rows.get(0).id()) + "&sourceDivision=" + encode(source));
    }

    /** Of a layer, ascending; empty for layers that are no indicator's. */
    List<Integer> years(String layer) {
        return published
                .get()
                .flatMap(p -> p.layers().series(layer))
                .map(IndicatorRows::years)
                .orElse(List.of());
    }

    private static List<Integer> years(Series series) {
        return series.years().stream()
                .filter(YearValues::hasAnyValue)
                .map(YearValues::year)
                .toList();
    }

    private DivisionLayer division(Series series, HostLayers.Layer layer, String baseUrl, Locale locale) {
        Map<VintageId, List<Integer>> vintages = new LinkedHashMap<>();
        for (YearValues values : series.years()) {
            if (!values.hasAnyValue()) continue;
            vintages.computeIfAbsent(values.areas().vintage().id(), v -> new ArrayList<>())
                    .add(values.year());
        }
        Division division = divisions.apply(series.division());
        String shortTitle = division.shortTitle().in(locale);
        int latest = series.latest().map(YearValues::year).orElseThrow();
        String features =
                baseUrl + "/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=" + encode(layer.prefixedName());
        String ofLatest = features + "&cql_filter=" + encode("year=" + latest);
        return new DivisionLayer(
                series.division(),
                layer.prefixedName(),
                division.title().in(locale),
                shortTitle,
                series.isDerived(),
                vintages.entrySet().stream()
                        .map(e -> new Vintage(shortTitle + " " + e.getKey().year(), spans(e.getValue())))
                        .toList(),
                String.valueOf(latest),
                "preview?layer=" + encode(layer.name()) + "&language=" + locale.getLanguage(),
                ofLatest + "&outputFormat=" + encode("application/json"),
                CsvLink.of(ofLatest, layer));
    }

    /** {@code 2011–2014, 2016} */
    static String spans(List<Integer> years) {
        StringBuilder spans = new StringBuilder();
        for (int i = 0; i < years.size(); ) {
            int last = i;
            while (last + 1 < years.size() && years.get(last + 1) == years.get(last) + 1) last++;
            if (i > 0) spans.append(", ");
            spans.append(years.get(i));
            if (last > i) spans.append('–').append(years.get(last));
            i = last + 1;
        }
        return spans.toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
