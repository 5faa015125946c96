package se.regstat.geoserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.config.GeoServer;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.layers.Groups;
import se.regstat.geoserver.layers.Layers;
import se.regstat.geoserver.layers.Services;
import se.regstat.geoserver.layers.Styles;
import se.regstat.geoserver.layers.Workspace;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.News;

/**
 * Takes back what the plugin wrote into a workspace, edited or not, so that nothing of it fails once the plugin is gone. What
 * somebody else's objects need stays, switched off; so do styles and templates that were edited, and then the workspace.
 */
final class Retreat {

    private static final Logger LOGGER = Logging.getLogger(Retreat.class);

    private final GeoServer geoServer;
    private final Catalog catalog;
    private final Ledger ledger;
    private final Workspace workspace;
    private final List<String> left = new ArrayList<>();

    /**
     * @param ledger tells what is the plugin's there; afterwards, what of it is left, to come back to another time
     * @param workspace its name
     */
    Retreat(GeoServer geoServer, Catalog catalog, Ledger ledger, String workspace) {
        this.geoServer = geoServer;
        this.catalog = catalog;
        this.ledger = ledger;
        this.workspace = new Workspace(catalog, ledger, workspace);
    }

    /** @return what was done, as the end of a sentence */
    String run() {
        if (workspace.find()) {
            remove("group ", new Groups(catalog, ledger, workspace)::remove);
            remove("layer ", this::removeLayer);
            remove("type ", this::removeType);
        }
        if (workspace.info() != null) {
            Styles styles = new Styles(catalog, ledger, workspace, Optional.empty());
            remove("style ", styles::retire);
            new Services(geoServer, ledger, workspace).remove();
            new InfoTemplates(catalog.getResourceLoader(), ledger, workspace.name()).remove();
        }
        new CswFile(catalog.getResourceLoader(), ledger).remove();
        List<String> others = workspace.remove();
        for (String key : ledger.keys()) {
            if (others.isEmpty() || key.startsWith("tiles")) ledger.forget(key);
        }
        String kept = left.isEmpty() ? "" : " Switched off, as others use it: " + String.join("; ", left) + ".";
        return others.isEmpty()
                ? "took back its layers and the workspace " + workspace.name() + "." + kept
                : "took back its layers, but the workspace " + workspace.name() + " stays for what is in it: "
                        + String.join(", ", others) + "." + kept;
    }

    /** Also what an earlier time left behind, if it can go by now. */
    static void ofAll(GeoServer geoServer, Catalog catalog, Ledger ledger, News news) {
        Map<String, Ledger> parts = new TreeMap<>();
        for (String workspace : ledger.leftIn()) parts.put(workspace, ledger.takeLeft(workspace));
        Optional<String> last = Workspace.published(ledger);
        Ledger current = ledger.takeCurrent();
        last.ifPresent(workspace -> parts.put(workspace, current));
        if (parts.isEmpty()) news.tell(Level.INFO, "Regstat publishes nothing, and has nothing to take back.");
        parts.forEach((workspace, part) -> news.tell(
                Level.INFO, "Regstat publishes nothing and " + of(geoServer, catalog, ledger, part, workspace)));
        if (last.isPresent()) Workspace.takeBack(ledger);
        List<String> styles = Styles.needingPlugin(catalog);
        if (!styles.isEmpty()) {
            news.tell(
                    Level.WARNING,
                    "Styles that name the function bordersOnce, which goes with Regstat's jars, so that GeoServer cannot"
                            + " read them then: " + String.join(", ", styles) + ".");
        }
    }

    /**
     * Takes back a part, and keeps with the rest what of it is left.
     *
     * @return what was done, as the end of a sentence
     */
    static String of(GeoServer geoServer, Catalog catalog, Ledger ledger, Ledger part, String workspace) {
        try {
            return new Retreat(geoServer, catalog, part, workspace).run();
        } finally {
            ledger.leave(workspace, part);
        }
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

    private void removeLayer(String name) {
        LayerInfo layer = workspace.layer(name);
        try {
            if (layer != null) catalog.remove(layer);
        } catch (IllegalArgumentException e) {
            FeatureTypeInfo type = workspace.type(name);
            if (type != null) Layers.disable(catalog, ledger, type);
            throw e;
        }
        ledger.forget("layer " + name);
    }

    private void removeType(String name) {
        if (workspace.layer(name) != null) return;
        FeatureTypeInfo type = workspace.type(name);
        if (type != null) catalog.remove(type);
        ledger.forget("type " + name);
    }
}
