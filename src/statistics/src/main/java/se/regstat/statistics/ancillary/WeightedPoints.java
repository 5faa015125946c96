package se.regstat.statistics.ancillary;

import se.regstat.statistics.indicator.Provenance;

/**
 * Where people live: points, or the cells of a grid as points in their middle, each with how many.
 *
 * @param name {@code [a-z][a-z0-9_-]*}
 * @param year they are counted for
 * @param eastings EPSG:3006, metres. Not to be changed, as the other arrays
 * @param northings EPSG:3006, metres
 * @param weights persons, not negative
 * @param cellSize side of the cells the points stand for, in metres; 0 for points proper
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WeightedPoints(
        String name,
        int year,
        double[] eastings,
        double[] northings,
        double[] weights,
        double cellSize,
        Provenance provenance) {

    public WeightedPoints {
        Mask.requireName(name);
        if (eastings.length != weights.length || northings.length != weights.length) {
            throw new IllegalArgumentException("each point has an easting, a northing and a weight: " + eastings.length
                    + ", " + northings.length + ", " + weights.length);
        }
    }

    public int size() {
        return weights.length;
    }
}
