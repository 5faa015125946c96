package se.regstat.standalone.raster;

import java.awt.geom.Point2D;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.EngineeringCRS;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import se.regstat.importing.PopulationCells;
import se.regstat.importing.format.FileKind;
import se.regstat.importing.format.ImportException;

/**
 * The cells of a GeoTIFF that hold numbers of persons, such as a population grid. Cells without data, marked as such or not a
 * number, have nobody. Not thread-safe; to be closed.
 */
public final class PopulationRaster implements PopulationCells, AutoCloseable {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Path file;
    private final GeoTiffReader reader;
    private final GridCoverage2D coverage;
    private final int band;
    private final boolean northFirst;

    private PopulationRaster(Path file, GeoTiffReader reader, GridCoverage2D coverage, int band) {
        this.file = file;
        this.reader = reader;
        this.coverage = coverage;
        this.band = band;
        northFirst = CRS.getAxisOrder(coverage.getCoordinateReferenceSystem2D()) == CRS.AxisOrder.NORTH_EAST;
    }

    /** Whether a file is for this class, by its name or its first bytes. */
    public static boolean isRaster(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tif") || name.endsWith(".tiff") || FileKind.isTiff(file);
    }

    /**
     * @param band counted from 1
     * @throws ImportException if it is no GeoTIFF or has no such band
     */
    public static PopulationRaster open(Path file, int band) {
        if (!FileKind.isTiff(file)) {
            throw new ImportException(file + " is not a GeoTIFF as its name says; it is " + FileKind.described(file));
        }
        GeoTiffReader reader = null;
        PopulationRaster raster = null;
        try {
            reader = new GeoTiffReader(file.toFile(), new Hints(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, true));
            raster = new PopulationRaster(file, reader, reader.read(null), band);
        } catch (IOException | RuntimeException e) {
            throw new ImportException(file + " cannot be read as a GeoTIFF: " + e.getMessage(), e);
        } finally {
            if (raster == null && reader != null) reader.dispose();
        }
        int bands = raster.coverage.getNumSampleDimensions();
        if (band >= 1 && band <= bands) return raster;
        raster.close();
        throw new ImportException(file + " has no band " + band + "; it has " + bands
                + (bands == 1 ? " band" : " bands") + ", counted from 1");
    }

    /** A raster that does not say is in an engineering system, which is GeoTools' word for any plane. */
    @Override
    public Optional<String> crs() {
        CoordinateReferenceSystem crs = coverage.getCoordinateReferenceSystem2D();
        if (crs == null || crs instanceof EngineeringCRS) return Optional.empty();
        try {
            Integer code = CRS.lookupEpsgCode(crs, false);
            return Optional.of(code != null ? "EPSG:" + code : crs.toWKT());
        } catch (FactoryException | RuntimeException e) {
            return Optional.of(crs.getName().getCode());
        }
    }

    @Override
    public Geometry cell(int row, int column) {
        double west = column - 0.5;
        double north = row - 0.5;
        Coordinate corner = place(west, north);
        return GEOMETRIES.createPolygon(new Coordinate[] {
            corner, place(west + 1, north), place(west + 1, north + 1), place(west, north + 1), corner.copy()
        });
    }

    @Override
    public void forEach(Sink sink) {
        double noData = CoverageUtilities.getNoDataProperty(coverage) == null
                ? Double.NaN
                : CoverageUtilities.getNoDataProperty(coverage).getAsSingleValue();
        RenderedImage image = coverage.getRenderedImage();
        for (int row = 0; row < image.getNumYTiles(); row++) {
            for (int column = 0; column < image.getNumXTiles(); column++) {
                tile(image.getTile(image.getMinTileX() + column, image.getMinTileY() + row), noData, sink);
            }
        }
    }

    private void tile(Raster tile, double noData, Sink sink) {
        double[] values = new double[tile.getWidth()];
        for (int y = tile.getMinY(); y < tile.getMinY() + tile.getHeight(); y++) {
            tile.getSamples(tile.getMinX(), y, tile.getWidth(), 1, band - 1, values);
            for (int i = 0; i < values.length; i++) {
                double value = values[i];
                if (value == noData || Double.isNaN(value) || value == 0) continue;
                Coordinate place = place(tile.getMinX() + i, y);
                sink.cell(y, tile.getMinX() + i, place.x, place.y, value);
            }
        }
    }

    /** The middle of a cell, or a point in it, easting or longitude first. */
    private Coordinate place(double x, double y) {
        Point2D point = new Point2D.Double(x, y);
        try {
            coverage.getGridGeometry().getGridToCRS2D().transform(point, point);
        } catch (TransformException e) {
            throw new ImportException(file + ": a cell of the raster has no place: " + e.getMessage(), e);
        }
        return northFirst ? new Coordinate(point.getY(), point.getX()) : new Coordinate(point.getX(), point.getY());
    }

    @Override
    public void close() {
        coverage.dispose(true);
        reader.dispose();
    }
}
