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
    private final CellNeighbours around;

    private SmoothedClasses(LandClasses classes, CellShares shares, List<Geometry> grounds, CellNeighbours around) {
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
        double[] eastings = new double[keys.length];
        double[] northings = new double[keys.length];
        Arrays.setAll(eastings, cell -> SIDE * (CellNeighbours.column(keys[cell]) + 0.5));
        Arrays.setAll(northings, cell -> SIDE * (CellNeighbours.row(keys[cell]) + 0.5));
        CellShares shares = CellShares.of(new CellGrid(eastings, northings, SIDE), grounds, cancelled);
        return new SmoothedClasses(classes, shares, grounds, CellNeighbours.of(keys));
    }

    /** Of the cells that boxes around the grounds' polygons touch, ascending, each once. */
    private static long[] keys(List<Geometry> grounds) {
        long[] all = grounds.stream()
                .flatMap(ground -> IntStream.range(0, ground.getNumGeometries()).mapToObj(ground::getGeometryN))
                .filter(polygon -> !polygon.isEmpty())
                .map(Geometry::getEnvelopeInternal)
                .flatMapToLong(SmoothedClasses::cells)
                .toArray();
        Arrays.parallelSort(all);
        // LongStream's distinct would box each.
        int count = 0;
        for (int i = 0; i < all.length; i++) if (i == 0 || all[i] != all[i - 1]) all[count++] = all[i];
        return Arrays.copyOf(all, count);
    }

    private static LongStream cells(Envelope box) {
        int west = (int) Math.floor(box.getMinX() / SIDE);
        int east = (int) Math.floor(box.getMaxX() / SIDE);
        return IntStream.rangeClosed((int) Math.floor(box.getMinY() / SIDE), (int) Math.floor(box.getMaxY() / SIDE))
                .boxed()
                .flatMapToLong(
                        row -> IntStream.rangeClosed(west, east).mapToLong(column -> CellNeighbours.key(row, column)));
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
        List<int[]> groups = members(groupOf);
        for (int mask = 0; mask < masks; mask++) {
            for (int i = 0; i < groupOf.length; i++) {
                int ground = i * masks + mask;
                if (groupOf[i] >= 0)
                    Arrays.fill(density, shares.first(ground), shares.first(ground + 1), densities[i][mask]);
            }
            smooth(mask, groups, density);
        }
        return density;
    }

    /** The sources of each group. */
    private static List<int[]> members(int[] groupOf) {
        List<IntStream.Builder> members = new ArrayList<>();
        for (int i = 0; i < groupOf.length; i++) {
            while (members.size() <= groupOf[i]) members.add(IntStream.builder());
            if (groupOf[i] >= 0) members.get(groupOf[i]).add(i);
        }
        return members.stream().map(own -> own.build().toArray()).toList();
    }

    /** Sums are taken cell by cell and group by group, in the order of pairs: the same for any number of threads. */
    private void smooth(int mask, List<int[]> groups, double[] density) {
        PairsOfCells pairs = PairsOfCells.of(shares, mask, masks, groups);
        double[] wanted =
                groups.stream().mapToDouble(own -> people(own, mask, density)).toArray();
        double[] space = new double[around.cells()];
        double[] room = new double[space.length];
        pairs.sum(space, this::area);
        around.sum(space, room);
        double[] people = space;
        double[] near = new double[space.length];
        for (int round = 0; round < ROUNDS; round++) {
            pairs.sum(people, pair -> density[pair] * area(pair));
            around.sum(people, near);
            IntStream.range(0, wanted.length).parallel().forEach(group -> {
                int[] own = groups.get(group);
                for (int i : own) {
                    int ground = i * masks + mask;
                    for (int pair = shares.first(ground); pair < shares.first(ground + 1); pair++) {
                        int cell = shares.cell(pair);
                        density[pair] += (near[cell] / room[cell] - density[pair]) / 2;
                    }
                }
                double now = people(own, mask, density);
                double factor = now > 0 ? wanted[group] / now : 0;
                for (int i : own) {
                    int ground = i * masks + mask;
                    for (int pair = shares.first(ground); pair < shares.first(ground + 1); pair++)
                        density[pair] *= factor;
                }
            });
        }
    }

    private double people(int[] sources, int mask, double[] density) {
        double people = 0;
        for (int i : sources) {
            int ground = i * masks + mask;
            for (int pair = shares.first(ground); pair < shares.first(ground + 1); pair++)
                people += density[pair] * area(pair);
        }
        return people;
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
