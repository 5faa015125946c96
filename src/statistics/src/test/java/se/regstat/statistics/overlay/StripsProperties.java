package se.regstat.statistics.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.overlayng.CoverageUnion;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.EstimateRow;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.reaggregation.Patchwork;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.ReaggregationDeclaration;
import se.regstat.statistics.weights.Weights;

/** Borders that were moved by a centimetre, a metre and twenty: what is known of the areas inside is not lost by that. */
class StripsProperties {

    private static final int SIDE = 8;

    private final List<Polygon> areas = new ArrayList<>();
    private double[] persons;
    private double[] women;
    private List<List<Coordinate>> homes;
    private Geometry union;
    private boolean[] inside;
    private Geometry target;
    private double cut;

    /** Areas with people spread out in them, and a target of about half of the areas. */
    private void region(Random random) {
        areas.clear();
        areas.addAll(Patchwork.of(SIDE, random));
        persons = new double[areas.size()];
        women = new double[areas.size()];
        homes = new ArrayList<>();
        inside = new boolean[areas.size()];
        List<Geometry> members = new ArrayList<>();
        for (int i = 0; i < areas.size(); i++) {
            persons[i] = 200 + random.nextInt(800);
            women[i] = random.nextInt((int) persons[i] + 1);
            homes.add(homes(areas.get(i), (int) persons[i], random));
            inside[i] = random.nextBoolean();
            if (inside[i]) members.add(areas.get(i));
        }
        if (members.isEmpty()) {
            inside[0] = true;
            members.add(areas.get(0));
        }
        union = CoverageUnion.union(new GeometryFactory().buildGeometry(members));
    }

    private static List<Coordinate> homes(Polygon area, int count, Random random) {
        IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(area);
        var box = area.getEnvelopeInternal();
        List<Coordinate> homes = new ArrayList<>();
        while (homes.size() < count) {
            Coordinate home = new Coordinate(
                    box.getMinX() + random.nextDouble() * box.getWidth(),
                    box.getMinY() + random.nextDouble() * box.getHeight());
            if (locator.locate(home) == Location.INTERIOR) homes.add(home);
        }
        return homes;
    }

    private EstimateRow row(double metres, Random random) {
        double angle = random.nextDouble() * 2 * Math.PI;
        Geometry moved = AffineTransformation.translationInstance(metres * Math.cos(angle), metres * Math.sin(angle))
                .transform(union);
        target = moved;
        Weights weights = Weights.byArea(
                Overlay.of(
                        Sources.of(Patchwork.names("s", areas.size()), areas),
                        Targets.of(List.of("t"), List.of(moved))),
                ReaggregationDeclaration.DEFAULT_TOLERANCE);
        cut = 0;
        for (int entry = weights.first(0); entry < weights.first(1); entry++) {
            if (!weights.isWhole(entry)) cut += persons[weights.source(entry)];
        }
        byte[] known = new byte[areas.size()];
        return Estimate.of(
                        weights,
                        List.of(
                                Variable.count(persons),
                                Variable.quotient(women, persons, known, 100),
                                Variable.mean(women, persons, known)),
                        MissingParts.STRICT)
                .row(0);
    }

    /** Of the areas that the target was made of. */
    private double meant(double[] values) {
        double sum = 0;
        for (int i = 0; i < areas.size(); i++) sum += inside[i] ? values[i] : 0;
        return sum;
    }

    /** Persons who live within the border as it was drawn. */
    private double drawn() {
        IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(target);
        return homes.stream()
                .flatMap(List::stream)
                .filter(home -> locator.locate(home) != Location.EXTERIOR)
                .count();
    }

    /** What was meant always, and what was drawn but for slivers, which hold less than the tolerance of their area. */
    private void assertHolds(EstimateRow row) {
        assertThat(row.lower(0)).isLessThanOrEqualTo(meant(persons));
        assertThat(row.upper(0)).isGreaterThanOrEqualTo(meant(persons));
        double slivers = 2
                * ReaggregationDeclaration.DEFAULT_TOLERANCE
                * Arrays.stream(persons).sum();
        assertThat(row.lower(0)).isLessThanOrEqualTo(drawn() + slivers);
        assertThat(row.upper(0)).isGreaterThanOrEqualTo(drawn() - slivers);
    }

    @Property(tries = 30)
    void a_centimetre_is_no_border(@ForAll Random random) {
        region(random);
        EstimateRow row = row(0.01, random);
        assertThat(row.value(0)).isEqualTo(meant(persons));
        assertThat(row.status(0)).isEqualTo(Status.NORMAL);
    }

    @Property(tries = 30)
    void a_metre_leaves_bounds_that_are_useful_and_hold_what_was_meant_and_what_was_drawn(@ForAll Random random) {
        region(random);
        EstimateRow row = row(1, random);
        assertHolds(row);
        assertThat(row.upper(0) - row.lower(0)).isLessThanOrEqualTo(0.08 * cut);
        double share = 100 * meant(women) / meant(persons);
        assertThat(row.lower(1)).isLessThanOrEqualTo(share + 1e-9);
        assertThat(row.upper(1)).isGreaterThanOrEqualTo(share - 1e-9);
    }

    @Property(tries = 30)
    void twenty_metres_are_a_border_and_anything_may_live_between(@ForAll Random random) {
        region(random);
        EstimateRow row = row(20, random);
        assertHolds(row);
        assertThat(row.status(0)).isEqualTo(Status.ESTIMATED);
    }

    @Property(tries = 30)
    void a_strip_that_widens_to_a_place_is_none(@ForAll Random random) {
        region(random);
        // A metre all around, and a place of 60 m at one of the corners.
        Polygon area = areas.get(SIDE + 1);
        Coordinate corner = area.getExteriorRing().getCoordinateN(0);
        Geometry grown =
                area.buffer(1).union(new GeometryFactory().createPoint(corner).buffer(60));
        Weights weights = Weights.byArea(
                Overlay.of(
                        Sources.of(Patchwork.names("s", areas.size()), areas),
                        Targets.of(List.of("t"), List.of(grown))),
                1e-5);
        for (int entry = weights.first(0); entry < weights.first(1); entry++) {
            int source = weights.source(entry);
            if (source == SIDE + 1) continue;
            boolean place =
                    areas.get(source).getExteriorRing().distance(new GeometryFactory().createPoint(corner)) == 0;
            if (place) assertThat(weights.most(entry)).isEqualTo(1);
            else assertThat(weights.most(entry)).isLessThan(0.1);
        }
    }
}
