package se.regstat.geoserver;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.event.CatalogAddEvent;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.catalog.event.CatalogModifyEvent;
import org.geoserver.catalog.event.CatalogPostModifyEvent;
import org.geoserver.catalog.event.CatalogRemoveEvent;
import org.geotools.api.util.InternationalString;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.layers.Workspace;
import se.regstat.geoserver.ledger.Properties;
import se.regstat.statistics.division.LocalText;

/**
 * Lets the texts in languages follow when an administrator edits the plain one: GeoServer shows nothing else to who asks for a
 * language. Those that said something else than the plain one already stay.
 */
final class EditedTexts implements CatalogListener {

    private static final Logger LOGGER = Logging.getLogger(EditedTexts.class);

    private final Catalog catalog;
    private final Publisher publisher;

    EditedTexts(Catalog catalog, Publisher publisher) {
        this.catalog = catalog;
        this.publisher = publisher;
    }

    @Override
    public void handlePostModifyEvent(CatalogPostModifyEvent event) {
        if (publisher.isWriting()) return;
        try {
            // What is told of cannot be saved itself.
            if (event.getSource() instanceof FeatureTypeInfo source
                    && Workspace.isOurs(source.getStore())
                    && isOurs(source.getNamespace().getPrefix())) {
                FeatureTypeInfo type = catalog.getFeatureTypeByDataStore(source.getStore(), source.getName());
                boolean title = follow(
                        event,
                        "title",
                        type,
                        FeatureTypeInfo::getInternationalTitle,
                        FeatureTypeInfo::setInternationalTitle);
                boolean text = follow(
                        event,
                        "abstract",
                        type,
                        FeatureTypeInfo::getInternationalAbstract,
                        FeatureTypeInfo::setInternationalAbstract);
                if (title || text) catalog.save(type);
            } else if (event.getSource() instanceof LayerGroupInfo source
                    && source.getWorkspace() != null
                    && isOurs(source.getWorkspace().getName())) {
                LayerGroupInfo group = catalog.getLayerGroupByName(source.getWorkspace(), source.getName());
                boolean title = follow(
                        event,
                        "title",
                        group,
                        LayerGroupInfo::getInternationalTitle,
                        LayerGroupInfo::setInternationalTitle);
                boolean text = follow(
                        event,
                        "abstract",
                        group,
                        LayerGroupInfo::getInternationalAbstract,
                        LayerGroupInfo::setInternationalAbstract);
                if (title || text) catalog.save(group);
            }
        } catch (RuntimeException e) {
            // An administrator's edit shall not fail for it; the next reload comes to the same.
            LOGGER.log(Level.FINE, "the texts of {0} do not follow: {1}", new Object[] {event.getSource(), e});
        }
    }

    private boolean isOurs(String workspace) {
        return publisher.workspace().filter(workspace::equals).isPresent();
    }

    /** @return whether it did */
    private static <T> boolean follow(
            CatalogPostModifyEvent event,
            String property,
            T object,
            Function<T, InternationalString> international,
            BiConsumer<T, InternationalString> set) {
        List<String> changed = event.getPropertyNames();
        int i = changed.indexOf(property);
        int j = changed.indexOf(
                "international" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1));
        // GeoServer's REST lists properties too that it wrote anew and that say the same.
        boolean itself = j >= 0
                && !inBoth(event.getOldValues().get(j))
                        .equals(inBoth(event.getNewValues().get(j)));
        if (i < 0 || itself || object == null) return false;
        InternationalString before = international.apply(object);
        if (before == null
                || !Properties.swedish(before).equals(event.getOldValues().get(i))) return false;
        Object now = event.getNewValues().get(i);
        set.accept(object, Properties.international(LocalText.of(now == null ? "" : now.toString())));
        return true;
    }

    private static String inBoth(Object text) {
        return text instanceof InternationalString both
                ? Properties.swedish(both) + " | " + both.toString(Locale.ENGLISH)
                : "";
    }

    @Override
    public void handleAddEvent(CatalogAddEvent event) {}

    @Override
    public void handleRemoveEvent(CatalogRemoveEvent event) {}

    @Override
    public void handleModifyEvent(CatalogModifyEvent event) {}

    @Override
    public void reloaded() {}
}
