package se.regstat.statistics.format;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import se.regstat.statistics.format.ReadLimits.Budget;

/**
 * Geometries of GeoJSON (RFC 7946, 3.1), read member by member in whatever order they stand: what is well-formed is read to its end,
 * and whether it makes a geometry is told by {@link #geometry}. Of positions the first two numbers count.
 */
final class GeoJsonGeometry {

    private static final GeometryFactory FACTORY = Polygons.READ;

    /** What stands in coordinates. */
    private sealed interface Coordinates {}

    private record Position(double x, double y) implements Coordinates {}

    private record Line(CoordinateSequence positions) implements Coordinates {}

    private record Parts(List<Coordinates> parts) implements Coordinates {}

    /** An empty array, which may be any of them. */
    private record Nothing() implements Coordinates {}

    private record Wrong(String reason) implements Coordinates {}

    private final Budget budget;
    private boolean heights;
    private Coordinates coordinates;
    private List<GeoJsonGeometry> geometries;
    private String type = "";

    GeoJsonGeometry(Budget budget) {
        this.budget = budget;
    }

    /** Whether any of its positions has a height, which was left out. */
    boolean hasHeights() {
        return heights || (geometries != null && geometries.stream().anyMatch(GeoJsonGeometry::hasHeights));
    }

    void type(String name) {
        this.type = name;
    }

    static boolean isType(String name) {
        return switch (name) {
            case "Point",
                    "MultiPoint",
                    "LineString",
                    "MultiLineString",
                    "Polygon",
                    "MultiPolygon",
                    "GeometryCollection" -> true;
            default -> false;
        };
    }

    /** Reads an object to its end. */
    static GeoJsonGeometry read(JsonReader in, int depth, Budget budget) throws IOException {
        Json.checkDepth(in, depth);
        GeoJsonGeometry geometry = new GeoJsonGeometry(budget);
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (name.equals("type") && in.peek() == JsonToken.STRING) geometry.type(in.nextString());
            else if (!geometry.member(name, in, depth)) in.skipValue();
        }
        in.endObject();
        return geometry;
    }

    /** Reads a member's value. @return whether it is one of geometries; if not, nothing was read */
    boolean member(String name, JsonReader in, int depth) throws IOException {
        switch (name) {
            case "coordinates" -> coordinates = array(in, depth + 1);
            case "geometries" -> {
                if (in.peek() != JsonToken.BEGIN_ARRAY) return false;
                geometries = new ArrayList<>();
                in.beginArray();
                while (in.hasNext()) {
                    budget.items(1);
                    if (in.peek() == JsonToken.BEGIN_OBJECT) {
                        geometries.add(read(in, depth + 2, budget));
                    } else {
                        in.skipValue();
                        geometries.add(new GeoJsonGeometry(budget));
                    }
                }
                in.endArray();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Coordinates array(JsonReader in, int depth) throws IOException {
        if (in.peek() != JsonToken.BEGIN_ARRAY) {
            String what = in.peek().name().toLowerCase(Locale.ROOT).replace("begin_", "");
            in.skipValue();
            return new Wrong("an array was expected in its coordinates, not " + what);
        }
        in.beginArray();
        return rest(in, depth);
    }

    /** What follows the opening bracket. */
    private Coordinates rest(JsonReader in, int depth) throws IOException {
        Json.checkDepth(in, depth);
        JsonToken first = in.peek();
        boolean isArray = first == JsonToken.BEGIN_ARRAY || first == JsonToken.BEGIN_OBJECT;
        if (!isArray && first != JsonToken.END_ARRAY) return position(in);
        budget.items(1);
        if (!isArray) {
            in.endArray();
            return new Nothing();
        }
        double[] xy = new double[16];
        int size = 0;
        List<Coordinates> parts = new ArrayList<>();
        Coordinates wrong = null;
        while (in.hasNext()) {
            Coordinates part = array(in, depth + 1);
            if (part instanceof Wrong) {
                wrong = part;
            } else if (part instanceof Position position) {
                if (size + 2 > xy.length) xy = Arrays.copyOf(xy, 2 * xy.length);
                xy[size++] = position.x();
                xy[size++] = position.y();
            } else {
                parts.add(part);
            }
        }
        in.endArray();
        if (wrong != null) return wrong;
        if (size == 0) return new Parts(parts);
        return parts.isEmpty()
                ? new Line(sequence(Arrays.copyOf(xy, size)))
                : new Wrong("positions and arrays of them stand side by side in its coordinates");
    }

    private Coordinates position(JsonReader in) throws IOException {
        budget.vertices(1);
        double x = 0;
        double y = 0;
        int count = 0;
        boolean numbers = true;
        for (; in.hasNext(); count++) {
            if (in.peek() != JsonToken.NUMBER) {
                numbers = false;
                in.skipValue();
            } else if (count == 0) {
                x = Double.parseDouble(in.nextString());
            } else if (count == 1) {
                y = Double.parseDouble(in.nextString());
            } else {
                in.skipValue();
            }
        }
        in.endArray();
        if (!numbers) return new Wrong("a position has something that is no number");
        if (count < 2) return new Wrong("a position has one number, it takes two");
        if (!Double.isFinite(x) || !Double.isFinite(y)) return new Wrong("a coordinate is too large to be one");
        if (count > 2) heights = true;
        return new Position(x, y);
    }

    /** @throws IllegalArgumentException if what was read makes no geometry; the message says why */
    Geometry geometry() {
        if (!isType(type)) {
            throw new IllegalArgumentException(
                    type.isEmpty()
                            ? "it has no type"
                            : "its type is '" + Text.shortened(type) + "', which is no geometry");
        }
        if (type.equals("GeometryCollection")) {
            if (geometries == null) throw new IllegalArgumentException("the GeometryCollection has no geometries");
            return FACTORY.createGeometryCollection(
                    geometries.stream().map(GeoJsonGeometry::geometry).toArray(Geometry[]::new));
        }
        if (coordinates == null) throw new IllegalArgumentException("it has no coordinates");
        return switch (type) {
            case "Point" -> point(coordinates);
            case "LineString" -> line(coordinates);
            case "Polygon" -> polygon(coordinates);
            case "MultiPoint" -> {
                // Its positions stand in a row, as those of a line.
                if (!(coordinates instanceof Line line)) {
                    yield FACTORY.createMultiPoint(
                            parts(coordinates, this::point).toArray(Point[]::new));
                }
                yield FACTORY.createMultiPoint(line.positions());
            }
            case "MultiLineString" ->
                FACTORY.createMultiLineString(parts(coordinates, this::line).toArray(LineString[]::new));
            default ->
                FACTORY.createMultiPolygon(parts(coordinates, this::polygon).toArray(Polygon[]::new));
        };
    }

    private <G> List<G> parts(Coordinates of, Function<Coordinates, G> part) {
        if (of instanceof Nothing) return List.of();
        if (of instanceof Parts parts) return parts.parts().stream().map(part).toList();
        throw wrong(of);
    }

    private Point point(Coordinates of) {
        if (of instanceof Nothing) return FACTORY.createPoint();
        if (of instanceof Position position) return FACTORY.createPoint(sequence(position.x(), position.y()));
        throw wrong(of);
    }

    private LineString line(Coordinates of) {
        if (of instanceof Nothing) return FACTORY.createLineString();
        if (of instanceof Line line) return FACTORY.createLineString(line.positions());
        throw wrong(of);
    }

    private LinearRing ring(Coordinates of) {
        if (of instanceof Line line) return FACTORY.createLinearRing(line.positions());
        throw wrong(of);
    }

    private Polygon polygon(Coordinates of) {
        List<LinearRing> rings = parts(of, this::ring);
        if (rings.isEmpty()) return FACTORY.createPolygon();
        return FACTORY.createPolygon(
                rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    private IllegalArgumentException wrong(Coordinates of) {
        return new IllegalArgumentException(
                of instanceof Wrong wrong ? wrong.reason() : "its coordinates are not nested as those of a " + type);
    }

    private static CoordinateSequence sequence(double... xy) {
        return new PackedCoordinateSequence.Double(xy, 2, 0);
    }
}
