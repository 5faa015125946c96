package se.regstat.statistics.weights;

import java.util.BitSet;

/**
 * A vintage's areas, divided among boundaries.
 *
 * @param unfinished boundaries of which codes tell that not all of their areas are there
 */
public record Divided(Weights weights, BitSet unfinished) {}
