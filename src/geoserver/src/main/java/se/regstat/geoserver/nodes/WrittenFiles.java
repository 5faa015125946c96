package se.regstat.geoserver.nodes;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.event.CatalogAddEvent;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.catalog.event.CatalogModifyEvent;
import org.geoserver.catalog.event.CatalogPostModifyEvent;
import org.geoserver.catalog.event.CatalogRemoveEvent;

/** Hears which files of the catalog this GeoServer writes, while it listens. */
final class WrittenFiles implements CatalogListener {

    private final Set<String> written = ConcurrentHashMap.newKeySet();

    /**
     * The files as the catalog in memory has them.
     *
     * @param before when this began to listen, with their digests
     * @param now where another may have changed some meanwhile
     */
    Map<String, String> known(Map<String, String> before, Map<String, String> now) {
        Map<String, String> known = new HashMap<>(now);
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        for (String file : all) {
            if (written.contains(file)) continue;
            if (before.containsKey(file)) known.put(file, before.get(file));
            else known.remove(file);
        }
        return known;
    }

    private void add(CatalogInfo object) {
        CatalogFiles.fileOf(object).ifPresent(written::add);
    }

    @Override
    public void handleAddEvent(CatalogAddEvent event) {
        add(event.getSource());
    }

    @Override
    public void handleRemoveEvent(CatalogRemoveEvent event) {
        add(event.getSource());
    }

    @Override
    public void handlePostModifyEvent(CatalogPostModifyEvent event) {
        add(event.getSource());
    }

    @Override
    public void handleModifyEvent(CatalogModifyEvent event) {}

    @Override
    public void reloaded() {}
}
