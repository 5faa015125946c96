package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** On a row of ten units a kilometre wide, with 10 persons in each but the last, where there are 4. At least 5 may be told of. */
class DisclosureControlTest {

    private static final double[] PERSONS = {10, 10, 10, 10, 10, 10, 10, 10, 10, 4};
    private static final Sources UNITS = units(Patchwork.names("u", 10), 0);

    @TempDir
    private Path folder;

    private static Sources units(List<String> codes, double shift) {
        return Sources.of(
                codes,
                IntStream.range(0, codes.size())
                        .mapToObj(i -> span(i + shift, i + 1 + shift))
                        .toList());
    }

    private static Geometry span(double from, double to) {
        return new GeometryFactory()
                .toGeometry(new Envelope(
                        Patchwork.WEST + 1000 * from,
                        Patchwork.WEST + 1000 * to,
                        Patchwork.SOUTH,
                        Patchwork.SOUTH + 1000));
    }

    private static Weights weights(Sources units, double... spans) {
        List<Geometry> targets = new ArrayList<>();
        for (int i = 0; i < spans.length; i += 2) targets.add(span(spans[i], spans[i + 1]));
        return Weights.byArea(Overlay.of(units, Targets.of(Patchwork.names("t", targets.size()), targets)), 0);
    }

    private AnsweredTargets answered(String file) {
        return new AnsweredTargets(folder.resolve(file));
    }

    private List<Boolean> suppressed(double... spans) {
        return suppressed("answered.txt", UNITS, PERSONS, spans);
    }

    private List<Boolean> suppressed(String file, Sources units, double[] persons, double... spans) {
        Weights weights = weights(units, spans);
        DisclosureControl control =
                DisclosureControl.of(5, weights.sources(), persons, SparseRow.of(weights), () -> false);
        List<Boolean> suppressed = new ArrayList<>();
        answered(file).exchange(book -> {
            DisclosureControl.Decision decision = control.decide(book, List.of("unemployed"));
            for (int i = 0; i < spans.length / 2; i++) suppressed.add(decision.isSuppressed(i));
        });
        return suppressed;
    }

    @Test
    void few_persons_are_not_told_of_and_nobody_is() {
        assertThat(suppressed(0, 1, 9, 10, 3, 3.4, 20, 21, 3, 3.6)).containsExactly(false, true, true, false, false);
    }

    @Test
    void however_small_a_part_of_few_persons_is_it_is_no_part_of_nobody() {
        assertThat(suppressed(9.5, 9.5000001)).containsExactly(true);
        assertThat(suppressed(3.5, 3.5000001)).containsExactly(true);
        assertThat(suppressed(0, 9, 0, 9.0000001)).containsExactly(true, true);
    }

    @Test
    void a_part_too_small_to_be_a_difference_is_few_persons_by_itself() {
        SparseRow speck = new SparseRow(new int[] {9}, new double[] {1e-13});
        SparseRow most = new SparseRow(new int[] {0, 1}, new double[] {1, 1});
        SparseRow more = new SparseRow(new int[] {0, 1, 9}, new double[] {1, 1, 1e-13});
        DisclosureControl control =
                DisclosureControl.of(5, UNITS.codes(), PERSONS, List.of(speck, most, more), () -> false);
        answered("answered.txt").exchange(book -> {
            DisclosureControl.Decision decision = control.decide(book, List.of("share"));
            assertThat(decision.isSuppressed(0)).isTrue();
            assertThat(decision.isSuppressed(1)).isFalse();
            assertThat(decision.isSuppressed(2)).isFalse();
        });
    }

    @Test
    void sources_without_persons_are_nobody_and_those_not_known_are_few() {
        double[] persons = {10, 10, 10, 10, 10, 10, 10, 10, 0, Double.NaN};
        assertThat(suppressed("a", UNITS, persons, 0, 8, 0, 9, 8, 9)).containsExactly(false, false, false);
        assertThat(suppressed("b", UNITS, persons, 0, 10, 9, 9.1, 2, 4)).containsExactly(true, true, false);
    }

    @Test
    void two_targets_with_few_persons_between_them_are_both_suppressed() {
        assertThat(suppressed(0, 9, 0, 10, 0, 5)).containsExactly(true, true, false);
    }

    @Test
    void whatever_their_order() {
        double[][] spans = {{0, 9}, {0, 10}, {2, 6}, {2.3, 6}, {2.9, 6}, {2, 3}, {9, 10}, {4, 7}};
        TreeSet<String> outcomes = new TreeSet<>();
        Random random = new Random(1);
        for (int round = 0; round < 30; round++) {
            List<double[]> shuffled = new ArrayList<>(List.of(spans));
            Collections.shuffle(shuffled, random);
            double[] flat = shuffled.stream().flatMapToDouble(Arrays::stream).toArray();
            List<Boolean> suppressed = suppressed("round" + round, UNITS, PERSONS, flat);
            TreeSet<String> outcome = new TreeSet<>();
            for (int i = 0; i < spans.length; i++) {
                outcome.add(shuffled.get(i)[0] + "-" + shuffled.get(i)[1] + suppressed.get(i));
            }
            outcomes.add(outcome.toString());
        }
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void of_two_requests_the_later_one_is_refused_and_the_same_one_again_is_not() {
        assertThat(suppressed(0, 9)).containsExactly(false);
        assertThat(suppressed(0, 10)).containsExactly(true);
        assertThat(suppressed(0, 9)).containsExactly(false);
        assertThat(suppressed(0.2, 9)).containsExactly(true);
        assertThat(suppressed(0, 9.0000001)).containsExactly(true);
        assertThat(suppressed(0.6, 9)).containsExactly(false);
    }

    @Test
    void what_was_suppressed_was_not_told() {
        assertThat(suppressed(0, 9, 0, 10)).containsExactly(true, true);
        assertThat(suppressed(0, 10)).containsExactly(false);
    }

    @Test
    void what_is_suppressed_for_one_input_was_not_told_for_another() {
        assertThat(suppressed(0, 9)).containsExactly(false);
        Weights weights = weights(UNITS, 0, 10);
        DisclosureControl control = DisclosureControl.of(5, UNITS.codes(), PERSONS, SparseRow.of(weights), () -> false);
        answered("answered.txt").exchange(book -> {
            assertThat(control.decide(book, List.of("workers", "unemployed")).isSuppressed(0))
                    .isTrue();
            assertThat(book.earlier("workers")).isEmpty();
        });
    }

    @Test
    void answers_outlive_new_geometries_of_the_same_units() {
        assertThat(suppressed(0, 9)).containsExactly(false);
        Sources moved = units(Patchwork.names("u", 10), 0.0001);
        assertThat(suppressed("answered.txt", moved, PERSONS, 0, 11)).containsExactly(true);
    }

    @Test
    void an_answer_with_units_that_are_gone_differs_by_persons_not_known() {
        assertThat(suppressed(0, 9)).containsExactly(false);
        Sources renamed = units(Patchwork.names("v", 10), 0);
        assertThat(suppressed("answered.txt", renamed, PERSONS, 0, 10)).containsExactly(true);
        Sources fewer = units(Patchwork.names("u", 8), 0);
        assertThat(suppressed("answered.txt", fewer, Arrays.copyOf(PERSONS, 8), 0, 8))
                .containsExactly(true);
    }

    @Test
    void two_requests_at_once_are_not_both_told() throws Exception {
        for (int round = 0; round < 20; round++) {
            String file = "race" + round;
            List<Boolean> suppressed = Collections.synchronizedList(new ArrayList<>());
            Thread[] threads = new Thread[2];
            for (int i = 0; i < 2; i++) {
                double end = 9 + i;
                threads[i] = new Thread(() -> suppressed.addAll(suppressed(file, UNITS, PERSONS, 0, end)));
            }
            for (Thread thread : threads) thread.start();
            for (Thread thread : threads) thread.join();
            assertThat(suppressed).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void a_cancelled_request_stops_and_leaves_no_trace() {
        List<SparseRow> rows = SparseRow.of(weights(UNITS, 0, 9, 0, 4, 2, 8));
        assertThatThrownBy(() -> DisclosureControl.of(5, UNITS.codes(), PERSONS, rows, () -> true))
                .isInstanceOf(CancellationException.class);
        AtomicInteger asked = new AtomicInteger();
        DisclosureControl control =
                DisclosureControl.of(5, UNITS.codes(), PERSONS, rows, () -> asked.incrementAndGet() > rows.size() + 1);
        assertThatThrownBy(() -> answered("answered.txt").exchange(book -> control.decide(book, List.of("unemployed"))))
                .isInstanceOf(CancellationException.class);
        assertThat(folder.resolve("answered.txt")).doesNotExist();
    }
}
