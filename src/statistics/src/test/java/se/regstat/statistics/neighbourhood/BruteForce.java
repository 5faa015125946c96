package se.regstat.statistics.neighbourhood;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Neighbourhoods by looking at each location from each point: slow, and plainly right. */
final class BruteForce {

    private BruteForce() {}

    /** One neighbourhood of one group; what is drawn is left to whoever compares. */
    record Found(
            double people,
            double count,
            double radius,
            double before,
            double beforeCount,
            double ring,
            double ofRing) {}

    /** By distance: people and those of the group. */
    private static NavigableMap<Long, double[]> rings(double[][] locations, double x, double y) {
        TreeMap<Long, double[]> rings = new TreeMap<>();
        for (double[] location : locations) {
            long dx = Math.round(location[0] * 1000) - Math.round(x * 1000);
            long dy = Math.round(location[1] * 1000) - Math.round(y * 1000);
            double[] ring = rings.computeIfAbsent(dx * dx + dy * dy, distance -> new double[2]);
            ring[0] += location[2];
            ring[1] += location[3];
        }
        return rings;
    }

    /** @param locations each with easting, northing, people, group */
    static Found nearest(double[][] locations, double x, double y, double wanted, RingRule rule) {
        double all = 0;
        for (double[] location : locations) all += location[2];
        double enough = Math.min(wanted, all);
        double before = 0;
        double beforeCount = 0;
        for (var ring : rings(locations, x, y).entrySet()) {
            double people = ring.getValue()[0];
            double group = ring.getValue()[1];
            if (before + people >= enough - Neighbourhoods.NEARLY) {
                double taken = rule == RingRule.WHOLE ? people : Math.min(people, enough - before);
                return new Found(
                        before + taken,
                        beforeCount + group * taken / people,
                        Math.sqrt(ring.getKey()) / 1000,
                        before,
                        beforeCount,
                        people,
                        group);
            }
            before += people;
            beforeCount += group;
        }
        throw new IllegalStateException("there is nobody");
    }

    /** Of people and of the group within a distance. */
    static double[] within(double[][] locations, double x, double y, double metres) {
        double[] sums = new double[2];
        rings(locations, x, y)
                .headMap((long) (metres * metres * 1e6), true)
                .values()
                .forEach(ring -> {
                    sums[0] += ring[0];
                    sums[1] += ring[1];
                });
        return sums;
    }

    static Locations packed(double[][] locations) {
        return Locations.of(
                column(locations, 0), column(locations, 1), column(locations, 2), List.of(column(locations, 3)));
    }

    static double[] column(double[][] rows, int column) {
        double[] numbers = new double[rows.length];
        for (int i = 0; i < numbers.length; i++) numbers[i] = rows[i][column];
        return numbers;
    }
}
