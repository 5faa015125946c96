package se.regstat.geoserver;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.platform.GeoServerResourceLoader;
import org.geotools.util.logging.Logging;

/**
 * Takes back what the plugin wrote into the catalog, edited or not, so that nothing of it fails once the plugin is gone. What
 * somebody else's objects need stays, switched off; so do styles that were edited.
 */
final class Retreat {

    private static final Logger LOGGER = Logging.getLogger(Retreat.class);

    private final Catalog catalog;
    private final GeoServerResourceLoader files;
    private final Ledger ledger;
    private final News news;
    private final Workspace workspace;
    private final List<String> left = new ArrayList<>();

    /** @param ledger tells what is the plugin's, and forgets it */
    Retreat(Catalog catalog, GeoServerResourceLoader files, Ledger ledger, News news) {
        this.catalog = catalog;
        this.files = files;
        this.ledger = ledger;
        this.news = news;
        this.workspace = new Workspace(catalog, ledger);
    }

    void run() {
        if (!workspace.find()) {
            ledger.forgetAll();
            news.tell(Level.INFO, "Regstat publishes nothing, and has nothing to take back.");
            return;
        }
        remove("group ", this::removeGroup);
        remove("layer ", this::removeLayer);
        remove("type ", this::removeType);
        Styles styles = new Styles(catalog, ledger, workspace);
        remove("style ", styles::retire);
        new InfoTemplates(files, ledger, workspace.name()).remove();
        boolean all = workspace.remove();
        ledger.forgetAll();
        String kept =
                left.isEmpty() ? "" : " Switched off and left for what others made of them: " + String.join("; ", left);
        news.tell(
                Level.INFO,
                "Regstat publishes nothing and took back its layers"
                        + (all ? " and the workspace " : ", but the workspace or data store stays, as others use it: ")
                        + workspace.name() + "." + kept);
    }

    private interface Removal {
        void of(String name);
    }

    private void remove(String kind, Removal removal) {
        for (String key : ledger.keys()) {
            if (!key.startsWith(kind)) continue;
            String name = key.substring(kind.length());
            try {
                removal.of(name);
            } catch (RuntimeException e) {
                LOGGER.log(Level.FINE, e.getMessage(), e);
                left.add(key + " (" + e.getMessage() + ")");
            }
        }
    }

    private void removeGroup(String name) {
        LayerGroupInfo group = catalog.getLayerGroupByName(workspace.info(), name);
        if (group != null) catalog.remove(group);
    }

    private void removeLayer(String name) {
        LayerInfo layer = workspace.layer(name);
        if (layer == null) return;
        try {
            catalog.remove(layer);
        } catch (IllegalArgumentException e) {
            layer.setEnabled(false);
            catalog.save(layer);
            throw e;
        }
    }

    private void removeType(String name) {
        FeatureTypeInfo type = workspace.type(name);
        if (type != null && workspace.layer(name) == null) catalog.remove(type);
    }
}
