package se.regstat.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import se.regstat.statistics.ancillary.PackedNumbers;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.crs.Reprojection;
import se.regstat.statistics.format.Polygons;
import se.regstat.statistics.format.Values;
import se.regstat.statistics.indicator.Provenance;

/**
 * Reads where people live: points, or polygons, with how many. Squares along the axes, all of one size, are the cells of a grid. Other polygons
 * become points that lie evenly in them, no further apart than {@value #SPACING} m, or {@value #MOST_ACROSS} across a polygon. Anything
 * that cannot be read refuses the file as a whole.
 */
public final class PopulationImport {

    private static final double SPACING = 100;
    private static final int MOST_ACROSS = 10;

    /** Square metres, and what areas of cells of a hectare differ by in EPSG:3006. */
    private static final double HECTARE = 1.01 * SPACING * SPACING;

    /** Metres by which the sides of squares may differ that went through other systems and programs. */
    private static final double ROUNDING = 0.01;

    private static final String NOT_PERSONS = " is not a number of persons; it should be 0 or more";

    private final Reprojection.Provider reprojections;
    private final Progress progress;
    private double[] eastings = new double[1024];
    private double[] northings = new double[1024];
    private double[][] weights = {};
    private int size;
    private int withPoint;
    private int grouped;
    private String example = "";

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Place(Geometry geometry, double[] persons) {}

    public PopulationImport(Reprojection.Provider reprojections, Progress progress) {
        this.reprojections = reprojections;
        this.progress = progress;
    }

    /**
     * From points or polygons.
     *
     * @param kinds columns with numbers of persons
     * @throws ImportException if anything in the file is wrong, with the reasons
     */
    public PreparedPopulation read(GeoFile from, List<KindColumn> kinds, String name, int year, String source) {
        Path file = from.file();
        Problems problems = new Problems(file.toString());
        progress.begin("reading " + file.getFileName(), 0);
        FeatureFile read = from.read(Shape.POINTS_OR_AREAS, problems);
        for (KindColumn kind : kinds) {
            if (read.columns().contains(kind.column())) continue;
            throw new ImportException(file + " has no column '" + kind.column() + "'; its columns are: "
                    + String.join(", ", read.columns()));
        }
        List<String> notes = new ArrayList<>();
        SwedishExtent extent = read.crs().resolve(reprojections, notes);
        notes.addAll(read.notes());
        begin(kinds.size());
        List<Place> places = new ArrayList<>();
        progress.begin("bringing to EPSG:3006", read.features().size());
        for (int i = 0; i < read.features().size(); i++) {
            progress.at(i);
            Feature feature = read.features().get(i);
            Optional<Geometry> geometry = extent.bring(feature.geometry(), feature::position, problems);
            Optional<double[]> persons = persons(feature, kinds, problems);
            if (geometry.isEmpty() || persons.isEmpty()) continue;
            if (Arrays.stream(persons.get()).anyMatch(number -> number > 0)) {
                places.add(new Place(geometry.get(), persons.get()));
            }
        }
        if (grouped > 0 && grouped == withPoint) {
            problems.add(
                    "column '" + kinds.get(0).column() + "'",
                    "all numbers with a point have three digits after it, as in " + example
                            + ": they may be thousands; write them without a sign between thousands");
        }
        problems.refuseIfAny();
        if (places.isEmpty()) {
            throw new ImportException(file + " has nobody in "
                    + (kinds.size() == 1 ? "column '" + kinds.get(0).column() + "'" : "the columns that were named"));
        }
        Squares squares = new Squares();
        for (Place place : places) squares.add(place.geometry());
        double side = squares.side();
        for (Place place : places) place(place, side);
        if (side > 0) {
            notes.add(grid("polygons", side));
        } else {
            long areas = places.stream()
                    .filter(place -> !(place.geometry() instanceof Point))
                    .count();
            if (areas > 0) notes.add(areas + " polygons with people became " + size + " points");
        }
        List<String> counted = kinds.stream().map(KindColumn::kind).toList();
        return new PreparedPopulation(points(name, year, counted, side, from.provenance(source)), notes);
    }

    private static String grid(String squares, double side) {
        return "the " + squares + " are squares of one size, and were taken for the cells of a grid of "
                + Values.text(side) + " m";
    }

    private void begin(int kinds) {
        size = 0;
        withPoint = 0;
        grouped = 0;
        weights = new double[kinds][eastings.length];
    }

    /** Whether polygons are the cells of a grid: squares along the axes, all of one size. */
    private static final class Squares {
        private double side;
        private boolean all = true;

        void add(Geometry polygon) {
            Envelope box = polygon.getEnvelopeInternal();
            if (side == 0) side = Math.rint(box.getWidth() / ROUNDING) * ROUNDING;
            all &= side > 0
                    && Math.abs(box.getWidth() - side) <= ROUNDING
                    && Math.abs(box.getHeight() - side) <= ROUNDING
                    && Math.abs(polygon.getArea() - side * side) <= 4 * ROUNDING * side;
        }

        /** 0 if they are not. */
        double side() {
            return all ? side : 0;
        }
    }

    private void place(Place place, double side) {
        if (place.geometry() instanceof Point point) {
            add(point.getX(), point.getY(), place.persons());
        } else if (side > 0) {
            Coordinate middle = place.geometry().getEnvelopeInternal().centre();
            add(middle.x, middle.y, place.persons());
        } else {
            spread(Polygons.multiPolygon(place.geometry()), place.persons());
        }
    }

    /**
     * From the cells of a raster. If they are squares in EPSG:3006 they are the cells of a grid; else they become points that lie evenly in
     * them as in other polygons, those of up to a hectare a point in their middle.
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
        double side = side(cells, extent, file);
        begin(1);
        int[] settled = {0};
        cells.forEach((row, column, x, y, persons) -> {
            Supplier<String> position = () -> "row " + row + ", column " + column;
            if (!Double.isFinite(persons) || persons < 0) {
                problems.add(position.get(), persons + NOT_PERSONS);
                return;
            }
            Optional<Geometry> middle =
                    extent.bring(Polygons.FACTORY.createPoint(new Coordinate(x, y)), position, problems);
            if (middle.isEmpty()) return;
            settled[0]++;
            double[] people = {persons};
            Optional<Geometry> area = side > 0 ? Optional.empty() : inside(cells.cell(row, column), extent, file);
            if (area.isPresent() && area.get().getArea() > HECTARE) spread(area.get(), people);
            else add(middle.get().getCoordinate().x, middle.get().getCoordinate().y, people);
        });
        problems.refuseIfAny();
        if (size == 0) throw new ImportException(file + " has nobody in " + part);
        if (side > 0) notes.add(grid("raster's cells", side));
        else {
            notes.add("the cells of the raster are no squares along the axes of EPSG:3006: " + settled[0]
                    + " cells with people became " + size + " points");
        }
        return new PreparedPopulation(
                points(name, year, List.of(WeightedPoints.PEOPLE), side, Checksum.provenance(file, part, source)),
                notes);
    }

    /** Of the cells that have people, if they are squares; else 0. */
    private static double side(PopulationCells cells, SwedishExtent extent, Path file) {
        Squares squares = new Squares();
        cells.forEach((row, column, x, y, persons) -> {
            if (squares.all) inside(cells.cell(row, column), extent, file).ifPresent(squares::add);
        });
        return squares.side();
    }

    /** Empty if a part of a cell lies outside Sweden. */
    private static Optional<Geometry> inside(Geometry cell, SwedishExtent extent, Path file) {
        return extent.bring(cell, () -> "a cell", new Problems(file.toString()));
    }

    private WeightedPoints points(String name, int year, List<String> kinds, double cellSize, Provenance provenance) {
        Map<String, PackedNumbers> counted = new LinkedHashMap<>();
        for (int kind = 0; kind < weights.length; kind++) {
            counted.put(kinds.get(kind), PackedNumbers.of(Arrays.copyOf(weights[kind], size)));
        }
        return new WeightedPoints(
                name,
                year,
                PackedNumbers.of(Arrays.copyOf(eastings, size)),
                PackedNumbers.of(Arrays.copyOf(northings, size)),
                counted,
                cellSize,
                provenance);
    }

    private Optional<double[]> persons(Feature feature, List<KindColumn> kinds, Problems problems) {
        double[] persons = new double[kinds.size()];
        for (int kind = 0; kind < persons.length; kind++) {
            Optional<Double> number = weight(feature, kinds.get(kind).column(), problems);
            if (number.isEmpty()) return Optional.empty();
            persons[kind] = number.get();
        }
        return Optional.of(persons);
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
    private void spread(Geometry area, double[] persons) {
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
        double[] each =
                Arrays.stream(persons).map(number -> number / points.size()).toArray();
        for (Coordinate point : points) add(point.x, point.y, each);
    }

    private void add(double easting, double northing, double[] persons) {
        if (size == eastings.length) {
            eastings = Arrays.copyOf(eastings, 2 * size);
            northings = Arrays.copyOf(northings, 2 * size);
        }
        eastings[size] = easting;
        northings[size] = northing;
        for (int kind = 0; kind < persons.length; kind++) {
            if (size == weights[kind].length) weights[kind] = Arrays.copyOf(weights[kind], 2 * size);
            weights[kind][size] = persons[kind];
        }
        size++;
    }
}
