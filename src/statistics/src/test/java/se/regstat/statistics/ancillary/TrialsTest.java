package se.regstat.statistics.ancillary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.regstat.statistics.ancillary.Trials.Score;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.request.Weighting;

class TrialsTest {

    private static List<Weighting> ranked(double area, double mask, double dasymetric) {
        return new Trials(
                        VintageId.parse("regso@2025"),
                        "",
                        600,
                        List.of(
                                new Score(Weighting.DASYMETRIC, "built-up", dasymetric, Optional.empty()),
                                new Score(Weighting.MASK, "built-up", mask, Optional.empty()),
                                new Score(Weighting.AREA, "", area, Optional.empty())))
                .scores().stream().map(Score::weighting).toList();
    }

    @Test
    void of_ways_that_are_as_good_but_for_rounding_the_simplest_comes_first() {
        assertThat(ranked(0.25, 0.16719564849798343, 0.16719564849798340))
                .containsExactly(Weighting.MASK, Weighting.DASYMETRIC, Weighting.AREA);
        assertThat(ranked(0.25, 0.1680, 0.1672)).containsExactly(Weighting.MASK, Weighting.DASYMETRIC, Weighting.AREA);
    }

    @Test
    void a_way_that_is_a_hundredth_better_comes_before_simpler_ones() {
        assertThat(ranked(0.25, 0.17, 0.168)).containsExactly(Weighting.DASYMETRIC, Weighting.MASK, Weighting.AREA);
        assertThat(ranked(0.16, 0.17, 0.168)).containsExactly(Weighting.AREA, Weighting.DASYMETRIC, Weighting.MASK);
    }
}
