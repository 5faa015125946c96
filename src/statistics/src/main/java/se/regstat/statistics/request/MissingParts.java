package se.regstat.statistics.request;

import java.util.Locale;

/** What becomes of a target some of whose parts have no value. */
public enum MissingParts {
    /** It has none either. */
    STRICT,
    /** Its value is that of the parts that have one; the share of the others is told. */
    PARTIAL;

    /** As in requests: {@code strict}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
