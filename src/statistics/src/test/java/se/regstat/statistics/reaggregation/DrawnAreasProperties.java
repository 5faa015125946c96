package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.estimate.ReaggregatedValue;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.YearValues;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.request.Periods;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.request.Weighting;

/** Somebody sends a division's polygons as if they were their own. */
class DrawnAreasProperties {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final CodedHierarchy region = new CodedHierarchy();

    private ReaggregationRequest request(List<String> ids, List<Geometry> geometries) {
        return ReaggregationRequest.of(
                Boundaries.of(Targets.of(ids, geometries), ids),
                CodedHierarchy.INDICATORS,
                Periods.parse(List.of(Integer.toString(CodedHierarchy.YEAR))));
    }

    private List<Area> shuffled(int vintage, Random random) {
        List<Area> areas =
                new ArrayList<>(region.snapshot.vintages().get(vintage).areas());
        Collections.shuffle(areas, random);
        return areas.subList(0, 1 + random.nextInt(areas.size()));
    }

    /** Rings begin elsewhere or run backwards, and coordinates were rounded to decimetres. */
    private static Geometry sent(Geometry area, Random random) {
        Geometry copy = area.copy();
        Polygon[] parts = IntStream.range(0, copy.getNumGeometries())
                .mapToObj(i -> {
                    Polygon part = (Polygon) copy.getGeometryN(i);
                    LinearRing[] holes = IntStream.range(0, part.getNumInteriorRing())
                            .mapToObj(hole -> sent(part.getInteriorRingN(hole), random))
                            .toArray(LinearRing[]::new);
                    return GEOMETRIES.createPolygon(sent(part.getExteriorRing(), random), holes);
                })
                .toArray(Polygon[]::new);
        return GEOMETRIES.createMultiPolygon(parts);
    }

    private static LinearRing sent(LinearRing ring, Random random) {
        List<Coordinate> points = new ArrayList<>(List.of(ring.getCoordinates()));
        points.remove(0);
        Collections.rotate(points, random.nextInt(points.size()));
        if (random.nextBoolean()) Collections.reverse(points);
        points.forEach(point -> {
            point.x = Math.rint(10 * point.x) / 10;
            point.y = Math.rint(10 * point.y) / 10;
        });
        points.add(points.get(0).copy());
        return GEOMETRIES.createLinearRing(points.toArray(Coordinate[]::new));
    }

    private void assertAsTheLayer(Observations observations, String division, String code, ReaggregatedValue value) {
        YearValues layer = observations
                .year(value.indicator().id(), division, CodedHierarchy.YEAR)
                .orElseThrow();
        int area = layer.areas().indexOf(code).orElseThrow();
        String which = value.indicator().id() + " " + code;
        assertThat(value.value()).as(which).isEqualTo((Double) layer.value(area));
        assertThat(value.status()).as(which).isEqualTo(layer.status(area));
        assertThat(value.reason())
                .as(which)
                .isEqualTo(value.status() == Status.ESTIMATED ? Reason.UNTRIED : layer.reason(area));
        assertThat(value.weighting()).isEqualTo("code");
        Double bound = value.status() == Status.NORMAL ? value.value() : Double.NaN;
        assertThat(value.lower()).as(which).isEqualTo(bound);
        assertThat(value.upper()).as(which).isEqualTo(bound);
    }

    @Property(tries = 40)
    void polygons_that_are_areas_of_a_parent_by_code_have_its_layers_figures(
            @ForAll Random random, @ForAll @IntRange(min = 3, max = 200) int oneIn) {
        region.tables(random, oneIn);
        Observations observations = region.observations(random);
        for (int vintage : new int[] {1, 2}) {
            String division =
                    region.snapshot.vintages().get(vintage).vintage().id().division();
            List<Area> areas = shuffled(vintage, random);
            List<String> ids =
                    IntStream.range(0, areas.size()).mapToObj(i -> "mine " + i).toList();
            List<Geometry> drawn =
                    areas.stream().map(area -> sent(area.geometry(), random)).toList();
            ReaggregationResult result = region.reaggregator(observations).run(request(ids, drawn), () -> false);
            for (ReaggregatedValue value : result) {
                assertAsTheLayer(
                        observations, division, areas.get(value.target()).code(), value);
            }
            assertThat(result.notes()).anyMatch(note -> note.contains(division + "@2025") && note.contains("code"));
        }
    }

    @Property(tries = 30)
    void beside_other_boundaries_each_has_what_it_has_alone(@ForAll Random random) {
        region.tables(random, 20);
        Observations observations = region.observations(random);
        List<Area> areas = shuffled(1, random);
        List<String> ids = new ArrayList<>();
        List<Geometry> geometries = new ArrayList<>();
        for (Area area : areas) {
            ids.add(area.code());
            geometries.add(area.geometry());
        }
        int place = random.nextInt(ids.size() + 1);
        ids.add(place, "mine");
        Geometry mine = AffineTransformation.translationInstance(140, -230)
                .transform(areas.get(0).geometry());
        geometries.add(place, mine);
        ids.add("again");
        geometries.add(areas.get(0).geometry());
        Reaggregator reaggregator = region.reaggregator(observations);
        for (Weighting weighting : List.of(Weighting.AUTO, Weighting.AREA)) {
            ReaggregationResult together = reaggregator.run(
                    request(ids, geometries).with(ReaggregationDeclaration.WEIGHTING, weighting), () -> false);
            ReaggregationResult alone = reaggregator.run(
                    request(List.of("mine"), List.of(mine)).with(ReaggregationDeclaration.WEIGHTING, weighting),
                    () -> false);
            for (ReaggregatedValue value : together) {
                String id = ids.get(value.target());
                if (!id.equals("mine")) {
                    String code = id.equals("again") ? areas.get(0).code() : id;
                    assertAsTheLayer(observations, "kommun", code, value);
                }
            }
            assertThat(together.of(place).stream()
                            .map(DrawnAreasProperties::figures)
                            .toList())
                    .isEqualTo(alone.of(0).stream()
                            .map(DrawnAreasProperties::figures)
                            .toList());
        }
    }

    private static List<Object> figures(ReaggregatedValue value) {
        return List.of(
                value.indicator().id(),
                value.value(),
                value.status(),
                value.lower(),
                value.upper(),
                value.coverage(),
                value.cutSources(),
                value.weighting());
    }

    @Property(tries = 20)
    void a_polygon_that_was_changed_is_ones_own(@ForAll Random random) {
        region.tables(random, Integer.MAX_VALUE);
        Observations observations = region.observations(random);
        Area area = shuffled(1, random).get(0);
        Geometry moved = AffineTransformation.translationInstance(3, 0).transform(area.geometry());
        ReaggregationResult result =
                region.reaggregator(observations).run(request(List.of("mine"), List.of(moved)), () -> false);
        assertThat(result.notes()).noneMatch(note -> note.contains("kommun@2025"));
    }
}
