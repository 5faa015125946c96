package se.regstat.geoserver.metadata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import se.regstat.geoserver.text.DatasetTexts;
import se.regstat.geoserver.text.Texts;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.config.Harvesting;
import se.regstat.statistics.config.Publishing;

/**
 * All datasets, as one asker may see them: what every record, feed and index is made of. Immutable.
 *
 * <p>Invented data is in no catalogue unless the configuration asks for it: {@link #datasets} is empty then.
 */
public final class Catalogue {

    private final Configuration configuration;
    private final Identities identities;
    private final boolean demo;
    private final DatasetTexts texts;
    private final Predicate<String> whole;
    private final FileSizes sizes;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<String, Dataset> byLayer = new HashMap<>();

    Catalogue(
            Configuration configuration,
            Identities identities,
            boolean demo,
            Collection<Dataset> datasets,
            Predicate<String> whole,
            FileSizes sizes) {
        this.configuration = configuration;
        this.identities = identities;
        this.demo = demo;
        this.texts = new DatasetTexts(configuration, demo);
        this.whole = whole;
        this.sizes = sizes;
        for (Dataset dataset : datasets) {
            this.datasets.put(dataset.name(), dataset);
            dataset.layers().forEach(layer -> byLayer.putIfAbsent(layer.name(), dataset));
        }
    }

    /**
     * This catalogue as somebody may see it.
     *
     * @param shown how GeoServer shows a layer, by its name; empty where the asker may not see it
     * @param whole whether they see all rows and all attributes of a layer; asked when it matters, once for each
     */
    public Catalogue shown(Function<String, Optional<Shown>> shown, Predicate<String> whole) {
        List<Dataset> visible = new ArrayList<>();
        for (Dataset dataset : datasets.values()) {
            List<Layer> layers = new ArrayList<>();
            for (Layer layer : dataset.layers()) {
                shown.apply(layer.name()).ifPresent(now -> layers.add(layer.as(now)));
            }
            if (!layers.isEmpty()) visible.add(Datasets.with(dataset, layers, texts));
        }
        Map<String, Boolean> known = new ConcurrentHashMap<>();
        Predicate<String> once = name -> known.computeIfAbsent(name, whole::test);
        return new Catalogue(configuration, identities, demo, visible, once, sizes);
    }

    /** This catalogue with when administrators last changed the texts of layers, by their names. */
    public Catalogue edited(Function<String, Optional<Instant>> last) {
        List<Dataset> edited = new ArrayList<>();
        for (Dataset dataset : datasets.values()) {
            List<Layer> layers = dataset.layers().stream()
                    .map(layer -> layer.as(new Shown(layer.description(), last.apply(layer.name()))))
                    .toList();
            edited.add(Datasets.with(dataset, layers, texts));
        }
        return new Catalogue(configuration, identities, demo, edited, whole, sizes);
    }

    /** This catalogue with how long its files are. */
    public Catalogue with(FileSizes known) {
        return new Catalogue(configuration, identities, demo, datasets.values(), whole, known);
    }

    /** The layers that a file of the dataset has for the asker: those that they see whole. Without any there is none. */
    public List<Layer> inFile(Dataset dataset) {
        return dataset.layers().stream()
                .filter(layer -> whole.test(layer.name()))
                .toList();
    }

    /** Whether there is a file of the dataset for the asker. */
    public boolean hasFile(Dataset dataset) {
        return dataset.layers().stream().anyMatch(layer -> whole.test(layer.name()));
    }

    /** As far as that is known. */
    public FileSizes sizes() {
        return sizes;
    }

    /** In a stable order: divisions, changes, indicators, what is derived, tables. */
    public List<Dataset> datasets() {
        return isLeftOut() ? List.of() : List.copyOf(datasets.values());
    }

    /** The same, also where catalogues leave them out. */
    public List<Dataset> all() {
        return List.copyOf(datasets.values());
    }

    /** Whether there are datasets, all invented, which the configuration leaves out of catalogues. */
    public boolean isLeftOut() {
        return demo && !configuration.harvesting().demo();
    }

    public Optional<Dataset> named(String name) {
        return Optional.ofNullable(datasets.get(name));
    }

    /** The dataset that a layer belongs to, also where catalogues leave it out. */
    public Optional<Dataset> ofLayer(String layer) {
        return Optional.ofNullable(byLayer.get(layer));
    }

    /** Those with any dataset, in the order of these. */
    public List<DatasetSeries> series() {
        Map<String, List<Dataset>> members = new LinkedHashMap<>();
        for (Dataset dataset : datasets()) {
            dataset.series().ifPresent(name -> members.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(dataset));
        }
        List<DatasetSeries> series = new ArrayList<>();
        members.forEach((name, of) -> {
            Texts.Description description = of.get(0).kind() == Dataset.Kind.VINTAGE
                    ? texts.vintages(name)
                    : texts.indicator(
                            of.get(0).layers().get(0).series().orElseThrow().indicator(),
                            of.stream()
                                    .flatMap(dataset -> dataset.layers().stream())
                                    .flatMap(layer -> layer.series().stream())
                                    .toList());
            series.add(new DatasetSeries(
                    name, identities.of("series", name), description.title(), description.text(), of));
        });
        return series;
    }

    /** When anything in it was last imported. */
    public Instant modified() {
        return datasets.values().stream()
                .map(Dataset::modified)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** When what is told of a dataset last changed: it was imported, or the configuration or a layer's texts edited. */
    public Instant described(Dataset dataset) {
        return Stream.concat(
                        Stream.of(dataset.modified(), configuration.modified()),
                        dataset.layers().stream().flatMap(layer -> layer.edited().stream()))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** That the borders of a vintage were drawn for, as the 10000 of 1:10 000; empty if nobody said, and for what has no borders of its own. */
    public OptionalInt scale(Dataset dataset) {
        return dataset.kind() == Dataset.Kind.VINTAGE && !demo
                ? configuration.division(dataset.series().orElseThrow()).scale()
                : OptionalInt.empty();
    }

    /** Whether all data is invented. */
    public boolean demo() {
        return demo;
    }

    public Identities identities() {
        return identities;
    }

    /** @param service such as {@code wms}, {@code wfs} */
    public UUID serviceId(String service) {
        return identities.of("service", service);
    }

    public Configuration configuration() {
        return configuration;
    }

    public Publishing publishing() {
        return configuration.publishing();
    }

    public Harvesting harvesting() {
        return configuration.harvesting();
    }
}
