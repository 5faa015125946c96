package se.regstat.geoserver.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private Duration now = Duration.ZERO;
    private final Retries retries = new Retries(Duration.ofSeconds(2), Duration.ofSeconds(5), () -> now.toNanos());

    @Test
    void what_fails_waits_longer_and_longer_and_at_most_so_long() {
        for (int seconds : new int[] {2, 4, 5, 5}) {
            retries.failed("import 1");
            now = now.plusSeconds(seconds).minusNanos(1);
            assertThat(retries.isTime("import 1")).as("before %s s", seconds).isFalse();
            now = now.plusNanos(1);
            assertThat(retries.isTime("import 1")).as("after %s s", seconds).isTrue();
        }
    }

    @Test
    void what_has_changed_waits_for_nothing_and_begins_anew() {
        retries.failed("import 1");
        retries.failed("import 1");
        assertThat(retries.isTime("import 2")).isTrue();
        retries.failed("import 2");
        now = now.plusSeconds(2);
        assertThat(retries.isTime("import 2")).isTrue();
        retries.failed("import 2");
        retries.succeeded();
        assertThat(retries.isTime("import 2")).isTrue();
    }
}
