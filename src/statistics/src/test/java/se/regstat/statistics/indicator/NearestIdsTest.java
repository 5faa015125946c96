package se.regstat.statistics.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestIdsTest {

    private static final List<String> IDS = List.of(
            "age_0_4",
            "age_5_9",
            "born_abroad",
            "born_in_sweden",
            "net_income_median",
            "population",
            "share_born_abroad");

    @Test
    void typos_get_what_was_meant_and_nonsense_gets_nothing() {
        assertThat(NearestIds.of("populaton", IDS)).containsExactly("population");
        assertThat(NearestIds.of("Born-Abroad", IDS)).startsWith("born_abroad");
        assertThat(NearestIds.of("income", IDS)).containsExactly("net_income_median");
        assertThat(NearestIds.of("age_0_5", IDS)).startsWith("age_0_4");
        assertThat(NearestIds.of("xyzzy", IDS)).isEmpty();
        assertThat(NearestIds.question("xyzzy", IDS)).isEmpty();
        assertThat(NearestIds.question("population ", IDS)).isEqualTo("; did you mean population?");
    }
}
