package se.regstat.geoserver.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;
import se.regstat.statistics.store.copy.LastCopy;

/**
 * Keeps a copy of a store in a folder that several GeoServers may have: one of them makes it, in a thread of its own, and none looks at it
 * meanwhile. What fails is tried again after longer and longer pauses, and told once. Thread-safe.
 */
public final class CopyKeeper implements AutoCloseable {

    private static final Logger LOGGER = Logging.getLogger(CopyKeeper.class);

    private final Supplier<Path> folder;
    private final Executor worker;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Thread thread;

    /** The last three are for who is busy. */
    private final Retries retries;

    private LastCopy.Key made;
    private String trouble = "";

    /** @param folder of the copy, whose own is there */
    public CopyKeeper(Supplier<Path> folder) {
        this.folder = folder;
        this.worker = this::startThread;
        this.retries = new Retries(Duration.ofMinutes(1), Duration.ofHours(1));
    }

    /** @param worker runs what takes time */
    CopyKeeper(Supplier<Path> folder, Executor worker, Retries retries) {
        this.folder = folder;
        this.worker = worker;
        this.retries = retries;
    }

    private void startThread(Runnable work) {
        Thread started = new Thread(work, "regstat copy");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /**
     * Begins to make a copy, unless there is one, or it is not time to try again. Waits for nothing.
     *
     * @param store to copy, if it still has the key's revision when it is opened
     * @param indicators whose values and points come along
     */
    public void keep(LastCopy.Key key, StoreUrl store, Predicate<String> indicators) {
        if (!busy.compareAndSet(false, true)) return;
        if (key.equals(made) || !retries.isTime(key)) {
            busy.set(false);
            return;
        }
        worker.execute(() -> {
            try {
                make(key, store, indicators);
            } finally {
                busy.set(false);
            }
        });
    }

    private void make(LastCopy.Key key, StoreUrl url, Predicate<String> indicators) {
        try {
            Path folder = this.folder.get();
            if (!Files.isDirectory(folder)) Files.createDirectory(folder);
            LastCopy copy = new LastCopy(folder);
            DirectoryLock.hold(folder, () -> {
                if (copy.has(key)) return;
                try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
                    if (store.revision() == key.revision()) copy.make(key, store, indicators);
                }
            });
            if (copy.has(key)) made = key;
            retries.succeeded();
            trouble = "";
        } catch (IOException | RuntimeException e) {
            retries.failed(key);
            if (!trouble.equals(e.toString())) {
                LOGGER.log(Level.WARNING, "Regstat has no copy of its store as it is now: {0}", e.toString());
            }
            trouble = e.toString();
        }
    }

    /**
     * The copy there is of a store.
     *
     * @param news is told why it cannot be used
     */
    public Optional<LastCopy.Copy> read(StoreUrl store, Consumer<String> news) {
        Path folder = this.folder.get();
        AtomicReference<Optional<LastCopy.Copy>> copy = new AtomicReference<>(Optional.empty());
        try {
            DirectoryLock.hold(folder, () -> copy.set(new LastCopy(folder).read(store.toString(), news)));
        } catch (IOException e) {
            news.accept(e.getMessage());
        }
        return copy.get();
    }

    /** Breaks off what goes on. */
    @Override
    public void close() {
        Thread started = thread;
        if (started != null) started.interrupt();
    }
}
