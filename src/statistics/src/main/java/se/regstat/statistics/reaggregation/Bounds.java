package se.regstat.statistics.reaggregation;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import se.regstat.statistics.config.ReaggregationLimits;
import se.regstat.statistics.format.ReadLimits;
import se.regstat.statistics.request.ReaggregationException;

/** Keeps one re-aggregation for somebody else within the limits of {@code regstat.yml}. */
public final class Bounds {

    private static final String WHERE = " (regstat.yml, limits: reaggregation: ";

    private final ReaggregationLimits limits;
    private final Semaphore places;
    private final BooleanSupplier cancelled;
    private final long end;
    private volatile boolean late;

    /** @param cancelled asked often, from several threads */
    public static Bounds of(Reaggregator reaggregator, BooleanSupplier cancelled) {
        ReaggregationLimits limits = reaggregator.observations().configuration().reaggregationLimits();
        Semaphore places =
                reaggregator.snapshot().derived(Semaphore.class, limits, () -> new Semaphore(limits.atOnce()));
        return new Bounds(limits, places, cancelled);
    }

    /** For who has the machine. */
    public static Bounds none(BooleanSupplier cancelled) {
        int most = Integer.MAX_VALUE;
        return new Bounds(
                new ReaggregationLimits(most, most, Long.MAX_VALUE, most, Duration.ofDays(1000), 1),
                new Semaphore(1),
                cancelled);
    }

    /** @param places of all that compute at once */
    public Bounds(ReaggregationLimits limits, Semaphore places, BooleanSupplier cancelled) {
        this.limits = limits;
        this.places = places;
        this.cancelled = cancelled;
        this.end = System.nanoTime() + limits.time().toNanos();
    }

    /**
     * Runs work when there is a place.
     *
     * @throws ReaggregationException if there is none, or the time is over; the message says which limit
     */
    public <T> T within(Supplier<T> work) {
        try {
            if (!places.tryAcquire(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ReaggregationException(
                        "too many re-aggregations at once; try again in a while" + WHERE + "at_once)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        try {
            return work.get();
        } catch (CancellationException e) {
            if (!late) throw e;
            throw new ReaggregationException(
                    "it takes longer than " + limits.time().toSeconds()
                            + " s; ask for fewer boundaries, indicators or periods"
                            + " at a time, or use the command line" + WHERE + "seconds)",
                    e);
        } finally {
            places.release();
        }
    }

    /** Whether to stop: cancelled, or too late. */
    public boolean isOver() {
        if (!late && System.nanoTime() - end > 0) late = true;
        return late || cancelled.getAsBoolean();
    }

    /** Whether {@link #isOver} was so because of the time. */
    public boolean isLate() {
        return late;
    }

    /** For everything. */
    public Duration time() {
        return limits.time();
    }

    /** Of a document with boundaries. */
    public long bodyBytes() {
        return limits.bodyBytes();
    }

    /** While boundaries are read. */
    public ReadLimits reading() {
        return new ReadLimits(limits.bodyBytes(), limits.targets(), limits.vertices(), () -> {
            if (isOver()) throw new CancellationException();
        });
    }

    public void checkTargets(int count) {
        if (count > limits.targets())
            throw tooMany("boundaries", "more than " + limits.targets() + " polygons", "targets");
    }

    public void checkVertices(long count) {
        if (count > limits.vertices()) {
            throw tooMany("boundaries", "more than " + limits.vertices() + " vertices; simplify them", "vertices");
        }
    }

    /** Of a document with so much besides boundaries that it would take many times its length in memory. */
    public ReaggregationException tooManyItems() {
        return tooMany(
                "boundaries",
                "more than " + reading().items() + " " + ReadLimits.ITEMS
                        + "; leave out attributes that are not needed",
                "body_megabytes");
    }

    public void checkValues(long count) {
        if (count > limits.values()) {
            throw tooMany(
                    "indicators",
                    "they make " + count + " values, boundaries times indicators and years, and " + limits.values()
                            + " at most are computed for one request",
                    "values");
        }
    }

    /** @param parameter by which there could be fewer */
    public void checkRows(String parameter, long count) {
        if (count > limits.values()) {
            throw tooMany(
                    parameter,
                    "the answer would have " + count + " rows, and " + limits.values()
                            + " at most are told in one answer",
                    "values");
        }
    }

    private static ReaggregationException tooMany(String parameter, String what, String limit) {
        return ReaggregationException.of(
                parameter, what + "; ask for less at a time, or use the command line" + WHERE + limit + ")");
    }
}
