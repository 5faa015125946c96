package se.regstat.geoserver;

import java.io.IOException;
import java.util.Optional;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geotools.api.data.FeatureSource;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.text.Texts;

/** The layers of features that GeoServer shows to whoever asks, by its access rules. */
public final class VisibleLayers {

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
        return published.catalogue().shown(this::texts);
    }

    /** Of a layer that capabilities list too. */
    private Optional<Texts.Description> texts(String name) {
        return publisher
                .workspace()
                .map(workspace -> catalog.getLayerByName(workspace + ":" + name))
                .filter(LayerInfo::isAdvertised)
                .flatMap(VisibleLayers::enabled)
                .filter(ResourceInfo::isAdvertised)
                .map(ShownTexts::of);
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
}
