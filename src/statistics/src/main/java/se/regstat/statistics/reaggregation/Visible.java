package se.regstat.statistics.reaggregation;

import se.regstat.statistics.division.VintageId;

/** Which divisions whoever asks may know of: of the others the answer is as if they were not there. */
@FunctionalInterface
public interface Visible {

    /** Whether all areas of a vintage may be told, with code, name and borders. */
    boolean areas(VintageId vintage);

    /** Whether a vintage's division may be named as the one that values are taken of, none of whose areas is told for that. */
    default boolean source(VintageId vintage) {
        return areas(vintage);
    }

    /** The same where nobody named the vintage: one that the asker would have to log in for is not there then. */
    default Visible unnamed() {
        return this;
    }
}
