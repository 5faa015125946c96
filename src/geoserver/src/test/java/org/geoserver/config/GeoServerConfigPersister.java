package org.geoserver.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.StoreInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.catalog.event.CatalogAddEvent;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.catalog.event.CatalogModifyEvent;
import org.geoserver.catalog.event.CatalogPostModifyEvent;
import org.geoserver.catalog.event.CatalogRemoveEvent;
import se.regstat.catalog.HostCatalog;
import se.regstat.catalog.WrittenObjects;

/** Of GeoServer's name, as it is known by that: writes what happens to a catalog where GeoServer does. */
public final class GeoServerConfigPersister implements CatalogListener {

    private final HostCatalog catalog;
    private final Path data;
    private final List<String> written = new CopyOnWriteArrayList<>();

    public GeoServerConfigPersister(HostCatalog catalog, Path data) {
        this.catalog = catalog;
        this.data = data;
        catalog.addListener(this);
    }

    /** The files that were written or removed, in order. */
    public List<String> written() {
        return written;
    }

    private static String path(CatalogInfo object) {
        if (object instanceof WorkspaceInfo workspace) return workspace.getName() + "/workspace.xml";
        if (object instanceof NamespaceInfo namespace) return namespace.getPrefix() + "/namespace.xml";
        if (object instanceof DataStoreInfo store) return folder(store) + "/datastore.xml";
        if (object instanceof StyleInfo style) {
            return style.getWorkspace().getName() + "/styles/" + style.getName() + ".xml";
        }
        if (object instanceof LayerGroupInfo group) {
            return group.getWorkspace().getName() + "/layergroups/" + group.getName() + ".xml";
        }
        FeatureTypeInfo type =
                (FeatureTypeInfo) (object instanceof LayerInfo layer ? layer.getResource() : (FeatureTypeInfo) object);
        String folder = folder(type.getStore()) + "/" + type.getName();
        return folder + (object instanceof LayerInfo ? "/layer.xml" : "/featuretype.xml");
    }

    private static String folder(StoreInfo store) {
        return store.getWorkspace().getName() + "/" + store.getName();
    }

    private Path file(CatalogInfo object) {
        written.add(path(object));
        return data.resolve("workspaces").resolve(path(object));
    }

    private void write(CatalogInfo object) {
        try {
            Path file = file(object);
            Files.createDirectories(file.getParent());
            Files.writeString(file, WrittenObjects.write(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handleAddEvent(CatalogAddEvent event) {
        write(event.getSource());
    }

    @Override
    public void handlePostModifyEvent(CatalogPostModifyEvent event) {
        catalog.all(CatalogInfo.class).stream()
                .filter(event.getSource()::equals)
                .forEach(this::write);
    }

    @Override
    public void handleRemoveEvent(CatalogRemoveEvent event) {
        try {
            Files.deleteIfExists(file(event.getSource()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handleModifyEvent(CatalogModifyEvent event) {}

    @Override
    public void reloaded() {}
}
