package se.regstat.importing.borders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.format.Polygons;

/** Joining areas, and finding where they do not fit. Tried on a patch of quadrilaterals with random corners. */
class BordersProperties {

    private static final int SIDE = 6;

    @Property(tries = 50)
    void dissolving_conserves_area(@ForAll Random random, @ForAll @IntRange(min = 1, max = 36) int count) {
        List<MultiPolygon> some = shuffled(geometries(patch(random)), random).subList(0, count);
        double sum = some.stream().mapToDouble(MultiPolygon::getArea).sum();
        assertThat(Dissolve.of(some).getArea()).isCloseTo(sum, within(1e-6 * sum));
        assertThat(Dissolve.of(some).isValid()).isTrue();
    }

    @Property(tries = 50)
    void the_order_of_parts_does_not_matter(@ForAll Random random) {
        List<MultiPolygon> parts = geometries(patch(random)).subList(0, 20);
        assertThat(Dissolve.of(shuffled(parts, random)).norm().toText())
                .isEqualTo(Dissolve.of(parts).norm().toText());
    }

    @Property(tries = 50)
    void areas_that_share_their_borders_have_no_flaws(@ForAll Random random) {
        assertThat(Tessellation.of(shuffled(patch(random), random)).warnings()).isEmpty();
    }

    @Property(tries = 50)
    void every_overlap_is_found_with_its_size(
            @ForAll Random random, @ForAll @DoubleRange(min = 5, max = 50) double shift) {
        List<Area> areas = new ArrayList<>(patch(random));
        int moved = random.nextInt(areas.size());
        Area still = areas.get(moved);
        areas.set(
                moved,
                area(
                        still.code(),
                        Polygons.multiPolygon(AffineTransformation.translationInstance(shift, shift / 2)
                                .transform(still.geometry()))));
        double expected = areas.stream()
                .filter(other -> !other.code().equals(still.code()))
                .mapToDouble(other -> other.geometry()
                        .intersection(areas.get(moved).geometry())
                        .getArea())
                .filter(area -> area >= 2)
                .sum();
        List<Tessellation.Flaw> overlaps = Tessellation.of(areas).overlaps();
        double found = overlaps.stream().mapToDouble(Tessellation.Flaw::area).sum();
        assertThat(found).isCloseTo(expected, within(20.0));
        assertThat(overlaps).allMatch(flaw -> new TreeSet<>(flaw.codes()).contains(still.code()));
    }

    @Property(tries = 50)
    void a_sliver_between_areas_is_a_gap_and_a_missing_area_is_not(@ForAll Random random) {
        List<Area> areas = new ArrayList<>(patch(random));
        int inner = SIDE + 1 + random.nextInt(SIDE - 2);
        Area whole = areas.get(inner);
        areas.set(
                inner, area(whole.code(), Polygons.multiPolygon(whole.geometry().buffer(-1))));
        List<Tessellation.Flaw> gaps = Tessellation.of(areas).gaps();
        assertThat(gaps).singleElement().satisfies(gap -> {
            assertThat(gap.area())
                    .isCloseTo(
                            whole.geometry().getArea()
                                    - areas.get(inner).geometry().getArea(),
                            within(0.1));
            assertThat(gap.width()).isCloseTo(1, within(0.05));
            assertThat(gap.codes()).contains(whole.code()).hasSizeGreaterThan(4);
        });
        areas.remove(inner);
        assertThat(Tessellation.of(areas).gaps()).isEmpty();
    }

    @Property(tries = 20)
    void an_area_that_is_there_twice_overlaps_itself(@ForAll Random random) {
        List<Area> areas = new ArrayList<>(patch(random));
        Area twin = areas.get(random.nextInt(areas.size()));
        areas.add(area("twin", twin.geometry()));
        assertThat(Tessellation.of(areas).overlaps()).singleElement().satisfies(flaw -> {
            assertThat(flaw.codes()).containsExactlyInAnyOrder(twin.code(), "twin");
            assertThat(flaw.area()).isCloseTo(twin.geometry().getArea(), within(1.0));
        });
    }

    /** Quadrilaterals that fill a patch without gaps, some kilometres wide, with corners that are anywhere near a grid's. */
    private static List<Area> patch(Random random) {
        Coordinate[][] corners = new Coordinate[SIDE + 1][SIDE + 1];
        for (int row = 0; row <= SIDE; row++) {
            for (int column = 0; column <= SIDE; column++) {
                corners[row][column] = new Coordinate(
                        320_000 + 1000 * column + 300 * random.nextDouble(),
                        6_400_000 + 1000 * row + 300 * random.nextDouble());
            }
        }
        return IntStream.range(0, SIDE * SIDE)
                .mapToObj(i -> {
                    int row = i / SIDE;
                    int column = i % SIDE;
                    Coordinate first = corners[row][column];
                    return area("a" + i, Polygons.multiPolygon(Polygons.FACTORY.createPolygon(new Coordinate[] {
                        first, corners[row][column + 1], corners[row + 1][column + 1], corners[row + 1][column], first
                    })));
                })
                .toList();
    }

    private static Area area(String code, MultiPolygon geometry) {
        return new Area(code, "", Optional.empty(), Map.of(), geometry, OptionalDouble.empty());
    }

    private static List<MultiPolygon> geometries(List<Area> areas) {
        return areas.stream().map(Area::geometry).toList();
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    @Property(tries = 30)
    void borders_that_differ_by_rounding_only_are_shared_again(@ForAll Random random) {
        List<Area> rounded = patch(random).stream()
                .map(area -> area(
                        area.code(),
                        Polygons.multiPolygon(AffineTransformation.translationInstance(
                                        2e-6 * random.nextDouble(), 2e-6 * random.nextDouble())
                                .transform(area.geometry()))))
                .toList();
        assertThat(Dissolve.isCoverage(geometries(rounded))).isFalse();
        SharedVertices.Result shared = SharedVertices.of(rounded);
        assertThat(Dissolve.isCoverage(geometries(shared.areas()))).isTrue();
        for (int i = 0; i < rounded.size(); i++) {
            Coordinate[] before = rounded.get(i).geometry().getCoordinates();
            Coordinate[] after = shared.areas().get(i).geometry().getCoordinates();
            assertThat(after).hasSameSizeAs(before);
            for (int j = 0; j < before.length; j++) {
                assertThat(after[j].distance(before[j])).isLessThanOrEqualTo(SharedVertices.NEAR);
            }
        }
    }

    @Property(tries = 20)
    void exact_borders_are_left_alone(@ForAll Random random) {
        List<Area> areas = patch(random);
        assertThat(SharedVertices.of(areas).areas()).isSameAs(areas);
        assertThat(SharedVertices.of(areas).moved()).isZero();
    }

    @Property(tries = 20)
    void a_hole_in_a_single_area_is_its_own_affair(@ForAll Random random) {
        List<Area> areas = new ArrayList<>(patch(random));
        int holed = random.nextInt(areas.size());
        Area whole = areas.get(holed);
        MultiPolygon geometry = Polygons.multiPolygon(
                whole.geometry().difference(whole.geometry().getInteriorPoint().buffer(3)));
        areas.set(holed, area(whole.code(), geometry));
        assertThat(Tessellation.of(areas).warnings()).isEmpty();
    }
}
