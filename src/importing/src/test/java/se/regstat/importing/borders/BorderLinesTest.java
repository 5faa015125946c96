package se.regstat.importing.borders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Borders in small, where one sees what should come. */
class BorderLinesTest {

    private static List<Geometry> simplified(double tolerance, String... wkt) throws ParseException {
        List<Geometry> areas = new ArrayList<>();
        for (String text : wkt) areas.add(new WKTReader().read(text));
        BorderLines lines = new BorderLines(areas);
        lines.simplify(tolerance);
        return lines.areas();
    }

    private static void assertAre(List<Geometry> found, String... wkt) throws ParseException {
        assertThat(found).hasSize(wkt.length);
        for (int i = 0; i < wkt.length; i++) {
            Geometry expected = new WKTReader().read(wkt[i]);
            assertThat(found.get(i).norm().equalsExact(expected.norm()))
                    .as("%s is %s", found.get(i), wkt[i])
                    .isTrue();
        }
    }

    @Test
    void a_bend_of_a_border_goes_from_both_sides_and_where_borders_part_nothing_does() throws ParseException {
        assertAre(
                simplified(
                        10,
                        "POLYGON ((0 0, 100 0, 101 50, 100 100, 0 100, 0 0))",
                        "POLYGON ((200 100, 200 0, 100 0, 101 50, 100 100, 200 100))"),
                "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))",
                "POLYGON ((100 0, 200 0, 200 100, 100 100, 100 0))");
    }

    @Test
    void a_bend_around_a_place_of_another_border_stays() throws ParseException {
        String around = "POLYGON ((0 0, 100 0, 100 100, 55 100, 50 104, 45 100, 0 100, 0 0))";
        String island = "POLYGON ((49 101, 51 101, 50 102, 49 101))";
        assertAre(simplified(5, around, island), around, island);
    }

    @Test
    void two_borders_between_the_same_places_do_not_become_one() throws ParseException {
        List<Geometry> lens = simplified(
                100,
                "POLYGON ((0 0, 100 0, 50 5, 0 0))",
                "POLYGON ((0 0, 50 5, 100 0, 100 100, 0 100, 0 0))",
                "POLYGON ((0 0, 0 -100, 100 -100, 100 0, 0 0))");
        assertThat(lens).allMatch(Geometry::isValid);
        assertThat(lens.get(0).getArea()).isEqualTo(250);
    }

    @Test
    void small_islands_and_holes_go_but_an_area_s_largest_part_and_what_has_something_in_it_stay()
            throws ParseException {
        assertAre(
                simplified(
                        10,
                        "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 0)), ((500 0, 503 0, 503 3, 500 0)))",
                        "POLYGON ((100 0, 200 0, 200 100, 100 100, 100 0), (150 50, 151 50, 151 51, 150 50))"),
                "POLYGON ((500 0, 503 0, 503 3, 500 0))",
                "POLYGON ((100 0, 200 0, 200 100, 100 100, 100 0))");
        String enclave = "POLYGON ((150 50, 152 50, 152 52, 150 50))";
        String around = "POLYGON ((100 0, 200 0, 200 100, 100 100, 100 0), (150 50, 152 50, 152 52, 150 50))";
        assertAre(simplified(10, around, enclave), around, enclave);
    }

    @Test
    void the_beginning_of_an_island_s_ring_is_a_place_as_any_other() throws ParseException {
        assertAre(
                simplified(10, "POLYGON ((50 -1, 100 0, 100 100, 0 100, 0 0, 50 -1))"),
                "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))");
    }

    @Test
    void what_was_left_out_stays_out_at_the_next_step() throws ParseException {
        List<Geometry> areas =
                List.of(new WKTReader().read("POLYGON ((0 0, 100 0, 130 50, 100 100, 50 101, 0 100, 0 0))"));
        BorderLines lines = new BorderLines(areas);
        int[] sizes = new int[4];
        sizes[0] = lines.areas().get(0).getNumPoints();
        for (int step = 1; step < sizes.length; step++) {
            lines.simplify(new double[] {0, 10, 10, 100}[step]);
            sizes[step] = lines.areas().get(0).getNumPoints();
        }
        assertThat(Arrays.stream(sizes).boxed().toList()).containsExactly(7, 6, 6, 4);
    }
}
