package se.regstat.geoserver.metadata;

import java.util.Set;

/** Who makes the data that configurations name as producers and owners, as far as that is known here. */
public final class Producers {

    /** The usual name of Statistics Sweden. */
    public static final String SCB = "Statistiska centralbyrån (SCB)";

    private static final Set<String> NAMES_OF_SCB = Set.of("SCB", "Statistiska centralbyrån", SCB);

    private Producers() {}

    /** By its whole name: other names may speak of it too. */
    public static boolean isScb(String name) {
        return NAMES_OF_SCB.contains(name);
    }
}
