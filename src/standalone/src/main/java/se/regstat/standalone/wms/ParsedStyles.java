package se.regstat.standalone.wms;

import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import se.regstat.catalog.HostLayers;
import se.regstat.standalone.render.LegendRenderer;
import se.regstat.standalone.style.Style;
import se.regstat.standalone.style.StyleException;
import se.regstat.standalone.style.StyleReader;

/** The catalog's styles, read. A style is read again when its document has changed. Thread-safe. */
final class ParsedStyles {

    /** As GetLegendGraphic draws it where nothing else is said. */
    private static final LegendRenderer LEGEND = new LegendRenderer(20, 20, 12, 0, Optional.empty());

    private final HostLayers layers;
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    ParsedStyles(HostLayers layers) {
        this.layers = layers;
    }

    private static final class Parsed {
        final byte[] document;
        final Style style;
        private Dimension legend;

        Parsed(byte[] document, Style style) {
            this.document = document;
            this.style = style;
        }

        synchronized Dimension legend() {
            if (legend == null) legend = LEGEND.size(style);
            return legend;
        }
    }

    /** @throws WmsException if there is no such style, or it cannot be read */
    Style style(String name) throws IOException, WmsException {
        return parsed(name).style;
    }

    /** How large its legend is if nothing is asked for. It is found once, for what the style says decides it. */
    Dimension legend(String name) throws IOException, WmsException {
        return parsed(name).legend();
    }

    private Parsed parsed(String name) throws IOException, WmsException {
        Optional<InputStream> stream = layers.style(name);
        if (stream.isEmpty()) throw new WmsException("StyleNotDefined", "styles", "there is no style " + name);
        byte[] document;
        try (InputStream in = stream.get()) {
            document = in.readAllBytes();
        }
        Parsed known = parsed.get(name);
        if (known != null && Arrays.equals(known.document, document)) return known;
        try {
            Style style = StyleReader.read(new ByteArrayInputStream(document), name);
            Parsed now = new Parsed(document, style);
            parsed.put(name, now);
            return now;
        } catch (StyleException e) {
            throw new WmsException(WmsException.NO_CODE, "styles", e.getMessage());
        }
    }
}
