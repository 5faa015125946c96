package se.regstat.statistics.estimate;

/**
 * Where a count went in a whole request: {@code in + twice = out + lost}, for what has a value. Where targets overlap inside a source
 * without filling it, {@code lost} and {@code twice} are the least they can be. Of what is counted from points, {@code in} is all of
 * the year, wherever it lies.
 *
 * @param in all of the sources that any target has a part of
 * @param out in all targets together
 * @param lost in parts of those sources outside every target, and in targets that are told outside
 * @param twice in several targets at once, counted once less than that
 */
public record Mass(double in, double out, double lost, double twice) {}
