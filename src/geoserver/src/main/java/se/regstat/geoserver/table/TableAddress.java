package se.regstat.geoserver.table;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.regstat.geoserver.Published;
import se.regstat.geoserver.Publisher;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.text.Texts;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationException;

/**
 * Layers of indicators as tables. A table has the areas of one vintage, and the years that are told in it: in a program that puts a
 * series together by codes, as all do, areas of two vintages would become one where they share a code.
 */
public final class TableAddress {

    private final Publisher publisher;
    private final VisibleLayers layers;

    /** @param layers what the asker may see */
    public TableAddress(Publisher publisher, VisibleLayers layers) {
        this.publisher = publisher;
        this.layers = layers;
    }

    /** @throws Refusal 404 if there is no such layer of indicators, or not all of it for the asker; 400 for what cannot be understood */
    public InfoDocument answer(TableRequest request) {
        if (!request.format().equals("json")) {
            throw Refusal.badRequest("there is no table." + request.format() + ", but table.json");
        }
        if (request.layer().isEmpty()) {
            throw Refusal.badRequest("layer: name a layer of indicators, as in layer=population_deso")
                    .of("layer");
        }
        String name = request.layer();
        Published published = publisher.published().orElseThrow(() -> none(name));
        Dataset dataset = layers.catalogue(published).ofLayer(name).orElseThrow(() -> none(name, published));
        List<Series> series = series(published, name);
        if (series.isEmpty() || layers.whole(name, published).isEmpty()) throw none(name);
        NavigableMap<VintageId, NavigableSet<Integer>> vintages = Cube.yearsOfVintages(series);
        VintageId vintage = vintage(request, vintages);
        Cube cube = Cube.of(series, years(request, vintage, vintages));
        Observations observations = published.observations();
        JsonStat table = new JsonStat(
                cube,
                AreaNames.of(observations.snapshot(), observations.configuration())
                        .of(cube.areas()),
                request.locale());
        JsonStat.Head head = head(request, dataset, vintage, vintages);
        return InfoDocument.streamed(
                "application/json", vintage.layerName() + "-" + name + ".json", out -> table.write(head, out));
    }

    private static Refusal none(String layer) {
        return Refusal.notFound("layer: there is no layer " + Refusal.shortened(layer) + " of indicators")
                .of("layer");
    }

    private Refusal none(String layer, Published published) {
        return Refusal.notFound("layer: there is no layer " + Refusal.shortened(layer) + " of indicators"
                        + layers.insteadOf(layer, published))
                .of("layer");
    }

    private static List<Series> series(Published published, String layer) {
        Optional<Series> one = published.layers().series(layer);
        return one.isEmpty()
                ? published.layers().sideBySide(layer)
                : one.stream().filter(Series::isPublished).toList();
    }

    private static VintageId vintage(TableRequest request, NavigableMap<VintageId, NavigableSet<Integer>> vintages) {
        if (request.vintage().isEmpty()) return vintages.lastKey();
        return vintages.keySet().stream()
                .filter(id ->
                        id.year().equals(request.vintage()) || id.toString().equals(request.vintage()))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("vintage: there are no values of '" + request.vintage()
                                + "'; there are of " + told(vintages))
                        .of("vintage"));
    }

    private static NavigableSet<Integer> years(
            TableRequest request, VintageId vintage, NavigableMap<VintageId, NavigableSet<Integer>> vintages) {
        NavigableSet<Integer> all = vintages.get(vintage);
        if (request.periods().isEmpty()) return all;
        try {
            return Periods.parse(List.of(request.periods())).of(all, all);
        } catch (ReaggregationException e) {
            String elsewhere = vintages.size() > 1 ? " in " + vintage + "; there are of " + told(vintages) : "";
            throw Refusal.badRequest(e.getMessage() + elsewhere).of("periods");
        }
    }

    /** As in {@code 2018 (2020, 2021), 2025 (2024)}. */
    private static String told(NavigableMap<VintageId, NavigableSet<Integer>> vintages) {
        return vintages.entrySet().stream()
                .map(vintage -> vintage.getKey().year() + " ("
                        + vintage.getValue().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining(", "));
    }

    private JsonStat.Head head(
            TableRequest request,
            Dataset dataset,
            VintageId vintage,
            NavigableMap<VintageId, NavigableSet<Integer>> vintages) {
        Texts.Description description = dataset.layers().stream()
                .filter(layer -> layer.name().equals(request.layer()))
                .findFirst()
                .orElseThrow()
                .description();
        LocalText ofVintage = new LocalText(
                "Tabellen har områdena i version " + vintage.year()
                        + " och de år som redovisas i den. Samma kod i en annan version är inte samma område.",
                "The table has the areas of vintage " + vintage.year()
                        + " and the years that are told in it. The same code in another vintage is not the same area.");
        return new JsonStat.Head(
                address(request, vintage, request.periods()),
                title(request, description, vintage),
                dataset.source().in(request.locale()),
                dataset.modified(),
                Stream.of(description.text(), dataset.lineage(), ofVintage)
                        .map(note -> note.in(request.locale()))
                        .filter(note -> !note.isBlank())
                        .toList(),
                vintages.keySet().stream()
                        .filter(other -> !other.equals(vintage))
                        .map(other ->
                                new JsonStat.Related(address(request, other, ""), title(request, description, other)))
                        .toList(),
                dataset.licence());
    }

    private static String title(TableRequest request, Texts.Description description, VintageId vintage) {
        return description.title().in(request.locale())
                + new LocalText(", version ", ", vintage ").in(request.locale())
                + vintage.year();
    }

    private String address(TableRequest request, VintageId vintage, String periods) {
        List<String> parameters = new ArrayList<>(List.of("layer", request.layer(), "vintage", vintage.year()));
        if (!periods.isEmpty()) parameters.addAll(List.of("periods", periods));
        parameters.addAll(List.of("language", request.locale().getLanguage()));
        return new Addresses(request.baseUrl(), publisher.workspace().orElse(""))
                .document("table.json", parameters.toArray(String[]::new));
    }
}
