package se.regstat.statistics.division;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

class EvolutionsTest {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final LocalDate NEW_YEAR = LocalDate.of(2025, 1, 1);

    private static Change change(String from, String to, ChangeKind kind) {
        return new Change(from, to, kind, Optional.of(NEW_YEAR), Optional.empty());
    }

    private static List<Evolution> evolutions(Set<String> staying, Change... changes) {
        return Evolutions.of(
                new ChangeLog("deso", "2018", "2025", Arrays.asList(changes), Instant.EPOCH, "", ""), staying);
    }

    private static String told(Evolution evolution) {
        return evolution.before() + " -> " + evolution.after();
    }

    @Test
    void rows_about_the_same_areas_are_one_evolution_whatever_their_order() {
        assertThat(evolutions(
                        Set.of(),
                        change("d", "e", ChangeKind.ENDED_TO_NEW),
                        change("a", "b2", ChangeKind.ENDED_TO_NEW),
                        change("c", "e", ChangeKind.ENDED_TO_NEW),
                        change("a", "b1", ChangeKind.ENDED_TO_NEW),
                        change("f", "g", ChangeKind.RECODED)))
                .extracting(EvolutionsTest::told)
                .containsExactly("[a] -> [b1, b2]", "[c, d] -> [e]", "[f] -> [g]");
    }

    /** The log has no row for what is left of an area that gave a part away. */
    @Test
    void an_area_that_gave_a_part_away_and_stays_is_there_before_and_after() {
        assertThat(evolutions(Set.of("a"), change("a", "new", ChangeKind.PART_TO_NEW)))
                .extracting(EvolutionsTest::told)
                .containsExactly("[a] -> [a, new]");
        assertThat(evolutions(Set.of("a", "b"), change("a", "b", ChangeKind.PART_TO_EXISTING)))
                .extracting(EvolutionsTest::told)
                .containsExactly("[a, b] -> [a, b]");
        assertThat(evolutions(Set.of("b"), change("a", "b", ChangeKind.ENDED_TO_EXISTING)))
                .extracting(EvolutionsTest::told)
                .containsExactly("[a, b] -> [b]");
    }

    @Test
    void chains_of_areas_are_one_evolution_with_all_their_kinds() {
        List<Evolution> evolutions = evolutions(
                Set.of("b", "c", "other"),
                change("a", "b", ChangeKind.ENDED_TO_EXISTING),
                change("b", "c", ChangeKind.PART_TO_EXISTING),
                change("c", "c", ChangeKind.EXTENDED_TO_SEA));
        assertThat(evolutions).extracting(EvolutionsTest::told).containsExactly("[a, b, c] -> [b, c]");
        assertThat(evolutions.get(0).kinds())
                .containsExactlyInAnyOrder(
                        ChangeKind.ENDED_TO_EXISTING, ChangeKind.PART_TO_EXISTING, ChangeKind.EXTENDED_TO_SEA);
    }

    @Test
    void a_date_is_told_where_all_rows_have_the_same() {
        assertThat(evolutions(Set.of(), change("a", "b", ChangeKind.RECODED))
                        .get(0)
                        .date())
                .contains(NEW_YEAR);
        Change undated = new Change("a", "c", ChangeKind.ENDED_TO_NEW, Optional.empty(), Optional.empty());
        assertThat(evolutions(Set.of(), change("a", "b", ChangeKind.ENDED_TO_NEW), undated)
                        .get(0)
                        .date())
                .isEmpty();
    }

    @Test
    void what_changed_hands_is_told_once_where_two_rows_tell_it() {
        MultiPolygon part = GEOMETRIES.createMultiPolygon(
                new Polygon[] {(Polygon) GEOMETRIES.toGeometry(new Envelope(0, 10, 0, 10))});
        Evolution evolution = evolutions(
                        Set.of("a", "b"),
                        new Change("a", "a", ChangeKind.REDUCED, Optional.empty(), Optional.of(part)),
                        new Change("a", "b", ChangeKind.PART_TO_EXISTING, Optional.empty(), Optional.of(part)))
                .get(0);
        assertThat(evolution.geometry().orElseThrow().getArea()).isEqualTo(100);
    }
}
