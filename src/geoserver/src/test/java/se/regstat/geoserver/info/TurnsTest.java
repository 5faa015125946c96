package se.regstat.geoserver.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import se.regstat.geoserver.document.InfoDocument;
import se.regstat.geoserver.document.Refusal;

class TurnsTest {

    private static InfoDocument document() {
        return InfoDocument.of("text/plain", "a.txt", "a");
    }

    @Test
    void who_finds_no_place_in_time_is_refused_and_the_others_are_not_disturbed() throws Exception {
        assertRefusedWhileOneIsMade(new Turns(1, 5, Duration.ofMillis(1)), "1 are made at a time");
    }

    @Test
    void who_comes_when_enough_wait_is_refused_at_once() throws Exception {
        assertRefusedWhileOneIsMade(new Turns(1, 0, Duration.ofDays(1)), "");
    }

    private static void assertRefusedWhileOneIsMade(Turns turns, String told) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        CompletableFuture<InfoDocument> first = CompletableFuture.supplyAsync(() -> turns.make(() -> {
            begun.countDown();
            waitFor(refused);
            return document();
        }));
        begun.await();
        assertThatThrownBy(() -> turns.make(TurnsTest::document))
                .isInstanceOf(Refusal.class)
                .hasFieldOrPropertyWithValue("status", 503)
                .hasMessageContaining(told);
        refused.countDown();
        assertThat(first.get().name()).isEqualTo("a.txt");
        assertThat(turns.make(TurnsTest::document).name()).isEqualTo("a.txt");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_document_that_fails_gives_its_place_back() {
        Turns turns = new Turns(1, 5, Duration.ofMillis(1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turns.make(() -> {
                        throw Refusal.notFound("nothing");
                    }))
                    .hasMessage("nothing");
        }
        assertThat(turns.make(TurnsTest::document).name()).isEqualTo("a.txt");
    }
}
