package se.regstat.importing.borders;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.hprtree.HPRtree;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import se.regstat.statistics.division.Area;

/**
 * Finds where areas overlap and where slivers of nothing lie between them.
 *
 * <p>A border that two areas share vertex by vertex is of no interest: crossing it, one leaves one area and enters the
 * other. What is left, the outer border and whatever does not match, is noded and made into faces; within a face the
 * number of areas is the same everywhere. Two areas or more are an overlap; none, in a hole with
 * several areas around, is a gap if it is narrow.
 * Wide holes are empty country or a lake, not an error, so divisions that do not cover the country are not flooded with
 * gaps.
 */
public final class Tessellation {

    /** m². Smaller overlaps and gaps are not told. */
    static final double TOLERATED_AREA = 1;

    /** Metres: holes of a larger mean width (twice the area by the perimeter) are meant to be there. */
    static final double GAP_WIDTH = 10;

    private static final int SHOWN = 20;

    /**
     * An overlap or a gap.
     *
     * @param codes of the areas concerned
     * @param area in m²
     * @param width metres; 0 for overlaps
     * @param at a point in it (E, N)
     */
    record Flaw(List<String> codes, double area, double width, Coordinate at) {}

    private final List<Area> areas;
    private final HPRtree index = new HPRtree();
    private final Map<Integer, IndexedPointInAreaLocator> locators = new LinkedHashMap<>();
    private final List<Flaw> overlaps = new ArrayList<>();
    private final List<Flaw> gaps = new ArrayList<>();

    private Tessellation(List<Area> areas) {
        this.areas = areas;
        for (int i = 0; i < areas.size(); i++) {
            index.insert(areas.get(i).geometry().getEnvelopeInternal(), i);
        }
        index.build();
    }

    /** @param areas valid, EPSG:3006 */
    static Tessellation of(List<Area> areas) {
        return of(areas, new SegmentBalance(areas).unmatched());
    }

    /**
     * @param areas valid, EPSG:3006
     * @param unmatched of their borders, what no two share
     */
    public static Tessellation of(List<Area> areas, List<LineString> unmatched) {
        Tessellation tessellation = new Tessellation(areas);
        if (!unmatched.isEmpty()) tessellation.examine(unmatched);
        return tessellation;
    }

    /** One for each set of overlapping areas, largest first. */
    List<Flaw> overlaps() {
        return overlaps;
    }

    /** Largest first. */
    List<Flaw> gaps() {
        return gaps;
    }

    /** Both in words; of many, the largest. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Flaw flaw : overlaps.subList(0, Math.min(SHOWN, overlaps.size()))) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "overlap: %s share %.0f m², near %.0f, %.0f",
                    String.join(" and ", flaw.codes()),
                    flaw.area(),
                    flaw.at().x,
                    flaw.at().y));
        }
        remainder(overlaps, "overlaps").ifPresent(warnings::add);
        for (Flaw flaw : gaps.subList(0, Math.min(SHOWN, gaps.size()))) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "gap: %.0f m², %.1f m wide, between %s, near %.0f, %.0f",
                    flaw.area(),
                    flaw.width(),
                    String.join(", ", flaw.codes()),
                    flaw.at().x,
                    flaw.at().y));
        }
        remainder(gaps, "gaps").ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<String> remainder(List<Flaw> flaws, String what) {
        if (flaws.size() <= SHOWN) return Optional.empty();
        double area = flaws.subList(SHOWN, flaws.size()).stream()
                .mapToDouble(Flaw::area)
                .sum();
        return Optional.of(String.format(
                Locale.ROOT, "and %d more %s, smaller, %.0f m² together", flaws.size() - SHOWN, what, area));
    }

    private void examine(List<LineString> unmatched) {
        Geometry noded =
                OverlayNGRobust.union(areas.get(0).geometry().getFactory().buildGeometry(unmatched));
        Polygonizer polygonizer = new Polygonizer();
        polygonizer.add(noded);
        Map<List<String>, Flaw> overlapping = new LinkedHashMap<>();
        for (Object face : polygonizer.getPolygons()) examine((Polygon) face, overlapping);
        overlapping.values().stream()
                .sorted(Comparator.comparingDouble(Flaw::area).reversed())
                .forEach(overlaps::add);
        gaps.sort(Comparator.comparingDouble(Flaw::area).reversed());
    }

    private void examine(Polygon face, Map<List<String>, Flaw> overlapping) {
        double area = face.getArea();
        if (area < TOLERATED_AREA) return;
        Coordinate inside = face.getInteriorPoint().getCoordinate();
        List<String> covering = covering(inside);
        if (covering.size() >= 2) {
            overlapping.merge(
                    covering,
                    new Flaw(covering, area, 0, inside),
                    (a, b) -> new Flaw(covering, a.area() + b.area(), 0, a.area() > b.area() ? a.at() : b.at()));
        } else if (covering.isEmpty()) {
            double width = 2 * area / face.getLength();
            if (width >= GAP_WIDTH) return;
            List<String> around = around(face);
            if (around.size() >= 2) gaps.add(new Flaw(around, area, width, inside)); // else a hole of that area's own
        }
    }

    private List<String> covering(Coordinate point) {
        return numbers(new Envelope(point)).stream()
                .filter(i -> locators.computeIfAbsent(
                                        i,
                                        n -> new IndexedPointInAreaLocator(
                                                areas.get(n).geometry()))
                                .locate(point)
                        == Location.INTERIOR)
                .map(i -> areas.get(i).code())
                .toList();
    }

    private List<String> around(Polygon gap) {
        Geometry near = gap.buffer(0.01, 1);
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(near);
        return numbers(near.getEnvelopeInternal()).stream()
                .filter(i -> prepared.intersects(areas.get(i).geometry()))
                .map(i -> areas.get(i).code())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Integer> numbers(Envelope envelope) {
        return ((List<Integer>) index.query(envelope)).stream().sorted().collect(Collectors.toList());
    }
}
