package se.regstat.catalog;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.ResourcePool;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.platform.resource.Resource;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFinder;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.util.logging.Logging;

/**
 * Opens data stores, once each until the next reload, and keeps style documents where GeoServer keeps them, or in memory those that are not
 * made yet. Thread-safe.
 */
public final class HostResourcePool extends ResourcePool {

    private static final Logger LOGGER = Logging.getLogger(HostResourcePool.class);

    private final HostResourceLoader files;
    private final Map<String, Opened> open = new ConcurrentHashMap<>();

    /** Documents that are not in files, by where these would be. */
    private final Map<String, Later> later = new ConcurrentHashMap<>();

    HostResourcePool(HostResourceLoader files) {
        this.files = files;
    }

    /** @throws IOException if no data store can be made of the parameters */
    DataStore dataStore(DataStoreInfo info) throws IOException {
        // Every request asks: who finds it open waits for nobody.
        Opened opened = open.get(Entry.of(info).id());
        return opened == null ? opened(info) : opened.store();
    }

    private synchronized DataStore opened(DataStoreInfo info) throws IOException {
        String id = Entry.of(info).id();
        Opened opened = open.get(id);
        if (opened == null) {
            opened = Opened.with(new HashMap<>(info.getConnectionParameters()));
            open.put(id, opened);
        }
        return opened.store();
    }

    SimpleFeatureSource featureSource(FeatureTypeInfo info) throws IOException {
        return dataStore(info.getStore()).getFeatureSource(info.getNativeName());
    }

    /** Opens all data stores anew; one that cannot be opened any more goes on as it is. Nobody waits meanwhile. */
    public void renew() {
        Map<String, Opened> before;
        synchronized (this) {
            before = Map.copyOf(open);
        }
        before.forEach((id, opened) -> {
            try {
                replace(id, opened, Opened.with(opened.parameters()));
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "A data store goes on as it was before the reload: {0}", e.getMessage());
            }
        });
    }

    private synchronized void replace(String id, Opened before, Opened now) {
        Opened superfluous = open.replace(id, before, now) ? before : now;
        superfluous.store().dispose();
    }

    private record Opened(DataStore store, Map<String, Serializable> parameters) {
        static Opened with(Map<String, Serializable> parameters) throws IOException {
            DataStore store = DataStoreFinder.getDataStore(parameters);
            if (store == null) throw new IOException("no data store can be made of " + parameters);
            return new Opened(store, parameters);
        }
    }

    synchronized void forget(String id) {
        Opened opened = open.remove(id);
        if (opened != null) opened.store().dispose();
    }

    /** Closes all data stores; they are opened again when next asked for. */
    public synchronized void dispose() {
        open.values().forEach(opened -> opened.store().dispose());
        open.clear();
    }

    private Resource file(StyleInfo style) {
        return files.get(path(style));
    }

    private static String path(StyleInfo style) {
        String folder = style.getWorkspace() == null
                ? "styles/"
                : "workspaces/" + style.getWorkspace().getName() + "/styles/";
        return folder + style.getFilename();
    }

    /** Keeps a document in memory, made when it is first asked for. */
    public void writeLater(StyleInfo style, Supplier<byte[]> document) {
        later.put(path(style), new Later(document));
    }

    /** Who asks for what is just made for another waits for it. */
    private static final class Later implements Supplier<byte[]> {
        private Supplier<byte[]> making;
        private byte[] document;

        Later(Supplier<byte[]> making) {
            this.making = making;
        }

        @Override
        public synchronized byte[] get() {
            if (document == null) {
                document = making.get();
                making = null;
            }
            return document;
        }
    }

    @Override
    public void writeStyle(StyleInfo style, InputStream in) throws IOException {
        later.remove(path(style));
        try (OutputStream out = file(style).out()) {
            in.transferTo(out);
        }
    }

    @Override
    public BufferedReader readStyle(StyleInfo style) throws IOException {
        InputStream document = new ByteArrayInputStream(document(style).get());
        return new BufferedReader(new InputStreamReader(document, StandardCharsets.UTF_8));
    }

    /** The document as it is now, made or not; not to be changed. @throws FileNotFoundException if there is none */
    Supplier<byte[]> document(StyleInfo style) throws IOException {
        Supplier<byte[]> made = later.get(path(style));
        if (made != null) return made;
        Resource file = file(style);
        if (file.getType() != Resource.Type.RESOURCE) {
            throw new FileNotFoundException("style " + style.getName() + " has no file " + path(style));
        }
        try (InputStream in = file.in()) {
            byte[] document = in.readAllBytes();
            return () -> document;
        }
    }

    /** Nothing is kept of styles. */
    @Override
    public void clear(StyleInfo style) {}

    @Override
    public void clear(DataStoreInfo store) {
        forget(Entry.of(store).id());
    }

    @Override
    public void deleteStyle(StyleInfo style, boolean purgeFile) throws IOException {
        later.remove(path(style));
        Path file = Path.of(files.get("").dir().getPath(), path(style));
        if (purgeFile) Files.deleteIfExists(file);
    }
}
