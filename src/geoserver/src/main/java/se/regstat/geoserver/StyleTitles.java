package se.regstat.geoserver;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.ows.AbstractDispatcherCallback;
import org.geoserver.ows.Request;
import org.geoserver.platform.Operation;
import org.geotools.api.style.Description;
import org.geotools.api.style.Style;
import org.geotools.api.util.InternationalString;
import org.geotools.styling.SLD;
import org.geotools.util.GrowableInternationalString;
import org.geotools.util.logging.Logging;

/**
 * Gives styles their titles in the language that capabilities are asked for in. GeoServer (2.27, 3.0) reads the languages of a
 * style's title from its document, and loses them as it makes the style of it; a title without languages it leaves out then, and
 * tells the style's name instead. So the titles of the documents are put back before capabilities are made.
 */
public final class StyleTitles extends AbstractDispatcherCallback {

    private static final Logger LOGGER = Logging.getLogger(StyleTitles.class);

    private final Catalog catalog;
    private final Publisher publisher;

    public StyleTitles(Catalog catalog, Publisher publisher) {
        this.catalog = catalog;
        this.publisher = publisher;
    }

    @Override
    public Operation operationDispatched(Request request, Operation operation) {
        if (operation.getId().equalsIgnoreCase("GetCapabilities")
                && "wms".equalsIgnoreCase(request.getService())
                && request.getKvp() != null
                && request.getKvp().get("AcceptLanguages") != null) {
            publisher.workspace().map(catalog::getWorkspaceByName).ifPresent(this::restore);
        }
        return operation;
    }

    private void restore(WorkspaceInfo workspace) {
        for (StyleInfo style : catalog.getStylesByWorkspace(workspace)) {
            try {
                restore(style);
            } catch (IOException | RuntimeException e) {
                // GeoServer tells of a style that it cannot read by itself.
                LOGGER.log(Level.FINE, "style " + style.getName() + " keeps the title that GeoServer gave it", e);
            }
        }
    }

    static void restore(StyleInfo info) throws IOException {
        Description shown = info.getStyle().getDescription();
        if (shown.getTitle() instanceof GrowableInternationalString) return;
        Style[] written = SLD.styles(info.getSLD());
        if (written.length == 0) return;
        shown.setTitle(inLanguages(written[0].getDescription().getTitle()));
        shown.setAbstract(inLanguages(written[0].getDescription().getAbstract()));
    }

    /** Shown in every language where the document has none. */
    private static InternationalString inLanguages(InternationalString text) {
        return text == null || text instanceof GrowableInternationalString
                ? text
                : new GrowableInternationalString(text.toString());
    }
}
