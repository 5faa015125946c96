package se.regstat.geoserver.layers;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.platform.resource.Resource;
import org.geotools.util.Version;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.Property;
import se.regstat.geotools.style.GeneratedStyle;

/** Brings styles into the workspace, and takes them away again. */
public final class Styles {

    private static final Logger LOGGER = Logging.getLogger(Styles.class);

    private final Catalog catalog;
    private final Ledger ledger;
    private final Workspace workspace;
    private final Optional<LaterDocuments> later;

    /** @param later what keeps documents that nobody has asked for yet; empty if they are to be made at once, and lie in files */
    public Styles(Catalog catalog, Ledger ledger, Workspace workspace, Optional<LaterDocuments> later) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.workspace = workspace;
        this.later = later;
    }

    /** Makes documents of styles that are to be published, unless they are to be made later. @return whether it did */
    public boolean prepare(List<GeneratedStyle> styles) {
        if (later.isPresent()) return false;
        styles.forEach(GeneratedStyle::document);
        return true;
    }

    /** @return whether it is in the catalog */
    public boolean publish(StyleSheet sheet) {
        String key = "style " + sheet.name();
        StyleInfo existing = workspace.style(sheet.name());
        if (existing == null && ledger.knows(key)) return Ledger.removedByHand(key);
        if (existing != null && !ledger.knows(key) && !workspace.isMadeAs(key, existing)) return true;
        StyleInfo style = existing != null ? existing : catalog.getFactory().createStyle();
        if (existing == null) {
            workspace.giveId(key, style, catalog::getStyle);
            style.setName(sheet.name());
            style.setWorkspace(workspace.info());
            style.setFilename(sheet.filename());
            style.setFormat("sld");
            style.setFormatVersion(new Version(sheet.version()));
        }
        later.ifPresentOrElse(documents -> documents.write(style, sheet::bytes), () -> writeDocument(style, sheet));
        if (existing == null) {
            catalog.add(style);
        }
        ledger.record(key, "filename", sheet.filename());
        return true;
    }

    private void writeDocument(StyleInfo style, StyleSheet sheet) {
        String key = "document " + sheet.filename();
        Property document = document(style, sheet.bytes());
        if (document.value().isEmpty()) ledger.forget(key);
        ledger.update(key, List.of(document));
    }

    private Property document(StyleInfo style, byte[] wanted) {
        return new Property(
                "sha256",
                () -> {
                    Resource file = catalog.getResourceLoader()
                            .get("workspaces/" + workspace.name() + "/styles/" + style.getFilename());
                    if (file.getType() != Resource.Type.RESOURCE) return "";
                    try (InputStream in = file.in()) {
                        return Ledger.digest(in.readAllBytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Ledger.digest(wanted),
                () -> {
                    try {
                        catalog.getResourcePool().writeStyle(style, new ByteArrayInputStream(wanted));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** The styles of a catalog, anybody's, that GeoServer cannot read without the plugin: {@code workspace:name}, in order. */
    public static List<String> needingPlugin(Catalog catalog) {
        return catalog.getStyles().stream()
                .filter(style -> needsPlugin(catalog, style))
                .map(style -> style.getWorkspace() == null
                        ? style.getName()
                        : style.getWorkspace().getName() + ":" + style.getName())
                .sorted()
                .toList();
    }

    private static boolean needsPlugin(Catalog catalog, StyleInfo style) {
        try (BufferedReader document = catalog.getResourcePool().readStyle(style)) {
            return document.lines().anyMatch(DrawnStyle::needsPlugin);
        } catch (IOException | UncheckedIOException e) {
            LOGGER.log(Level.FINE, "style " + style.getName() + " cannot be read", e);
            return false;
        }
    }

    /** Takes away a style that the plugin no longer brings; one that was edited or is in use stays. */
    public boolean retire(String name) {
        String key = "style " + name;
        StyleInfo style = workspace.style(name);
        if (style != null) {
            String documentKey = "document " + style.getFilename();
            if (ledger.edited(documentKey, List.of(document(style, new byte[0])))) {
                ledger.forget(key);
                return true;
            }
            try {
                catalog.remove(style);
                catalog.getResourcePool().deleteStyle(style, true);
                ledger.forget(documentKey);
            } catch (IllegalArgumentException e) {
                LOGGER.log(
                        Level.INFO, "Regstat leaves style {0}, which is in use: {1}", new Object[] {name, e.getMessage()
                        });
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ledger.forget(key);
        return false;
    }
}
