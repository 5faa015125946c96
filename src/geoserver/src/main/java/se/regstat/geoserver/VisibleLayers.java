package se.regstat.geoserver;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geotools.api.data.FeatureSource;
import org.geotools.api.data.Query;
import org.geotools.api.feature.type.FeatureType;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Shown;
import se.regstat.geotools.Table;
import se.regstat.geotools.Tables;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.reaggregation.Visible;
import se.regstat.statistics.snapshot.Snapshot;

/** The layers of features that GeoServer shows to whoever asks, by its access rules. */
public final class VisibleLayers implements Visible {

    private static final Logger LOGGER = Logging.getLogger(VisibleLayers.class);

    private static final List<String> TOLD_OF_AREAS = List.of("code", "area_name", "geom");

    private final Catalog catalog;
    private final Publisher publisher;

    /** @param catalog which shows each asker what they may see */
    public VisibleLayers(Catalog catalog, Publisher publisher) {
        this.catalog = catalog;
        this.publisher = publisher;
    }

    /** An enabled layer, by its name with workspace. */
    public Optional<FeatureTypeInfo> layer(String name) {
        return enabled(catalog.getLayerByName(name));
    }

    private static Optional<FeatureTypeInfo> enabled(LayerInfo layer) {
        return layer != null
                        && layer.isEnabled()
                        && layer.getResource() instanceof FeatureTypeInfo type
                        && type.isEnabled()
                ? Optional.of(type)
                : Optional.empty();
    }

    /** The datasets that are published, with the layers that the asker may see, as GeoServer shows these; empty while nothing is. */
    public Optional<Catalogue> catalogue() {
        return publisher.published().map(this::catalogue);
    }

    /** The same of what was published at one moment. */
    public Catalogue catalogue(Published published) {
        return published
                .catalogue()
                .shown(
                        this::shown,
                        name -> unlessAsked(() -> whole(name, published).isPresent(), false));
    }

    /** Where GeoServer asks who may not see or read a layer to log in, instead of hiding it, what tells of many leaves it out. */
    private static <T> T unlessAsked(Supplier<T> seen, T otherwise) {
        try {
            return seen.get();
        } catch (RuntimeException e) {
            if (e.getClass().getName().startsWith("org.springframework.security.")) return otherwise;
            throw e;
        }
    }

    private Optional<Shown> shown(String name) {
        return publisher
                .workspace()
                .flatMap(workspace -> listed(() -> catalog.getLayerByName(workspace + ":" + name)))
                .map(ShownTexts::of);
    }

    /** A layer that capabilities list, to the asker of this thread. */
    static Optional<FeatureTypeInfo> listed(Supplier<LayerInfo> layer) {
        return Optional.ofNullable(unlessAsked(layer, null))
                .filter(LayerInfo::isAdvertised)
                .flatMap(VisibleLayers::enabled)
                .filter(ResourceInfo::isAdvertised);
    }

    /**
     * An enabled layer of the plugin's, whose features the asker may read: some see layers listed that they may not read.
     *
     * @param name without workspace
     */
    public Optional<FeatureSource<?, ?>> ours(String name) {
        Optional<FeatureTypeInfo> type = publisher.workspace().flatMap(workspace -> layer(workspace + ":" + name));
        if (type.isEmpty()) return Optional.empty();
        try {
            return Optional.ofNullable(type.get().getFeatureSource(null, null));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * What to say after that there is no such layer, to who may see where the indicator is shown that is not to have one: the end of a sentence,
     * or nothing.
     */
    public String insteadOf(String name, Published published) {
        return published
                .layers()
                .insteadOf(name)
                .filter(wide -> ours(wide).isPresent())
                .map(wide -> "; the indicator has no layer of its own here, and is an attribute of " + wide)
                .orElse("");
    }

    /**
     * A layer of the plugin's that the asker sees whole: all rows and all attributes, as it is published. Access rules and
     * administrators may leave out some of either, and what tells of the whole layer is then not for them.
     *
     * @param name without workspace
     */
    public Optional<Table> whole(String name, Published published) {
        return table(name, published).filter(table -> shows(name, table, Query.ALL, table.size()));
    }

    /** Whether the asker sees the layer of a vintage, all of its rows or some. */
    @Override
    public boolean source(VintageId vintage) {
        return ours(vintage.layerName()).isPresent();
    }

    @Override
    public Visible unnamed() {
        return new Visible() {
            @Override
            public boolean areas(VintageId vintage) {
                return unlessAsked(() -> VisibleLayers.this.areas(vintage), false);
            }

            @Override
            public boolean source(VintageId vintage) {
                return unlessAsked(() -> VisibleLayers.this.source(vintage), false);
            }
        };
    }

    /** Whether the asker sees every row of a vintage's layer, and code, name and borders of each. */
    @Override
    public boolean areas(VintageId vintage) {
        Optional<FeatureSource<?, ?>> source = ours(vintage.layerName());
        if (source.isEmpty()) return false;
        Optional<Table> table = publisher.published().flatMap(now -> table(vintage.layerName(), now));
        try {
            return table.isPresent()
                    && names(source.get().getSchema()).containsAll(TOLD_OF_AREAS)
                    && source.get().getCount(Query.ALL) == table.get().size();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the layer {0} cannot be read: {1}", new Object[] {vintage.layerName(), e});
            return false;
        }
    }

    /**
     * Whether the asker sees all that a layer has of an area: each of its rows, with all attributes.
     *
     * @param name without workspace
     */
    public boolean showsAll(String name, String code, Published published) {
        return table(name, published)
                .filter(table -> {
                    int place = table.type().indexOf("code");
                    long rows = IntStream.range(0, table.size())
                            .filter(row -> Objects.equals(table.value(row, place), code))
                            .count();
                    FilterFactory filters = CommonFactoryFinder.getFilterFactory();
                    Query ofArea = new Query(name, filters.equals(filters.property("code"), filters.literal(code)));
                    return shows(name, table, ofArea, rows);
                })
                .isPresent();
    }

    private static Optional<Table> table(String name, Published published) {
        Snapshot snapshot = published.observations().snapshot();
        Configuration configuration = published.observations().configuration();
        return snapshot.derived(
                        Tables.class,
                        List.of(published.observations(), configuration.fingerprint()),
                        () -> new Tables(snapshot, configuration, null))
                .table(name);
    }

    private boolean shows(String name, Table table, Query query, long rows) {
        Optional<FeatureSource<?, ?>> source = ours(name);
        try {
            return source.isPresent()
                    && names(source.get().getSchema()).equals(names(table.type()))
                    && source.get().getCount(query) == rows;
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "the layer {0} cannot be read: {1}", new Object[] {name, e});
            return false;
        }
    }

    private static List<String> names(FeatureType type) {
        return type.getDescriptors().stream()
                .map(descriptor -> descriptor.getName().getLocalPart())
                .toList();
    }
}
