package se.regstat.statistics.overlay;

import java.util.Arrays;
import java.util.Comparator;
import org.locationtech.jts.geom.Envelope;

/**
 * Square cells with sides along the axes, known by their middles alone and found by where they lie: bands as high as a cell, and in each the
 * cells from west to east. Immutable and thread-safe.
 */
public final class CellGrid {

    private final double[] eastings;
    private final double[] northings;
    private final double side;
    private final double south;

    /** A band's cells are those of {@link #cells} from {@code bands[band]} to before {@code bands[band + 1]}. */
    private final int[] bands;

    private final int[] cells;

    /**
     * @param eastings of the middles, EPSG:3006, metres. Not to be changed, as the northings
     * @param side of each cell, metres
     */
    public CellGrid(double[] eastings, double[] northings, double side) {
        if (!(side > 0)) throw new IllegalArgumentException("cells have a side of more than 0 m, not " + side);
        this.eastings = eastings;
        this.northings = northings;
        this.side = side;
        south = Arrays.stream(northings).min().orElse(0);
        bands = new int
                [1
                        + (northings.length == 0
                                ? 0
                                : 1 + band(Arrays.stream(northings).max().orElse(0)))];
        for (double northing : northings) bands[1 + band(northing)]++;
        for (int band = 1; band < bands.length; band++) bands[band] += bands[band - 1];
        int[] next = bands.clone();
        cells = new int[northings.length];
        for (int cell = 0; cell < cells.length; cell++) cells[next[band(northings[cell])]++] = cell;
        for (int band = 0; band + 1 < bands.length; band++) fromWest(bands[band], bands[band + 1]);
    }

    private int band(double northing) {
        return (int) ((northing - south) / side);
    }

    /** Most grids come in that order. */
    private void fromWest(int from, int to) {
        boolean ordered = true;
        for (int i = from + 1; i < to; i++) ordered &= eastings[cells[i - 1]] <= eastings[cells[i]];
        if (ordered) return;
        int[] sorted = Arrays.stream(cells, from, to)
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> eastings[cell]))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, cells, from, sorted.length);
    }

    public int size() {
        return cells.length;
    }

    /** Of each cell, metres. */
    public double side() {
        return side;
    }

    /** Adds a cell on whose ground a weight lies evenly; EPSG:3006 (E, N). */
    public void addTo(Moments moments, int cell, double weight) {
        moments.add(eastings[cell], northings[cell], side * side / 6, weight);
    }

    Envelope envelope(int cell) {
        double half = side / 2;
        return new Envelope(
                eastings[cell] - half, eastings[cell] + half, northings[cell] - half, northings[cell] + half);
    }

    /** Some of the cells, numbered as they come here. */
    public CellGrid part(int[] some) {
        return new CellGrid(
                Arrays.stream(some).mapToDouble(cell -> eastings[cell]).toArray(),
                Arrays.stream(some).mapToDouble(cell -> northings[cell]).toArray(),
                side);
    }

    /**
     * The cells that touch a box, from the south, in each band from the west.
     *
     * @param box EPSG:3006 (E, N); in one that is null there are none
     */
    public int[] in(Envelope box) {
        if (box.isNull()) return new int[0];
        int[] found = new int[64];
        int count = 0;
        Envelope middles = new Envelope(box);
        middles.expandBy(side / 2);
        int first = Math.max(0, band(Math.max(south, middles.getMinY())));
        int last = middles.getMaxY() < south ? -1 : Math.min(bands.length - 2, band(middles.getMaxY()));
        for (int band = first; band <= last; band++) {
            for (int i = from(band, middles.getMinX()); i < bands[band + 1]; i++) {
                int cell = cells[i];
                if (eastings[cell] > middles.getMaxX()) break;
                if (northings[cell] < middles.getMinY() || northings[cell] > middles.getMaxY()) continue;
                if (count == found.length) found = Arrays.copyOf(found, 2 * count);
                found[count++] = cell;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The place of the first cell of a band that does not lie west of an easting. */
    private int from(int band, double easting) {
        int low = bands[band];
        int high = bands[band + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (eastings[cells[middle]] < easting) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** Some of the cells, laid out for overlay. */
    public PackedAreas packed(Frame frame, int[] some) {
        double[] west = new double[some.length];
        double[] south = new double[some.length];
        for (int i = 0; i < some.length; i++) {
            west[i] = eastings[some[i]] - side / 2;
            south[i] = northings[some[i]] - side / 2;
        }
        return new PackedAreas(frame, west, south, side);
    }
}
