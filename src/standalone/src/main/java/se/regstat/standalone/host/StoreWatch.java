package se.regstat.standalone.host;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreException;

/** Looks at the store every second, so that an import shows in a running service. A store that cannot be read for a while (an import is writing) is looked at again. */
final class StoreWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final Snapshots.Lease lease;
    private final Runnable onChange;
    private final Thread thread = new Thread(this::run, "store watch");
    private String lastTrouble = "";

    /** @param onChange run after a new snapshot was swapped in */
    StoreWatch(Snapshots.Lease lease, Runnable onChange) {
        this.lease = lease;
        this.onChange = onChange;
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
                onChange.run();
                LOG.info("The store changed; the layers are up to date with it");
            }
            lastTrouble = "";
        } catch (StoreException e) {
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
