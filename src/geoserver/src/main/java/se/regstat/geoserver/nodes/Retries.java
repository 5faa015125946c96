package se.regstat.geoserver.nodes;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** When to try again what failed: at once where it would be tried with something else, and else after pauses that grow. For one thread at a time. */
public final class Retries {

    private final Duration first;
    private final Duration longest;
    private final LongSupplier clock;

    /** What was tried last, if it failed. */
    private Optional<Object> failed = Optional.empty();

    private Duration pause = Duration.ZERO;
    private long next;

    /** Pauses are twice as long each time. */
    public Retries(Duration first, Duration longest) {
        this(first, longest, System::nanoTime);
    }

    /** @param clock in nanoseconds, from whenever */
    Retries(Duration first, Duration longest, LongSupplier clock) {
        this.first = first;
        this.longest = longest;
        this.clock = clock;
    }

    /** @param with what would be tried now; equal to what it was the last time where the same would come of it */
    public boolean isTime(Object with) {
        return failed.filter(with::equals).isEmpty() || clock.getAsLong() - next >= 0;
    }

    /** @param with what was tried */
    public void failed(Object with) {
        Duration longer = failed.filter(with::equals).isPresent() ? pause.multipliedBy(2) : first;
        pause = longer.compareTo(longest) < 0 ? longer : longest;
        next = clock.getAsLong() + pause.toNanos();
        failed = Optional.of(with);
    }

    /** Nothing waits any more. */
    public void succeeded() {
        failed = Optional.empty();
    }
}
