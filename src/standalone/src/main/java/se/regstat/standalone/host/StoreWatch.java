package se.regstat.standalone.host;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.regstat.geoserver.nodes.Retries;
import se.regstat.statistics.config.ConfigurationException;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/**
 * Looks at the store as soon as it may have changed, so that an import shows in a running service, and every second at a configuration that
 * had a mistake. What cannot be read or published is tried again after longer and longer pauses, and told once.
 */
final class StoreWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final StoreUrl.Changes changes;
    private final Snapshots.Lease lease;
    private final Reloads reloads;
    private final Attempt reading = new Attempt();
    private final Attempt publishing = new Attempt();
    private final Thread thread = new Thread(this::run, "store watch");

    /** What is to be done until it succeeds. */
    private static final class Attempt {
        private final Retries retries = new Retries(PAUSE, LONGEST_PAUSE);
        private boolean wanted;
        private String trouble = "";

        void want() {
            wanted = true;
            retries.succeeded();
        }

        boolean isTime() {
            return wanted && retries.isTime(this);
        }

        void succeeded() {
            wanted = false;
            trouble = "";
        }

        /** @return whether that is news */
        boolean failed(RuntimeException e) {
            retries.failed(this);
            boolean news = !trouble.equals(e.toString());
            trouble = e.toString();
            return news;
        }
    }

    /** @param reloads run after a new snapshot was swapped in, and again when a mistake in the configuration is mended */
    StoreWatch(StoreUrl.Changes changes, Snapshots.Lease lease, Reloads reloads) {
        this.changes = changes;
        this.lease = lease;
        this.reloads = reloads;
    }

    static StoreWatch start(StoreUrl store, Snapshots.Lease lease, Reloads reloads) {
        StoreWatch watch = new StoreWatch(store.changes(), lease, reloads);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
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
    void look(boolean changed) {
        if (changed) reading.want();
        if (reading.isTime()) read();
        else if (!reading.wanted) lease.confirm();
        publish();
    }

    private void read() {
        try {
            if (lease.refresh()) publishing.want();
            if (!reading.trouble.isEmpty()) LOG.info("The store can be read again");
            reading.succeeded();
        } catch (StoreException e) {
            if (reading.failed(e)) LOG.warn("The layers stay as they are: {}", e.getMessage());
        } catch (RuntimeException e) {
            if (reading.failed(e)) LOG.error("The store could not be looked at", e);
        }
    }

    private void publish() {
        try {
            if (publishing.isTime()) {
                reloads.run();
                LOG.info("The store changed; the layers are up to date with it");
            } else if (reloads.runIfMended()) {
                LOG.info("The configuration is mended and in force");
            } else {
                return;
            }
            publishing.succeeded();
        } catch (ConfigurationException e) {
            // That is tried again when its files have changed.
            publishing.wanted = false;
            if (publishing.failed(e)) LOG.warn("The layers stay as they are: {}", e.getMessage());
        } catch (StoreException e) {
            publishing.wanted = true;
            if (publishing.failed(e)) LOG.warn("The layers stay as they are: {}", e.getMessage());
        } catch (RuntimeException e) {
            publishing.wanted = true;
            if (publishing.failed(e)) LOG.error("The layers could not be brought up to date with the store", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        changes.close();
    }
}
