package se.regstat.catalog;

import java.io.IOException;

/** A layer whose data was removed from the store a moment ago; the catalog follows within seconds. */
public final class LayerGoneException extends IOException {

    private static final long serialVersionUID = 1;

    LayerGoneException(String prefixedName, Throwable cause) {
        super("the layer " + prefixedName + " has just been removed; GetCapabilities lists those there are", cause);
    }
}
