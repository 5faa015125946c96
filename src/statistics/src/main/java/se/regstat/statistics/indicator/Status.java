package se.regstat.statistics.indicator;

import java.util.Locale;
import se.regstat.statistics.division.LocalText;

/**
 * What is known of a value. Only the first two go with a number; zero is a number like any other. Codes
 * are kept in stores.
 */
public enum Status {
    NORMAL(0, "värde", "value"),
    /** Computed from rounded or re-aggregated figures. */
    ESTIMATED(1, "uppskattat värde", "estimated value"),
    /** There should be a value, but it is not here. */
    MISSING(2, "uppgift saknas", "no data"),
    /** Withheld so that nothing is told of single persons. */
    SUPPRESSED(3, "skyddad uppgift", "suppressed"),
    /** There can be no value, such as a share of nobody. */
    NOT_APPLICABLE(4, "ej tillämpligt", "not applicable"),
    /** The area lies outside what the data covers. */
    OUTSIDE(5, "utanför underlaget", "outside the data");

    private static final Status[] BY_CODE = values();

    private final String id;
    private final byte code;
    private final String sv;
    private final String en;

    Status(int code, String sv, String en) {
        this.id = name().toLowerCase(Locale.ROOT);
        this.code = (byte) code;
        this.sv = sv;
        this.en = en;
    }

    public boolean hasValue() {
        return this == NORMAL || this == ESTIMATED;
    }

    /** As written in layers, tables and the store: {@code not_applicable}. */
    public String id() {
        return id;
    }

    /** For readers. */
    public LocalText words() {
        return new LocalText(sv, en);
    }

    /** What stands for it in stores. */
    public byte code() {
        return code;
    }

    public static Status of(byte code) {
        return BY_CODE[code];
    }
}
