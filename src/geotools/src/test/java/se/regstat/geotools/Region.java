package se.regstat.geotools;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.importing.borders.Generalisations;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.snapshot.VintageAreas;

/** An invented region for tests: a square of areas, each a kilometre wide, with ragged borders that neighbours share. */
final class Region {

    static final double EAST = 700_000;
    static final double NORTH = 6_700_000;
    static final double WIDTH = 1000;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int STEPS = 40;

    private Region() {}

    static VintageAreas deso(String year, int across) {
        List<Area> areas = areas(across);
        return new VintageAreas(vintage("deso@" + year, List.of("regso", "kommun")), areas, Generalisations.of(areas));
    }

    static VintageAreas of(String id, List<Area> areas) {
        return new VintageAreas(vintage(id, List.of()), areas, List.of());
    }

    static Vintage vintage(String id, List<String> parents) {
        return new Vintage(
                VintageId.parse(id),
                new YearRange(OptionalInt.of(2024), OptionalInt.empty()),
                parents.stream().map(Vintage.Parent::parse).toList(),
                Optional.empty(),
                "invented",
                "CC0-1.0",
                "",
                Instant.parse("2026-01-02T03:04:05Z"),
                "invented.gpkg",
                "0123abcd");
    }

    static Area area(String code, String name, double east, double north) {
        Coordinate[] square = {
            new Coordinate(east, north),
            new Coordinate(east + WIDTH, north),
            new Coordinate(east + WIDTH, north + WIDTH),
            new Coordinate(east, north + WIDTH),
            new Coordinate(east, north)
        };
        return new Area(
                code,
                name,
                Optional.empty(),
                Map.of(),
                multi(GEOMETRIES.createPolygon(square)),
                OptionalDouble.empty());
    }

    /** By code; every third has a local name, every second a land area. */
    private static List<Area> areas(int across) {
        List<Area> areas = new ArrayList<>();
        for (int row = 0; row < across; row++) {
            for (int column = 0; column < across; column++) {
                int number = row * across + column;
                areas.add(new Area(
                        "%04d%s%04d".formatted(9901 + row % 3, "ABC".charAt(column % 3), number),
                        "",
                        number % 3 == 0 ? Optional.of("Byn " + (across * across - number)) : Optional.empty(),
                        Map.of(
                                "regso",
                                "%04dR%03d".formatted(9901 + row % 3, column % 5),
                                "kommun",
                                "" + (9901 + row % 3)),
                        ragged(row, column),
                        number % 2 == 0 ? OptionalDouble.of(0.25 * (number % 7)) : OptionalDouble.empty()));
            }
        }
        areas.sort(Comparator.comparing(Area::code));
        return areas;
    }

    private static MultiPolygon ragged(int row, int column) {
        List<Coordinate> ring = new ArrayList<>();
        ring.addAll(border(column, row, column + 1, row));
        ring.addAll(border(column + 1, row, column + 1, row + 1));
        ring.addAll(reversed(border(column, row + 1, column + 1, row + 1)));
        ring.addAll(reversed(border(column, row, column, row + 1)));
        ring.add(ring.get(0));
        LinearRing shell = GEOMETRIES.createLinearRing(ring.toArray(Coordinate[]::new));
        return multi(GEOMETRIES.createPolygon(shell));
    }

    /** From one corner up to but not including the other; the same whoever asks. */
    private static List<Coordinate> border(int x1, int y1, int x2, int y2) {
        Random random = new Random(31L * (31L * (31L * x1 + y1) + x2) + y2);
        List<Coordinate> line = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            double along = (double) i / STEPS;
            double off = i == 0 ? 0 : 30 * (random.nextDouble() - 0.5);
            boolean horizontal = y1 == y2;
            line.add(new Coordinate(
                    EAST + WIDTH * (x1 + along * (x2 - x1)) + (horizontal ? 0 : off),
                    NORTH + WIDTH * (y1 + along * (y2 - y1)) + (horizontal ? off : 0)));
        }
        return line;
    }

    /** From the far corner back to but not including the near one. */
    private static List<Coordinate> reversed(List<Coordinate> border) {
        List<Coordinate> back = new ArrayList<>(border.subList(1, border.size()));
        Collections.reverse(back);
        Coordinate near = border.get(0);
        Coordinate second = border.get(1);
        boolean horizontal = Math.abs(second.x - near.x) > 20;
        back.add(0, new Coordinate(near.x + (horizontal ? WIDTH : 0), near.y + (horizontal ? 0 : WIDTH)));
        return back;
    }

    private static MultiPolygon multi(Polygon polygon) {
        return GEOMETRIES.createMultiPolygon(new Polygon[] {polygon});
    }
}
