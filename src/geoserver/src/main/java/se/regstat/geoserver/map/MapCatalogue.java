package se.regstat.geoserver.map;

import static java.util.stream.Collectors.groupingBy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.Published;
import se.regstat.geoserver.VisibleLayers;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.geoserver.text.Texts;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.format.JsonValue;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Theme;
import se.regstat.statistics.observation.AreaNames;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/**
 * What the map can show to who asks: indicators' layers whose values they see whole, in years whose areas they see whole. No values are
 * read for it.
 */
final class MapCatalogue {

    /**
     * A layer of an indicator.
     *
     * @param years ascending, not none
     */
    record Shown(Dataset dataset, Layer layer, Series series, List<YearValues> years) {
        Indicator indicator() {
            return series.indicator();
        }
    }

    private final Snapshot snapshot;
    private final Configuration configuration;
    private final AreaNames names;
    private final String workspace;
    private final List<VintageAreas> vintages;
    private final List<Shown> shown;

    private MapCatalogue(Published published, Catalogue catalogue, String workspace) {
        this.snapshot = published.observations().snapshot();
        this.configuration = published.observations().configuration();
        this.names = AreaNames.of(snapshot, configuration);
        this.workspace = workspace;
        Set<String> whole = catalogue.all().stream()
                .filter(dataset -> dataset.kind() == Dataset.Kind.VINTAGE)
                .flatMap(dataset -> catalogue.inFile(dataset).stream())
                .map(Layer::name)
                .collect(Collectors.toSet());
        this.vintages = snapshot.vintages().stream()
                .filter(areas -> whole.contains(areas.vintage().id().layerName()))
                .toList();
        this.shown = catalogue.all().stream()
                .flatMap(dataset -> catalogue.inFile(dataset).stream().flatMap(layer -> shown(dataset, layer)))
                .toList();
    }

    static MapCatalogue of(Published published, VisibleLayers layers, String workspace) {
        return new MapCatalogue(published, layers.catalogue(published), workspace);
    }

    private Stream<Shown> shown(Dataset dataset, Layer layer) {
        return layer.series().stream()
                .map(series -> new Shown(
                        dataset,
                        layer,
                        series,
                        series.years().stream()
                                .filter(YearValues::hasAnyValue)
                                .filter(year -> vintages.contains(year.areas()))
                                .toList()))
                .filter(found -> !found.years().isEmpty());
    }

    /** In the order of the catalogue. */
    List<Shown> shown() {
        return shown;
    }

    Configuration configuration() {
        return configuration;
    }

    LocalText title() {
        return new Texts(configuration, snapshot.demo()).storeDescription();
    }

    String workspace() {
        return workspace;
    }

    String json(Locale locale) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("revision", Told.revision(snapshot));
        told.put("language", locale.getLanguage());
        told.put("workspace", workspace);
        told.put("title", title().in(locale));
        told.put("divisions", divisions(locale));
        told.put("themes", themes(locale));
        told.put("layers", shown.stream().map(one -> layer(one, locale)).toList());
        return JsonValue.of(told) + "\n";
    }

    private List<Map<String, Object>> divisions(Locale locale) {
        return vintages.stream()
                .collect(groupingBy(areas -> areas.vintage().id().division(), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(division -> {
                    Map<String, Object> told = new LinkedHashMap<>();
                    told.put("id", division.getKey());
                    told.put(
                            "title",
                            configuration.division(division.getKey()).title().in(locale));
                    told.put(
                            "vintages",
                            division.getValue().stream()
                                    .map(areas -> vintage(areas, locale))
                                    .toList());
                    return told;
                })
                .toList();
    }

    private Map<String, Object> vintage(VintageAreas areas, Locale locale) {
        Vintage vintage = areas.vintage();
        Envelope bounds = areas.bounds();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", vintage.id().toString());
        told.put(
                "title",
                configuration.division(vintage.id().division()).shortTitle().in(locale) + " "
                        + vintage.id().year());
        told.put("from", orNull(vintage.valid().from()));
        told.put("to", orNull(vintage.valid().to()));
        told.put("areas", areas.areas().size());
        told.put("layer", vintage.id().layerName());
        told.put(
                "bbox",
                List.of(
                        (long) Math.floor(bounds.getMinX()),
                        (long) Math.floor(bounds.getMinY()),
                        (long) Math.ceil(bounds.getMaxX()),
                        (long) Math.ceil(bounds.getMaxY())));
        told.put("tolerances", areas.tolerances().stream().map(Told::number).toList());
        told.put(
                "parents",
                names.above(areas).stream()
                        .flatMap(above -> above.vintage().stream())
                        .filter(id -> vintages.stream()
                                .anyMatch(seen -> seen.vintage().id().equals(id)))
                        .map(Object::toString)
                        .toList());
        return told;
    }

    private static Integer orNull(OptionalInt year) {
        return year.isPresent() ? (Integer) year.getAsInt() : null;
    }

    /** In the order of the configuration. */
    private List<Map<String, Object>> themes(Locale locale) {
        Set<Theme> used = new LinkedHashSet<>();
        shown.forEach(one -> used.add(one.indicator().theme()));
        return Stream.concat(configuration.themes().stream().filter(used::contains), used.stream())
                .distinct()
                .map(theme -> {
                    Map<String, Object> told = new LinkedHashMap<>();
                    told.put("id", theme.id());
                    told.put("title", theme.title().in(locale));
                    return told;
                })
                .toList();
    }

    private Map<String, Object> layer(Shown one, Locale locale) {
        Indicator indicator = one.indicator();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", one.layer().name());
        told.put("indicator", indicator.id());
        told.put("division", one.series().division());
        told.put("theme", indicator.theme().id());
        told.put("title", one.layer().description().title().in(locale));
        told.put("indicator_title", indicator.title().in(locale));
        told.put("description", indicator.definition().then(indicator.reading()).in(locale));
        told.put("unit", indicator.unit().in(locale));
        told.put("measure", indicator.measure().id());
        told.put("decimals", indicator.decimals());
        told.put("source", one.dataset().source().in(locale));
        told.put("caveat", unlessEmpty(indicator.caveat().in(locale)).orElse(null));
        told.put("licence", unlessEmpty(one.dataset().licence()).orElse(null));
        told.put("derived", one.series().isDerived());
        told.put("perturbed", indicator.isPerturbed());
        told.put(
                "years", one.years().stream().map(year -> year(indicator, year)).toList());
        return told;
    }

    private static Optional<String> unlessEmpty(String text) {
        return Optional.of(text).filter(words -> !words.isBlank());
    }

    private static Map<String, Object> year(Indicator indicator, YearValues year) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("year", year.year());
        told.put("vintage", year.areas().vintage().id().toString());
        told.put("break", year.isSeriesBreak());
        if (indicator.isPerturbed(year.year())) told.put("perturbed", true);
        return told;
    }
}
