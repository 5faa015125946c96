package se.regstat.geoserver.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.StoreInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.config.util.XStreamPersister;
import org.geoserver.config.util.XStreamPersisterFactory;
import org.geoserver.ows.util.OwsUtils;
import org.geoserver.platform.resource.Resource;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.layers.Unwritten;
import se.regstat.geoserver.ledger.Ledger;

/**
 * What GeoServer keeps of our workspaces on disk, and how it comes into a catalog in memory without a reload, which would have all
 * requests of the server fail for seconds.
 */
final class CatalogFiles {

    private static final Logger LOGGER = Logging.getLogger(CatalogFiles.class);

    /**
     * A kind of object.
     *
     * @param path of its file, with the name of its workspace and, but for one of a kind, its own
     */
    private record Kind<T extends CatalogInfo>(
            Pattern path,
            Class<T> type,
            Function<Matcher, T> find,
            Consumer<T> add,
            Consumer<T> save,
            Consumer<T> remove) {

        void put(Matcher file, T read) {
            T here = find.apply(file);
            if (here == null) {
                add.accept(read);
            } else {
                OwsUtils.copy(read, here, type);
                save.accept(here);
            }
        }

        void removeFrom(Matcher file) {
            T here = find.apply(file);
            if (here != null) remove.accept(here);
        }
    }

    private final Catalog catalog;
    private final XStreamPersister persister;

    /** In the order in which one needs the other. */
    private final List<Kind<?>> kinds;

    /** @param store the name of the data store whose layers are ours */
    CatalogFiles(Catalog catalog, XStreamPersisterFactory persisters, String store) {
        this.catalog = catalog;
        this.persister = persisters.createXMLPersister();
        persister.setCatalog(catalog);
        String layers = Pattern.quote(store) + "/";
        this.kinds = List.of(
                new Kind<>(
                        path("workspace"),
                        WorkspaceInfo.class,
                        this::workspace,
                        catalog::add,
                        catalog::save,
                        catalog::remove),
                new Kind<>(
                        path("namespace"),
                        NamespaceInfo.class,
                        file -> catalog.getNamespaceByPrefix(file.group("workspace")),
                        catalog::add,
                        catalog::save,
                        catalog::remove),
                new Kind<>(
                        path(layers + "datastore"),
                        DataStoreInfo.class,
                        file -> store(file, store),
                        catalog::add,
                        catalog::save,
                        catalog::remove),
                new Kind<>(
                        path("styles/(?<name>[^/]+)"),
                        StyleInfo.class,
                        file -> catalog.getStyleByName(workspace(file), file.group("name")),
                        catalog::add,
                        catalog::save,
                        catalog::remove),
                new Kind<>(
                        path(layers + "(?<name>[^/]+)/featuretype"),
                        FeatureTypeInfo.class,
                        file -> catalog.getFeatureTypeByDataStore(store(file, store), file.group("name")),
                        catalog::add,
                        catalog::save,
                        catalog::remove),
                new Kind<>(
                        path(layers + "(?<name>[^/]+)/layer"),
                        LayerInfo.class,
                        file -> catalog.getLayerByName(file.group("workspace") + ":" + file.group("name")),
                        catalog::add,
                        catalog::save,
                        catalog::remove),
                new Kind<>(
                        path("layergroups/(?<name>[^/]+)"),
                        LayerGroupInfo.class,
                        file -> catalog.getLayerGroupByName(workspace(file), file.group("name")),
                        catalog::add,
                        catalog::save,
                        catalog::remove));
    }

    private static Pattern path(String below) {
        return Pattern.compile("workspaces/(?<workspace>[^/]+)/" + below + "\\.xml");
    }

    private WorkspaceInfo workspace(Matcher file) {
        return catalog.getWorkspaceByName(file.group("workspace"));
    }

    private DataStoreInfo store(Matcher file, String name) {
        return catalog.getDataStoreByName(workspace(file), name);
    }

    /** Where GeoServer keeps an object; empty for what is of no workspace. */
    static Optional<String> fileOf(CatalogInfo object) {
        if (object instanceof WorkspaceInfo workspace) return file(workspace.getName(), "workspace");
        if (object instanceof NamespaceInfo namespace) return file(namespace.getPrefix(), "namespace");
        if (object instanceof DataStoreInfo store) return file(store, "datastore");
        if (object instanceof FeatureTypeInfo type) return file(type.getStore(), type.getName() + "/featuretype");
        if (object instanceof LayerInfo layer) {
            return file(layer.getResource().getStore(), layer.getResource().getName() + "/layer");
        }
        if (object instanceof StyleInfo style && style.getWorkspace() != null) {
            return file(style.getWorkspace().getName(), "styles/" + style.getName());
        }
        if (object instanceof LayerGroupInfo group && group.getWorkspace() != null) {
            return file(group.getWorkspace().getName(), "layergroups/" + group.getName());
        }
        return Optional.empty();
    }

    private static Optional<String> file(StoreInfo store, String below) {
        return file(store.getWorkspace().getName(), store.getName() + "/" + below);
    }

    private static Optional<String> file(String workspace, String below) {
        return Optional.of("workspaces/" + workspace + "/" + below + ".xml");
    }

    /** What there is on disk now: of each file, its digest. */
    static Map<String, String> digests(Catalog catalog, Collection<String> workspaces) {
        Map<String, String> digests = new TreeMap<>();
        for (String workspace : workspaces) {
            String path = "workspaces/" + workspace;
            addBelow(catalog.getResourceLoader().get(path), path, digests);
        }
        return digests;
    }

    private static void addBelow(Resource folder, String path, Map<String, String> digests) {
        for (Resource below : folder.list()) {
            String place = path + "/" + below.name();
            if (below.getType() == Resource.Type.DIRECTORY) addBelow(below, place, digests);
            else if (place.endsWith(".xml")) digests.put(place, digest(below));
        }
    }

    private static String digest(Resource file) {
        try (InputStream in = file.in()) {
            return Ledger.digest(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Brings objects into the catalog as they are on disk, and removes those that are there no more. Nothing is written.
     *
     * @param before files as they were when the catalog in memory was as they said; what is not in it is read anew
     */
    void take(Map<String, String> before, Map<String, String> now) {
        Unwritten.change(catalog, () -> {
            Set<String> changed = new TreeSet<>(now.keySet());
            changed.removeIf(path -> now.get(path).equals(before.get(path)));
            kinds.forEach(kind -> attempt(kind, changed, file -> put(kind, file)));
            // Nothing refers to these any more.
            Set<String> gone = new TreeSet<>(before.keySet());
            gone.removeAll(now.keySet());
            for (int i = kinds.size() - 1; i >= 0; i--) {
                Kind<?> kind = kinds.get(i);
                attempt(kind, gone, kind::removeFrom);
            }
        });
    }

    private <T extends CatalogInfo> void put(Kind<T> kind, Matcher file) throws IOException {
        try (InputStream in = catalog.getResourceLoader().get(file.group()).in()) {
            kind.put(file, persister.load(in, kind.type()));
        }
    }

    private interface Step {
        void take(Matcher file) throws IOException;
    }

    /** Again as long as it helps: one group may need another. */
    private static void attempt(Kind<?> kind, Set<String> paths, Step step) {
        List<Matcher> left = new ArrayList<>();
        for (String path : paths) {
            Matcher file = kind.path().matcher(path);
            if (file.matches()) left.add(file);
        }
        Map<String, Exception> reasons = new TreeMap<>();
        int before;
        do {
            before = left.size();
            reasons.clear();
            left.removeIf(file -> {
                try {
                    step.take(file);
                    return true;
                } catch (IOException | RuntimeException e) {
                    reasons.put(file.group(), e);
                    return false;
                }
            });
        } while (!left.isEmpty() && left.size() < before);
        reasons.forEach((path, e) -> LOGGER.log(
                Level.WARNING,
                "Regstat could not take over " + path + ", which another GeoServer changed: " + e.getMessage(),
                e));
    }
}
