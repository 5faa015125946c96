package se.regstat.statistics.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.overlay.CellGrid;
import se.regstat.statistics.overlay.CellShares;
import se.regstat.statistics.overlay.Sources;

/**
 * Classes of land on which density passes smoothly from one source into the next, with what each source has of each class kept (pycnophylactic
 * interpolation; Tobler 1979): in small cells, each of which comes halfway to the mean of those around it, again and again. Of the rest, which is
 * of all kinds, density stays even in each source. Immutable and thread-safe.
 */
public final class SmoothedClasses {

    /** Side of the cells, metres. */
    private static final double SIDE = 100;

    private static final int ROUNDS = 64;

    private final LandClasses classes;
    private final CellShares shares;
    private final List<Geometry> grounds;
    private final int masks;
    private final int[][] around;

    private SmoothedClasses(LandClasses classes, CellShares shares, List<Geometry> grounds, int[][] around) {
        this.classes = classes;
        this.shares = shares;
        this.grounds = grounds;
        this.masks = classes.masks();
        this.around = around;
    }

    /** @param cancelled asked often, from several threads */
    public static SmoothedClasses of(LandClasses classes, BooleanSupplier cancelled) {
        List<Geometry> grounds = new ArrayList<>();
        Sources sources = classes.sources();
        for (int i = 0; i < sources.size(); i++)
            grounds.addAll(classes.ground(i).masked());
        long[] keys = keys(grounds);
        double[] eastings = Arrays.stream(keys)
                .mapToDouble(key -> SIDE * (column(key) + 0.5))
                .toArray();
        double[] northings =
                Arrays.stream(keys).mapToDouble(key -> SIDE * (row(key) + 0.5)).toArray();
        int[][] around = IntStream.range(0, keys.length)
                .mapToObj(cell -> around(keys, cell))
                .toArray(int[][]::new);
        CellShares shares = CellShares.of(new CellGrid(eastings, northings, SIDE), grounds, cancelled);
        return new SmoothedClasses(classes, shares, grounds, around);
    }

    /** Of the cells that boxes around the grounds' polygons touch, ascending, each once. */
    private static long[] keys(List<Geometry> grounds) {
        return grounds.stream()
                .flatMap(ground -> IntStream.range(0, ground.getNumGeometries()).mapToObj(ground::getGeometryN))
                .filter(polygon -> !polygon.isEmpty())
                .map(Geometry::getEnvelopeInternal)
                .flatMapToLong(SmoothedClasses::cells)
                .sorted()
                .distinct()
                .toArray();
    }

    private static LongStream cells(Envelope box) {
        int west = (int) Math.floor(box.getMinX() / SIDE);
        int east = (int) Math.floor(box.getMaxX() / SIDE);
        return IntStream.rangeClosed((int) Math.floor(box.getMinY() / SIDE), (int) Math.floor(box.getMaxY() / SIDE))
                .boxed()
                .flatMapToLong(row -> IntStream.rangeClosed(west, east).mapToLong(column -> key(row, column)));
    }

    private static long key(int row, int column) {
        return ((long) row << Integer.SIZE) | column;
    }

    private static int row(long key) {
        return (int) (key >> Integer.SIZE);
    }

    private static int column(long key) {
        return (int) key;
    }

    private static int[] around(long[] keys, int cell) {
        int row = row(keys[cell]);
        int column = column(keys[cell]);
        return IntStream.of(
                        Arrays.binarySearch(keys, key(row, column - 1)),
                        Arrays.binarySearch(keys, key(row, column + 1)),
                        Arrays.binarySearch(keys, key(row - 1, column)),
                        Arrays.binarySearch(keys, key(row + 1, column)))
                .filter(other -> other >= 0)
                .toArray();
    }

    public LandClasses classes() {
        return classes;
    }

    /**
     * How many people each source has where only the totals of several together are known.
     *
     * @param groupOf with which others a source is counted, numbered from 0; -1 for none
     * @param totals of groups
     * @param regions of groups, for densities
     * @return NaN for sources of no group
     */
    public double[] settled(int[] groupOf, double[] totals, int[] regions) {
        double[][] densities = classes.densities(groupOf, totals, regions);
        double[] settled = new double[groupOf.length];
        double[] density = smoothed(groupOf, densities);
        for (int i = 0; i < settled.length; i++) {
            settled[i] = groupOf[i] < 0 ? Double.NaN : classes.ground(i).areas()[masks] * densities[i][masks];
            for (int pair = shares.first(i * masks); pair < shares.first((i + 1) * masks); pair++) {
                settled[i] += density[pair] * area(pair);
            }
        }
        return settled;
    }

    private double area(int pair) {
        return shares.share(pair) * SIDE * SIDE;
    }

    /** People per m² in each pair's part of a cell; what a group has of each class is what densities give it. */
    private double[] smoothed(int[] groupOf, double[][] densities) {
        double[] density = new double[shares.first(grounds.size())];
        int[] group = new int[density.length];
        for (int mask = 0; mask < masks; mask++) {
            int[] pairs = pairs(mask);
            for (int i = 0; i < groupOf.length; i++) {
                int ground = i * masks + mask;
                for (int pair = shares.first(ground); pair < shares.first(ground + 1); pair++) {
                    group[pair] = groupOf[i];
                    density[pair] = groupOf[i] < 0 ? 0 : densities[i][mask];
                }
            }
            int[] known = Arrays.stream(pairs).filter(pair -> group[pair] >= 0).toArray();
            smooth(known, group, density, 1 + Arrays.stream(groupOf).max().orElse(-1));
        }
        return density;
    }

    private int[] pairs(int mask) {
        return IntStream.iterate(mask, ground -> ground < grounds.size(), ground -> ground + masks)
                .flatMap(ground -> IntStream.range(shares.first(ground), shares.first(ground + 1)))
                .toArray();
    }

    private void smooth(int[] pairs, int[] group, double[] density, int groups) {
        double[] wanted = sums(pairs, group, density, groups);
        double[] space = new double[around.length];
        for (int pair : pairs) space[shares.cell(pair)] += area(pair);
        for (int round = 0; round < ROUNDS; round++) {
            double[] people = new double[around.length];
            for (int pair : pairs) people[shares.cell(pair)] += density[pair] * area(pair);
            for (int pair : pairs) {
                int cell = shares.cell(pair);
                double near = people[cell];
                double room = space[cell];
                for (int other : around[cell]) {
                    near += people[other];
                    room += space[other];
                }
                density[pair] += (near / room - density[pair]) / 2;
            }
            double[] now = sums(pairs, group, density, groups);
            for (int pair : pairs) {
                int of = group[pair];
                density[pair] = now[of] > 0 ? density[pair] * (wanted[of] / now[of]) : 0;
            }
        }
    }

    private double[] sums(int[] pairs, int[] group, double[] density, int groups) {
        double[] sums = new double[groups];
        for (int pair : pairs) sums[group[pair]] += density[pair] * area(pair);
        return sums;
    }

    /**
     * How many people there are more in each cell's part of a class than if the rest's density were everywhere.
     *
     * @param densities by source and class; of sources whose total is known, scaled to it
     */
    CellWeights weights(double[][] densities) {
        double[] density = smoothed(IntStream.range(0, densities.length).toArray(), densities);
        for (int i = 0; i < densities.length; i++) {
            for (int pair = shares.first(i * masks); pair < shares.first((i + 1) * masks); pair++) {
                density[pair] = (density[pair] - densities[i][masks]) * area(pair);
            }
        }
        return new CellWeights(shares, grounds, masks, density);
    }
}
