package se.regstat.geoserver.layers;

import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.transform.Templates;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/**
 * Styles for GeoTools' renderer, which draws the outline of each area by itself, so that borders are drawn twice: here fills and borders
 * are symbols of their own, the latter on the geometry that {@link se.regstat.geotools.rows.BordersOnce} gives. That is half of the
 * lines or less, and lines are most of what a map takes. Legends are as before. The embedded host draws borders once by itself.
 */
final class DrawnStyle {

    /** Whether it is that renderer which draws. */
    static final boolean WANTED = isThere("org.geotools.renderer.lite.StreamingRenderer");

    private static final Templates STYLESHEET = stylesheet();

    private DrawnStyle() {}

    /** Whether a style, of whatever encoding, names the function, which is there as long as the plugin is. */
    static boolean needsPlugin(String style) {
        return style.contains("bordersOnce");
    }

    /** @param style in SLD 1.0 */
    static String in(String style) {
        StringWriter written = new StringWriter();
        try {
            STYLESHEET.newTransformer().transform(new StreamSource(new StringReader(style)), new StreamResult(written));
        } catch (TransformerException e) {
            throw new IllegalStateException("a style of the plugin's own is not XML", e);
        }
        return written.toString();
    }

    private static boolean isThere(String renderer) {
        try {
            Class.forName(renderer, false, DrawnStyle.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Templates stylesheet() {
        try {
            // The JDK's own: GeoServer may have another on its class path.
            return TransformerFactory.newDefaultInstance()
                    .newTemplates(new StreamSource(DrawnStyle.class.getResourceAsStream("drawn-style.xsl")));
        } catch (TransformerException e) {
            throw new IllegalStateException("drawn-style.xsl is in the plugin's jar", e);
        }
    }
}
