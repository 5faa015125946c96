package se.regstat.geotools.style;

import java.util.function.Supplier;

/** A style for a layer, whose document is made when it is first asked for: that takes all values of the layer. Thread-safe. */
public final class GeneratedStyle {

    private final String name;

    /** Null once it is made. */
    private Supplier<String> making;

    private String document;

    GeneratedStyle(String name, Supplier<String> making) {
        this.name = name;
        this.making = making;
    }

    /** In the workspace: {@code <indicator>_<division>} or {@code <indicator>_<division>_change}. */
    public String name() {
        return name;
    }

    /** SLD 1.0 that follows GeoServer's schema; the same for the same values. */
    public synchronized String document() {
        if (document == null) {
            document = making.get();
            making = null;
        }
        return document;
    }
}
