package se.regstat.geoserver.metrics;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import se.regstat.geoserver.metrics.PrometheusText.FamilyType;

/** Counts what is done. Figures have the same names in GeoServer and in the host. Thread-safe. */
public final class Metrics {

    /** More than services have; what would be more is no operation of theirs. */
    private static final int MOST_OPERATIONS = 200;

    private final SortedMap<Kind, Histogram> requests = new ConcurrentSkipListMap<>();
    private final SortedMap<Integer, LongAdder> rejected = new ConcurrentSkipListMap<>();
    private final SortedMap<Kind, Histogram> computed = new ConcurrentSkipListMap<>();
    private volatile Supplier<String> more = () -> "";

    /** Of requests, or, without a service, of computations at whatever door. */
    private record Kind(String service, String operation, Outcome outcome) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            return key().compareTo(other.key());
        }

        private String key() {
            return service + '\n' + operation + '\n' + outcome;
        }

        Map<String, String> labels() {
            Map<String, String> labels = new TreeMap<>(Map.of("operation", operation, "outcome", outcome.toString()));
            if (!service.isEmpty()) labels.put("service", service);
            return labels;
        }
    }

    /** @param figures of what else runs here, in the same format and under other names */
    public void add(Supplier<String> figures) {
        more = figures;
    }

    /**
     * Counts a request that was answered.
     *
     * @param service as in {@code wms}
     * @param operation as its service spells it, as in {@code GetMap}
     * @param status of HTTP, by which a refusal may be one for a limit's sake
     */
    public void request(String service, String operation, Outcome outcome, int status, Duration took) {
        Kind kind = new Kind(service.toLowerCase(Locale.ROOT), operation, outcome);
        if (requests.size() >= MOST_OPERATIONS && !requests.containsKey(kind))
            kind = new Kind("other", "other", outcome);
        requests.computeIfAbsent(kind, any -> new Histogram()).add(took);
        if (outcome == Outcome.REFUSED && Outcome.isOfLimit(status)) {
            rejected.computeIfAbsent(status, any -> new LongAdder()).increment();
        }
    }

    /**
     * Computes what an operation is asked, and counts it. What it throws is thrown.
     *
     * @param operation as in {@code reaggregate}
     */
    public <T> T operation(String operation, Supplier<T> work) {
        long start = System.nanoTime();
        Outcome outcome = Outcome.OK;
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            outcome = Verdict.of(e).outcome();
            throw e;
        } finally {
            computed.computeIfAbsent(new Kind("", operation, outcome), any -> new Histogram())
                    .add(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Writes what was counted since the start. */
    public void writeTo(PrometheusText text) {
        text.family(
                "regstat_request_duration_seconds", FamilyType.HISTOGRAM, "Requests by service, operation and outcome");
        requests.forEach((kind, took) -> text.histogram("regstat_request_duration_seconds", kind.labels(), took));
        text.family(
                "regstat_requests_rejected_total", FamilyType.COUNTER, "Requests beyond a limit, by status of HTTP");
        rejected.forEach((status, count) -> text.figure(
                "regstat_requests_rejected_total", Map.of("status", status.toString()), (double) count.sum()));
        text.family(
                "regstat_operation_duration_seconds",
                FamilyType.HISTOGRAM,
                "Re-aggregations and other computations by operation and outcome");
        computed.forEach((kind, took) -> text.histogram("regstat_operation_duration_seconds", kind.labels(), took));
        text.append(more.get());
    }
}
