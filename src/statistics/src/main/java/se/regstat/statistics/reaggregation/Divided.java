package se.regstat.statistics.reaggregation;

import java.util.BitSet;
import se.regstat.statistics.weights.Weights;

/**
 * A vintage's areas, divided among boundaries.
 *
 * @param unfinished boundaries of which codes tell that not all of their areas are there
 */
public record Divided(Weights weights, BitSet unfinished) {}
