package se.regstat.statistics.request;

import java.util.Locale;

/** How values are laid out in what comes of a re-aggregation. */
public enum ResultLayout {
    /** A row for each boundary, year and indicator. */
    LONG,
    /** A row for each boundary and year, with columns for each indicator. */
    WIDE;

    /** As in requests: {@code long}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
