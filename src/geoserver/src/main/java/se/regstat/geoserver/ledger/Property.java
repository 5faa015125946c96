package se.regstat.geoserver.ledger;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A property of a catalog object as the plugin wants it, in a form that can be written down and compared.
 *
 * @param current what the object says now
 * @param wanted what the plugin would have it say
 * @param write sets the wanted value
 */
public record Property(String name, Supplier<String> current, String wanted, Runnable write) {

    public Property {
        Objects.requireNonNull(wanted, name);
    }

    /** What the object says now; absent counts as empty, as it does once the catalog was saved and read again. */
    public String value() {
        String value = current.get();
        return value == null ? "" : value;
    }
}
