package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** On a row of ten units a kilometre wide, with 10 persons in each but the last, where there are 4. At least 5 may be told of. */
class DisclosureControlTest {

    private static final double[] PERSONS = {10, 10, 10, 10, 10, 10, 10, 10, 10, 4};
    private static final Sources UNITS = Sources.of(
            Patchwork.names("u", 10),
            java.util.stream.IntStream.range(0, 10)
                    .mapToObj(i -> span(i, i + 1))
                    .toList());

    @TempDir
    private Path folder;

    private static Geometry span(double from, double to) {
        return new GeometryFactory()
                .toGeometry(new Envelope(
                        Patchwork.WEST + 1000 * from,
                        Patchwork.WEST + 1000 * to,
                        Patchwork.SOUTH,
                        Patchwork.SOUTH + 1000));
    }

    private static Weights weights(double... spans) {
        List<Geometry> targets = new ArrayList<>();
        for (int i = 0; i < spans.length; i += 2) targets.add(span(spans[i], spans[i + 1]));
        return Weights.byArea(Overlay.of(UNITS, Targets.of(Patchwork.names("t", targets.size()), targets)), 0);
    }

    private DisclosureControl control(int remembered) {
        return new DisclosureControl(5, new AnsweredTargets(folder.resolve("answered.txt"), remembered));
    }

    private List<Boolean> suppressed(double... spans) {
        return suppressed(control(100), spans);
    }

    private static List<Boolean> suppressed(DisclosureControl control, double... spans) {
        DisclosureControl.Decision decision = control.decide("unemployed", UNITS, weights(spans), PERSONS);
        List<Boolean> suppressed = new ArrayList<>();
        for (int i = 0; i < spans.length / 2; i++) suppressed.add(decision.isSuppressed(i));
        assertThat(decision.tellsMass()).isEqualTo(!suppressed.contains(true));
        return suppressed;
    }

    @Test
    void few_persons_are_not_told_of_and_nobody_is() {
        assertThat(suppressed(0, 1, 9, 10, 3, 3.4, 20, 21, 3, 3.6)).containsExactly(false, true, true, false, false);
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
            DisclosureControl control =
                    new DisclosureControl(5, new AnsweredTargets(folder.resolve("round" + round), 100));
            List<Boolean> suppressed = suppressed(control, flat);
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
        assertThat(suppressed(0.6, 9)).containsExactly(false);
    }

    @Test
    void what_was_suppressed_was_not_told() {
        assertThat(suppressed(0, 9, 0, 10)).containsExactly(true, true);
        assertThat(suppressed(0, 10)).containsExactly(false);
    }

    @Test
    void only_the_last_answers_are_remembered() {
        assertThat(suppressed(control(2), 0, 9)).containsExactly(false);
        assertThat(suppressed(control(2), 3, 4)).containsExactly(false);
        assertThat(suppressed(control(2), 0, 10)).containsExactly(true);
        assertThat(suppressed(control(2), 5, 6)).containsExactly(false);
        assertThat(suppressed(control(2), 0, 10)).containsExactly(false);
        assertThat(folder.resolve("answered.txt")).content().hasLineCount(2);
    }

    @Test
    void other_indicators_give_nothing_away() {
        assertThat(suppressed(0, 9)).containsExactly(false);
        assertThat(control(9).decide("students", UNITS, weights(0, 10), PERSONS).isSuppressed(0))
                .isFalse();
    }

    @Test
    void bounds_that_tell_of_few_persons_are_withheld() {
        DisclosureControl.Decision decision =
                control(100).decide("unemployed", UNITS, weights(0, 2, 4, 9.5, 3, 3.9), PERSONS);
        assertThat(decision.tellsBounds(0)).isTrue();
        assertThat(decision.tellsBounds(1)).isFalse();
        assertThat(decision.tellsBounds(2)).isTrue();
    }

    @Test
    void without_a_place_to_take_answers_down_nothing_is_told() throws Exception {
        Path file = folder.resolve("answered.txt");
        Files.createDirectory(file);
        assertThatThrownBy(() -> suppressed(0, 9))
                .isInstanceOf(ReaggregationException.class)
                .hasMessageContaining("answered.txt")
                .hasMessageContaining("make it writable");
    }
}
