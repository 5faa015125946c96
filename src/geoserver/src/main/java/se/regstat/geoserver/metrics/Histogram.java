package se.regstat.geoserver.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, counted in ranges of time. Thread-safe, and cheap for who adds. */
final class Histogram {

    /** Upper ends of the ranges, in seconds; what took longer is in one more. */
    static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

    private final LongAdder[] counts = new LongAdder[SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Histogram() {
        for (int i = 0; i < counts.length; i++) counts[i] = new LongAdder();
    }

    void add(Duration took) {
        double seconds = took.toNanos() / 1e9;
        int range = 0;
        while (range < SECONDS.length && seconds > SECONDS[range]) range++;
        counts[range].increment();
        nanos.add(took.toNanos());
    }

    /** Of all ranges, each without the ones below it. */
    long[] counts() {
        long[] all = new long[counts.length];
        for (int i = 0; i < all.length; i++) all[i] = counts[i].sum();
        return all;
    }

    /** Seconds, of all together. */
    double sum() {
        return nanos.sum() / 1e9;
    }
}
