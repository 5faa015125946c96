package se.regstat.geoserver.nodes;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;

/** Looks again and again, in a thread of its own, until it is closed. */
public final class Watch implements AutoCloseable {

    private static final Logger LOGGER = Logging.getLogger(Watch.class);

    private final Pause pause;
    private final Runnable look;
    private final Thread thread = new Thread(this::run, "regstat watch");

    /** Between two looks. */
    @FunctionalInterface
    public interface Pause {
        void take() throws InterruptedException;
    }

    /** @param look may take its time; what it throws is logged */
    public Watch(Pause pause, Runnable look) {
        this.pause = pause;
        this.look = look;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                pause.take();
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            look.run();
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.SEVERE, "Regstat could not look whether there is anything new: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
