package se.regstat.statistics.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import se.regstat.statistics.division.Change;
import se.regstat.statistics.division.ChangeKind;
import se.regstat.statistics.division.ChangeLog;
import se.regstat.statistics.estimate.Estimate;
import se.regstat.statistics.estimate.EstimateRow;
import se.regstat.statistics.estimate.Variable;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.overlay.Overlay;
import se.regstat.statistics.overlay.Sources;
import se.regstat.statistics.overlay.Targets;
import se.regstat.statistics.reaggregation.Patchwork;
import se.regstat.statistics.request.MissingParts;
import se.regstat.statistics.request.Weighting;

/**
 * A was split into A1 and A2 and extended into the sea; B gave a part to C; D ended and went to C; E is the same but for its borders; F got
 * another code.
 */
class LineageTest {

    private static final List<String> EARLIER = List.of("A", "B", "C", "D", "E", "F");
    private static final List<String> LATER = List.of("A1", "A2", "B", "C", "E", "G");
    private static final double[] PERSONS = {1500, 1000, 900, 400, 700, 600};
    private static final ChangeLog LOG = new ChangeLog(
            "deso",
            "2018",
            "2025",
            List.of(
                    change("A", "A1", ChangeKind.ENDED_TO_NEW),
                    change("A", "A2", ChangeKind.ENDED_TO_NEW),
                    change("B", "B", ChangeKind.REDUCED),
                    change("B", "C", ChangeKind.PART_TO_EXISTING),
                    change("C", "C", ChangeKind.EXTENDED),
                    change("D", "C", ChangeKind.ENDED_TO_EXISTING),
                    change("F", "G", ChangeKind.RECODED)),
            Instant.EPOCH,
            "",
            "");

    private static final List<Geometry> BEFORE = List.of(
            box(0, 0, 4, 4),
            box(4, 0, 8, 4),
            box(8, 0, 10, 4),
            box(10, 0, 11, 4),
            box(11, 0, 13, 4),
            box(13, 0, 15, 4));
    private static final List<Geometry> AFTER = List.of(
            box(-3, 0, 2, 4),
            box(2, 0, 4, 4),
            box(4, 0, 7, 4),
            box(7, 0, 11, 4),
            box(11, 0, 13.1, 4),
            box(13.1, 0, 15, 4));

    private static Change change(String from, String to, ChangeKind kind) {
        return new Change(from, to, kind, Optional.empty(), Optional.empty());
    }

    private static Geometry box(double west, double south, double east, double north) {
        return new GeometryFactory()
                .toGeometry(new Envelope(
                        Patchwork.WEST + 1000 * west,
                        Patchwork.WEST + 1000 * east,
                        Patchwork.SOUTH + 1000 * south,
                        Patchwork.SOUTH + 1000 * north));
    }

    private static Estimate estimate(boolean backwards) {
        Sources sources = backwards ? Sources.of(LATER, AFTER) : Sources.of(EARLIER, BEFORE);
        Targets targets = backwards ? Targets.valid(EARLIER, BEFORE) : Targets.valid(LATER, AFTER);
        Lineage lineage = backwards ? Lineage.backwards(LOG, EARLIER, LATER) : Lineage.forwards(LOG, EARLIER, LATER);
        WeightRules rules =
                new WeightRules(Weighting.AUTO, List.of(), Optional.empty(), 1e-3, Optional.of(lineage), List::of);
        Weights weights = Weights.of(Overlay.of(sources, targets), rules);
        return Estimate.of(weights, List.of(Variable.count(PERSONS)), MissingParts.STRICT);
    }

    private static void assertExact(Estimate estimate, List<String> codes, String code, double value) {
        EstimateRow row = estimate.row(codes.indexOf(code));
        assertThat(row.value(0)).as(code).isEqualTo(value);
        assertThat(row.status(0)).as(code).isEqualTo(Status.NORMAL);
        assertThat(estimate.weights().told(row.target())).as(code).isEqualTo("code");
    }

    @Test
    void parts_of_a_split_add_up_to_what_was_split_although_they_reach_into_the_sea() {
        Estimate estimate = estimate(true);
        assertExact(estimate, EARLIER, "A", 2500);
        assertThat(estimate.weights().byChangeLog(0)).isTrue();
    }

    @Test
    void what_the_log_does_not_name_is_the_same_although_borders_moved() {
        assertExact(estimate(false), LATER, "E", 700);
        assertExact(estimate(true), EARLIER, "E", 700);
        assertThat(estimate(false).weights().byChangeLog(4)).isFalse();
    }

    @Test
    void another_code_is_the_same_area() {
        assertExact(estimate(false), LATER, "G", 600);
        assertExact(estimate(true), EARLIER, "F", 600);
    }

    @Test
    void what_was_divided_is_estimated_within_what_the_log_names() {
        Estimate forwards = estimate(false);
        EstimateRow c = forwards.row(LATER.indexOf("C"));
        assertThat(c.status(0)).isEqualTo(Status.ESTIMATED);
        assertThat(c.value(0)).isEqualTo(900 + 400 + 1000 / 4.0);
        assertThat(c.lower(0)).isEqualTo(1300);
        assertThat(c.upper(0)).isEqualTo(2300);
        double out = IntStream.range(0, LATER.size())
                .mapToDouble(j -> forwards.row(j).value(0))
                .sum();
        assertThat(out).isEqualTo(5100);
        assertThat(forwards.mass(0, new BitSet()).lost()).isZero();
    }
}
