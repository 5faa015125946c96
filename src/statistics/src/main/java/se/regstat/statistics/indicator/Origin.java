package se.regstat.statistics.indicator;

import java.util.Locale;
import se.regstat.statistics.division.LocalText;

/** Where a value comes from. */
public enum Origin {
    /** As its producer published it, or computed from values published for the same area. */
    PUBLISHED(0, "publicerat", "published"),
    /** From all areas of a lower level that make up this one. */
    SUMMED(1, "summerat från lägre nivå", "summed from a lower level"),
    /** Estimated for boundaries that are not the producer's. */
    REAGGREGATED(2, "omräknat till andra gränser", "re-aggregated to other boundaries"),
    /** From the points that lie in the area. */
    COUNTED(3, "räknat från punkter", "counted from points"),
    /** As its producer published it, of years that were yet to come. */
    PROJECTED(4, "framskrivet", "projected"),
    /** By an analysis, of values of this area and others around it. */
    COMPUTED(5, "beräknat i en analys", "computed by an analysis");

    private static final Origin[] BY_CODE = values();

    private final String id;
    private final byte code;
    private final String sv;
    private final String en;

    Origin(int code, String sv, String en) {
        this.id = name().toLowerCase(Locale.ROOT);
        this.code = (byte) code;
        this.sv = sv;
        this.en = en;
    }

    /** As written in layers and tables: {@code summed}. */
    public String id() {
        return id;
    }

    /** Whether it is as its producer told it, not made of values of other areas. */
    public boolean isItsProducers() {
        return this == PUBLISHED || this == PROJECTED;
    }

    /**
     * Of how many published figures a value is made.
     *
     * @param sources that it has something of
     */
    public int figures(int sources) {
        return isItsProducers() ? 1 : Math.max(1, sources);
    }

    /** For readers. */
    public LocalText words() {
        return new LocalText(sv, en);
    }

    /** What stands for it in dense arrays. */
    public byte code() {
        return code;
    }

    public static Origin of(byte code) {
        return BY_CODE[code];
    }
}
