package se.regstat.statistics.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A store that another has locked. */
class LockedStoreTest {

    @TempDir
    Path directory;

    @Test
    void who_waits_is_told_before_the_wait_is_over_and_then_goes_on() throws Exception {
        StoreUrl.GeoPackage url = StoreUrl.of(directory.resolve("store.gpkg"));
        Store.createDemo(url).close();
        CompletableFuture<String> said = new CompletableFuture<>();
        Logger logger = Logger.getLogger(LockWait.class.getName());
        Handler listener = listener(said);
        logger.addHandler(listener);
        logger.setUseParentHandlers(false);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + url.file());
                Statement sql = other.createStatement()) {
            sql.execute("BEGIN EXCLUSIVE");
            CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(() -> {
                try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
                    return store.isDemo();
                }
            });
            assertThat(said.get()).contains(url.file().toString()).contains("has it locked");
            assertThat(reading).as("still waiting").isNotDone();
            sql.execute("ROLLBACK");
            assertThat(reading.get()).isTrue();
        } finally {
            logger.removeHandler(listener);
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_process_that_has_it_locked_is_named() throws Exception {
        Path file = directory.resolve("store.gpkg");
        Path ready = directory.resolve("ready");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Locker.class.getName(),
                        file.toString())
                .redirectOutput(ready.toFile())
                .start();
        try {
            // Its first line says that it has the lock; the end of its output, that it failed.
            while (Files.size(ready) == 0 && other.isAlive()) Thread.onSpinWait();
            assertThat(other.isAlive()).isTrue();
            assertThat(SqliteTrouble.lockedBy(file)).isEqualTo("process " + other.pid() + " (java) has it locked");
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(SqliteTrouble.lockedBy(file)).isEqualTo("another program has it locked");
    }

    /** Another program. */
    static final class Locker {
        public static void main(String[] args) throws Exception {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[0]);
                    Statement sql = connection.createStatement()) {
                sql.execute("CREATE TABLE t (a)");
                sql.execute("BEGIN EXCLUSIVE");
                System.out.println("locked");
                System.in.read(); // until it is ended
            }
        }
    }

    private static Handler listener(CompletableFuture<String> said) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.complete(new java.util.logging.SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
