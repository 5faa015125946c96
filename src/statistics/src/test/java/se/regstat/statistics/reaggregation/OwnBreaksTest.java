package se.regstat.statistics.reaggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.observation.Series;

/** An indicator that was counted otherwise from 2021 on. */
class OwnBreaksTest {

    @TempDir
    private Path folder;

    private Boxes boxes;

    @BeforeEach
    void describe() throws IOException {
        boxes = new Boxes(folder, "jobs: {kind: count, breaks: [2021]}\npeople: {kind: count}", "A", "B");
        for (int year : new int[] {2019, 2020, 2022, 2023}) {
            boxes.publish("jobs", year, 10, 20).publish("people", year, 100, 200);
        }
    }

    private List<String> broken(String indicator, String periods) {
        return boxes.run(List.of(indicator), periods, Boxes.box(0, 1.5)).of(0).stream()
                .filter(value -> value.seriesBreak())
                .map(value -> value.year() + " " + value.breakSize())
                .toList();
    }

    @Test
    void the_first_period_from_the_break_on_is_one() {
        assertThat(broken("jobs", "2019/2023")).containsExactly("2022 NaN");
        assertThat(broken("jobs", "2019,2023")).containsExactly("2023 NaN");
    }

    @Test
    void where_no_period_lies_across_it_there_is_none() {
        assertThat(broken("jobs", "2022,2023")).isEmpty();
        assertThat(broken("jobs", "2019,2020")).isEmpty();
        assertThat(broken("people", "2019/2023")).isEmpty();
    }

    @Test
    void what_changed_across_it_is_not_told() {
        Observations observations = boxes.observations();
        Series jobs = observations.series("jobs", "deso").orElseThrow();
        Series people = observations.series("people", "deso").orElseThrow();
        assertThat(observations.change(jobs, jobs.year(2020).orElseThrow(), 0)).isZero();
        assertThat(observations.change(jobs, jobs.year(2023).orElseThrow(), 0)).isNaN();
        assertThat(observations.change(people, people.year(2023).orElseThrow(), 0))
                .isZero();
    }
}
