package se.regstat.geoserver.metadata;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.text.DatasetTexts;
import se.regstat.geoserver.text.Texts;
import se.regstat.geotools.IndicatorLayers;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Reach;
import se.regstat.statistics.observation.Series;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.VintageAreas;

/** Finds the datasets in a snapshot, as its configuration describes and publishes them. */
public final class Datasets {

    private final IndicatorLayers indicators;
    private final Configuration configuration;
    private final Snapshot snapshot;
    private final boolean demo;
    private final Identities identities;
    private final LayerExtents extents;
    private final Texts texts;
    private final DatasetTexts datasetTexts;
    private final List<Dataset> found = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private Datasets(Observations observations, IndicatorLayers indicators) {
        this.indicators = indicators;
        this.configuration = observations.configuration();
        this.snapshot = observations.snapshot();
        this.demo = snapshot.demo();
        this.identities =
                Identities.of(configuration.publishing().organisation().number(), snapshot);
        this.extents = new LayerExtents(snapshot);
        this.texts = new Texts(configuration, demo);
        this.datasetTexts = new DatasetTexts(configuration, demo);
    }

    /**
     * All that is published, whoever may see it, with the texts that the plugin gives it. Made once for a snapshot and configuration.
     *
     * @param indicators of these observations
     */
    public static Catalogue of(Observations observations, IndicatorLayers indicators) {
        return observations
                .snapshot()
                .derived(
                        Catalogue.class,
                        List.of(observations, observations.configuration().fingerprint()),
                        () -> new Datasets(observations, indicators).catalogue());
    }

    private Catalogue catalogue() {
        vintages();
        changes();
        indicators();
        sideBySide();
        registers();
        return new Catalogue(configuration, identities, demo, found, layer -> true, FileSizes.UNKNOWN);
    }

    private boolean isPublished(String division) {
        return configuration.division(division).publish();
    }

    // ---- divisions

    private void vintages() {
        for (VintageAreas areas : snapshot.vintages()) {
            Vintage vintage = areas.vintage();
            String division = vintage.id().division();
            if (areas.areas().isEmpty() || !isPublished(division)) continue;
            Division described = configuration.division(division);
            add(new Draft(Dataset.Kind.VINTAGE, vintage.id().layerName())
                    .in(division)
                    .by(described.owner())
                    .under(first(Division.known(vintage.licence()), described.licence()))
                    .told(vintage.valid())
                    .since(vintage.imported())
                    .from(datasetTexts.lineage(vintage))
                    .shows(plain(vintage.id().layerName(), texts.vintage(areas), areas.bounds())));
        }
    }

    private void changes() {
        for (ChangeLog log : snapshot.changeLogs()) {
            if (!isPublished(log.division()) || log.changes().isEmpty()) continue;
            Division described = configuration.division(log.division());
            add(new Draft(Dataset.Kind.CHANGES, log.layerName())
                    .by(described.owner())
                    .under(described.licence())
                    .told(new YearRange(
                            OptionalInt.of(Integer.parseInt(log.from())), OptionalInt.of(Integer.parseInt(log.to()))))
                    .since(log.imported())
                    .from(datasetTexts.lineage(log))
                    .shows(plain(log.layerName(), texts.changes(log), extents.of(log))));
        }
    }

    private static Layer plain(String name, Texts.Description description, Envelope bounds) {
        return new Layer(
                name,
                description,
                bounds.isNull() ? Optional.empty() : Optional.of(bounds),
                List.of(),
                Optional.empty(),
                () -> Completeness.NONE);
    }

    // ---- values

    private void indicators() {
        Map<Dataset.Kind, Map<String, Map<String, Series>>> kinds = new LinkedHashMap<>();
        indicators.series().forEach((layer, series) -> {
            if (!series.isPublished() || !isPublished(series.division())) return;
            Dataset.Kind kind = series.isDerived() ? Dataset.Kind.DERIVED : Dataset.Kind.INDICATOR;
            kinds.computeIfAbsent(kind, k -> new LinkedHashMap<>())
                    .computeIfAbsent(series.indicator().id(), id -> new LinkedHashMap<>())
                    .put(layer, series);
        });
        for (Dataset.Kind kind : List.of(Dataset.Kind.INDICATOR, Dataset.Kind.DERIVED)) {
            kinds.getOrDefault(kind, Map.of()).forEach((indicator, layers) -> values(kind, indicator, layers));
        }
    }

    private void values(Dataset.Kind kind, String indicator, Map<String, Series> layers) {
        if (!configuration.harvesting().perLayer()) {
            Texts.Description description =
                    datasetTexts.indicator(layers.values().iterator().next().indicator(), List.copyOf(layers.values()));
            add(valuesOf(kind, kind == Dataset.Kind.DERIVED ? indicator + "_derived" : indicator, layers)
                    .described(description));
            return;
        }
        layers.forEach((layer, series) -> add(valuesOf(kind, layer, Map.of(layer, series))
                .in(indicator + (kind == Dataset.Kind.DERIVED ? "_derived" : ""))));
    }

    private Draft valuesOf(Dataset.Kind kind, String name, Map<String, Series> layers) {
        Indicator indicator = layers.values().iterator().next().indicator();
        List<Provenance> sources = provenance(List.of(indicator));
        boolean derived = kind == Dataset.Kind.DERIVED;
        Draft draft = new Draft(kind, name)
                .by(derived ? "" : indicator.producer())
                .under(derived ? configuration.publishing().licence() : indicator.licence())
                .since(latest(sources, layers.values()))
                .from(
                        derived
                                ? datasetTexts.lineage(sources, List.copyOf(layers.values()))
                                : datasetTexts.lineage(sources));
        layers.forEach((layer, series) -> draft.shows(new Layer(
                layer,
                texts.indicator(series),
                Optional.of(extents.of(List.of(series))),
                LayerExtents.years(List.of(series)),
                Optional.of(series),
                Completeness.later(List.of(series)))));
        return draft;
    }

    private void sideBySide() {
        for (String name : indicators.sideBySide()) {
            List<Series> series = indicators.sideBySide(name);
            String division = series.get(0).division();
            if (!isPublished(division)) continue;
            List<Indicator> all = series.stream().map(Series::indicator).toList();
            List<Provenance> sources = provenance(all);
            List<String> licences =
                    all.stream().map(Indicator::licence).distinct().toList();
            add(new Draft(Dataset.Kind.SIDE_BY_SIDE, name)
                    .by(all.stream().map(Indicator::producer).toArray(String[]::new))
                    .under(licences.size() == 1 ? licences.get(0) : "")
                    .since(latest(sources, series))
                    .from(datasetTexts.lineage(sources))
                    .shows(new Layer(
                            name,
                            texts.sideBySide(division, series),
                            Optional.of(extents.of(series)),
                            LayerExtents.years(series),
                            Optional.empty(),
                            Completeness.later(series))));
        }
    }

    private List<Provenance> provenance(Collection<Indicator> of) {
        SortedSet<String> ids = new TreeSet<>();
        of.forEach(indicator -> ids.addAll(
                indicator.measure().isComputed() ? indicator.measure().inputs() : List.of(indicator.id())));
        return snapshot.provenance(ids);
    }

    /** When values, or borders of the areas that they are told for, were last imported. */
    private static Instant latest(List<Provenance> sources, Collection<Series> series) {
        Stream<Instant> borders =
                Reach.areas(series).stream().map(areas -> areas.vintage().imported());
        return Stream.concat(sources.stream().map(Provenance::imported), borders)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    // ---- tables

    private void registers() {
        Map<Dataset.Kind, List<Dataset>> kinds = found.stream().collect(groupingBy(Dataset::kind));
        if (kinds.containsKey(Dataset.Kind.VINTAGE)) register("divisions", texts.register());
        if (kinds.containsKey(Dataset.Kind.SIDE_BY_SIDE)) register(IndicatorLayers.REGISTER, texts.indicatorRegister());
    }

    private void register(String name, Texts.Description description) {
        Draft register = new Draft(Dataset.Kind.REGISTER, name);
        found.stream().map(Dataset::modified).max(Instant::compareTo).ifPresent(register::since);
        add(register.under(configuration.publishing().licence())
                .from(DatasetTexts.LISTED)
                .shows(plain(name, description, new Envelope())));
    }

    // ---- putting together

    private static String first(String... texts) {
        return Stream.of(texts).filter(text -> !text.isBlank()).findFirst().orElse("");
    }

    private void add(Draft draft) {
        found.add(draft.dataset());
    }

    /** A dataset in the making. */
    private final class Draft {
        private final Dataset.Kind kind;
        private final String name;
        private Optional<String> series = Optional.empty();
        private Optional<Texts.Description> description = Optional.empty();
        private List<String> creators = List.of();
        private String licence = "";
        private Optional<YearRange> years = Optional.empty();
        private Instant modified = Instant.EPOCH;
        private LocalText lineage = LocalText.of("");
        private final List<Layer> layers = new ArrayList<>();

        Draft(Dataset.Kind kind, String name) {
            String free = name;
            while (!taken.add(free)) free += "_";
            this.kind = kind;
            this.name = free;
        }

        Draft in(String series) {
            this.series = Optional.of(series);
            return this;
        }

        Draft described(Texts.Description description) {
            this.description = Optional.of(description);
            return this;
        }

        /** What the configuration says of real statistics is not true of invented ones. */
        Draft by(String... creators) {
            if (!demo) {
                this.creators = Stream.of(creators)
                        .filter(creator -> !creator.isBlank())
                        .distinct()
                        .toList();
            }
            return this;
        }

        Draft under(String licence) {
            if (!demo && !licence.equals(Division.UNKNOWN_LICENCE)) this.licence = licence;
            return this;
        }

        Draft told(YearRange years) {
            this.years = Optional.of(years);
            return this;
        }

        Draft since(Instant modified) {
            this.modified = modified;
            return this;
        }

        Draft from(LocalText lineage) {
            this.lineage = lineage;
            return this;
        }

        Draft shows(Layer layer) {
            layers.add(layer);
            return this;
        }

        Dataset dataset() {
            Texts.Description own = description.orElseGet(() -> layers.get(0).description());
            return new Dataset(
                    name,
                    kind,
                    identities.of("dataset", kind.id() + ":" + name),
                    identities.of("record", kind.id() + ":" + name),
                    series,
                    own.title(),
                    own.text(),
                    own.keywords(),
                    creators,
                    licence,
                    range(layers).or(() -> years),
                    modified,
                    lineage,
                    layers);
        }
    }

    /**
     * A dataset with those of its layers that somebody may see, as GeoServer shows them, and no word of the others. One that is called
     * after its only layer is called what that is called now; keywords that an administrator gave a layer are the dataset's too.
     */
    static Dataset with(Dataset dataset, List<Layer> shown, DatasetTexts texts) {
        Texts.Description own = told(dataset, shown, texts);
        Set<LocalText> planned = new HashSet<>();
        dataset.layers().forEach(layer -> planned.addAll(layer.description().keywords()));
        Stream<LocalText> added = shown.stream()
                .flatMap(layer -> layer.description().keywords().stream())
                .filter(keyword -> !planned.contains(keyword));
        return new Dataset(
                dataset.name(),
                dataset.kind(),
                dataset.id(),
                dataset.recordId(),
                dataset.series(),
                own.title(),
                own.text(),
                Stream.concat(own.keywords().stream(), added).distinct().toList(),
                dataset.creators(),
                dataset.licence(),
                range(shown).or(dataset::years),
                dataset.modified(),
                dataset.lineage(),
                shown);
    }

    private static Texts.Description told(Dataset dataset, List<Layer> shown, DatasetTexts texts) {
        boolean single = dataset.layers().size() == 1
                && dataset.title().equals(dataset.layers().get(0).description().title());
        if (single) return shown.get(0).description();
        if (shown.size() == dataset.layers().size()) {
            return new Texts.Description(dataset.title(), dataset.text(), dataset.keywords(), Optional.empty());
        }
        List<Series> series =
                shown.stream().flatMap(layer -> layer.series().stream()).toList();
        return texts.indicator(series.get(0).indicator(), series);
    }

    /** The years of layers that have any. */
    private static Optional<YearRange> range(List<Layer> layers) {
        IntSummaryStatistics years = layers.stream()
                .flatMap(layer -> layer.years().stream())
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        return years.getCount() == 0
                ? Optional.empty()
                : Optional.of(new YearRange(OptionalInt.of(years.getMin()), OptionalInt.of(years.getMax())));
    }
}
