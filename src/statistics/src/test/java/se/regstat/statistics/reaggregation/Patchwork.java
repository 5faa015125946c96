package se.regstat.statistics.reaggregation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.CoverageUnion;
import se.regstat.statistics.secret.Secret;

/** A square near Göteborg divided into side x side areas with crooked borders that neighbours share vertex by vertex. */
public final class Patchwork {

    public static final double WEST = 320_000;
    public static final double SOUTH = 6_400_000;
    public static final double WIDTH = 12_000;

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final int side;
    private final Random random;
    private final double wiggle;
    private final Map<Integer, List<Coordinate>> lines = new HashMap<>();
    private final Coordinate[][] corners;

    private Patchwork(int side, Random random) {
        this.side = side;
        this.random = random;
        double step = WIDTH / side;
        wiggle = step / 12;
        corners = new Coordinate[side + 1][side + 1];
        for (int column = 0; column <= side; column++) {
            for (int row = 0; row <= side; row++) {
                boolean sideways = column > 0 && column < side;
                boolean upwards = row > 0 && row < side;
                corners[column][row] = new Coordinate(
                        WEST + step * column + (sideways ? jitter(step / 5) : 0),
                        SOUTH + step * row + (upwards ? jitter(step / 5) : 0));
            }
        }
    }

    /** Codes in order, row by row from the south-west. */
    public static List<Polygon> of(int side, Random random) {
        Patchwork patchwork = new Patchwork(side, random);
        List<Polygon> areas = new ArrayList<>();
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) areas.add(patchwork.area(column, row));
        }
        return areas;
    }

    /** One of many secrets, the same at each run. */
    static Secret secret(int number) {
        return Secret.of(ByteBuffer.allocate(32).putInt(number).array());
    }

    public static List<String> names(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "%s%04d".formatted(prefix, i))
                .toList();
    }

    /** Divides areas into groups at random, each group one geometry; some of several parts. */
    public static List<Geometry> unions(List<? extends Geometry> areas, int groups, Random random) {
        List<List<Geometry>> members = new ArrayList<>();
        for (int i = 0; i < groups; i++) members.add(new ArrayList<>());
        for (Geometry area : areas) members.get(random.nextInt(groups)).add(area);
        return members.stream()
                .filter(group -> !group.isEmpty())
                .map(group -> CoverageUnion.union(FACTORY.buildGeometry(group)))
                .toList();
    }

    private double jitter(double most) {
        return most * (2 * random.nextDouble() - 1);
    }

    private Polygon area(int column, int row) {
        List<Coordinate> ring = new ArrayList<>();
        append(ring, line(column, row, true), false);
        append(ring, line(column + 1, row, false), false);
        append(ring, line(column, row + 1, true), true);
        append(ring, line(column, row, false), true);
        ring.add(ring.get(0).copy());
        return FACTORY.createPolygon(ring.toArray(Coordinate[]::new));
    }

    private static void append(List<Coordinate> ring, List<Coordinate> line, boolean backwards) {
        List<Coordinate> points = new ArrayList<>(line);
        if (backwards) Collections.reverse(points);
        for (Coordinate point : points.subList(0, points.size() - 1)) ring.add(point.copy());
    }

    /** From a corner to the next one east or north. */
    private List<Coordinate> line(int column, int row, boolean east) {
        return lines.computeIfAbsent(2 * (row * (side + 1) + column) + (east ? 1 : 0), key -> {
            Coordinate from = corners[column][row];
            Coordinate to = corners[east ? column + 1 : column][east ? row : row + 1];
            boolean outer = east ? row == 0 || row == side : column == 0 || column == side;
            List<Coordinate> points = new ArrayList<>(List.of(from));
            int between = random.nextInt(30);
            for (int i = 1; i <= between; i++) {
                double part = i / (between + 1.0);
                double away = outer ? 0 : jitter(wiggle) * 2 * Math.min(part, 1 - part);
                points.add(new Coordinate(
                        from.x + part * (to.x - from.x) + (east ? 0 : away),
                        from.y + part * (to.y - from.y) + (east ? away : 0)));
            }
            points.add(to);
            return points;
        });
    }
}
