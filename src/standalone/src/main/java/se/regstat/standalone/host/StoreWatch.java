package se.regstat.standalone.host;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** Looks at the store as soon as it may have changed, so that an import shows in a running service, and every second at a configuration that had a mistake. A store that cannot be read for a while is looked at again. */
final class StoreWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StoreUrl.Changes changes;
    private final Snapshots.Lease lease;
    private final Reloads reloads;
    private final Thread thread = new Thread(this::run, "store watch");
    private String lastTrouble = "";

    /** @param reloads run after a new snapshot was swapped in, and again when a mistake in the configuration is mended */
    StoreWatch(StoreUrl store, Snapshots.Lease lease, Reloads reloads) {
        this.changes = store.changes();
        this.lease = lease;
        this.reloads = reloads;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                look(changes.await(PAUSE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param changed whether the store may have, or can be read again, or no longer */
    private void look(boolean changed) {
        try {
            if (changed && lease.refresh()) {
                reloads.run();
                LOG.info("The store changed; the layers are up to date with it");
            } else if (reloads.runIfMended()) {
                LOG.info("The configuration is mended and in force");
            }
            if (changed) lastTrouble = "";
            else if (lastTrouble.isEmpty()) lease.confirm();
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
        changes.close();
    }
}
