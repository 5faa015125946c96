package se.regstat.statistics.weights;

import java.util.Arrays;

/**
 * How densely classes of land are settled, estimated from the totals of sources that have something of several: the most likely densities where
 * people live independently of each other (Poisson), found by expectation and maximisation (Flowerdew and Green 1992), for each region by itself. So that a
 * region of few sources has densities too, what all regions have together counts in each like one source of the average size more; regions that masks do not reach are not among these, since
 * their rest is of all kinds.
 */
final class Densities {

    private static final int ITERATIONS = 500;

    /** Relative change of the densities at which they count as found. */
    private static final double FOUND = 1e-7;

    private Densities() {}

    /**
     * @param areas by source and class, in m²
     * @param totals by source, not negative; NaN where that is not known
     * @param regions by source, numbered from 0
     * @return by source and class, per m²
     */
    static double[][] of(double[][] areas, double[] totals, int[] regions) {
        int classes = areas.length == 0 ? 0 : areas[0].length;
        int[] known = new int[totals.length];
        int count = 0;
        for (int i = 0; i < totals.length; i++) if (!Double.isNaN(totals[i])) known[count++] = i;
        known = Arrays.copyOf(known, count);
        int[][] inRegion = inRegions(known, regions);
        int[] mapped = Arrays.stream(inRegion)
                .filter(own -> Arrays.stream(own).anyMatch(i -> hasMasked(areas[i])))
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
        double[] nothing = new double[classes];
        double[] together = found(areas, totals, mapped, nothing, nothing);
        double[] average = new double[classes];
        for (int i : mapped) for (int c = 0; c < classes; c++) average[c] += areas[i][c] / mapped.length;
        double[][] ofRegion = new double[inRegion.length][];
        for (int region = 0; region < ofRegion.length; region++) {
            ofRegion[region] = found(areas, totals, inRegion[region], average, together);
        }
        return Arrays.stream(regions).mapToObj(region -> ofRegion[region]).toArray(double[][]::new);
    }

    private static int[][] inRegions(int[] sources, int[] regions) {
        int[][] in = new int[Arrays.stream(regions).max().orElse(-1) + 1][];
        int[] sizes = new int[in.length];
        for (int i : sources) sizes[regions[i]]++;
        Arrays.setAll(in, region -> new int[sizes[region]]);
        for (int k = sources.length - 1; k >= 0; k--) {
            int region = regions[sources[k]];
            in[region][--sizes[region]] = sources[k];
        }
        return in;
    }

    private static boolean hasMasked(double[] areas) {
        for (int c = 0; c < areas.length - 1; c++) if (areas[c] > 0) return true;
        return areas.length == 1;
    }

    /**
     * @param more area of each class that is there besides the sources
     * @param density of that
     */
    private static double[] found(double[][] areas, double[] totals, int[] sources, double[] more, double[] density) {
        int classes = more.length;
        double[] all = more.clone();
        double people = 0;
        for (int i : sources) {
            for (int c = 0; c < classes; c++) all[c] += areas[i][c];
            people += totals[i];
        }
        double[] found = new double[classes];
        double evenly = people / Math.max(1, Arrays.stream(all).sum());
        for (int c = 0; c < classes; c++) found[c] = density[c] > 0 ? density[c] : evenly;
        double[] expected = new double[classes];
        for (int round = 0; round < ITERATIONS; round++) {
            for (int c = 0; c < classes; c++) expected[c] = more[c] * density[c];
            for (int i : sources) {
                double modelled = 0;
                for (int c = 0; c < classes; c++) modelled += areas[i][c] * found[c];
                if (!(modelled > 0)) continue;
                for (int c = 0; c < classes; c++) expected[c] += totals[i] * (areas[i][c] * found[c] / modelled);
            }
            boolean settled = true;
            for (int c = 0; c < classes; c++) {
                double next = all[c] > 0 ? expected[c] / all[c] : 0;
                settled &= Math.abs(next - found[c]) <= FOUND * found[c];
                found[c] = next;
            }
            if (settled) break;
        }
        return found;
    }
}
