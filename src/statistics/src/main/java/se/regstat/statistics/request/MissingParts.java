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

    /** @throws ReaggregationException if there is none of that id */
    public static MissingParts of(String id) {
        for (MissingParts each : values()) {
            if (each.id().equals(id)) return each;
        }
        throw new ReaggregationException("missing: '" + id + "' is not known; give strict or partial");
    }
}
