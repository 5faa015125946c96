package se.regstat.statistics.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.locationtech.jts.geom.Geometry;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.overlay.CellGrid;
import se.regstat.statistics.overlay.CellShares;
import se.regstat.statistics.overlay.Sources;

/**
 * The cells of a population grid, cut by sources, and by the classes of land that these have. People of a cell live in its parts as densely, one against the
 * other, as classes are settled; the parts are then scaled to the sources' totals and the cells' people by turns (iterative proportional fitting;
 * Deming and Stephan 1940), the sources last. Immutable and thread-safe.
 */
public final class SettledCells {

    private static final int ROUNDS = 30;

    /** Of a source's people, the share that a grid must know of: one that has fewer covers it in part, or is of something else. */
    private static final double COVERED = 0.5;

    private final LandClasses classes;
    private final CellShares shares;
    private final double[] people;
    private final String name;

    /** Areas that cells are cut by, for each source: all of its ground, then each mask's part. */
    private final List<Geometry> grounds;

    private final int width;

    /** A source's parts of cells are numbered from {@code first[source]} to before {@code first[source + 1]}. */
    private final int[] first;

    private final int[] cell;
    private final double[][] areas;

    private SettledCells(
            LandClasses classes, WeightedPoints population, String kind, CellShares shares, List<Geometry> grounds) {
        this.classes = classes;
        this.shares = shares;
        this.grounds = grounds;
        this.people = population.weights(kind);
        String counted = Distribution.name(population, kind);
        this.name = classes.masks() == 0 ? counted : counted + "+" + classes.name();
        width = classes.masks() + 1;
        int sources = classes.sources().size();
        first = new int[sources + 1];
        for (int i = 0; i < sources; i++)
            first[i + 1] = first[i] + shares.first(i * width + 1) - shares.first(i * width);
        cell = new int[first[sources]];
        areas = new double[first[sources]][width];
        double square = population.cellSize() * population.cellSize();
        for (int i = 0; i < sources; i++) {
            Map<Integer, Integer> partOf = new HashMap<>();
            for (int pair = shares.first(i * width), part = first[i]; part < first[i + 1]; pair++, part++) {
                cell[part] = shares.cell(pair);
                partOf.put(cell[part], part);
                areas[part][width - 1] = shares.share(pair) * square;
            }
            for (int mask = 0; mask + 1 < width; mask++) {
                int area = i * width + 1 + mask;
                for (int pair = shares.first(area); pair < shares.first(area + 1); pair++) {
                    Integer part = partOf.get(shares.cell(pair));
                    if (part == null) continue;
                    areas[part][mask] = shares.share(pair) * square;
                    areas[part][width - 1] = Math.max(0, areas[part][width - 1] - areas[part][mask]);
                }
            }
        }
    }

    /**
     * @param population of a grid, not of points
     * @param kind of its people
     * @param grid of its cells
     * @param cancelled asked often, from several threads
     */
    public static SettledCells of(
            LandClasses classes, WeightedPoints population, String kind, CellGrid grid, BooleanSupplier cancelled) {
        List<Geometry> grounds = new ArrayList<>();
        Sources sources = classes.sources();
        for (int i = 0; i < sources.size(); i++) {
            grounds.add(classes.ground(i).settled().orElse(sources.geometry(i)));
            grounds.addAll(classes.ground(i).masked());
        }
        return new SettledCells(classes, population, kind, CellShares.of(grid, grounds, cancelled), grounds);
    }

    public LandClasses classes() {
        return classes;
    }

    /** Whether a source has anything of the grid or the masks. */
    public boolean reaches(int source) {
        return first[source] < first[source + 1] || classes.reaches(source);
    }

    /** Of the population and the masks. */
    public String name() {
        return name;
    }

    /**
     * How many people each source has where only the totals of several together are known.
     *
     * @param groupOf with which others a source is counted, numbered from 0; -1 for none
     * @param totals of groups
     * @param regions of groups, for densities
     * @return NaN for sources of no group; by densities alone where the grid does not cover a group
     */
    public double[] settled(int[] groupOf, double[] totals, int[] regions) {
        double[] byDensity = classes.settled(groupOf, totals, regions);
        double[] inParts = inParts(groupOf, totals, classes.regional(groupOf, totals, regions));
        double[] settled = new double[groupOf.length];
        for (int i = 0; i < settled.length; i++) {
            for (int part = first[i]; part < first[i + 1]; part++) settled[i] += inParts[part];
        }
        double[] known = new double[totals.length];
        for (int i = 0; i < settled.length; i++) if (groupOf[i] >= 0) known[groupOf[i]] += settled[i];
        for (int i = 0; i < settled.length; i++) {
            if (groupOf[i] < 0 || !(known[groupOf[i]] > 0)) settled[i] = byDensity[i];
        }
        return settled;
    }

    /** How many people each part has; nobody in those of groups that the grid does not cover. */
    private double[] inParts(int[] groupOf, double[] totals, double[][] densities) {
        double[] found = new double[cell.length];
        int[] group = new int[cell.length];
        for (int i = 0; i < groupOf.length; i++) {
            for (int part = first[i]; part < first[i + 1]; part++) {
                group[part] = groupOf[i];
                if (groupOf[i] < 0) continue;
                for (int c = 0; c < width; c++) found[part] += areas[part][c] * densities[i][c];
            }
        }
        scale(found, cell, people);
        double[] known = sums(found, group, totals.length);
        for (int part = 0; part < found.length; part++) {
            if (group[part] < 0) continue;
            // Of none it is known to be less where the total is not known.
            if (known[group[part]] < COVERED * totals[group[part]]) found[part] = 0;
        }
        for (int round = 0; round < ROUNDS; round++) {
            if (round > 0) scale(found, cell, people);
            scale(found, group, totals);
        }
        return found;
    }

    /** So that those of the same number add up to what is wanted, where there is anything to scale and it is known what. */
    private static void scale(double[] found, int[] number, double[] wanted) {
        double[] sums = sums(found, number, wanted.length);
        for (int part = 0; part < found.length; part++) {
            int of = number[part];
            if (of >= 0 && sums[of] > 0 && !Double.isNaN(wanted[of])) found[part] *= wanted[of] / sums[of];
        }
    }

    private static double[] sums(double[] found, int[] number, int size) {
        double[] sums = new double[size];
        for (int part = 0; part < found.length; part++) if (number[part] >= 0) sums[number[part]] += found[part];
        return sums;
    }

    /**
     * How many people there are more in each cell's part of an area than if the rest's density were everywhere.
     *
     * @param densities by source and class, as in their regions
     */
    CellWeights weights(double[] totals, double[][] densities) {
        int[] each = new int[totals.length];
        Arrays.setAll(each, i -> i);
        double[] inParts = inParts(each, totals, densities);
        double[] weights = new double[shares.first(grounds.size())];
        for (int i = 0; i < totals.length; i++) {
            Map<Integer, Double> factors = new HashMap<>();
            double rest = densities[i][width - 1];
            for (int pair = shares.first(i * width), part = first[i]; part < first[i + 1]; pair++, part++) {
                double expected = 0;
                double area = 0;
                for (int c = 0; c < width; c++) {
                    expected += areas[part][c] * densities[i][c];
                    area += areas[part][c];
                }
                double factor = expected > 0 ? inParts[part] / expected : 0;
                factors.put(cell[part], factor);
                weights[pair] = factor * rest * area;
            }
            for (int mask = 0; mask + 1 < width; mask++) {
                int area = i * width + 1 + mask;
                for (int pair = shares.first(area); pair < shares.first(area + 1); pair++) {
                    double inside = shares.share(pair)
                            * shares.grid().side()
                            * shares.grid().side();
                    weights[pair] = factors.getOrDefault(shares.cell(pair), 0.0) * (densities[i][mask] - rest) * inside;
                }
            }
        }
        return new CellWeights(shares, grounds, width, weights);
    }
}
