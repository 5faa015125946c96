package se.regstat.statistics.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.w3c.dom.Element;
import se.regstat.statistics.crs.CrsName;

/**
 * Reads geometries of GML 2.1.2, 3.1.1 and 3.2 with straight edges, which differ in a handful of element names, so one reader goes by
 * local names and takes any. Coordinates stay in the order they are written in; of more than two the first two count.
 */
public final class GmlGeometry {

    private static final GeometryFactory GEOMETRIES = Polygons.READ;
    private static final Set<String> ENVELOPES = Set.of("Envelope", "Box");
    private static final Set<String> GEOMETRY_NAMES = Set.of(
            "Point",
            "LineString",
            "Curve",
            "LinearRing",
            "Polygon",
            "Surface",
            "MultiPoint",
            "MultiLineString",
            "MultiCurve",
            "MultiPolygon",
            "MultiSurface",
            "MultiGeometry");

    private GmlGeometry() {}

    public static boolean isEnvelope(Element element) {
        return isGml(element) && ENVELOPES.contains(element.getLocalName());
    }

    public static boolean isGeometry(Element element) {
        return isGml(element) && GEOMETRY_NAMES.contains(element.getLocalName());
    }

    private static boolean isGml(Element element) {
        String namespace = element.getNamespaceURI();
        return namespace != null && namespace.startsWith("http://www.opengis.net/gml");
    }

    /** The reference system that it names: its own, or that of the first part that says one (where servers and clients put it differs). */
    public static Optional<CrsName> crs(Element geometry) {
        return Xml.attribute(geometry, "srsName").map(CrsName::of).or(() -> Xml.children(geometry).stream()
                .map(GmlGeometry::crs)
                .flatMap(Optional::stream)
                .findFirst());
    }

    /** Whether positions have a third coordinate, which is left out. */
    static boolean hasHeights(Element geometry) {
        boolean here =
                switch (geometry.getLocalName()) {
                    case "coordinates" ->
                        tuple(geometry, geometry.getTextContent().strip().split("\\s+", 2)[0])
                                        .size()
                                > 2;
                    case "coord" -> !Xml.children(geometry, "Z").isEmpty();
                    default ->
                        Xml.attribute(geometry, "srsDimension")
                                .filter("3"::equals)
                                .isPresent();
                };
        return here || Xml.children(geometry).stream().anyMatch(GmlGeometry::hasHeights);
    }

    /** First and second axis as written. @throws FormatException if it cannot be read */
    public static Envelope envelope(Element element) {
        int dimension = dimension(element, 2);
        List<Coordinate> corners = new ArrayList<>();
        for (Element child : Xml.children(element)) {
            switch (child.getLocalName()) {
                case "lowerCorner", "upperCorner", "pos" -> corners.add(coordinates(child, dimension)[0]);
                case "coord", "coordinates" -> corners.addAll(Arrays.asList(coordinates(child, dimension)));
                default -> throw unexpected(child, element);
            }
        }
        if (corners.size() != 2) {
            throw new FormatException(
                    "gml:" + element.getLocalName() + " has " + corners.size() + " corners, it takes 2");
        }
        Coordinate lower = corners.get(0);
        Coordinate upper = corners.get(1);
        if (lower.x > upper.x || lower.y > upper.y) {
            throw new FormatException("gml:" + element.getLocalName() + ": lower corner " + lower.x + " " + lower.y
                    + " is not below upper corner " + upper.x + " " + upper.y);
        }
        return new Envelope(lower, upper);
    }

    /** @throws FormatException if it cannot be read */
    public static Geometry geometry(Element element) {
        try {
            return read(element, 2);
        } catch (IllegalArgumentException e) {
            throw new FormatException("gml:" + element.getLocalName() + ": " + e.getMessage());
        }
    }

    /** @param inherited the dimension of what it is a part of, which holds unless it says its own */
    private static Geometry read(Element element, int inherited) {
        int dimension = dimension(element, inherited);
        return switch (element.getLocalName()) {
            case "Point" -> GEOMETRIES.createPoint(vertices(element, dimension));
            case "LineString", "LineStringSegment" -> GEOMETRIES.createLineString(vertices(element, dimension));
            case "LinearRing" -> GEOMETRIES.createLinearRing(vertices(element, dimension));
            case "Curve" -> curve(element, dimension);
            case "Polygon", "PolygonPatch" -> polygon(element, dimension);
            case "Surface", "MultiPolygon", "MultiSurface" -> {
                Polygon[] parts = parts(element, dimension)
                        .flatMap(g -> polygons(g, element))
                        .toArray(Polygon[]::new);
                yield parts.length == 1 && element.getLocalName().equals("Surface")
                        ? parts[0]
                        : GEOMETRIES.createMultiPolygon(parts);
            }
            case "MultiPoint" ->
                GEOMETRIES.createMultiPoint(parts(element, dimension)
                        .map(g -> expect(g, Point.class, element))
                        .toArray(Point[]::new));
            case "MultiLineString", "MultiCurve" ->
                GEOMETRIES.createMultiLineString(parts(element, dimension)
                        .map(g -> expect(g, LineString.class, element))
                        .toArray(LineString[]::new));
            case "MultiGeometry" ->
                GEOMETRIES.createGeometryCollection(parts(element, dimension).toArray(Geometry[]::new));
            default ->
                throw new FormatException("gml:" + element.getLocalName() + " is not understood; known are "
                        + String.join(", ", GEOMETRY_NAMES.stream().sorted().toList()));
        };
    }

    private static Stream<Polygon> polygons(Geometry geometry, Element in) {
        if (geometry instanceof Polygon p) return Stream.of(p);
        return Stream.iterate(0, i -> i + 1)
                .limit(geometry.getNumGeometries())
                .map(i -> expect(geometry.getGeometryN(i), Polygon.class, in));
    }

    private static <G extends Geometry> G expect(Geometry geometry, Class<G> kind, Element in) {
        if (!kind.isInstance(geometry)) {
            throw new FormatException("gml:" + in.getLocalName() + " holds a " + geometry.getGeometryType()
                    + ", it takes " + kind.getSimpleName());
        }
        return kind.cast(geometry);
    }

    /** The geometries inside the member elements. */
    private static Stream<Geometry> parts(Element element, int dimension) {
        return Xml.children(element).stream()
                .flatMap(member -> Xml.children(member).stream())
                .map(part -> read(part, dimension));
    }

    private static Geometry curve(Element element, int dimension) {
        List<Geometry> segments = parts(element, dimension).toList();
        if (segments.size() != 1) {
            throw new FormatException("gml:Curve has " + segments.size() + " segments, only one is understood");
        }
        return segments.get(0);
    }

    private static Polygon polygon(Element element, int dimension) {
        LinearRing shell = null;
        List<LinearRing> holes = new ArrayList<>();
        for (Element child : Xml.children(element)) {
            List<Element> rings = Xml.children(child);
            if (rings.size() != 1) throw unexpected(child, element);
            switch (child.getLocalName()) {
                case "exterior", "outerBoundaryIs" ->
                    shell = expect(read(rings.get(0), dimension), LinearRing.class, child);
                case "interior", "innerBoundaryIs" ->
                    holes.add(expect(read(rings.get(0), dimension), LinearRing.class, child));
                default -> throw unexpected(child, element);
            }
        }
        if (shell == null) throw new FormatException("gml:" + element.getLocalName() + " has no exterior ring");
        return GEOMETRIES.createPolygon(shell, holes.toArray(LinearRing[]::new));
    }

    private static CoordinateSequence vertices(Element element, int dimension) {
        List<Coordinate> vertices = new ArrayList<>();
        for (Element child : Xml.children(element)) {
            switch (child.getLocalName()) {
                case "pos", "posList", "coordinates", "coord" ->
                    vertices.addAll(Arrays.asList(coordinates(child, dimension)));
                default -> throw unexpected(child, element);
            }
        }
        return new PackedCoordinateSequence.Double(vertices.toArray(Coordinate[]::new), 2, 0);
    }

    private static int dimension(Element element, int inherited) {
        return Xml.attribute(element, "srsDimension")
                .map(GmlGeometry::parseDimension)
                .orElse(inherited);
    }

    private static int parseDimension(String text) {
        if (!text.equals("2") && !text.equals("3")) {
            throw new FormatException("srsDimension='" + text + "'; it can be 2 or 3");
        }
        return Integer.parseInt(text);
    }

    private static Coordinate[] coordinates(Element element, int inherited) {
        if (element.getLocalName().equals("coord")) {
            return new Coordinate[] {new Coordinate(ordinate(element, "X"), ordinate(element, "Y"))};
        }
        if (element.getLocalName().equals("coordinates")) return tuples(element);
        int dimension = dimension(element, inherited);
        String[] numbers = element.getTextContent().strip().split("\\s+", -1);
        if (numbers.length % dimension != 0) {
            throw new FormatException("gml:" + element.getLocalName() + " has " + numbers.length
                    + " numbers, which are no coordinates of dimension " + dimension);
        }
        Coordinate[] coordinates = new Coordinate[numbers.length / dimension];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = new Coordinate(number(numbers[i * dimension]), number(numbers[i * dimension + 1]));
        }
        return coordinates;
    }

    private static double ordinate(Element coord, String axis) {
        return Xml.children(coord, axis).stream()
                .findFirst()
                .map(e -> number(e.getTextContent().strip()))
                .orElseThrow(() -> new FormatException("gml:coord has no gml:" + axis));
    }

    private static Coordinate[] tuples(Element element) {
        return Arrays.stream(element.getTextContent().strip().split("\\s+", -1))
                .map(tuple -> {
                    List<String> numbers = tuple(element, tuple);
                    if (numbers.size() < 2) throw new FormatException("'" + tuple + "' in gml:coordinates is no x,y");
                    return new Coordinate(number(numbers.get(0)), number(numbers.get(1)));
                })
                .toArray(Coordinate[]::new);
    }

    private static List<String> tuple(Element coordinates, String tuple) {
        String between = Xml.attribute(coordinates, "cs").orElse(",");
        return List.of(tuple.split(Pattern.quote(between), -1));
    }

    /** @throws FormatException if it is no finite number */
    public static double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) return number;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new FormatException("'" + text + "' is not a number");
    }

    private static FormatException unexpected(Element child, Element parent) {
        return new FormatException(
                "gml:" + parent.getLocalName() + " with gml:" + child.getLocalName() + " is not understood");
    }
}
