package se.regstat.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Point;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.Feature;
import se.regstat.importing.format.FeatureFile;
import se.regstat.importing.format.GeoFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Numbers;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.importing.format.Shape;
import se.regstat.importing.format.StatedCrs;
import se.regstat.importing.format.SwedishExtent;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.indicator.Provenance;

/**
 * Reads where people live: points, or polygons such as the cells of a grid, with how many. Polygons become points that lie
 * evenly in them, no further apart than {@value #SPACING} m, or {@value #MOST_ACROSS} across a polygon. Anything that cannot be
 * read refuses the file as a whole.
 */
public final class PopulationImport {

    private static final double SPACING = 100;
    private static final int MOST_ACROSS = 10;

    private static final String NOT_PERSONS = " is not a number of persons; it should be 0 or more";

    private final Reprojection.Provider reprojections;
    private final Progress progress;
    private double[] eastings = new double[1024];
    private double[] northings = new double[1024];
    private double[] weights = new double[1024];
    private int size;
    private int withPoint;
    private int grouped;
    private String example = "";

    public PopulationImport(Reprojection.Provider reprojections, Progress progress) {
        this.reprojections = reprojections;
        this.progress = progress;
    }

    /**
     * From points or polygons.
     *
     * @param column with the number of persons
     * @throws ImportException if anything in the file is wrong, with the reasons
     */
    public PreparedPopulation read(GeoFile from, String column, String name, int year, String source) {
        Path file = from.file();
        Problems problems = new Problems(file.toString());
        progress.begin("reading " + file.getFileName(), 0);
        FeatureFile read = from.read(Shape.POINTS_OR_AREAS, problems);
        if (!read.columns().contains(column)) {
            throw new ImportException(
                    file + " has no column '" + column + "'; its columns are: " + String.join(", ", read.columns()));
        }
        List<String> notes = new ArrayList<>();
        SwedishExtent extent = read.crs().resolve(reprojections, notes);
        notes.addAll(read.notes());
        size = 0;
        withPoint = 0;
        grouped = 0;
        int areas = 0;
        double largest = 0;
        progress.begin("bringing to EPSG:3006", read.features().size());
        for (int i = 0; i < read.features().size(); i++) {
            progress.at(i);
            Feature feature = read.features().get(i);
            Optional<Geometry> geometry = extent.bring(feature.geometry(), feature::position, problems);
            Optional<Double> weight = weight(feature, column, problems);
            if (geometry.isEmpty() || weight.isEmpty() || weight.get() == 0) continue;
            if (geometry.get() instanceof Point point) {
                add(point.getX(), point.getY(), weight.get());
            } else {
                areas++;
                largest = Math.max(largest, Math.sqrt(geometry.get().getArea()));
                spread(Polygons.multiPolygon(geometry.get()), weight.get());
            }
        }
        if (grouped > 0 && grouped == withPoint) {
            problems.add(
                    "column '" + column + "'",
                    "all numbers with a point have three digits after it, as in " + example
                            + ": they may be thousands; write them without a sign between thousands");
        }
        problems.refuseIfAny();
        if (size == 0) throw new ImportException(file + " has nobody in column '" + column + "'");
        if (areas > 0) notes.add(areas + " polygons with people became " + size + " points");
        return new PreparedPopulation(points(name, year, largest, from.provenance(source)), notes);
    }

    /**
     * From the cells of a raster, each of which becomes a point in its middle.
     *
     * @param from the raster's file
     * @param part which of its bands, for readers
     * @throws ImportException if anything in it is wrong, with the reasons
     */
    public PreparedPopulation read(
            GeoFile from, PopulationCells cells, String part, String name, int year, String source) {
        Path file = from.file();
        Problems problems = new Problems(file.toString());
        List<String> notes = new ArrayList<>();
        SwedishExtent extent = new StatedCrs(
                        file.toString(),
                        cells.crs().map(CrsName::of),
                        from.crs().map(CrsName::of),
                        Optional.empty())
                .resolve(reprojections, notes);
        size = 0;
        double[] cellSize = {0};
        cells.forEach((row, column, x, y, persons) -> {
            Supplier<String> position = () -> "row " + row + ", column " + column;
            if (!Double.isFinite(persons) || persons < 0) {
                problems.add(position.get(), persons + NOT_PERSONS);
                return;
            }
            extent.bring(Polygons.FACTORY.createPoint(new Coordinate(x, y)), position, problems)
                    .ifPresent(point -> add(point.getCoordinate().x, point.getCoordinate().y, persons));
            if (cellSize[0] == 0) cellSize[0] = size(cells.cell(row, column), extent, file);
        });
        problems.refuseIfAny();
        if (size == 0) throw new ImportException(file + " has nobody in " + part);
        return new PreparedPopulation(points(name, year, cellSize[0], Checksum.provenance(file, part, source)), notes);
    }

    /** The side of a cell in metres; 0 if a part of it lies outside Sweden. */
    private static double size(Geometry cell, SwedishExtent extent, Path file) {
        return extent.bring(cell, () -> "a cell", new Problems(file.toString()))
                .map(area -> Math.sqrt(area.getArea()))
                .orElse(0.0);
    }

    private WeightedPoints points(String name, int year, double cellSize, Provenance provenance) {
        return new WeightedPoints(
                name,
                year,
                Arrays.copyOf(eastings, size),
                Arrays.copyOf(northings, size),
                Arrays.copyOf(weights, size),
                cellSize,
                provenance);
    }

    private Optional<Double> weight(Feature feature, String column, Problems problems) {
        String text = feature.attribute(column);
        try {
            double weight = Double.parseDouble(text);
            if (text.contains(".")) withPoint++;
            if (Numbers.thousands(text).isPresent()) {
                grouped++;
                example = text;
            }
            if (Double.isFinite(weight) && weight >= 0) return Optional.of(weight);
        } catch (NumberFormatException e) {
            // told below
        }
        problems.add(
                feature.position(),
                "'" + text + "' in column '" + column + "'" + NOT_PERSONS
                        + (Numbers.thousands(text).isPresent() ? ", without a sign between thousands" : ""));
        return Optional.empty();
    }

    /** As points in the middle of the squares of a grid laid over the polygon, those that lie inside it. */
    private void spread(Geometry area, double weight) {
        Envelope box = area.getEnvelopeInternal();
        int across = Math.max(1, Math.min(MOST_ACROSS, (int) Math.ceil(box.getWidth() / SPACING)));
        int up = Math.max(1, Math.min(MOST_ACROSS, (int) Math.ceil(box.getHeight() / SPACING)));
        IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(area);
        List<Coordinate> points = new ArrayList<>();
        for (int row = 0; row < up; row++) {
            for (int column = 0; column < across; column++) {
                Coordinate point = new Coordinate(
                        box.getMinX() + (column + 0.5) * box.getWidth() / across,
                        box.getMinY() + (row + 0.5) * box.getHeight() / up);
                if (inside.locate(point) != Location.EXTERIOR) points.add(point);
            }
        }
        if (points.isEmpty()) points.add(area.getInteriorPoint().getCoordinate());
        for (Coordinate point : points) add(point.x, point.y, weight / points.size());
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
