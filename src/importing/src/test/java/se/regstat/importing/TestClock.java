package se.regstat.importing;

import java.time.Duration;
import java.time.Instant;
import se.regstat.importing.download.Waiting;

/** Time stands still but for the pauses. */
final class TestClock implements Waiting {

    private Instant now = Instant.parse("2026-11-30T00:00:00Z");

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pause(Duration duration) {
        now = now.plus(duration);
    }
}
