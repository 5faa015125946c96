package se.regstat.standalone.host;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreException;

/** Looks at the store every second, so that an import shows in a running service, and at a configuration that had a mistake. A store that cannot be read for a while (an import is writing) is looked at again. */
final class StoreWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final Snapshots.Lease lease;
    private final Reloads reloads;
    private final Thread thread = new Thread(this::run, "store watch");
    private String lastTrouble = "";

    /** @param reloads run after a new snapshot was swapped in, and again when a mistake in the configuration is mended */
    StoreWatch(Snapshots.Lease lease, Reloads reloads) {
        this.lease = lease;
        this.reloads = reloads;
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
            if (lease.refresh()) {
                reloads.run();
                LOG.info("The store changed; the layers are up to date with it");
            } else if (reloads.runIfMended()) {
                LOG.info("The configuration is mended and in force");
            }
            lastTrouble = "";
        } catch (StoreException | ConfigurationException e) {
            if (!lastTrouble.equals(e.getMessage())) LOG.warn("The layers stay as they are: {}", e.getMessage());
            lastTrouble = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The store could not be looked at", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
