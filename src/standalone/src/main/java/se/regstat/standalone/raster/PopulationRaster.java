package se.regstat.standalone.raster;

import java.awt.geom.Point2D;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.importing.Checksum;
import se.regstat.statistics.importing.ImportException;
import se.regstat.statistics.importing.Reprojection;

/**
 * Reads a GeoTIFF whose cells hold numbers of persons, such as a population grid. Every cell with people becomes a point in its
 * middle, in EPSG:3006. Cells without data, marked as such or not a number, have nobody. Not thread-safe.
 */
public final class PopulationRaster {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Reprojection.Provider reprojections;
    private double[] eastings = new double[1024];
    private double[] northings = new double[1024];
    private double[] weights = new double[1024];
    private int size;

    public PopulationRaster(Reprojection.Provider reprojections) {
        this.reprojections = reprojections;
    }

    /** Whether a file is for this class, by its name. */
    public static boolean isRaster(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tif") || name.endsWith(".tiff");
    }

    /**
     * @param band counted from 1
     * @throws ImportException if it is no GeoTIFF with a known reference system, has no such band, has negative numbers, or
     *     nobody in it
     */
    public WeightedPoints read(Path file, int band, String name, int year, String source) {
        size = 0;
        if (!Files.isRegularFile(file)) throw new ImportException("there is no file " + file);
        GeoTiffReader reader = null;
        GridCoverage2D coverage = null;
        try {
            reader = new GeoTiffReader(file.toFile(), new Hints(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, true));
            coverage = reader.read(null);
            return points(coverage, file, band, name, year, source);
        } catch (IOException | RuntimeException e) {
            if (e instanceof ImportException refused) throw refused;
            throw new ImportException(file + " cannot be read as a GeoTIFF: " + e.getMessage(), e);
        } finally {
            if (coverage != null) coverage.dispose(true);
            if (reader != null) reader.dispose();
        }
    }

    private WeightedPoints points(GridCoverage2D coverage, Path file, int band, String name, int year, String source) {
        int bands = coverage.getNumSampleDimensions();
        if (band < 1 || band > bands) {
            throw new ImportException(file + " has no band " + band + "; it has " + bands
                    + (bands == 1 ? " band" : " bands") + ", counted from 1");
        }
        Reprojection reprojection = reprojection(coverage.getCoordinateReferenceSystem2D(), file);
        boolean northFirst = CRS.getAxisOrder(coverage.getCoordinateReferenceSystem2D()) == CRS.AxisOrder.NORTH_EAST;
        double noData = CoverageUtilities.getNoDataProperty(coverage) == null
                ? Double.NaN
                : CoverageUtilities.getNoDataProperty(coverage).getAsSingleValue();
        RenderedImage image = coverage.getRenderedImage();
        for (int row = 0; row < image.getNumYTiles(); row++) {
            for (int column = 0; column < image.getNumXTiles(); column++) {
                Raster tile = image.getTile(image.getMinTileX() + column, image.getMinTileY() + row);
                tile(tile, coverage, band - 1, noData, northFirst, reprojection, file);
            }
        }
        if (size == 0) throw new ImportException(file + " has nobody in band " + band);
        double cell = Math.sqrt(Math.abs(cellArea(coverage, reprojection, northFirst)));
        return new WeightedPoints(
                name,
                year,
                Arrays.copyOf(eastings, size),
                Arrays.copyOf(northings, size),
                Arrays.copyOf(weights, size),
                cell,
                Checksum.provenance(file, "band " + band, source));
    }

    private Reprojection reprojection(CoordinateReferenceSystem crs, Path file) {
        try {
            Integer code = CRS.lookupEpsgCode(crs, false);
            return reprojections.from(code != null ? "EPSG:" + code : crs.toWKT());
        } catch (Exception e) {
            throw new ImportException(
                    file + ": its coordinate reference system is not known, "
                            + crs.getName().getCode(),
                    e);
        }
    }

    private void tile(
            Raster tile,
            GridCoverage2D coverage,
            int band,
            double noData,
            boolean northFirst,
            Reprojection reprojection,
            Path file) {
        double[] values = new double[tile.getWidth()];
        for (int y = tile.getMinY(); y < tile.getMinY() + tile.getHeight(); y++) {
            tile.getSamples(tile.getMinX(), y, tile.getWidth(), 1, band, values);
            if (DoubleStream.of(values).noneMatch(value -> value > 0 || value < 0)) continue;
            for (int i = 0; i < values.length; i++) {
                double value = values[i];
                if (value == noData || Double.isNaN(value) || value == 0) continue;
                if (value < 0 || Double.isInfinite(value)) {
                    throw new ImportException(file + ", row " + y + ", column " + (tile.getMinX() + i) + ": " + value
                            + " is not a number of persons; it should be 0 or more");
                }
                Coordinate place = place(coverage, tile.getMinX() + i, y, northFirst, reprojection);
                add(place.x, place.y, value);
            }
        }
    }

    /** The middle of a cell, or a point in it, in EPSG:3006. */
    private static Coordinate place(
            GridCoverage2D coverage, double x, double y, boolean northFirst, Reprojection reprojection) {
        Point2D point = new Point2D.Double(x, y);
        try {
            coverage.getGridGeometry().getGridToCRS2D().transform(point, point);
        } catch (TransformException e) {
            throw new ImportException("a cell of the raster has no place: " + e.getMessage(), e);
        }
        Coordinate coordinate =
                northFirst ? new Coordinate(point.getY(), point.getX()) : new Coordinate(point.getX(), point.getY());
        Geometry brought = reprojection.toSweref99Tm(GEOMETRIES.createPoint(coordinate));
        return brought.getCoordinate();
    }

    private static double cellArea(GridCoverage2D coverage, Reprojection reprojection, boolean northFirst) {
        Coordinate a = place(coverage, 0, 0, northFirst, reprojection);
        Coordinate b = place(coverage, 1, 0, northFirst, reprojection);
        Coordinate c = place(coverage, 0, 1, northFirst, reprojection);
        return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    }

    private void add(double easting, double northing, double weight) {
        if (size == weights.length) {
            eastings = Arrays.copyOf(eastings, 2 * size);
            northings = Arrays.copyOf(northings, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
        }
        eastings[size] = easting;
        northings[size] = northing;
        weights[size++] = weight;
    }
}
