package se.regstat.statistics.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.util.GeometricShapeFactory;

class MomentsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private static Moments of(Geometry ground) {
        Sources sources = Sources.of(List.of("1"), List.of(ground));
        Moments moments = new Moments();
        sources.packed().addTo(moments, 0, sources.area(0));
        return moments;
    }

    @Test
    void a_disc_has_its_own_radius() {
        GeometricShapeFactory shapes = new GeometricShapeFactory(GEOMETRIES);
        shapes.setCentre(new Coordinate(674_000, 6_580_000));
        shapes.setSize(4_000);
        shapes.setNumPoints(2_000);
        Moments disc = of(shapes.createCircle());
        assertThat(disc.radius()).isCloseTo(2_000, within(0.01));
        assertThat(disc.weight()).isCloseTo(Math.PI * 4e6, within(100.0));
    }

    @Test
    void a_hole_is_taken_away() {
        Geometry square = GEOMETRIES.toGeometry(new Envelope(0, 4, 0, 4));
        Geometry hole = GEOMETRIES.toGeometry(new Envelope(2, 4, 0, 4).intersection(new Envelope(2, 3, 1, 3)));
        Moments moments = of(square.difference(hole));
        Moments parts = new Moments();
        parts.add(2, 2, 16 / 6.0, 16);
        parts.add(2.5, 2, 5 / 12.0, -2);
        assertThat(moments.weight()).isCloseTo(14, within(1e-9));
        assertThat(moments.radius()).isCloseTo(parts.radius(), within(1e-9));
    }

    @Test
    void points_have_the_mean_and_the_spread_of_their_weights() {
        Moments points = new Moments();
        points.add(600_000, 7_000_000, 0, 3);
        assertThat(points.radius()).isZero();
        points.add(600_100, 7_000_000, 0, 1);
        assertThat(points.x()).isEqualTo(600_025);
        assertThat(points.y()).isEqualTo(7_000_000);
        assertThat(points.radius()).isCloseTo(Math.sqrt(2 * (0.75 * 625 + 0.25 * 5625)), within(1e-9));
    }
}
