package se.regstat.geoserver;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.StoreInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.catalog.event.CatalogAddEvent;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.catalog.event.CatalogModifyEvent;
import org.geoserver.catalog.event.CatalogPostModifyEvent;
import org.geoserver.catalog.event.CatalogRemoveEvent;
import org.geotools.api.util.InternationalString;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.layers.References;
import se.regstat.geoserver.layers.Workspace;
import se.regstat.geoserver.ledger.Properties;
import se.regstat.statistics.division.LocalText;

/**
 * Lets the texts in languages follow when an administrator edits the plain one: GeoServer shows nothing else to who asks for a
 * language. Those that said something else than the plain one already stay. Of a layer it notes when that was: metadata has a new date
 * then.
 */
final class EditedTexts implements CatalogListener {

    private static final Logger LOGGER = Logging.getLogger(EditedTexts.class);

    private static final Set<String> TEXTS =
            Set.of("title", "abstract", "internationalTitle", "internationalAbstract", "keywords");

    private final Catalog catalog;
    private final Publisher publisher;

    EditedTexts(Catalog catalog, Publisher publisher) {
        this.catalog = catalog;
        this.publisher = publisher;
    }

    @Override
    public void handlePostModifyEvent(CatalogPostModifyEvent event) {
        if (publisher.isWriting()) return;
        tellOf(event.getSource());
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
                if (title || text || isEdit(event)) {
                    type.getMetadata().put(References.EDITED, Instant.now().toString());
                    catalog.save(type);
                }
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

    /** When that was noted last; empty if it never was. */
    static Optional<Instant> lastEdit(ResourceInfo layer) {
        return Optional.ofNullable(layer.getMetadata().get(References.EDITED, String.class))
                .flatMap(EditedTexts::instant);
    }

    /** The same by the names of the workspace's layers, for layers that are not there yet too. */
    static Function<String, Optional<Instant>> lastEdits(Workspace workspace) {
        return name -> Optional.ofNullable(workspace.layer(name)).flatMap(layer -> lastEdit(layer.getResource()));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Of texts; not what is saved here, which comes by too. */
    private static boolean isEdit(CatalogPostModifyEvent event) {
        List<String> changed = event.getPropertyNames();
        boolean texts = false;
        for (int i = 0; i < changed.size(); i++) {
            Object before = event.getOldValues().get(i);
            Object now = event.getNewValues().get(i);
            if (changed.get(i).equals("metadata") && !noted(before).equals(noted(now))) {
                if (!noted(now).isEmpty()) return false;
                // Metadata that was written anew as a whole has lost the note.
                texts = true;
            }
            texts |= TEXTS.contains(changed.get(i)) && !Objects.equals(before, now);
        }
        return texts;
    }

    private static String noted(Object metadata) {
        return metadata instanceof Map<?, ?> map ? Objects.toString(map.get(References.EDITED), "") : "";
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

    private void tellOf(CatalogInfo source) {
        if (workspace(source).filter(this::isOurs).isPresent()) publisher.edited();
    }

    private static Optional<String> workspace(CatalogInfo source) {
        if (source instanceof LayerInfo layer) return workspace(layer.getResource());
        if (source instanceof ResourceInfo resource)
            return Optional.of(resource.getNamespace().getPrefix());
        WorkspaceInfo workspace = source instanceof LayerGroupInfo group
                ? group.getWorkspace()
                : source instanceof StyleInfo style
                        ? style.getWorkspace()
                        : source instanceof StoreInfo store ? store.getWorkspace() : null;
        return Optional.ofNullable(workspace).map(WorkspaceInfo::getName);
    }

    @Override
    public void handleAddEvent(CatalogAddEvent event) {
        if (!publisher.isWriting()) tellOf(event.getSource());
    }

    @Override
    public void handleRemoveEvent(CatalogRemoveEvent event) {
        if (!publisher.isWriting()) tellOf(event.getSource());
    }

    @Override
    public void handleModifyEvent(CatalogModifyEvent event) {}

    @Override
    public void reloaded() {}
}
