package se.regstat.statistics.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.Vintage;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.snapshot.VintageAreas;
import se.regstat.statistics.store.Generalisation;

/** Of a kommun of 81 square kilometres; what is drawn of it for 160 metres serves the second look, that for 640 the first. */
class CoveredTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int[] ITS_ONLY_PART = {0};
    private static final Polygon MAINLAND = square(0, 0, 6000);

    private static Polygon square(double x, double y, double side) {
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(x, x + side, y, y + side));
    }

    /** In rows, each a square. */
    private static List<Polygon> squares(int number, double squareMetres) {
        double side = Math.sqrt(squareMetres);
        List<Polygon> squares = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int row = i / 30;
            squares.add(square(2 * side * (i % 30), 7000 + 2 * side * row, side));
        }
        return squares;
    }

    private static MultiPolygon archipelago(List<Polygon> islands) {
        List<Polygon> all = new ArrayList<>(islands);
        all.add(MAINLAND);
        return GEOMETRIES.createMultiPolygon(all.toArray(Polygon[]::new));
    }

    private static MultiPolygon alone(Polygon polygon) {
        return GEOMETRIES.createMultiPolygon(new Polygon[] {polygon});
    }

    /** @param drawn for each tolerance in metres, with less detail */
    private static VintageAreas areas(String id, MultiPolygon geometry, MultiPolygon drawn, double... tolerances) {
        Vintage vintage = new Vintage(
                VintageId.parse(id), YearRange.ALWAYS, List.of(), Optional.empty(), "", "", "", Instant.EPOCH, "", "");
        Area area = new Area("9801", "", Optional.empty(), Map.of(), geometry, OptionalDouble.empty());
        List<Generalisation> generalisations = DoubleStream.of(tolerances)
                .mapToObj(tolerance -> new Generalisation(tolerance, List.of(drawn)))
                .toList();
        return new VintageAreas(vintage, List.of(area), generalisations);
    }

    private static VintageAreas mainland() {
        return areas("deso@2025", alone(MAINLAND), alone(MAINLAND));
    }

    @Test
    void islands_too_small_for_the_first_look_are_part_of_the_area_all_the_same() {
        VintageAreas kommun = areas("kommun@2025", archipelago(squares(150, 300_000)), alone(MAINLAND), 640);
        assertThat(Covered.enough(kommun, 0, mainland(), ITS_ONLY_PART)).isCloseTo(36 / 81.0, within(1e-9));
    }

    @Test
    void so_are_those_too_small_for_any_look() {
        VintageAreas kommun = areas("kommun@2025", archipelago(squares(1500, 30_000)), alone(MAINLAND), 160, 640);
        assertThat(Covered.enough(kommun, 0, mainland(), ITS_ONLY_PART)).isCloseTo(36 / 81.0, within(1e-9));
        assertThat(Covered.of(kommun, 0, mainland())).isCloseTo(36 / 81.0, within(1e-9));
    }

    @Test
    void islands_that_lack_in_a_drawing_take_nothing_from_parts_that_have_them() {
        MultiPolygon all = archipelago(squares(1500, 30_000));
        VintageAreas kommun = areas("kommun@2025", all, alone(MAINLAND), 160, 640);
        VintageAreas deso = areas("deso@2025", all, alone(MAINLAND), 160, 640);
        assertThat(Covered.enough(kommun, 0, deso, ITS_ONLY_PART)).isGreaterThan(Covered.ENOUGH);
    }

    @Test
    void a_part_covers_no_more_than_its_ground_however_it_is_drawn() {
        Polygon whole = square(0, 0, 9000);
        MultiPolygon withoutLakes = alone((Polygon) whole.difference(lakes()));
        VintageAreas kommun = areas("kommun@2025", alone(whole), alone(whole), 160, 640);
        VintageAreas deso = areas("deso@2025", withoutLakes, alone(whole), 640);
        assertThat(withoutLakes.getArea()).isLessThan(Covered.INCOMPLETE * whole.getArea());
        assertThat(Covered.enough(kommun, 0, deso, ITS_ONLY_PART)).isLessThan(Covered.INCOMPLETE);
    }

    /** Of 0.3 square kilometres each, which make up more than half of the kommun. */
    private static MultiPolygon lakes() {
        List<Polygon> lakes = new ArrayList<>();
        for (int column = 0; column < 13; column++) {
            for (int row = 0; row < 13; row++) lakes.add(square(40 + 690 * column, 40 + 690 * row, 540));
        }
        return GEOMETRIES.createMultiPolygon(lakes.toArray(Polygon[]::new));
    }
}
