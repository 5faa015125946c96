package se.regstat.statistics.neighbourhood;

import java.util.Arrays;

/**
 * The points that neighbourhoods lie around.
 *
 * @param eastings EPSG:3006, metres, as the northings
 * @param innerRadius of the disc in which those live who are counted at the point itself, evenly, metres; 0 if they live there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Origins(double[] eastings, double[] northings, double[] innerRadius) {

    /** Points of no extent. */
    public static Origins points(double[] eastings, double[] northings) {
        return new Origins(eastings, northings, new double[eastings.length]);
    }

    public int size() {
        return eastings.length;
    }

    /** In an order in which each lies near the one before. */
    int[] inTurn(Locations locations) {
        // Strip, easting to about a metre, number.
        long[] keys = new long[size()];
        for (int i = 0; i < keys.length; i++) {
            long easting = Math.max(0, Math.min((1L << 31) - 1, locations.x(eastings[i])));
            keys[i] = (long) locations.strip(locations.y(northings[i])) << 51 | (easting >> 10) << 30 | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys)
                .mapToInt(key -> (int) (key & ((1 << 30) - 1)))
                .toArray();
    }
}
