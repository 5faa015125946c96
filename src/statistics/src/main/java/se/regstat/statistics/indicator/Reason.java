package se.regstat.statistics.indicator;

import java.util.Locale;
import se.regstat.statistics.division.LocalText;

/** Why there is no value, or no interval of one, as far as it follows from how values are made. */
public enum Reason {
    /** The status says it all. */
    NONE(0, "", ""),
    /** The area's parts are not all here, or not all have a value. */
    INCOMPLETE(1, "ofullständigt: alla delar har inte ett värde", "incomplete: not every part has a value"),
    /** What is measured cannot be had from parts, as a median cannot. */
    NOT_DERIVABLE(2, "kan inte räknas fram ur delarna", "cannot be derived from parts"),
    /** A ratio or a mean of nobody. */
    EMPTY_BASE(3, "basen är noll", "the base is zero"),
    /** A density needs a land area, which no source gives. */
    NO_LAND_AREA(4, "landarealen är inte känd", "the land area is not known"),
    /** Of boundaries that are nobody's, too small a part lies where there is data. */
    LOW_COVERAGE(5, "för liten del täcks av underlaget", "too small a part is covered by the data"),
    /** Other indicators have values for that year, this one has not. */
    NO_VALUES(6, "inga värden för det året", "no values for that year"),
    /** Of what is counted from points: there may be more of them in the area than are known. */
    NOT_COVERED(7, "underlaget är inte känt för hela området", "it is not known that the data covers the area"),
    /** Of a year that is estimated by newer totals: these are not known here, or do not fit. */
    NOT_SCALED(
            8,
            "de nyare totalerna är inte kända här eller går inte ihop",
            "newer totals are not known here, or do not fit"),
    /** There is a value, but nothing was tried that tells how far it may be off. */
    UNTRIED(
            9,
            "osäkerheten är inte känd, inget är prövat som visar den",
            "how far it may be off is not known: nothing was tried that tells"),
    /** Of what is relative to the areas of a division, which have no values then. */
    NO_REFERENCE(10, "det som värdet är relativt till är inte känt", "what the value is relative to is not known");

    private static final Reason[] BY_CODE = values();

    private final String id;
    private final byte code;
    private final String sv;
    private final String en;

    Reason(int code, String sv, String en) {
        this.id = code == 0 ? "" : name().toLowerCase(Locale.ROOT);
        this.code = (byte) code;
        this.sv = sv;
        this.en = en;
    }

    /** {@code incomplete}; empty for {@link #NONE}. */
    public String id() {
        return id;
    }

    /** For readers; empty for {@link #NONE}. */
    public LocalText words() {
        return new LocalText(sv, en);
    }

    /** What stands for it in dense arrays. */
    public byte code() {
        return code;
    }

    public static Reason of(byte code) {
        return BY_CODE[code];
    }
}
