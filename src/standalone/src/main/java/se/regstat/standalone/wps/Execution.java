package se.regstat.standalone.wps;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.process.ProcessException;

/** One run of a process, from the moment it was accepted. Thread-safe. */
final class Execution {

    private static final Logger LOG = Logger.getLogger(Execution.class.getName());

    /** Where a run is. */
    enum State {
        ACCEPTED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        DISMISSED
    }

    private final String id = UUID.randomUUID().toString();
    private final Instant accepted = Instant.now();
    private final ExecuteRequest request;
    private final List<Told> lineage;
    private final Monitor monitor = new Monitor();
    private volatile State state = State.ACCEPTED;
    private volatile Map<String, Object> outputs = Map.of();
    private volatile WpsException failure;
    private volatile Instant ended;
    private final CountDownLatch done = new CountDownLatch(1);

    /** @param request whose inputs are not kept, unless the response is to tell of them */
    Execution(ExecuteRequest request) {
        this.request = request.withoutInputs();
        this.lineage = Told.inputs(request);
    }

    String id() {
        return id;
    }

    Instant accepted() {
        return accepted;
    }

    /** What is to be told of the inputs. */
    List<Told> lineage() {
        return lineage;
    }

    /** Without its inputs. */
    ExecuteRequest request() {
        return request;
    }

    State state() {
        return state;
    }

    /** 0 to 100. */
    int percent() {
        return Math.max(0, Math.min(100, Math.round(monitor.getProgress())));
    }

    /** What is to be said of its inputs: how they were read, and what the process says. */
    List<String> notes() {
        return monitor.notes;
    }

    Map<String, Object> outputs() {
        return outputs;
    }

    Optional<WpsException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Empty while it goes on. */
    Optional<Instant> ended() {
        return Optional.ofNullable(ended);
    }

    /** Waits until it has ended. */
    void await() throws InterruptedException {
        done.await();
    }

    /** Asks it to stop; it does so in its own time, which is short, and whatever comes of it counts no more. */
    void dismiss() {
        monitor.setCanceled(true);
        end(State.DISMISSED);
    }

    /** Gives up results for which there is no room. */
    synchronized void discard(WpsException why) {
        outputs = Map.of();
        failure = why;
        end(State.FAILED);
    }

    /** Runs in the calling thread; the interruption of that thread stops it too. What goes wrong is kept. */
    void run(Map<String, Object> inputs) {
        if (!begin()) return;
        monitor.worker = Thread.currentThread();
        for (Object input : inputs.values()) {
            if (input instanceof SentFeatures sent) monitor.notes.addAll(sent.notes());
        }
        try {
            Map<String, Object> results = request.process().create().execute(inputs, monitor);
            if (monitor.isCanceled()) throw new CancellationException();
            succeed(results);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        if (monitor.isCanceled()) {
            end(State.DISMISSED);
            return;
        }
        if (e instanceof WpsException wps) {
            failure = wps;
        } else if (e instanceof ProcessException || e instanceof IllegalArgumentException) {
            failure = ProcessFailures.told(request.process(), e);
        } else {
            LOG.log(Level.SEVERE, "process " + request.process().name() + " failed", e);
            failure = new WpsException(
                    WpsException.Code.NoApplicableCode,
                    "",
                    "the process failed on this request; the server's log says why");
        }
        end(State.FAILED);
    }

    private synchronized boolean begin() {
        if (state != State.ACCEPTED) return false;
        state = State.RUNNING;
        return true;
    }

    private synchronized void succeed(Map<String, Object> results) {
        if (state == State.RUNNING) outputs = results;
        end(State.SUCCEEDED);
    }

    private synchronized void end(State how) {
        if (state == State.DISMISSED) return;
        if (how == State.DISMISSED) {
            outputs = Map.of();
            failure = new WpsException(
                    WpsException.Code.NoApplicableCode,
                    "",
                    "the execution was stopped: dismissed, or it took too long");
        }
        state = how;
        ended = Instant.now();
        done.countDown();
    }

    private static final class Monitor extends DefaultProgressListener {
        private final List<String> notes = new CopyOnWriteArrayList<>();
        private volatile Thread worker;

        @Override
        public void warningOccurred(String source, String location, String warning) {
            notes.add(warning);
        }

        @Override
        public boolean isCanceled() {
            Thread thread = worker;
            return super.isCanceled() || (thread != null && thread.isInterrupted());
        }
    }
}
