package se.regstat.geoserver.info;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import se.regstat.geoserver.document.Refusal;
import se.regstat.statistics.config.ReaggregationLimits;
import se.regstat.statistics.reaggregation.Bounds;

class BodyBytesTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void a_document_is_in_utf_8_again_and_says_no_other_encoding() {
        String gml = "<?xml version='1.0' encoding='windows-1252'?><a>Åmål</a>";
        assertThat(new String(read(new StringReader(gml), Duration.ofDays(1), () -> false), UTF_8))
                .isEqualTo("<a>Åmål</a>");
    }

    /** Without an end it would be refused for its length, much later. */
    @Test
    void a_body_that_goes_on_when_the_time_is_over_is_refused_as_too_slow() {
        Trickle trickle = new Trickle();
        assertThatThrownBy(() -> read(trickle, Duration.ZERO, () -> false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("did not arrive within 0 s (regstat.yml, limits: reaggregation: seconds)");
        assertThat(trickle.read).hasValue(1);
    }

    @Test
    void whoever_has_gone_is_not_waited_for() {
        Trickle trickle = new Trickle();
        assertThatThrownBy(() -> read(trickle, Duration.ofDays(1), () -> trickle.read.get() == 3))
                .isInstanceOf(CancellationException.class);
        assertThat(trickle.read).hasValue(3);
    }

    @Test
    void a_body_that_is_too_large_is_refused_with_the_setting() {
        assertThatThrownBy(() -> read(new Trickle(), Duration.ofDays(1), () -> false))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("larger than 1 MB", "body_megabytes");
    }

    @Test
    void bodies_together_have_so_much_room_and_give_it_back() {
        BodyRoom room = new BodyRoom();
        BodyRoom.Share first = room.share(100);
        first.take(60);
        try (BodyRoom.Share second = room.share(100)) {
            second.take(40);
            assertThatThrownBy(() -> second.take(1))
                    .isInstanceOf(Refusal.class)
                    .hasFieldOrPropertyWithValue("status", 503)
                    .hasMessageContainingAll("too many bodies", "at_once");
        }
        first.take(40);
        first.close();
        room.share(100).take(100);
    }

    @Test
    void what_was_not_in_utf_8_is_refused() {
        assertThatThrownBy(() -> read(new StringReader("kod,wkt\n\uFFFD"), Duration.ofDays(1), () -> false))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("not in UTF-8", "U+FFFD");
    }

    private static byte[] read(Reader body, Duration time, BooleanSupplier gone) {
        ReaggregationLimits limits = new ReaggregationLimits(1, 1, MEGABYTE, 1, time, 1);
        try (BodyRoom.Share share = new BodyRoom().share(Long.MAX_VALUE)) {
            return BodyBytes.of(body, new Bounds(limits, new Semaphore(1), gone), share);
        }
    }

    /** One sign at a time, for ever. */
    private static final class Trickle extends Reader {
        private final AtomicInteger read = new AtomicInteger();

        @Override
        public int read(char[] into, int offset, int length) {
            read.incrementAndGet();
            into[offset] = ' ';
            return 1;
        }

        @Override
        public void close() {}
    }
}
