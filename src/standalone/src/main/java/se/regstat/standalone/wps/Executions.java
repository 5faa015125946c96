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

/** Runs that go on after their request was answered, and what came of them, for a while. Thread-safe. */
final class Executions implements AutoCloseable {

    private static final int AT_WORK = 2;
    private static final int WAITING = 20;
    private static final int KEPT = 100;
    private static final Duration KEEP = Duration.ofHours(1);

    private final Map<String, Execution> byId = new LinkedHashMap<>();
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
        keep(execution);
        try {
            workers.execute(() -> {
                ScheduledFuture<?> alarm =
                        clock.schedule(execution::dismiss, longest.toMillis(), TimeUnit.MILLISECONDS);
                try {
                    execution.run(inputs);
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

    private synchronized void keep(Execution execution) {
        Instant old = Instant.now().minus(KEEP);
        byId.values().removeIf(e -> e.ended().filter(end -> end.isBefore(old)).isPresent());
        var oldest = byId.values().iterator();
        while (byId.size() >= KEPT && oldest.hasNext()) {
            if (oldest.next().ended().isPresent()) oldest.remove();
        }
        byId.put(execution.id(), execution);
    }

    /** @throws WpsException if there is none */
    synchronized Execution get(Optional<String> id) {
        String wanted =
                id.orElseThrow(() -> WpsException.missing("executionId", "executionId=…, as the response told it"));
        Execution execution = byId.get(wanted);
        if (execution == null) {
            throw WpsException.invalid(
                    "executionId",
                    "there is no execution '" + wanted + "'; results are kept for " + KEEP.toMinutes() + " minutes");
        }
        return execution;
    }

    synchronized void forget(String id) {
        byId.remove(id);
    }

    @Override
    public void close() {
        synchronized (this) {
            byId.values().forEach(Execution::dismiss);
        }
        workers.shutdownNow();
        clock.shutdownNow();
    }
}
