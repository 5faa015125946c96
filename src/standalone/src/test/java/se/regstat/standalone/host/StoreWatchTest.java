package se.regstat.standalone.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.regstat.standalone.http.Limits;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreException;
import se.regstat.statistics.store.StoreUrl;

/** What comes of each look. */
class StoreWatchTest {

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();
    private final Logger logger = Logger.getLogger(StoreWatch.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord message) {
            log.add(message.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private boolean isNew;
    private boolean isReadable = true;
    private Optional<RuntimeException> mistake = Optional.empty();
    private int refreshes;
    private int confirmed;
    private int loads;
    private StoreWatch watch;

    @BeforeEach
    void start() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        Configuration.writeDefaults(folder);
        watch = new StoreWatch(new NoChanges(), new Reading(), new Reloads(folder, () -> {
            loads++;
            mistake.ifPresent(wrong -> {
                throw wrong;
            });
            Limits.of(Configuration.load(folder));
        }));
    }

    @AfterEach
    void stop() {
        watch.close();
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void a_mistake_that_is_still_there_is_told_of_once_and_not_said_to_be_mended() throws Exception {
        Path file = folder.resolve("regstat.yml");
        String good = Files.readString(file);
        Files.writeString(file, "limit: 1");
        isNew = true;
        watch.look(true);
        for (int i = 0; i < 3; i++) watch.look(true);
        assertThat(log).singleElement().asString().startsWith("The layers stay as they are");
        assertThat(loads).isEqualTo(1);
        Files.writeString(file, good);
        watch.look(false);
        assertThat(log).hasSize(2).last().asString().isEqualTo("The configuration is mended and in force");
    }

    @Test
    @Timeout(60)
    void what_was_read_and_could_not_be_published_is_published_later() {
        isNew = true;
        mistake = Optional.of(new IllegalStateException("no room"));
        watch.look(true);
        assertThat(log).singleElement().asString().startsWith("The layers could not be brought up to date");
        mistake = Optional.empty();
        do watch.look(false);
        while (loads < 2);
        watch.look(false);
        assertThat(loads).isEqualTo(2);
        assertThat(log).hasSize(2).last().asString().isEqualTo("The store changed; the layers are up to date with it");
    }

    @Test
    @Timeout(60)
    void a_change_that_could_not_be_read_is_read_later_though_nothing_is_told_again() {
        isReadable = false;
        isNew = true;
        watch.look(true);
        watch.look(false);
        assertThat(log).singleElement().asString().contains("away");
        assertThat(confirmed).isZero();
        isReadable = true;
        do watch.look(false);
        while (loads == 0);
        int read = refreshes;
        watch.look(false);
        assertThat(refreshes).isEqualTo(read);
        assertThat(confirmed).isEqualTo(1);
        assertThat(log).contains("The store can be read again", "The store changed; the layers are up to date with it");
    }

    private static final class NoChanges implements StoreUrl.Changes {
        @Override
        public boolean await(Duration most) {
            return false;
        }

        @Override
        public void close() {}
    }

    private final class Reading implements Snapshots.Lease {
        @Override
        public boolean refresh() {
            refreshes++;
            if (!isReadable) throw new StoreException("it is away");
            boolean was = isNew;
            isNew = false;
            return was;
        }

        @Override
        public void confirm() {
            confirmed++;
        }

        @Override
        public Snapshot current() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Snapshots.State state() {
            return new Snapshots.State(Instant.EPOCH, Instant.EPOCH, Optional.empty(), 0);
        }

        @Override
        public void refreshOrKeep(Consumer<String> news) {
            refresh();
        }

        @Override
        public void close() {}
    }
}
