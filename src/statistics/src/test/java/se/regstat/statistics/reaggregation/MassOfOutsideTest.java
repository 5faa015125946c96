package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.estimate.Mass;
import se.regstat.statistics.indicator.Status;

/** What little of the sources lies in a target that is told outside is not counted as if it were told. */
class MassOfOutsideTest {

    @TempDir
    private Path folder;

    private Boxes boxes;

    @BeforeEach
    void describe() throws IOException {
        boxes = new Boxes(folder, "people: {kind: count}", "A", "B").publish("people", 2020, 100, 200);
    }

    private static Mass only(ReaggregationResult result) {
        assertThat(result.masses()).hasSize(1);
        Mass mass = result.masses().get(0).mass();
        assertThat(mass.in() + mass.twice()).isCloseTo(mass.out() + mass.lost(), within(1e-9));
        return mass;
    }

    @Test
    void what_lies_in_it_is_lost_outside() {
        // Half of B is less than a thousandth of the second target.
        ReaggregationResult result = boxes.run(List.of("people"), "2020", Boxes.box(0, 1.5), Boxes.box(1.5, 2000));
        assertThat(result.of(0).get(0).value()).isEqualTo(200);
        assertThat(result.of(1).get(0).status()).isEqualTo(Status.OUTSIDE);
        Mass mass = only(result);
        assertThat(mass.in()).isEqualTo(300);
        assertThat(mass.out()).isEqualTo(200);
        assertThat(mass.lost()).isEqualTo(100);
        assertThat(mass.twice()).isZero();
    }

    @Test
    void sources_that_no_other_target_has_a_part_of_are_not_in() {
        ReaggregationResult result = boxes.run(List.of("people"), "2020", Boxes.box(0, 1), Boxes.box(1, 2000));
        assertThat(result.of(1).get(0).status()).isEqualTo(Status.OUTSIDE);
        assertThat(only(result)).isEqualTo(new Mass(100, 100, 0, 0));
    }

    @Test
    void nor_is_it_counted_twice() {
        ReaggregationResult result = boxes.run(List.of("people"), "2020", Boxes.box(0, 2), Boxes.box(1, 2000));
        assertThat(only(result)).isEqualTo(new Mass(300, 300, 0, 0));
    }
}
