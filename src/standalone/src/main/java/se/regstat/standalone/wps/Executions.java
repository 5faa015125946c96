package se.regstat.standalone.wps;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.geotools.data.simple.SimpleFeatureCollection;

/** Runs that go on after their request was answered, and what came of them, for a while. Thread-safe. */
final class Executions implements AutoCloseable {

    private static final int AT_WORK = 2;
    private static final int WAITING = 20;
    private static final int KEPT = 100;
    private static final long KEPT_BYTES = 200_000_000;
    private static final int BYTES_OF_ATTRIBUTE = 16;
    private static final Duration KEEP = Duration.ofHours(1);

    private record Kept(Execution execution, long bytes) {}

    /** The oldest first. */
    private final Map<String, Kept> byId = new LinkedHashMap<>();

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            AT_WORK, AT_WORK, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> daemon(work, "process"));
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, work -> daemon(work, "process deadlines"));
    private final Duration longest;

    /** @param longest how long one may take */
    Executions(Duration longest) {
        this.longest = longest;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** @throws WpsException if too many wait already */
    void start(Execution execution, Map<String, Object> inputs) {
        keep(execution, Inputs.bytes(inputs));
        try {
            workers.execute(() -> {
                ScheduledFuture<?> alarm =
                        clock.schedule(execution::dismiss, longest.toMillis(), TimeUnit.MILLISECONDS);
                try {
                    run(execution, inputs);
                } finally {
                    alarm.cancel(false);
                }
            });
        } catch (RejectedExecutionException e) {
            forget(execution.id());
            throw new WpsException(
                    WpsException.Code.ServerBusy, "", "too many processes wait already; try again in a while", e);
        }
    }

    /**
     * For as long as results are kept, or until there are too many that take too much memory.
     *
     * @param bytes that its inputs take
     */
    synchronized void keep(Execution execution, long bytes) {
        Instant old = Instant.now().minus(KEEP);
        byId.values()
                .removeIf(kept ->
                        kept.execution.ended().filter(end -> end.isBefore(old)).isPresent());
        long own = bytes + execution.lineage().stream().mapToLong(Told::bytes).sum();
        makeRoom(own);
        byId.put(execution.id(), new Kept(execution, own));
    }

    /** Runs in the calling thread one that is kept; its results count as what is kept, and must have room there. */
    void run(Execution execution, Map<String, Object> inputs) {
        execution.run(inputs);
        long results = execution.outputs().values().stream()
                .mapToLong(Executions::bytes)
                .sum();
        if (results > KEPT_BYTES) {
            execution.discard(new WpsException(
                    WpsException.Code.FileSizeExceeded,
                    "",
                    "the result takes about " + results / 1_000_000 + " MB of memory, and " + KEPT_BYTES / 1_000_000
                            + " MB are kept at most; ask for it raw (responseForm RawDataOutput), or for less"));
            results = 0;
        }
        grow(execution, results);
    }

    private static long bytes(Object output) {
        if (output instanceof SimpleFeatureCollection features) {
            return (long) features.size() * features.getSchema().getAttributeCount() * BYTES_OF_ATTRIBUTE;
        }
        return output instanceof String text ? 2L * text.length() : 0;
    }

    private synchronized void grow(Execution execution, long bytes) {
        Kept kept = byId.remove(execution.id());
        if (kept == null) return;
        makeRoom(kept.bytes + bytes);
        byId.put(execution.id(), new Kept(execution, kept.bytes + bytes));
    }

    private void makeRoom(long bytes) {
        long all = bytes + byId.values().stream().mapToLong(Kept::bytes).sum();
        var oldest = byId.values().iterator();
        while ((byId.size() >= KEPT || all > KEPT_BYTES) && oldest.hasNext()) {
            Kept next = oldest.next();
            if (next.execution.ended().isEmpty()) continue;
            all -= next.bytes;
            oldest.remove();
        }
    }

    /** @throws WpsException if there is none */
    synchronized Execution get(Optional<String> id) {
        String wanted =
                id.orElseThrow(() -> WpsException.missing("executionId", "executionId=…, as the response told it"));
        Kept kept = byId.get(wanted);
        if (kept == null) {
            throw WpsException.invalid(
                    "executionId",
                    "there is no execution '" + wanted + "'; results are kept for " + KEEP.toMinutes()
                            + " minutes at most");
        }
        return kept.execution;
    }

    synchronized void forget(String id) {
        byId.remove(id);
    }

    @Override
    public void close() {
        synchronized (this) {
            byId.values().forEach(kept -> kept.execution.dismiss());
        }
        workers.shutdownNow();
        clock.shutdownNow();
    }
}
