package se.regstat.geoserver.nodes;

import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;

/** Looks every second, in a thread of its own, until it is closed. */
public final class Watch implements AutoCloseable {

    private static final Logger LOGGER = Logging.getLogger(Watch.class);

    private final Runnable look;
    private final Thread thread = new Thread(this::run, "regstat watch");

    /** @param look may take its time; what it throws is logged */
    public Watch(Runnable look) {
        this.look = look;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(1);
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
