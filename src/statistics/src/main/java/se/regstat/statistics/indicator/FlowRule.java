package se.regstat.statistics.indicator;

/**
 * Of an indicator that counts who go from one area to another.
 *
 * @param covers what its files have all flows of, where the import does not say
 * @param least how many go where its layer draws a line
 */
public record FlowRule(EventCoverage covers, double least) {

    /** Where nobody says how many. */
    public static final double USUAL = 100;
}
