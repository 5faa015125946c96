package se.regstat.importing.download;

import java.time.Duration;
import java.time.Instant;

/** The clock, and how to wait by it. */
public interface Waiting {

    Waiting REAL = new Waiting() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    };

    Instant now();

    void pause(Duration duration) throws InterruptedException;
}
