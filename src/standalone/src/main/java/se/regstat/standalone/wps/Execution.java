package se.regstat.standalone.wps;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.data.util.DefaultProgressListener;
import org.geotools.process.ProcessException;

/**
 * A run of a process, and what came of it.
 *
 * @param begun when it was asked for
 * @param notes what is to be said of its inputs: how they were read, and what the process says
 */
record Execution(ExecuteRequest request, Instant begun, Map<String, Object> outputs, List<String> notes) {

    private static final Logger LOG = Logger.getLogger(Execution.class.getName());

    /**
     * Runs in the calling thread, whose interruption stops it.
     *
     * @throws WpsException if the process refuses its inputs, fails or was stopped
     */
    static Execution of(ExecuteRequest request, Map<String, Object> inputs) {
        Instant begun = Instant.now();
        Monitor monitor = new Monitor();
        for (Object input : inputs.values()) {
            if (input instanceof SentFeatures sent) monitor.notes.addAll(sent.notes());
        }
        try {
            Map<String, Object> outputs = request.process().create().execute(inputs, monitor);
            if (monitor.isCanceled()) throw stopped();
            return new Execution(request, begun, outputs, monitor.notes);
        } catch (WpsException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (monitor.isCanceled()) throw stopped();
            if (e instanceof ProcessException || e instanceof IllegalArgumentException) {
                throw ProcessFailures.told(request.process(), e);
            }
            LOG.log(Level.SEVERE, "process " + request.process().name() + " failed", e);
            throw new WpsException(
                    WpsException.Code.NoApplicableCode,
                    "",
                    "the process failed on this request; the server's log says why");
        }
    }

    private static WpsException stopped() {
        return new WpsException(WpsException.Code.NoApplicableCode, "", "the execution was stopped");
    }

    private static final class Monitor extends DefaultProgressListener {
        private final List<String> notes = new CopyOnWriteArrayList<>();
        private final Thread worker = Thread.currentThread();

        @Override
        public void warningOccurred(String source, String location, String warning) {
            notes.add(warning);
        }

        @Override
        public boolean isCanceled() {
            return super.isCanceled() || worker.isInterrupted();
        }
    }
}
